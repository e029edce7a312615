"""An engine over any kind of workers: a thread that listens to each, and one lock around the books.

Its parts are the dispatcher, which keeps the books (dispatcher.py), the queue (waiting.py), what is kept of the runs
(shelf.py), what a run does next (steering.py) and the workers (workers.py, worker_handle.py).
"""

import threading
from collections.abc import Callable
from typing import Any

from components.training.dispatcher import Dispatcher
from components.training.engine import WORKER_GONE, EngineUnavailable
from components.training.events import Event, Installation, RunEvent
from components.training.snapshot import Moment, Snapshot
from components.training.specification import TrainingSpecification
from components.training.worker_handle import Employ, WorkerHandle
from components.training.workers import Workers


class Desk:
    """Gives runs to at most `most` workers; `employ` makes one. Engine says what each method is for.

    `heard` is called with each event that has changed its run.
    """

    def __init__(self, most: int, employ: Employ, heard: Callable[[RunEvent], None] = lambda event: None) -> None:
        # Nobody waits for a worker while holding it.
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._books = Dispatcher(Workers(most, lambda: employ(self._take, self._ended), self._may_start), heard)
        self._closed = False

    may_be_away = False

    def lacking(self) -> str:
        return ""

    def away(self) -> str:
        return ""

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

    def runs_of(self, owner: str) -> list[str]:
        with self._lock:
            return [run.snapshot.run_id for run in self._books.shelf if run.owner == owner]

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

    def _may_start(self) -> bool:
        return not (self._closed or self.lacking())  # without TensorFlow each worker would die

    # What the threads that listen to the workers call.

    def _take(self, worker: WorkerHandle, event: Event) -> None:
        with self._changed:
            self._books.take(worker, event)
            self._changed.notify_all()

    def _ended(self, worker: WorkerHandle, code: int) -> None:
        with self._changed:
            self._books.ended(worker, code)
            self._changed.notify_all()
