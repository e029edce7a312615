"""A worker as whoever employs it sees it: what it was told, what it does, and when patience with it ends."""

import queue
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from components.training.events import Event
from components.training.snapshot import Snapshot
from components.training.specification import Orders
from components.training.waiting import SHARE_SECONDS

# A worker that learns tells so several times a second; one that says nothing for this long hangs.
SILENCE_SECONDS = 60.0
# The same, until it has told that it is ready: TensorFlow's import takes long from a cold disk.
START_SECONDS = 180.0

Take = Callable[["WorkerHandle", Event], None]
Ended = Callable[["WorkerHandle", int], None]
Employ = Callable[[Take, Ended], "WorkerHandle"]


class WorkerHandle(ABC):
    """Wherever the worker runs; a subclass says how it is reached.

    It calls `take` with each event, and `ended` with an exit code once the worker is gone, both in a thread of its own.
    """

    def __init__(self) -> None:
        self.started = self.heard = time.monotonic()
        self.ready = False
        self.compiled = 0  # networks, so far
        self.run_id: str | None = None  # the run that it carries out
        self._turn_since = self.started
        self._turn_began = 0.0  # seconds that this run had learned by then
        self._turn_compiled = 0  # networks, when its turn began
        # A worker that stands still reads nothing, and then a write waits for it: that is no business of the pages.
        self._commands: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()

    def _start_telling(self) -> None:
        """For a subclass, once it can be told."""
        threading.Thread(target=self._tell_all, name="training-commands", daemon=True).start()

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

    @property
    def hangs(self) -> bool:
        """Whether it has said nothing for longer than it ever should."""
        if self.ready and self.run_id is None:
            return False
        return time.monotonic() - self.heard > (SILENCE_SECONDS if self.ready else START_SECONDS)

    def dismiss(self) -> None:
        """Let the worker end, after the commands before."""
        self._commands.put(None)

    @abstractmethod
    def kill(self) -> None:
        """End it at once."""

    @abstractmethod
    def wait(self) -> None:
        """Wait until a dismissed worker has ended; one that hangs is killed."""

    @abstractmethod
    def _tell(self, command: dict[str, Any]) -> None:
        """Hand it a command; nothing happens where it has just died."""

    @abstractmethod
    def _tell_end(self) -> None:
        """Let it end: there will be no more commands."""

    def _say(self, command: str, run_id: str, **details: Any) -> None:
        self._commands.put({"command": command, "run_id": run_id, **details})

    def _tell_all(self) -> None:
        while (command := self._commands.get()) is not None:
            self._tell(command)
        self._tell_end()
