"""A class that presses Train at once: how many runs a minute, and whether the wait was as long as it was told.

    python benchmarks/class_throughput.py

Ten runs of the course's network are submitted at once, each by another visitor, to an engine whose workers are warm;
for each sensible choice of workers and of threads in each. `memory` is what the workers take. For the app's own
choice the table that follows tells each run's wait as it was told at its submission, and as it was.
"""

import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs as a script, too

from benchmarks.engine_runs import warm_engine
from components.training.capacity import workers as usual_workers
from components.training.engine import Engine
from components.training.snapshot import RunState
from components.training.specification import TrainingSpecification
from components.training.worker import THREADS

RUNS = 10


def worker_command(threads: int) -> list[str]:
    """A worker that computes with `threads` threads."""
    return [sys.executable, "-c", f"from components.training import worker; worker.THREADS = {threads}; worker.main()"]


def memory(pid: int) -> float:
    """Gigabytes that a process has in memory, on Linux."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return float("nan")
    kilobytes = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS")).split()[1]
    return int(kilobytes) / 1e6


def ten_at_once(engine: Engine, look_seconds: float = 0.05) -> tuple[float, list[tuple[float, float]]]:
    """Runs a minute, and for each run its wait in seconds as told and as it was."""
    began = time.monotonic()
    runs = [engine.submit(TrainingSpecification(), f"student {number}") for number in range(RUNS)]
    told = [snapshot.wait for run in runs if (snapshot := engine.snapshot(run)) is not None]
    had: dict[str, float] = {}
    while True:
        snapshots = [snapshot for run in runs if (snapshot := engine.snapshot(run)) is not None]
        for snapshot in snapshots:
            if snapshot.state is not RunState.QUEUED:
                had.setdefault(snapshot.run_id, time.monotonic() - began)
        if not any(snapshot.active for snapshot in snapshots):
            break
        time.sleep(look_seconds)  # the looks themselves must not slow the runs down
    seconds = time.monotonic() - began
    if [snapshot.state for snapshot in snapshots] != [RunState.FINISHED] * RUNS:
        sys.exit("A run failed.")
    return 60 * RUNS / seconds, [(wait, had[run]) for wait, run in zip(told, runs, strict=True)]


def worst_difference(waits: list[tuple[float, float]]) -> float:
    """The largest share by which a wait was longer or shorter as told than as it was."""
    return max((abs(told / had - 1) for told, had in waits if had > 0.5), default=float("nan"))


def measure(workers: int, threads: int) -> tuple[float, float, list[tuple[float, float]]]:
    """Runs a minute, gigabytes, and the waits."""
    with warm_engine(workers, worker_command(threads)) as engine:
        a_minute, waits = ten_at_once(engine)
        return a_minute, sum(memory(pid) for pid in engine.pids()), waits


def main() -> None:
    """Print both tables."""
    waits: list[tuple[float, float]] = []
    usual = usual_workers()
    print("workers  threads  runs a minute  memory, GB")
    for workers, threads in ((1, 1), (1, 2), (2, 1), (2, 2)):
        a_minute, gigabytes, these = measure(workers, threads)
        print(f"{workers:7d}  {threads:7d}  {a_minute:13.1f}  {gigabytes:10.2f}", flush=True)
        if (workers, threads) == (usual, THREADS):
            waits = these
    print(f"\n{os.cpu_count()} cores; the app has {usual} workers with {THREADS} thread(s) each\n")
    print("run  told, s  had, s")
    for number, (told, had) in enumerate(waits, start=1):
        print(f"{number:3d}  {told:7.1f}  {had:6.1f}")
    print(f"worst difference {100 * worst_difference(waits):.0f} %")


if __name__ == "__main__":
    main()
