"""The workers of an engine: how many there are, when another is started, and when one has to go."""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator

from components.training.worker_handle import WorkerHandle

# A worker that dies is started again, but not for ever: what kills it at once would kill it again.
MAX_DEATHS, PER_SECONDS = 5, 60.0
# XLA never gives back what it compiled, about 25 MB a network: a worker that has compiled this many is replaced.
MAX_COMPILED = 40
# How long a start takes, as long as none was seen.
USUAL_START_SECONDS = 10.0

log = logging.getLogger(__name__)


class Workers:
    """At most `most` of them, made by `employ`, which raises OSError where there is no room for another one.

    Not to be used by two threads at once.
    """

    def __init__(self, most: int, employ: Callable[[], WorkerHandle], may_start: Callable[[], bool]):
        self.most = most
        self._employ, self._may_start = employ, may_start
        self._workers: list[WorkerHandle] = []
        self._deaths: deque[float] = deque(maxlen=1_000)  # when they died
        self._start_took = USUAL_START_SECONDS

    def __iter__(self) -> Iterator[WorkerHandle]:
        return iter(tuple(self._workers))

    def __len__(self) -> int:
        return len(self._workers)

    def start(self) -> bool:
        """Start another one, if that makes sense; say whether there is one more."""
        died_just_now = sum(time.monotonic() - death < PER_SECONDS for death in self._deaths)
        # On a cluster a machine may go with all its workers, and the others are to be used nevertheless.
        if died_just_now >= max(MAX_DEATHS, 2 * self.most) or not self._may_start():
            return False
        try:
            self._workers.append(self._employ())
        except OSError:  # no memory for another process
            log.exception("A training worker could not be started.")
            self._deaths.append(time.monotonic())
            return False
        return True

    def is_ready(self, worker: WorkerHandle) -> None:
        """It has told that it is."""
        worker.ready = True
        self._start_took = time.monotonic() - worker.started

    def starting(self, worker: WorkerHandle) -> float:
        """Seconds until it will be ready, if it takes as long as the last one that was."""
        return 0.0 if worker.ready else max(0.0, self._start_took - (time.monotonic() - worker.started))

    @property
    def free(self) -> list[WorkerHandle]:
        """Those that can be given a run. Where none is ready yet, the commands wait in the pipes of those that start;
        but a ready one may be done with its run sooner than another one has started.
        """
        some_ready = any(worker.ready for worker in self._workers)
        return [worker for worker in self._workers if worker.run_id is None and (worker.ready or not some_ready)]

    @property
    def idle_starting(self) -> int:
        """How many have no run yet, because they are only starting."""
        return sum(worker.run_id is None and not worker.ready for worker in self._workers)

    @property
    def crowded(self) -> bool:
        """Whether several of them are busy: learning, or starting."""
        return sum(worker.run_id is not None or not worker.ready for worker in self._workers) > 1

    def replace_grown(self, keepers: Callable[[], set[WorkerHandle]]) -> None:
        """Let those go that have compiled too much, unless they keep a run or too many have died just now."""
        for worker in self:
            if worker.run_id is None and worker.compiled >= MAX_COMPILED and worker not in keepers() and self.start():
                self._workers.remove(worker)
                worker.dismiss()

    def remove(self, worker: WorkerHandle) -> bool:
        """It has ended; say whether it was one of those that still work here."""
        if ours := worker in self._workers:
            self._workers.remove(worker)
            self._deaths.append(time.monotonic())
        return ours

    def take_all(self) -> list[WorkerHandle]:
        """All of them, to be ended by the caller; none is left here."""
        workers, self._workers = self._workers, []
        return workers
