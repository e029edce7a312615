"""What a cluster costs: the same ten runs in worker processes, on one Ray node and on two, each with one core.

    python benchmarks/cluster.py

Ten runs of the course's network at once: runs a minute, and the worst difference between a wait as it was told and as
it was. Then a page that looks at a run three times a second while it learns: the time of a look in milliseconds, median
and p95, and the bytes that it brings from the cluster in a second, with and without the weights of each newest moment,
as a page that reads a drawing with them has it.
"""

import os
import pickle
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs as a script, too

from benchmarks.class_throughput import ten_at_once, worst_difference
from benchmarks.engine_runs import finished_run, warm_engine
from components.training.engine import Engine
from components.training.ray_engine import RayEngine
from components.training.specification import QUICK_RUN, TrainingSpecification
from tests.cluster import Cluster

LOOK_SECONDS = 1 / 3
LOOKS = 40


class Counting(RayEngine):
    """Counts the bytes that it is answered."""

    answered = 0

    def _ask(self, method: str, *details: Any, **orders: Any) -> Any:
        answer = super()._ask(method, *details, **orders)
        self.answered += len(pickle.dumps(answer))
        return answer


@contextmanager
def cluster_engine(nodes: int) -> Iterator[Counting]:
    """An engine on a cluster whose workers are warm."""
    cluster = Cluster()
    os.environ.update(cluster.environment)
    try:
        for _ in range(nodes - 1):
            cluster.add_node()
        engine = Counting(cluster.address)
        # One run beside the other, so that each worker is started.
        runs = [engine.submit(TrainingSpecification(), f"warm-up {number}") for number in range(nodes)]
        while any((snapshot := engine.snapshot(run)) is not None and snapshot.active for run in runs):
            time.sleep(0.1)
        yield engine
        engine.close()
    finally:
        cluster.close()


def looks(engine: Engine, with_weights: bool) -> tuple[float, float, float]:
    """Milliseconds of a look, median and p95, and bytes a second, at a run that learns."""
    run = engine.submit(replace(TrainingSpecification(), epochs=50), "watcher")
    while not ((snapshot := engine.snapshot(run)) and snapshot.training):
        time.sleep(0.05)
    times = []
    before, began = getattr(engine, "answered", 0), time.monotonic()
    for _ in range(LOOKS):
        time.sleep(LOOK_SECONDS)
        looked = time.perf_counter()
        snapshot = engine.snapshot(run)
        if snapshot is None or not snapshot.moving:
            sys.exit("The run ended while it was watched.")
        if with_weights:
            snapshot.moments[-1].layers()
        times.append(1000 * (time.perf_counter() - looked))
    a_second = (getattr(engine, "answered", 0) - before) / (time.monotonic() - began)
    engine.cancel(run, "watcher")
    finished_run(engine, QUICK_RUN, "afterwards")  # so that the worker is free again
    return statistics.median(times), statistics.quantiles(times, n=20)[-1], a_second


def measure(name: str, engine: Engine) -> None:
    """Print one row."""
    a_minute, waits = ten_at_once(engine, 0.2)
    median, p95, bare = looks(engine, with_weights=False)
    seen, seen_p95, all_of_it = looks(engine, with_weights=True)
    print(
        f"{name:20}  {a_minute:13.1f}  {100 * worst_difference(waits):16.0f}  {median:7.1f} {p95:6.1f}  {bare:9,.0f}"
        f"  {seen:12.1f} {seen_p95:6.1f}  {all_of_it:12,.0f}",
        flush=True,
    )


def main() -> None:
    """Print the table."""
    print(f"{'':56}a look, ms            with its weights, ms")
    print(f"{'engine':20}  runs a minute  worst wait, %   median    p95  bytes a s        median    p95     bytes a s")
    for workers in (1, 2):
        with warm_engine(workers) as engine:
            measure(f"{workers} process" + "es" * (workers > 1), engine)
    for nodes in (1, 2):
        with cluster_engine(nodes) as on_cluster:
            measure(f"Ray, {nodes} node" + "s" * (nodes > 1), on_cluster)


if __name__ == "__main__":
    main()
