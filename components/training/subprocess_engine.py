"""The engine on this machine: worker processes, a thread that listens to each, and one lock around the books.

Its parts are the dispatcher, which keeps the books (dispatcher.py), the queue (waiting.py), what is kept of the runs
(shelf.py), what a run does next (steering.py) and the worker processes (workers.py, worker_process.py).
"""

import importlib.util
import threading
from collections.abc import Sequence
from typing import Any

from components.training import capacity
from components.training.dispatcher import Dispatcher
from components.training.engine import NO_TENSORFLOW, WORKER_GONE, EngineUnavailable
from components.training.events import Event, Installation
from components.training.snapshot import Moment, Snapshot
from components.training.specification import TrainingSpecification
from components.training.worker_process import WORKER_COMMAND, WorkerProcess
from components.training.workers import Workers


class SubprocessEngine:
    """Carries out runs in worker processes; Engine says what each method is for."""

    def __init__(self, workers: int | None = None, command: Sequence[str] = WORKER_COMMAND) -> None:
        # Nobody waits for a worker while holding it.
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        most = workers or capacity.workers()
        self._books = Dispatcher(Workers(most, command, self._take, self._ended, self._may_start))
        self._closed = False

    def lacking(self) -> str:  # TensorFlow is looked for, and not imported
        return "" if importlib.util.find_spec("tensorflow") else NO_TENSORFLOW

    def warm(self) -> None:
        with self._lock:
            if not self._books.workers:
                self._books.workers.start()

    def installation(self) -> Installation | None:
        with self._lock:
            self._books.tidy()
            if self._books.installation is None and not self._books.workers:
                raise EngineUnavailable(self.lacking() or WORKER_GONE)
            return self._books.installation

    def warmed(self) -> Moment | None:
        with self._lock:
            return self._books.warmed

    def submit(self, specification: TrainingSpecification, owner: str, name: str = "") -> str:
        if lacking := self.lacking():
            raise EngineUnavailable(lacking)
        with self._lock:
            self._books.tidy()
            return self._books.submit(specification, owner, name)

    def control(self, run_id: str, **orders: Any) -> None:
        with self._changed:
            if run := self._books.shelf.get(run_id):
                self._books.order(run, **orders)
                self._changed.notify_all()

    def stop(self, run_id: str, owner: str) -> None:
        with self._lock:
            if self._books.shelf.get(run_id, owner):
                self.control(run_id, stop=True)

    def rename(self, run_id: str, owner: str, name: str) -> None:
        with self._lock:
            if run := self._books.shelf.get(run_id, owner):
                run.rename(name)

    def cancel(self, run_id: str, owner: str) -> None:
        with self._lock:
            if run := self._books.shelf.get(run_id, owner):
                self._books.drop(run)

    def settle(self, run_id: str, seconds: float) -> None:
        def settled() -> bool:
            run = self._books.shelf.get(run_id)
            return run is None or not run.snapshot.settles

        with self._changed:
            self._changed.wait_for(settled, seconds)

    def snapshot(self, run_id: str) -> Snapshot | None:
        with self._lock:
            run = self._books.shelf.look(run_id)  # before what nobody looks at is dropped
            self._books.tidy()
            return self._books.told(run) if run else None

    def close(self) -> None:
        with self._lock:
            self._closed = True
            workers = self._books.workers.take_all()
            for run in self._books.shelf:
                self._books.drop(run)
        for worker in workers:
            worker.dismiss()
        for worker in workers:
            worker.wait()

    def pid(self, run_id: str) -> int | None:
        """The id of the process that carries out the run, or keeps it while it is paused."""
        with self._lock:
            run = self._books.shelf.get(run_id)
            return run.worker.pid if run and run.worker else None

    def pids(self) -> list[int]:
        """The workers' process ids."""
        with self._lock:
            return [worker.pid for worker in self._books.workers]

    def _may_start(self) -> bool:
        return not (self._closed or self.lacking())  # without TensorFlow each worker would die

    # What the threads that listen to the workers call.

    def _take(self, worker: WorkerProcess, event: Event) -> None:
        with self._changed:
            self._books.take(worker, event)
            self._changed.notify_all()

    def _ended(self, worker: WorkerProcess, code: int) -> None:
        with self._changed:
            self._books.ended(worker, code)
            self._changed.notify_all()
