"""The worker processes of an engine: how many there are, when another is started, and when one has to go."""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence

from components.training.worker_process import Ended, Take, WorkerProcess

# A worker that dies is started again, but not for ever: what kills it at once would kill it again.
MAX_STARTS, PER_SECONDS = 5, 60.0
# XLA never gives back what it compiled, about 25 MB a network: a worker that has compiled this many is replaced.
MAX_COMPILED = 40
# How long a start takes, as long as none was seen.
USUAL_START_SECONDS = 10.0

log = logging.getLogger(__name__)


class Workers:
    """At most `most` of them, each started with `command`. Not to be used by two threads at once."""

    def __init__(self, most: int, command: Sequence[str], take: Take, ended: Ended, may_start: Callable[[], bool]):
        self.most = most
        self._command, self._take, self._ended, self._may_start = command, take, ended, may_start
        self._workers: list[WorkerProcess] = []
        self._starts: deque[float] = deque(maxlen=MAX_STARTS)
        self._start_took = USUAL_START_SECONDS

    def __iter__(self) -> Iterator[WorkerProcess]:
        return iter(tuple(self._workers))

    def __len__(self) -> int:
        return len(self._workers)

    def start(self) -> bool:
        """Start another one, if that makes sense; say whether there is one more."""
        now = time.monotonic()
        too_often = len(self._starts) == MAX_STARTS and now - self._starts[0] < PER_SECONDS
        if too_often or not self._may_start():
            return False
        self._starts.append(now)
        try:
            self._workers.append(WorkerProcess(self._take, self._ended, self._command))
        except OSError:  # no memory for another process
            log.exception("A training worker could not be started.")
            return False
        return True

    def is_ready(self, worker: WorkerProcess) -> None:
        """It has told that it is."""
        worker.ready = True
        self._start_took = time.monotonic() - worker.started

    def starting(self, worker: WorkerProcess) -> float:
        """Seconds until it will be ready, if it takes as long as the last one that was."""
        return 0.0 if worker.ready else max(0.0, self._start_took - (time.monotonic() - worker.started))

    @property
    def free(self) -> list[WorkerProcess]:
        """Those that can be given a run. Where none is ready yet, the commands wait in the pipes of those that start;
        but a ready one may be done with its run sooner than another one has started.
        """
        some_ready = any(worker.ready for worker in self._workers)
        return [worker for worker in self._workers if worker.run_id is None and (worker.ready or not some_ready)]

    @property
    def crowded(self) -> bool:
        """Whether several of them are busy: learning, or starting."""
        return sum(worker.run_id is not None or not worker.ready for worker in self._workers) > 1

    def replace_grown(self, keepers: set[WorkerProcess]) -> None:
        """Let those go that have compiled too much, unless they keep a run or too many were started just now."""
        for worker in self:
            if worker.run_id is None and worker.compiled >= MAX_COMPILED and worker not in keepers and self.start():
                self._workers.remove(worker)
                worker.dismiss()

    def remove(self, worker: WorkerProcess) -> bool:
        """It has ended; say whether it was one of those that still work here."""
        if ours := worker in self._workers:
            self._workers.remove(worker)
        return ours

    def take_all(self) -> list[WorkerProcess]:
        """All of them, to be ended by the caller; none is left here."""
        workers, self._workers = self._workers, []
        return workers
