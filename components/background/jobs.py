"""Jobs: many calls of one function, computed in a process beside the pages, so that these stay quick.

One process serves the whole server. The jobs take turns in it, a call each, so that thirty visitors who ask at once all
see theirs go on. A job goes on only while somebody looks at it: where its page is left or closed, it rests.
"""

import os
import pickle
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "components.background.worker")
# A page that shows a job looks at it every half second; one that is slow, for its many visitors, every few.
PATIENCE_SECONDS = 5.0

Function = Callable[..., Any]


class Job:
    """The calls of a function, and the results that there are so far, in the same order.

    `problem` says why there will be no more of them.
    """

    def __init__(self, jobs: "Jobs", function: Function, calls: Sequence[tuple[Any, ...]]) -> None:
        self.function, self.calls = function, calls
        self.results: list[Any] = []
        self.problem = ""
        self.seen = 0.0
        self._jobs = jobs

    @property
    def over(self) -> bool:
        """Whether no more results will come."""
        return bool(self.problem) or len(self.results) == len(self.calls)

    def look(self) -> None:
        """Note that somebody looks, and so let it go on."""
        self.seen = time.monotonic()
        if not self.over:
            self._jobs.take(self)


class Jobs:
    """The process, which is started when it is first needed, and the jobs that wait for their turns."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._waiting: deque[Job] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def job(self, function: Function, calls: Sequence[tuple[Any, ...]]) -> Job:
        """A new one; it begins when somebody looks at it. The function is one at the top of a module."""
        return Job(self, function, calls)

    def take(self, job: Job) -> None:
        """Let it wait for its turn, unless it does."""
        with self._changed:
            if job in self._waiting or self._closed:
                return
            self._waiting.append(job)
            self._changed.notify()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="background", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """End the process."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify()
        self._end_process()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed)
                if self._closed:
                    return
                job = self._waiting[0]  # it stays there meanwhile, so that nobody else puts it there
            if time.monotonic() - job.seen <= PATIENCE_SECONDS:
                self._go_on(job)
                done = job.over
            else:
                done = True
            with self._changed:
                if self._waiting:
                    self._waiting.popleft()
                    if not done:
                        self._waiting.append(job)

    def _go_on(self, job: Job) -> None:
        """One call further. A process that died is replaced once."""
        for last in (False, True):
            try:
                well, outcome = self._call(job.function, job.calls[len(job.results)])
                break
            except (OSError, EOFError, ValueError, pickle.UnpicklingError):  # also where its pipe is closed meanwhile
                self._end_process()
                if last or self._closed:
                    well, outcome = False, "The process that computes this ended twice."
                    break
        if well:
            job.results.append(outcome)
        else:
            job.problem = outcome

    def _call(self, function: Function, arguments: tuple[Any, ...]) -> tuple[bool, Any]:
        if self._process is None:
            self._process = subprocess.Popen(
                tuple(self._command),
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", **os.environ},
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        pickle.dump((function, arguments), self._process.stdin)
        self._process.stdin.flush()
        outcome: tuple[bool, Any] = pickle.load(self._process.stdout)
        return outcome

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()  # closes both pipes
