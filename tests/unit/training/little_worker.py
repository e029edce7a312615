"""A worker without TensorFlow that obeys as the real one does: for tests of the engine's books, and much quicker.

As a process its arguments are: how many reports a run makes, how many bytes each moment has, and how many seconds of
learning lie between two reports. A run of one epoch ends by itself; the others wait for orders, and report once more
after each. A network is "compiled" whenever it is not the one before.
"""

import json
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from components.training.events import Compiled, Event, Finished, Installation, Paused, Progress, Ready, Stopped, encode


class LittleWorker:
    """Makes up what it reports."""

    def __init__(
        self, send: Callable[[Event], None], reports: int = 3, moment_bytes: int = 10, seconds: float = 0.1
    ) -> None:
        self.send = send
        self.reports, self.moment_bytes, self.seconds = reports, moment_bytes, seconds
        self.begun: set[str] = set()
        self.now: str | None = None
        self.network: object = None
        self.compiled = 0

    def serve(self) -> None:
        """As the real worker does in an actor; it works whenever it is told something."""
        self.get_ready()
        threading.Event().wait()

    def get_ready(self) -> None:
        """Tell that it is."""
        self.send(Ready(Installation("", "", "", "", "little", [], {}), 100, 0.1, b"weights", 0.3, 0.9))

    def report(self, run: str, number: int) -> None:
        """Tell how a run stands that learns nothing."""
        figures = (0.5, 0.8, None, None, 0.5, 0.8, bytes(self.moment_bytes))
        self.send(Progress(run, number, number * self.seconds, *figures))

    def obey(self, command: dict[str, Any]) -> None:
        """Take a command, and do at once all that it leads to."""
        run, orders = command["run_id"], command.get("orders")
        if command["command"] == "learn":
            self.now = run
            if command["specification"]["network"] != self.network:
                self.network, self.compiled = command["specification"]["network"], self.compiled + 1
                self.send(Compiled(self.compiled))
            if run not in self.begun:
                self.begun.add(run)
                for number in range(self.reports):
                    self.report(run, number)
        if run != self.now:
            return
        last, files = max(0, self.reports - 1), bytes(2 * self.moment_bytes)
        end = run, last, last * self.seconds, files, files
        if orders is None or orders["stop"]:
            self.send(Stopped(*end))
        elif orders["pause_at"] is not None and orders["pause_at"] < self.reports:
            self.send(Paused(*end))
        elif orders["epochs"] == 1:
            self.send(Finished(*end, 0.1, 0.97))
        else:
            if command["command"] == "orders" and self.reports:
                self.report(run, self.reports - 1)
            return
        self.now = None


# One whose reports are half a minute of learning apart, by its own words.
SlowLittleWorker = partial(LittleWorker, seconds=31.0)


if __name__ == "__main__":
    worker = LittleWorker(lambda event: print(encode(event), flush=True), *map(int, sys.argv[1:3]), float(sys.argv[3]))
    worker.get_ready()
    for line in sys.stdin:
        worker.obey(json.loads(line))
