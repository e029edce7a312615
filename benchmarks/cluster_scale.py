"""How large a cluster one desk can serve: the real desk, with workers that only make up what they report.

    python benchmarks/cluster_scale.py --workers 200 --runs 10000 --watchers 2000

All runs are submitted at once. Each takes --run-seconds at a worker and reports two and a half times a second, with
0.2 MB of weights. Each watcher looks at one run, three times a second. Workers and watchers are threads of the desk's
own process, so what Ray adds for each call is not in the figures (benchmarks/cluster.py has it).
"""

import argparse
import os
import statistics
import sys
import threading
import time
from heapq import heappop, heappush
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs as a script, too

from benchmarks.class_throughput import memory
from components.training.desk import Desk
from components.training.events import Finished, Installation, Progress, Ready
from components.training.news import Newsroom
from components.training.specification import TrainingSpecification
from components.training.worker_handle import Ended, Take, WorkerHandle

REPORT_SECONDS = 0.4
WEIGHTS = bytes(204_000)


class Clock:
    """Calls what is due, in one thread, for all workers."""

    def __init__(self) -> None:
        self._due: list[tuple[float, int, Any]] = []
        self._number = 0
        self._changed = threading.Condition()
        threading.Thread(target=self._run, daemon=True).start()

    def after(self, seconds: float, call: Any) -> None:
        """Call it then."""
        with self._changed:
            self._number += 1
            heappush(self._due, (time.monotonic() + seconds, self._number, call))
            self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._due or self._due[0][0] > time.monotonic():
                    self._changed.wait(self._due[0][0] - time.monotonic() if self._due else None)
                _, _, call = heappop(self._due)
            call()


class Simulated(WorkerHandle):
    """Learns nothing, and takes its time for it."""

    def __init__(self, take: Take, ended: Ended, clock: Clock, seconds: float) -> None:
        super().__init__()
        self._take_event, self._clock, self._seconds = take, clock, seconds
        ready = Ready(Installation("", "", "", "", "", [], {}), 100, 0.1, b"", 0.3, 0.9)
        clock.after(0.0, lambda: take(self, ready))

    def _say(self, command: str, run_id: str, **details: Any) -> None:
        if command == "learn":
            self._report(run_id, 0)

    def _report(self, run_id: str, number: int) -> None:
        seconds = number * REPORT_SECONDS
        if seconds >= self._seconds:
            event: Any = Finished(run_id, 9_375, seconds, WEIGHTS, WEIGHTS, 0.1, 0.97)
        else:
            batches = int(9_375 * seconds / self._seconds)
            event = Progress(run_id, batches, seconds, 0.5, 0.8, None, None, 0.5, 0.8, bytes(bytearray(WEIGHTS)))
            self._clock.after(REPORT_SECONDS, lambda: self._report(run_id, number + 1))
        self._clock.after(0.0, lambda: self._tell_event(event))

    def _tell_event(self, event: Any) -> None:
        self.heard = time.monotonic()
        self._take_event(self, event)

    def kill(self) -> None:
        """It has no process."""

    def wait(self) -> None:
        """It has no process."""

    def _tell(self, command: dict[str, Any]) -> None:
        """Nothing is sent."""

    def _tell_end(self) -> None:
        """Nothing is sent."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="One desk, many simulated workers.")
    parser.add_argument("--workers", type=int, default=200)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--watchers", type=int, default=2_000)
    parser.add_argument("--run-seconds", type=float, default=5.0)
    parser.add_argument("--seconds", type=float, default=20.0, help="for how long (default 20)")
    asked = parser.parse_args()

    clock, newsroom = Clock(), Newsroom()

    def heard(event: Any) -> None:
        run = desk._books.shelf.get(event.run_id)
        assert run is not None
        newsroom.hear(event, run.snapshot)

    desk = Desk(asked.workers, lambda take, ended: Simulated(take, ended, clock, asked.run_seconds), heard)
    desk._books.employ_up_to(asked.workers)
    began = time.monotonic()
    runs = [desk.submit(TrainingSpecification(), f"student {number}") for number in range(asked.runs)]
    submitted = time.monotonic() - began

    looks = []
    watched = runs[:: max(1, len(runs) // asked.watchers)][: asked.watchers]
    seen: dict[str, int | None] = dict.fromkeys(watched)
    before, cpu, began = (
        sum(run.snapshot.batches > 0 for run in desk._books.shelf),
        time.process_time(),
        time.monotonic(),
    )
    while time.monotonic() - began < asked.seconds:
        for run_id in watched:
            looked = time.perf_counter()
            with desk._lock:
                now = desk.snapshot(run_id)
                if now is not None:
                    seen[run_id] = newsroom.since(seen[run_id], now).seen
            looks.append(1000 * (time.perf_counter() - looked))
            # Three looks a second for each, if the desk keeps up.
            time.sleep(max(0.0, began + len(looks) / (3 * asked.watchers) - time.monotonic()))
    seconds = time.monotonic() - began
    begun = sum(run.snapshot.batches > 0 for run in desk._books.shelf) - before
    print(f"{asked.runs:,} runs, {asked.workers} workers, {asked.watchers:,} watchers, {seconds:.0f} s")
    print(f"submitting         {1000 * submitted / asked.runs:8.2f} ms a run")
    possible = asked.workers / asked.run_seconds
    print(f"dispatched         {begun / seconds:8.1f} runs a second (the workers could take {possible:.0f})")
    print(f"looks              {len(looks) / seconds:8.0f} a second (wished: {3 * asked.watchers:,})")
    median, p95 = statistics.median(looks), statistics.quantiles(looks, n=100)[94]
    print(f"a look             {median:8.2f} ms median, {p95:.2f} p95, {max(looks):.0f} longest")
    print(f"processor          {100 * (time.process_time() - cpu) / seconds:8.0f} % of a core")
    print(f"memory             {memory(os.getpid()):8.2f} GB")


if __name__ == "__main__":
    main()
