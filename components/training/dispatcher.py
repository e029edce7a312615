"""Which worker gets which run, and what happens to a run when orders, reports or the end of a worker arrive.

It has no lock and starts no process itself: the engine (desk.py) lets one thread in at a time.
"""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from components.training import engine
from components.training.engine import EngineUnavailable
from components.training.events import Compiled, Event, Installation, Progress, Ready, RunEvent, Steered
from components.training.pace import Pace
from components.training.shelf import Run, Shelf
from components.training.snapshot import CurvePoint, Moment, RunState, Snapshot
from components.training.specification import QUICK_RUN, Orders, TrainingSpecification
from components.training.steering import Action, next_action
from components.training.waiting import Queue, Turn
from components.training.worker_handle import WorkerHandle
from components.training.workers import Workers

# At most this many runs may wait, learn or be paused at a time; on a cluster, for each worker.
MAX_ACTIVE = 100
# A longer queue is not played through anew at each look, but so often: with 10,000 runs that takes 0.07 s.
LONG_QUEUE, LONG_QUEUES_PLAN_SECONDS = 100, 1.0

log = logging.getLogger(__name__)


class Dispatcher:
    """Keeps the books of an engine: its runs, its queue, its workers and their pace.

    `heard` is called with each event that has changed its run.
    """

    def __init__(self, workers: Workers, heard: Callable[[RunEvent], None] = lambda event: None) -> None:
        self.workers = workers
        self._heard = heard
        self.shelf: Shelf[WorkerHandle] = Shelf()
        self.installation: Installation | None = None
        self.warmed: Moment | None = None
        self.rooms = 1  # of MAX_ACTIVE runs
        self._queue: Queue[WorkerHandle] = Queue()
        self._waits: tuple[float, dict[str, tuple[int, float]]] = 0.0, {}
        self._pace = Pace()
        self._tidied = 0.0

    def submit(self, specification: TrainingSpecification, owner: str, name: str) -> str:
        """Queue a run and return its id. Raises EngineUnavailable."""
        active = self.shelf.active
        if any(run.owner == owner for run in active):
            raise EngineUnavailable(engine.ONE_AT_A_TIME)
        if len(active) >= MAX_ACTIVE * self.rooms:
            raise EngineUnavailable(engine.SERVER_FULL)
        if not self.workers and not self.workers.start():
            raise EngineUnavailable(engine.WORKER_GONE)
        run_id = secrets.token_urlsafe(12)
        self.shelf.add(Snapshot(run_id, specification, Orders.of(specification), name), owner)
        self._queue.add(run_id)
        self._dispatch()
        self.shelf.keep_within_bounds()
        return run_id

    def order(self, run: Run[WorkerHandle], **orders: Any) -> None:
        """Change some of the run's orders, unless it is over. Raises InvalidSpecification."""
        if run.snapshot.active:
            run.snapshot = replace(run.snapshot, orders=replace(run.snapshot.orders, **orders))
            self._go_on(run)

    def told(self, run: Run[WorkerHandle]) -> Snapshot:
        """The run's snapshot, with how long it has to wait."""
        if run.snapshot.run_id in self._queue:
            ahead, wait = self._wait(run.snapshot.run_id)
            return replace(run.snapshot, runs_ahead=ahead, wait=wait)
        if run.worker is not None and not run.worker.ready:
            return replace(run.snapshot, wait=self.workers.starting(run.worker))
        return run.snapshot

    def drop(self, run: Run[WorkerHandle]) -> None:
        """End the run, whatever it is doing, and forget it."""
        self._end(run, RunState.STOPPED)
        self.shelf.drop(run.snapshot.run_id)

    def employ_up_to(self, most: int) -> None:
        """From now on there is room for this many workers."""
        self.workers.most = most
        self.rooms = self.shelf.rooms = max(1, most)
        self._dispatch()

    def tidy(self) -> None:
        """At most once a second: drop what nobody looks at, and end workers that hang."""
        now = time.monotonic()
        if now - self._tidied < 1:
            return
        self._tidied = now
        for run in self.shelf.forgotten:
            self.drop(run)
        for worker in self.workers:
            if worker.hangs:
                log.warning("A training worker has said nothing for too long and is ended.")
                self._fail_runs_of(worker, engine.WORKER_HUNG)
                worker.kill()

    def take(self, worker: WorkerHandle, event: Event) -> None:
        """A worker has told this."""
        if isinstance(event, Ready):
            self.workers.is_ready(worker)
            self.installation = event.installation
            # All workers learn the same; one that starts later changes nothing on a page.
            self.warmed = self.warmed or Moment(
                CurvePoint(QUICK_RUN.epochs, event.seconds, event.loss, event.accuracy), event.weights
            )
            self._pace.learn(TrainingSpecification(), event.batches, event.seconds, self.workers.crowded)
            self._dispatch()
        elif isinstance(event, Compiled):
            worker.compiled = event.networks
        else:
            self._take_of_run(worker, event)

    def ended(self, worker: WorkerHandle, code: int) -> None:
        """A worker's process is gone, with everything that it kept."""
        if not self.workers.remove(worker):
            return
        log.warning("A training worker ended with exit code %s.", code)
        self._fail_runs_of(worker, engine.WORKER_DIED)
        if not self.workers and not self.workers.start():
            for run in self.shelf.active:
                self._end(run, RunState.FAILED, engine.WORKER_GONE)
        self._dispatch()

    def _take_of_run(self, worker: WorkerHandle, event: RunEvent) -> None:
        # A run that has been ended or dropped by now no longer changes; the event only frees its worker.
        run = self.shelf.get(event.run_id)
        if run is None or run.worker is not worker or not run.snapshot.active:
            run = None
        else:
            run.snapshot = run.snapshot.after(event)
            self._heard(event)
            if pace := run.snapshot.epochs_a_second:
                specification = run.snapshot.specification
                self._pace.learn(specification, specification.batches, 1 / pace, self.workers.crowded)
        if isinstance(event, Progress):
            if run is not None and worker.share_left(run.snapshot) <= 0 and self._queue.next_for(worker):
                # It pauses, and as that is not what its visitor wants, it goes to the end of the queue.
                worker.order(event.run_id, replace(run.snapshot.orders, pause_at=0))
        elif not isinstance(event, Steered):
            worker.run_id = None
            if run is not None:
                self._leave(worker, run)
            self._dispatch()
        self.shelf.keep_within_bounds()

    def _leave(self, worker: WorkerHandle, run: Run[WorkerHandle]) -> None:
        """The run's turn is over: it is at its pause or at its end."""
        if not run.snapshot.active:
            around = worker.turn_around(run.snapshot)
            if run.snapshot.state is RunState.FINISHED and around is not None:
                self._pace.learn_around(around)
            run.worker = None
            return
        had_its_share = worker.share_left(run.snapshot) <= 0
        self._go_on(run)
        if run.snapshot.state is RunState.QUEUED:
            run.snapshot = replace(run.snapshot, made_room=had_its_share)

    def _go_on(self, run: Run[WorkerHandle]) -> None:
        worker, run_id = run.worker, run.snapshot.run_id
        action = next_action(run.snapshot, worker is not None and worker.run_id == run_id)
        if action is Action.END:
            self._end(run, RunState.STOPPED)
        elif action is Action.QUEUE:
            run.snapshot = replace(run.snapshot, state=RunState.QUEUED)
            self._queue.add(run_id, worker)
            self._dispatch()
        elif action is not Action.NOTHING and worker is not None:
            worker.order(run_id, run.snapshot.orders)
            if action is not Action.TELL:
                state = RunState.PAUSED if action is Action.TELL_AND_PAUSE else RunState.RUNNING
                run.snapshot = replace(run.snapshot, state=state)

    def _end(self, run: Run[WorkerHandle], state: RunState, reason: str = "") -> None:
        """End a run without its worker, which may go on with it for a moment."""
        self._queue.remove(run.snapshot.run_id)
        if run.worker is not None:
            run.worker.forget(run.snapshot.run_id)
            run.worker = None
        run.snapshot = replace(run.snapshot, state=state, reason=reason)

    def _fail_runs_of(self, worker: WorkerHandle, reason: str) -> None:
        for run in self.shelf.active:
            if run.worker is worker:
                self._end(run, RunState.FAILED, reason)

    def _dispatch(self) -> None:
        """Give every free worker its next run."""
        self.workers.replace_grown(lambda: {run.worker for run in self.shelf.active if run.worker is not None})
        for worker in self.workers.free:
            if run := self.shelf.get(self._queue.next_for(worker)):
                self._queue.remove(run.snapshot.run_id)
                run.worker = worker
                run.snapshot = replace(run.snapshot, state=RunState.RUNNING, made_room=False)
                worker.learn(run.snapshot)
        while self._queue.wanting > self.workers.idle_starting and len(self.workers) < self.workers.most:
            if not self.workers.start():
                break

    def _wait(self, run_id: str) -> tuple[int, float]:
        made, waits = self._waits
        now = time.monotonic()
        if run_id not in waits or len(self._queue) < LONG_QUEUE or now - made > LONG_QUEUES_PLAN_SECONDS:
            waits = self._plan()
            self._waits = now, waits
        return waits[run_id]

    def _plan(self) -> dict[str, tuple[int, float]]:
        crowded = len(self.workers) > 1  # as long as one waits, all workers are busy
        whole = cache(self._pace.seconds)

        def seconds(run: Run[WorkerHandle] | None) -> float:
            if run is None:
                return 0.0
            snapshot = run.snapshot
            if not snapshot.batches:
                return whole(snapshot.specification, snapshot.orders.epochs, crowded)
            return self._pace.seconds_left(snapshot, crowded)

        ready = {worker: self.workers.starting(worker) for worker in self.workers}
        turns = {
            worker: Turn(run.snapshot.run_id, seconds(run), worker.share_left(run.snapshot))
            for worker in self.workers
            if (run := self.shelf.get(worker.run_id))
        }
        return self._queue.waits(ready, turns, lambda waiting: seconds(self.shelf.get(waiting)))
