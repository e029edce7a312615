"""A worker process as the server sees it: how it is started, told and listened to, and when patience with it ends."""

import contextlib
import json
import logging
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from components.training.events import Event, decode
from components.training.snapshot import Snapshot
from components.training.specification import Orders
from components.training.waiting import SHARE_SECONDS

ROOT = Path(__file__).resolve().parents[2]
WORKER_COMMAND = (sys.executable, "-m", "components.training.worker")

# A worker that learns tells so several times a second; one that says nothing for this long hangs.
SILENCE_SECONDS = 60.0
# The same, until it has told that it is ready: TensorFlow's import takes long from a cold disk.
START_SECONDS = 180.0
# A worker that is dismissed ends at once; one that hangs is ended after this long.
CLOSE_SECONDS = 5.0

Take = Callable[["WorkerProcess", Event], None]
Ended = Callable[["WorkerProcess", int], None]

log = logging.getLogger(__name__)


class WorkerProcess:
    """Starts the process, or raises OSError where there is no room for it.

    `take` is called with each event, and `ended` with the exit code once the process is gone, both in the thread that
    listens to it.
    """

    def __init__(self, take: Take, ended: Ended, command: Sequence[str] = WORKER_COMMAND) -> None:
        self.started = self.heard = time.monotonic()
        self.ready = False
        self.compiled = 0  # networks, so far
        self.run_id: str | None = None  # the run that it carries out
        self._turn_since = self.started
        self._turn_began = 0.0  # seconds that this run had learned by then
        self._turn_compiled = 0  # networks, when its turn began
        self._process = subprocess.Popen(
            tuple(command),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            # TensorFlow's own chatter about processors it did not find; and one core is enough for NumPy, too.
            env={"TF_CPP_MIN_LOG_LEVEL": "3", "OPENBLAS_NUM_THREADS": "1", **os.environ},
        )
        # A worker that stands still reads nothing, and then a write waits for it: that is no business of the pages.
        self._commands: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        threading.Thread(target=self._write, name="training-commands", daemon=True).start()
        threading.Thread(target=self._listen, args=(take, ended), name="training-events", daemon=True).start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def learn(self, snapshot: Snapshot) -> None:
        """Begin a run's turn. Like all commands, it is only queued here, so that nobody waits for the worker."""
        self.run_id, self.heard = snapshot.run_id, time.monotonic()
        self._turn_since, self._turn_began, self._turn_compiled = self.heard, snapshot.seconds, self.compiled
        specification, orders = snapshot.specification.to_json(), asdict(snapshot.orders)
        self._say("learn", self.run_id, specification=specification, orders=orders)

    def order(self, run_id: str, orders: Orders) -> None:
        """Let it follow other orders with a run."""
        self._say("orders", run_id, orders=asdict(orders))

    def forget(self, run_id: str) -> None:
        """Let it end a run, or drop what it keeps of it, without a word."""
        self._say("forget", run_id)

    def share_left(self, snapshot: Snapshot) -> float:
        """How many seconds more the run that it carries out may learn while others wait."""
        return SHARE_SECONDS - (snapshot.seconds - self._turn_began)

    def turn_around(self, snapshot: Snapshot) -> float | None:
        """How much longer its run's turn has taken than the learning in it; None if it had to compile the network."""
        if self.compiled > self._turn_compiled:
            return None
        return time.monotonic() - self._turn_since - (snapshot.seconds - self._turn_began)

    def _say(self, command: str, run_id: str, **details: Any) -> None:
        self._commands.put({"command": command, "run_id": run_id, **details})

    def dismiss(self) -> None:
        """Let the process end, after the commands before."""
        self._commands.put(None)

    def kill(self) -> None:
        """End the process."""
        self._process.kill()

    def wait(self) -> None:
        """Wait until a dismissed process has ended; one that hangs is killed."""
        try:
            self._process.wait(timeout=CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def hangs(self) -> bool:
        """Whether it has said nothing for longer than it ever should."""
        if self.ready and self.run_id is None:
            return False
        return time.monotonic() - self.heard > (SILENCE_SECONDS if self.ready else START_SECONDS)

    def _write(self) -> None:
        stdin = self._process.stdin
        assert stdin is not None
        while (command := self._commands.get()) is not None:
            # A worker that has just died can't be told anything; the thread that listens to it deals with that.
            with contextlib.suppress(OSError):
                stdin.write(json.dumps(command) + "\n")
                stdin.flush()
        with contextlib.suppress(OSError):
            stdin.close()

    def _listen(self, take: Take, ended: Ended) -> None:
        assert self._process.stdout is not None
        try:
            for line in self._process.stdout:
                if not line.endswith("\n"):  # the worker was killed in the middle of it
                    break
                event = decode(line)
                self.heard = time.monotonic()
                take(self, event)
        except Exception:
            # A line that is no event: this worker can't be trusted any more.
            log.exception("A training worker was ended because of what it said.")
            self.kill()
        code = self._process.wait()
        self.dismiss()
        ended(self, code)
