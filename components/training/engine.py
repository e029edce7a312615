"""The server's side of training: a queue of runs, one warm worker process, one thread that listens to it.

Pages see five methods: `warm`, `submit`, `stop`, `snapshot` and `close`. A run lives here and not in a page's
script, so a page switch, a refresh or a dropped connection does not touch it.
"""

import contextlib
import json
import logging
import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from components.ml.forward import load_layers
from components.training.events import Event, Failed, Finished, Progress, Ready, Stopped, decode
from components.training.snapshot import RunState, Snapshot
from components.training.specification import TrainingSpecification

ROOT = Path(__file__).resolve().parents[2]
WORKER_COMMAND = (sys.executable, "-m", "components.training.worker")

# A worker that dies is started again, but not for ever: what kills it at once would kill it again.
MAX_STARTS, PER_SECONDS = 3, 60.0
# A small network's weights are 0.4 MB and the largest's 4.8 MB, so the ended runs that are kept fit in 310 MB.
MAX_RUNS = 64

# XLA never gives back what it compiled: a worker grows by about 16 MB a run, by 0.8 GB until it is replaced.
RUNS_PER_WORKER = 50

WORKER_DIED = "The training process ended unexpectedly. Press Train to start again."
WORKER_GONE = "The training process does not start. Try again in a minute; the server's log says more."
SERVER_FULL = "Too many runs are waiting on this server. Try again in a minute."

log = logging.getLogger(__name__)


class EngineBusy(RuntimeError):
    """No run can be taken now. The message is a sentence for the visitor."""


class Engine:
    """Runs training specifications one after the other, in the order in which they came.

    >>> engine = Engine()
    >>> run = engine.submit(TrainingSpecification())
    >>> engine.snapshot(run).state
    <RunState.QUEUED: 'queued'>
    """

    def __init__(self, command: Sequence[str] = WORKER_COMMAND) -> None:
        self._command = tuple(command)
        self._folder = tempfile.TemporaryDirectory(prefix="neuron-to-network-")
        # One lock for everything below; it is never held while waiting for the worker.
        self._lock = threading.RLock()
        self._runs: dict[str, Snapshot] = {}
        self._waiting: deque[str] = deque()
        self._current: str | None = None
        self._worker: subprocess.Popen[str] | None = None
        self._runs_of_worker = 0
        self._starts: deque[float] = deque(maxlen=MAX_STARTS)
        self._closed = False

    def warm(self) -> None:
        """Start the worker in the background, if there is none. Returns at once."""
        with self._lock:
            if self._worker is None and not self._closed:
                self._start_worker()

    def submit(self, specification: TrainingSpecification) -> str:
        """Queue a run and return its unguessable id. Raises EngineBusy."""
        with self._lock:
            self._forget_old_runs()
            self.warm()
            if self._worker is None:
                raise EngineBusy(WORKER_GONE)
            run = secrets.token_urlsafe(12)
            self._runs[run] = Snapshot(run, specification)
            self._waiting.append(run)
            self._dispatch()
            return run

    def stop(self, run: str) -> None:
        """End a run early. What it has learned so far is kept; a run that has not begun to learn ends at once."""
        with self._lock:
            snapshot = self._runs.get(run)
            if snapshot is None or not snapshot.active:
                return
            if run in self._waiting:
                self._waiting.remove(run)
                self._end(run, RunState.STOPPED)
                return
            self._send({"command": "stop", "run": run})
            if snapshot.training:
                self._runs[run] = replace(snapshot, stopping=True)
            else:
                self._end(run, RunState.STOPPED)

    def snapshot(self, run: str) -> Snapshot | None:
        """How the run stands now; None for an id that is unknown or was dropped long ago."""
        with self._lock:
            snapshot = self._runs.get(run)
            if snapshot is not None and run in self._waiting:
                ahead = self._waiting.index(run) + (self._current is not None)
                snapshot = replace(snapshot, runs_ahead=ahead)
            return snapshot

    def close(self) -> None:
        """End the worker and forget all runs."""
        with self._lock:
            self._closed = True
            worker, self._worker = self._worker, None
        if worker is not None:
            assert worker.stdin is not None
            with contextlib.suppress(OSError):
                worker.stdin.close()
            worker.wait(timeout=10)
        self._folder.cleanup()

    # The rest is called with the lock held.

    def _start_worker(self) -> None:
        now = time.monotonic()
        if len(self._starts) == MAX_STARTS and now - self._starts[0] < PER_SECONDS:
            return
        self._starts.append(now)
        self._runs_of_worker = 0
        self._worker = subprocess.Popen(
            self._command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            # TensorFlow's own chatter about processors it did not find.
            env={"TF_CPP_MIN_LOG_LEVEL": "3", **os.environ},
        )
        threading.Thread(target=self._listen, args=(self._worker,), name="training-events", daemon=True).start()

    def _replace_worker(self) -> None:
        """Let a worker that has grown go, and start another; keep it if too many were started just now."""
        old, self._worker = self._worker, None
        self._start_worker()
        if self._worker is None:
            self._worker = old
        elif old is not None and old.stdin is not None:
            with contextlib.suppress(OSError):
                old.stdin.close()

    def _dispatch(self) -> None:
        """Give the worker the next run. It may still be starting: the command waits in the pipe."""
        if self._current is None and self._runs_of_worker >= RUNS_PER_WORKER:
            self._replace_worker()
        if self._current is None and self._waiting and self._worker is not None:
            self._runs_of_worker += 1
            run = self._current = self._waiting.popleft()
            snapshot = self._runs[run] = replace(self._runs[run], state=RunState.RUNNING)
            specification = snapshot.specification.to_json()
            weights = str(self._weights_file(run))
            self._send({"command": "train", "run": run, "specification": specification, "weights": weights})

    def _send(self, command: dict[str, Any]) -> None:
        assert self._worker is not None
        assert self._worker.stdin is not None
        # A worker that has just died can't be told anything; the thread that listens to it deals with that.
        with contextlib.suppress(OSError):
            self._worker.stdin.write(json.dumps(command) + "\n")
            self._worker.stdin.flush()

    def _end(self, run: str, state: RunState, **changes: Any) -> None:
        """Put a run into its final state, together with the weights that it left."""
        weights = self._weights_file(run)
        if weights.exists():
            changes["layers"] = load_layers(weights)
            weights.unlink()
        self._runs[run] = replace(self._runs[run], state=state, stopping=False, **changes)

    def _weights_file(self, run: str) -> Path:
        return Path(self._folder.name) / f"{run}.npz"

    def _forget_old_runs(self) -> None:
        ended = [run for run, snapshot in self._runs.items() if not snapshot.active]
        for run in ended[: max(0, len(self._runs) - MAX_RUNS + 1)]:
            del self._runs[run]
        if len(self._runs) >= MAX_RUNS:
            raise EngineBusy(SERVER_FULL)

    # The listening thread.

    def _listen(self, worker: "subprocess.Popen[str]") -> None:
        assert worker.stdout is not None
        try:
            for line in worker.stdout:
                with self._lock:
                    self._take(decode(line))
        except Exception:
            # A line that is no event, or weights that can't be read: this worker can't be trusted any more.
            log.exception("The training worker was ended because of what it said.")
            worker.kill()
        worker.wait()
        with self._lock:
            if self._closed or worker is not self._worker:
                return
            log.warning("The training worker ended with exit code %s.", worker.returncode)
            self._worker = None
            if self._current is not None:
                if self._runs[self._current].active:
                    self._end(self._current, RunState.FAILED, reason=WORKER_DIED)
                self._current = None
            self._start_worker()
            if self._worker is None:
                while self._waiting:
                    self._end(self._waiting.popleft(), RunState.FAILED, reason=WORKER_GONE)
            self._dispatch()

    def _take(self, event: Event) -> None:
        if isinstance(event, Ready):
            log.info("The training worker is ready: Keras %s, TensorFlow %s.", event.keras, event.tensorflow)
            return
        # A run that was stopped before its first batch has its end already; the worker's word only frees it.
        snapshot = self._runs.get(event.run)
        active = snapshot is not None and snapshot.active
        if isinstance(event, Progress):
            if snapshot is not None and active:
                self._runs[event.run] = snapshot.after(event)
            return
        if active:
            if isinstance(event, Finished):
                self._end(
                    event.run,
                    RunState.FINISHED,
                    seconds=event.seconds,
                    test_loss=event.test_loss,
                    test_accuracy=event.test_accuracy,
                )
            elif isinstance(event, Stopped):
                self._end(event.run, RunState.STOPPED, seconds=event.seconds)
            elif isinstance(event, Failed):
                self._end(event.run, RunState.FAILED, reason=event.reason)
        self._weights_file(event.run).unlink(missing_ok=True)
        self._current = None
        self._dispatch()
