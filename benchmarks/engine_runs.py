"""Shared by the benchmarks of training: an engine with a warm worker, and a run carried out to its end."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from components.training.engine import Engine
from components.training.snapshot import Snapshot
from components.training.specification import TrainingSpecification
from components.training.subprocess_engine import SubprocessEngine
from components.training.worker_process import WORKER_COMMAND


@contextmanager
def warm_engine(workers: int = 1, command: Sequence[str] = WORKER_COMMAND) -> Iterator[SubprocessEngine]:
    """An engine whose workers are ready; until they are, they would share the processor with what is timed."""
    engine = SubprocessEngine(workers, command)
    try:
        # As many runs at once as there are workers, so that each of them is started.
        runs = [engine.submit(TrainingSpecification(), f"warm-up {number}") for number in range(workers)]
        while any((snapshot := engine.snapshot(run)) is not None and snapshot.active for run in runs):
            time.sleep(0.1)
        yield engine
    finally:
        engine.close()


def finished_run(engine: Engine, specification: TrainingSpecification, owner: str = "benchmark") -> Snapshot:
    """Carry out the run, looking at it as a page does; end the program if it fails."""
    run = engine.submit(specification, owner)
    while (snapshot := engine.snapshot(run)) is not None and snapshot.active:
        time.sleep(0.02)
    if snapshot is None or snapshot.test_accuracy is None:
        sys.exit(f"The run failed: {snapshot.reason if snapshot else 'it is gone'}")
    return snapshot
