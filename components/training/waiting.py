"""The queue: which run comes next, which worker has to carry it out, and how long a wait will be.

Nothing here knows of processes, threads or clocks.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Generic, TypeVar

# Seconds of learning after which a run makes room for the others that wait, and goes on when its turn comes again.
SHARE_SECONDS = 60.0

Worker = TypeVar("Worker")


@dataclass(frozen=True)
class Turn:
    """A run's turn at a worker: how many seconds it still needs, and how many of its share are left."""

    run_id: str
    seconds: float
    share: float


class Queue(Generic[Worker]):
    """Runs in the order in which they came. One that has begun can only go on with its keeper, the worker that holds
    its state.

    >>> queue = Queue()
    >>> queue.add("a", keeper="worker 1")
    >>> queue.add("b")
    >>> queue.next_for("worker 2")
    'b'
    """

    def __init__(self) -> None:
        self._keepers: dict[str, Worker | None] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._keepers))

    def __len__(self) -> int:
        return len(self._keepers)

    def __contains__(self, run_id: str) -> bool:
        return run_id in self._keepers

    def add(self, run_id: str, keeper: Worker | None = None) -> None:
        """Put it at the end."""
        self._keepers[run_id] = keeper

    def remove(self, run_id: str) -> None:
        """Take it out, if it is there."""
        self._keepers.pop(run_id, None)

    def next_for(self, worker: Worker) -> str | None:
        """The first run that this worker can carry out."""
        return next((run_id for run_id, keeper in self._keepers.items() if keeper in (None, worker)), None)

    @property
    def wanting(self) -> int:
        """How many runs wait that any worker can carry out, also one that is only to be started."""
        return sum(keeper is None for keeper in self._keepers.values())

    def waits(
        self, ready: Mapping[Worker, float], turns: Mapping[Worker, Turn], seconds: Callable[[str], float]
    ) -> dict[str, tuple[int, float]]:
        """For each run that waits: how many go before it, and in how many seconds its turn comes.

        `ready` says for each worker in how many seconds it will have started, `turns` what the busy ones carry out,
        and `seconds` how long a waiting run will take. The workers' future turns are played through: each takes the
        first in the line that it can carry out, the first worker that is free first.
        """
        anyones: deque[tuple[int, Turn]] = deque()
        keepers: defaultdict[Worker, deque[tuple[int, Turn]]] = defaultdict(deque)
        line: list[tuple[Worker | None, Turn]] = list(turns.items())
        line += [(keeper, Turn(one, seconds(one), SHARE_SECONDS)) for one, keeper in self._keepers.items()]
        for place, (keeper, turn) in enumerate(line):
            (anyones if keeper is None else keepers[keeper]).append((place, turn))
        free = [(when, number, worker) for number, (worker, when) in enumerate(ready.items())]
        heapify(free)
        waits: dict[str, tuple[int, float]] = {}
        while free:
            when, number, worker = heappop(free)
            own = keepers[worker]
            first = own if own and (not anyones or own[0][0] < anyones[0][0]) else anyones
            if not first:
                continue
            _, turn = first.popleft()
            waits[turn.run_id] = len(waits), when
            others_wait = own or anyones
            lasts = min(turn.seconds, max(0.0, turn.share)) if others_wait else turn.seconds
            heappush(free, (when + lasts, number, worker))
        # One whose keeper is gone is promised nothing.
        return {run_id: waits.get(run_id, (len(waits), 0.0)) for run_id in self._keepers}
