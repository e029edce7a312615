"""The engine on this machine: one queue, warm worker processes, and a thread that listens to each of them.

Ten runs of the course's network at once, on two cores (benchmarks/class_throughput.py); memory is that of all workers:

    workers  threads  runs a minute  memory, GB
          1        1           22.9        1.16
          1        2           20.4        1.18
          2        1           39.1        2.30
          2        2           29.4        2.33
"""

import contextlib
import heapq
import importlib.util
import json
import logging
import os
import secrets
import subprocess
import sys
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from components.training.engine import EngineBusy
from components.training.events import Event, Failed, Installation, Progress, Ready, Steered, decode
from components.training.pace import Pace, same_step
from components.training.snapshot import RunState, Snapshot, thinned
from components.training.specification import Orders, TrainingSpecification

ROOT = Path(__file__).resolve().parents[2]
WORKER_COMMAND = (sys.executable, "-m", "components.training.worker")
# Each takes one core and 1.2 GB. The second one is started when a run first has to wait.
WORKERS = max(1, min(2, os.cpu_count() or 1))

# A worker that dies is started again, but not for ever: what kills it at once would kill it again.
MAX_STARTS, PER_SECONDS = 5, 60.0
# XLA never gives back what it compiled, about 25 MB a network: a worker with so many behind it is replaced.
MAX_COMPILED = 40
# As many of them as the worker keeps (worker.PROGRAMS); the rest has to be compiled again.
KEPT_COMPILED = 8
# A worker that learns tells so several times a second; one that says nothing for so long hangs, and is ended.
SILENCE_SECONDS = 60.0
# The same, until it has told that it is ready: TensorFlow's import takes long from a cold disk.
START_SECONDS = 180.0

# A worker that is dismissed ends at once; one that hangs is ended after so long.
CLOSE_SECONDS = 5.0

# What nobody has looked at for so long is dropped.
FORGET_SECONDS = 1800.0
# So many may wait, learn or be paused at a time.
MAX_ACTIVE = 100
# All runs together keep at most so much; where it is not enough, the histories that were looked at longest ago are
# thinned out first, and then their runs dropped.
MAX_RUNS, MAX_BYTES = 300, 512_000_000

WORKER_DIED = "The training process ended unexpectedly, and this run can't go on. Start it again."
WORKER_HUNG = "The training process no longer answered and was ended, and this run can't go on. Start it again."
WORKER_GONE = "The training process does not start. Try again in a minute; the server's log says more."
NO_TENSORFLOW = (
    "TensorFlow is not installed on this server, so no network can be trained here. "
    "Install the app with Python 3.11 to 3.14 on Linux, on Windows or on a Mac with Apple's own processor, and train "
    "there."
)
SERVER_FULL = "Too many runs are waiting on this server. Try again in a minute."
ONE_AT_A_TIME = "You have a run that is not over yet. Stop it before you start another one."

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Worker:
    """A worker process, as the server sees it."""

    process: "subprocess.Popen[str]"
    started: float
    heard: float
    ready: bool = False
    current: str | None = None  # the run that it carries out
    compiled: int = 0
    programs: OrderedDict[TrainingSpecification, None] = field(default_factory=OrderedDict)

    def say(self, command: dict[str, Any]) -> None:
        """Send a command."""
        assert self.process.stdin is not None
        # A worker that has just died can't be told anything; the thread that listens to it deals with that.
        with contextlib.suppress(OSError):
            self.process.stdin.write(json.dumps(command) + "\n")
            self.process.stdin.flush()

    def dismiss(self) -> None:
        """Let the process end."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):
            self.process.stdin.close()


@dataclass(eq=False)
class Run:
    """A run and what the engine has to know about it."""

    snapshot: Snapshot
    owner: str
    seen: float
    worker: Worker | None = None  # the one that carries it out, or keeps it while it is paused


class SubprocessEngine:
    """Carries out runs in worker processes; see Engine.

    >>> engine = SubprocessEngine()
    >>> run = engine.submit(TrainingSpecification(), owner="somebody")
    >>> engine.snapshot(run).state
    <RunState.RUNNING: 'running'>
    """

    def __init__(self, workers: int = WORKERS, command: Sequence[str] = WORKER_COMMAND) -> None:
        self._command = tuple(command)
        self._most = workers
        # One lock for everything below; it is never held while waiting for a worker.
        self._lock = threading.RLock()
        self._runs: dict[str, Run] = {}
        self._waiting: deque[str] = deque()
        self._workers: list[Worker] = []
        self._starts: deque[float] = deque(maxlen=MAX_STARTS)
        self._start_took = 10.0
        self._installation: Installation | None = None
        self._pace = Pace()
        self._tidied = 0.0
        self._closed = False

    # What pages call.

    def lacking(self) -> str:
        """What is missing here for any training; it is looked for, and not imported."""
        return "" if importlib.util.find_spec("tensorflow") else NO_TENSORFLOW

    def warm(self) -> None:
        """Start a worker in the background, if there is none. Returns at once."""
        with self._lock:
            if not self._workers:
                self._start_worker()

    def installation(self) -> Installation | None:
        """What the workers run on; None until the first one is ready. Raises EngineBusy where none starts."""
        with self._lock:
            self._tidy()
            if self._installation is None and not self._workers:
                raise EngineBusy(self.lacking() or WORKER_GONE)
            return self._installation

    def submit(self, specification: TrainingSpecification, owner: str, name: str = "") -> str:
        """Queue a run and return its unguessable id. Raises EngineBusy."""
        with self._lock:
            self._tidy()
            if any(run.owner == owner and run.snapshot.active for run in self._runs.values()):
                raise EngineBusy(ONE_AT_A_TIME)
            if sum(run.snapshot.active for run in self._runs.values()) >= MAX_ACTIVE:
                raise EngineBusy(SERVER_FULL)
            self.warm()
            if not self._workers:
                raise EngineBusy(self.lacking() or WORKER_GONE)
            run = secrets.token_urlsafe(12)
            snapshot = Snapshot(run, specification, Orders.of(specification), name)
            self._runs[run] = Run(snapshot, owner, time.monotonic())
            self._waiting.append(run)
            self._dispatch()
            self._keep_within_bounds()
            return run

    def control(self, run: str, **orders: Any) -> None:
        """Change some of the run's orders, or its name. Raises InvalidSpecification."""
        with self._lock:
            known = self._runs.get(run)
            if known is None:
                return
            name, wish = orders.pop("name", known.snapshot.name), known.snapshot.orders
            obeys = bool(orders) and known.snapshot.active
            if obeys:
                wish = replace(wish, **orders)
            known.snapshot = replace(known.snapshot, name=name, orders=wish)
            if not obeys:
                return
            # Since its turn began: what was saved at a pause is there until more was learned.
            has_learned = bool(known.snapshot.training) and not known.snapshot.weights
            if wish.stop and (known.snapshot.state is RunState.QUEUED or not has_learned):
                # Nothing is learned just now, so there is nothing to be waited for.
                self._end(known, RunState.STOPPED)
            elif known.snapshot.state is RunState.PAUSED:
                self._control_paused(known)
            elif known.snapshot.state is RunState.RUNNING and known.worker is not None:
                known.worker.say({"command": "orders", "run": run, "orders": asdict(wish)})
                if known.snapshot.obeying and not has_learned:
                    # It pauses at once; the worker's word comes when the network is compiled.
                    known.snapshot = replace(known.snapshot, state=RunState.PAUSED)

    def snapshot(self, run: str) -> Snapshot | None:
        """How the run stands now; None for an id that is unknown or was dropped."""
        with self._lock:
            self._tidy()
            known = self._runs.get(run)
            if known is None:
                return None
            known.seen = time.monotonic()
            if run in self._waiting:
                ahead, wait = self._queue_ahead(run)
                return replace(known.snapshot, runs_ahead=ahead, wait=wait)
            if known.worker is not None and not known.worker.ready:
                return replace(known.snapshot, wait=self._starting(known.worker))
            return known.snapshot

    def cancel(self, run: str) -> None:
        """End the run and forget it."""
        with self._lock:
            known = self._runs.pop(run, None)
            if known is None:
                return
            if run in self._waiting:
                self._waiting.remove(run)
            if known.worker is not None:
                known.worker.say({"command": "forget", "run": run})

    def close(self) -> None:
        """End the workers and forget all runs."""
        with self._lock:
            self._closed = True
            workers, self._workers = self._workers, []
            self._runs.clear()
            self._waiting.clear()
        for worker in workers:
            worker.dismiss()
        for worker in workers:
            try:
                worker.process.wait(timeout=CLOSE_SECONDS)
            except subprocess.TimeoutExpired:  # it hangs
                worker.process.kill()
                worker.process.wait()

    def pids(self) -> list[int]:
        """The workers' process ids."""
        with self._lock:
            return [worker.process.pid for worker in self._workers]

    # The rest is called with the lock held.

    def _control_paused(self, known: Run) -> None:
        """A paused run goes on, if it is to: with the worker that keeps it, after the runs that wait."""
        snapshot = known.snapshot
        if snapshot.orders.stop:
            self._end(known, RunState.STOPPED)
        elif snapshot.orders.pause_at is not None and snapshot.orders.pause_at <= snapshot.batches:
            return
        elif known.worker is not None and known.worker.current == snapshot.run:
            # It was on its way to its pause; if it gets there all the same, it says so and comes here again.
            known.snapshot = replace(snapshot, state=RunState.RUNNING)
            known.worker.say({"command": "orders", "run": snapshot.run, "orders": asdict(snapshot.orders)})
        else:
            known.snapshot = replace(snapshot, state=RunState.QUEUED)
            self._waiting.append(snapshot.run)
            self._dispatch()

    def _start_worker(self) -> None:
        now = time.monotonic()
        if self.lacking():  # each one would die of it
            return
        if self._closed or (len(self._starts) == MAX_STARTS and now - self._starts[0] < PER_SECONDS):
            return
        self._starts.append(now)
        try:
            process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                # TensorFlow's own chatter about processors it did not find; and one core is enough for NumPy, too.
                env={"TF_CPP_MIN_LOG_LEVEL": "3", "OPENBLAS_NUM_THREADS": "1", **os.environ},
            )
        except OSError:  # no memory for another process
            log.exception("A training worker could not be started.")
            return
        worker = Worker(process, started=now, heard=now)
        self._workers.append(worker)
        threading.Thread(target=self._listen, args=(worker,), name="training-events", daemon=True).start()

    def _dispatch(self) -> None:
        """Give every free worker its next run. Where none is ready yet, the command waits in the pipe of one."""
        for worker in list(self._workers):
            if worker.current is None and worker.compiled >= MAX_COMPILED and not self._kept_by(worker):
                self._replace(worker)
        some_ready = any(worker.ready for worker in self._workers)
        for worker in self._workers:
            # A ready worker may be done with its run sooner than another one has started.
            if worker.current is not None or (some_ready and not worker.ready):
                continue
            run = next((run for run in self._waiting if self._runs[run].worker in (None, worker)), None)
            if run is not None:
                self._waiting.remove(run)
                self._hand_over(self._runs[run], worker)
        if self._waiting and len(self._workers) < self._most:
            self._start_worker()

    def _hand_over(self, known: Run, worker: Worker) -> None:
        snapshot = known.snapshot = replace(known.snapshot, state=RunState.RUNNING)
        known.worker, worker.current, worker.heard = worker, snapshot.run, time.monotonic()
        step = same_step(snapshot.specification)
        if step not in worker.programs:
            worker.compiled += 1
        worker.programs[step] = None
        worker.programs.move_to_end(step)
        if len(worker.programs) > KEPT_COMPILED:
            worker.programs.popitem(last=False)
        specification, orders = snapshot.specification.to_json(), asdict(snapshot.orders)
        worker.say({"command": "learn", "run": snapshot.run, "specification": specification, "orders": orders})

    def _kept_by(self, worker: Worker) -> bool:
        return any(run.worker is worker and run.snapshot.active for run in self._runs.values())

    def _replace(self, worker: Worker) -> None:
        """Let a worker that has grown go, and start another; keep it if too many were started just now."""
        before = len(self._workers)
        self._start_worker()
        if len(self._workers) > before:
            self._workers.remove(worker)
            worker.dismiss()

    def _end(self, known: Run, state: RunState, reason: str = "") -> None:
        """End a run without its worker, which may go on with it for a moment."""
        run = known.snapshot.run
        if run in self._waiting:
            self._waiting.remove(run)
        if known.worker is not None:
            known.worker.say({"command": "forget", "run": run})
            known.worker = None
        known.snapshot = replace(known.snapshot, state=state, reason=reason)

    def _queue_ahead(self, run: str) -> tuple[int, float]:
        """How many runs come before this one ends its wait, and how many seconds that takes."""
        # When each worker will be free.
        free = []
        for worker in self._workers:
            current = self._runs.get(worker.current) if worker.current else None
            free.append(self._starting(worker) + (self._seconds_left(current.snapshot) if current else 0.0))
        if not free:
            free = [self._start_took]
        heapq.heapify(free)
        position = self._waiting.index(run)
        for other in list(self._waiting)[:position]:
            heapq.heapreplace(free, free[0] + self._seconds_left(self._runs[other].snapshot))
        busy = sum(worker.current is not None for worker in self._workers)
        return position + busy, free[0]

    def _starting(self, worker: Worker) -> float:
        """Seconds until the worker will be ready, if it takes as long as the last one that was."""
        return 0.0 if worker.ready else max(0.0, self._start_took - (time.monotonic() - worker.started))

    def _seconds_left(self, snapshot: Snapshot) -> float:
        left = snapshot.seconds_left
        if left is not None:
            return left
        return self._pace.seconds(snapshot.specification, snapshot.orders.epochs) * (1 - snapshot.fraction)

    def _tidy(self) -> None:
        """At most once a second: drop what nobody looks at, and end workers that hang."""
        now = time.monotonic()
        if now - self._tidied < 1:
            return
        self._tidied = now
        for run in [run for run, known in self._runs.items() if now - known.seen > FORGET_SECONDS]:
            self.cancel(run)
        for worker in self._workers:
            patience = SILENCE_SECONDS if worker.ready else START_SECONDS
            if (worker.current is not None or not worker.ready) and now - worker.heard > patience:
                log.warning("A training worker has said nothing for %.0f s and is ended.", patience)
                known = self._runs.get(worker.current) if worker.current else None
                if known is not None and known.snapshot.active:
                    self._end(known, RunState.FAILED, WORKER_HUNG)
                worker.process.kill()

    def _keep_within_bounds(self) -> None:
        """Thin out, then drop, the ended runs that were looked at longest ago."""
        ended = sorted((run for run in self._runs.values() if not run.snapshot.active), key=lambda run: run.seen)
        total = sum(run.snapshot.bytes for run in self._runs.values())
        for fewest in (20, 2):
            for known in ended:
                if total <= MAX_BYTES:
                    break
                total -= known.snapshot.bytes
                while len(known.snapshot.moments) > fewest:
                    moments = thinned(known.snapshot.moments, fewest)
                    known.snapshot = replace(known.snapshot, moments=moments)
                total += known.snapshot.bytes
        for known in ended:
            if total <= MAX_BYTES and len(self._runs) <= MAX_RUNS:
                break
            total -= known.snapshot.bytes
            del self._runs[known.snapshot.run]

    # The listening threads.

    def _listen(self, worker: Worker) -> None:
        assert worker.process.stdout is not None
        try:
            for line in worker.process.stdout:
                if not line.endswith("\n"):  # the worker was killed in the middle of it
                    break
                event = decode(line)
                with self._lock:
                    self._take(worker, event)
        except Exception:
            # A line that is no event: this worker can't be trusted any more.
            log.exception("A training worker was ended because of what it said.")
            worker.process.kill()
        worker.process.wait()
        with self._lock:
            if self._closed or worker not in self._workers:
                return
            log.warning("A training worker ended with exit code %s.", worker.process.returncode)
            self._workers.remove(worker)
            for known in self._runs.values():
                if known.worker is worker:
                    if known.snapshot.active:
                        self._end(known, RunState.FAILED, WORKER_DIED)
                    known.worker = None
            if not self._workers:
                self._start_worker()
            if not self._workers:
                for run in list(self._waiting):
                    self._end(self._runs[run], RunState.FAILED, WORKER_GONE)
            self._dispatch()

    def _take(self, worker: Worker, event: Event) -> None:
        worker.heard = time.monotonic()
        if isinstance(event, Ready):
            worker.ready = True
            self._start_took = worker.heard - worker.started
            self._pace.learn(TrainingSpecification(), event.batches, event.seconds)
            told = self._installation = event.installation
            log.info("A training worker is ready: Keras %s, TensorFlow %s.", told.keras, told.tensorflow)
            self._dispatch()
            return
        # A run that was ended or forgotten meanwhile changes no more; the worker's word only frees the worker.
        known = self._runs.get(event.run)
        if known is not None and (known.worker is not worker or not known.snapshot.active):
            known = None
        if isinstance(event, Progress):
            if known is not None:
                known.snapshot = known.snapshot.after(event)
            return
        if isinstance(event, Steered):
            if known is not None:
                known.snapshot = known.snapshot.steered(event)
            return
        worker.current = None
        if known is not None:
            if isinstance(event, Failed):
                known.snapshot = replace(known.snapshot, state=RunState.FAILED, reason=event.reason)
            else:
                known.snapshot = known.snapshot.left(event)
                self._learn_pace(known.snapshot)
                if known.snapshot.state is RunState.PAUSED:
                    self._control_paused(known)
            if not known.snapshot.active:
                known.worker = None
        self._keep_within_bounds()
        self._dispatch()

    def _learn_pace(self, snapshot: Snapshot) -> None:
        if len(snapshot.training) > 1:
            first, last = snapshot.training[0], snapshot.training[-1]
            batches = round((last.epoch - first.epoch) * snapshot.specification.batches)
            self._pace.learn(snapshot.specification, batches, last.seconds - first.seconds)
