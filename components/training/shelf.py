"""What the server keeps of its runs: whose each is, when it was last looked at, and how much of its history stays.

Nothing here knows of processes or threads.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Generic, TypeVar

from components.training.snapshot import Snapshot, thinned_moments

# A run that nobody has looked at for this long is dropped.
FORGET_SECONDS = 1800.0
# All runs together keep at most this much; on a cluster, for each worker. Where it is not enough, histories are thinned
# out, those first that were looked at longest ago; then runs that are over are dropped.
MAX_RUNS, MAX_BYTES = 300, 512_000_000
# The memory of a cluster's runs is that of one machine, so it does not grow with the cluster for ever.
MOST_ROOMS = 8
# To how many moments a history is thinned out at first, and at last.
FEW_MOMENTS, FEWEST_MOMENTS = 20, 2

Worker = TypeVar("Worker")


class Run(Generic[Worker]):
    """A run and what the server has to know about it. `changes` is called with its next snapshot, before it has it."""

    def __init__(
        self, snapshot: Snapshot, owner: str, seen: float, changes: Callable[["Run[Worker]", Snapshot], None]
    ) -> None:
        self.owner, self.seen = owner, seen
        self.worker: Worker | None = None  # the one that carries it out, or keeps its state while it is paused
        self._snapshot, self._changes = snapshot, changes

    @property
    def snapshot(self) -> Snapshot:
        """How it stands."""
        return self._snapshot

    @snapshot.setter
    def snapshot(self, snapshot: Snapshot) -> None:
        self._changes(self, snapshot)
        self._snapshot = snapshot

    def rename(self, name: str) -> None:
        """Call it something else."""
        self.snapshot = replace(self.snapshot, name=name)


class Shelf(Generic[Worker]):
    """All runs, by their ids. `clock` tells seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._runs: dict[str, Run[Worker]] = {}
        self._active: dict[str, Run[Worker]] = {}
        # What all runs take in memory, the state of paused ones included, which their worker keeps.
        self.bytes = 0
        self.rooms = 1  # of MAX_RUNS runs and MAX_BYTES

    def __iter__(self) -> Iterator[Run[Worker]]:
        return iter(tuple(self._runs.values()))

    def __len__(self) -> int:
        return len(self._runs)

    def add(self, snapshot: Snapshot, owner: str) -> Run[Worker]:
        """Keep a run that begins."""
        run = self._runs[snapshot.run_id] = Run(snapshot, owner, self._clock(), self._note)
        self.bytes += snapshot.bytes
        if snapshot.active:
            self._active[snapshot.run_id] = run
        return run

    def _note(self, run: Run[Worker], snapshot: Snapshot) -> None:
        """A run is about to be `snapshot`: what would have to be counted over all runs is kept up to date."""
        if snapshot.run_id in self._runs:
            self.bytes += snapshot.bytes - run.snapshot.bytes
            if not snapshot.active:
                self._active.pop(snapshot.run_id, None)

    def get(self, run_id: str | None, owner: str | None = None) -> Run[Worker] | None:
        """The run, if it is there; and if it is the owner's, where one is named."""
        run = self._runs.get(run_id) if run_id else None
        return run if run is not None and owner in (None, run.owner) else None

    def look(self, run_id: str) -> Run[Worker] | None:
        """The run, for a visitor who looks at it: being looked at keeps it."""
        run = self._runs.get(run_id)
        if run is not None:
            run.seen = self._clock()
        return run

    def drop(self, run_id: str) -> None:
        """Forget it."""
        self.bytes -= self._runs.pop(run_id).snapshot.bytes
        self._active.pop(run_id, None)

    @property
    def active(self) -> list[Run[Worker]]:
        """The runs that are not over."""
        return list(self._active.values())

    @property
    def forgotten(self) -> list[Run[Worker]]:
        """The runs that nobody has looked at for FORGET_SECONDS."""
        return [run for run in self if self._clock() - run.seen > FORGET_SECONDS]

    def keep_within_bounds(self) -> None:
        """Thin out what was looked at longest ago, what is over first; then drop of these. What is not over is kept."""
        most_bytes, most_runs = MAX_BYTES * min(self.rooms, MOST_ROOMS), MAX_RUNS * self.rooms
        if self.bytes <= most_bytes and len(self) <= most_runs:
            return
        by_age = sorted(self, key=lambda run: (run.snapshot.active, run.seen))
        for most in (FEW_MOMENTS, FEWEST_MOMENTS):
            for run in by_age:
                if self.bytes <= most_bytes:
                    break
                run.snapshot = replace(run.snapshot, moments=thinned_moments(run.snapshot.moments, most))
        for run in by_age:
            if run.snapshot.active or (self.bytes <= most_bytes and len(self) <= most_runs):
                break
            self.drop(run.snapshot.run_id)
