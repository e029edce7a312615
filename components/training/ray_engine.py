"""The engine of a web server whose runs are carried out on a Ray cluster: it asks the cluster's desk (ray_cluster.py).

Nothing here imports Ray. A process beside the web server has joined the cluster (ray_link.py). When it dies, because
the cluster is gone, another one is started until the cluster is back.
"""

import contextlib
import logging
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from components.training.engine import DESK_AWAY, RUN_LOST, EngineUnavailable
from components.training.events import Installation
from components.training.news import News
from components.training.ray_link import RayLink
from components.training.snapshot import Moment, RunState, Snapshot
from components.training.specification import TrainingSpecification

# How often the desk is asked whether it is there.
LOOK_SECONDS = 1.0
# A cluster that has not answered for this long may be another one by now: it is joined anew. Where none can be joined,
# the next try comes after so long, because each takes a second of a core.
REJOIN_SECONDS, NEXT_TRY_SECONDS = 10.0, 4.0
# A page asks for its run several times while it is drawn, and is told the same for this long.
FRESH_SECONDS = 0.05
# Copies of runs, and files of theirs, that a web server keeps; what was asked for least recently makes room.
COPIES, FILES = 300, 64

WORKER = "components.training.worker:Worker"

log = logging.getLogger(__name__)


@dataclass
class _Copy:
    snapshot: Snapshot
    seen: int  # events
    asked: float
    desk: str  # which one told it


class RayEngine:
    """Asks the desk of the cluster at `address`; Engine says what each method does. `kind` names the class that carries
    out runs.
    """

    def __init__(self, address: str, kind: str = WORKER) -> None:
        self._link = RayLink(address, kind)
        self._away = DESK_AWAY
        self._desk = ""
        self._copies: OrderedDict[str, _Copy] = OrderedDict()
        self._lock = threading.Lock()
        self._file = lru_cache(FILES)(self._fetch)
        self._warmed: Moment | None = None
        self._installation: Installation | None = None
        self._closed = threading.Event()
        self._looked = threading.Event()
        threading.Thread(target=self._watch, name="training-desk", daemon=True).start()
        self._looked.wait(20)

    may_be_away = True

    def lacking(self) -> str:
        return ""

    def away(self) -> str:
        return self._away

    def warm(self) -> None:
        """The desk has done so itself."""

    def installation(self) -> Installation | None:
        if self._installation is None:
            self._installation = self._ask("installation")
        return self._installation

    def warmed(self) -> Moment | None:
        if self._warmed is None:
            with contextlib.suppress(EngineUnavailable):
                self._warmed = self._ask("warmed")
        return self._warmed

    def submit(self, specification: TrainingSpecification, owner: str, name: str = "") -> str:
        run_id: str = self._ask("submit", specification, owner, name)
        return run_id

    def control(self, run_id: str, **orders: Any) -> None:
        self._change("control", run_id, **orders)

    def stop(self, run_id: str, owner: str) -> None:
        self._change("stop", run_id, owner)

    def rename(self, run_id: str, owner: str, name: str) -> None:
        self._change("rename", run_id, owner, name)

    def settle(self, run_id: str, seconds: float) -> None:
        self._change("settle", run_id, seconds)

    def runs_of(self, owner: str) -> list[str]:
        runs: list[str] = self._ask("runs_of", owner)
        return runs

    def cancel(self, run_id: str, owner: str) -> None:
        self._change("cancel", run_id, owner)
        with self._lock:
            self._copies.pop(run_id, None)

    def snapshot(self, run_id: str) -> Snapshot | None:
        with self._lock:
            copy = self._copies.get(run_id)
        known = copy.snapshot if copy else None
        if copy is not None and time.monotonic() - copy.asked < FRESH_SECONDS:
            return copy.snapshot
        try:
            news: News | None = self._ask("news", run_id, copy and copy.seen)
        except EngineUnavailable:
            if known is None:
                raise
            return known
        if news is None:
            return self._lost(run_id, copy)
        now = news.added_to(known, self._file)
        self._keep(run_id, _Copy(now, news.seen, time.monotonic(), self._desk))
        return now

    def close(self) -> None:
        """Leave the cluster; its runs go on."""
        self._closed.set()
        self._link.close()

    def end_service(self) -> None:
        """End the desk, with all workers and all runs that are not over, for all web servers; another one is opened."""
        with contextlib.suppress(OSError, EOFError):
            self._link.call("end")

    def _lost(self, run_id: str, copy: _Copy | None) -> Snapshot | None:
        """A run that the desk does not know: it was never there, was dropped, or went with a desk that died."""
        if copy is None or not (copy.snapshot.active or copy.snapshot.reason == RUN_LOST):
            return None
        try:
            if self._ask("name") == copy.desk:
                return None  # it was dropped, or deleted at another web server
        except EngineUnavailable:
            return copy.snapshot
        lost = replace(copy.snapshot, state=RunState.FAILED, reason=RUN_LOST)
        self._keep(run_id, replace(copy, snapshot=lost))
        return lost

    def _keep(self, run_id: str, copy: _Copy) -> None:
        with self._lock:
            self._copies[run_id] = copy
            self._copies.move_to_end(run_id)
            while len(self._copies) > COPIES:
                self._copies.popitem(last=False)

    def _fetch(self, run_id: str, file: str) -> bytes:
        content: bytes | None = self._ask("fetch", run_id, file)
        if content is None:
            raise EngineUnavailable(RUN_LOST)
        return content

    def _change(self, method: str, run_id: str, *details: Any, **orders: Any) -> None:
        with contextlib.suppress(EngineUnavailable):  # the page says that the desk is away
            self._ask(method, run_id, *details, **orders)
        with self._lock:
            if copy := self._copies.get(run_id):
                copy.asked = 0.0

    def _ask(self, method: str, *details: Any, **orders: Any) -> Any:
        """Raises what the desk raises, and EngineUnavailable while it is away."""
        if self._away:
            raise EngineUnavailable(self._away)
        try:
            return self._link.ask(method, *details, **orders)
        except (OSError, EOFError) as problem:
            self._is_away(problem)
            raise EngineUnavailable(self._away) from None

    def _is_away(self, problem: Exception) -> None:
        if not self._away or not self._looked.is_set():
            log.warning("The training service does not answer: %s", problem)
        self._away = DESK_AWAY

    def _watch(self) -> None:
        """Notice when the desk goes and when it comes back, also while no page asks."""
        answered = time.monotonic()
        while not self._closed.is_set():
            try:
                self._link.open()
                self._desk = self._link.ask("name")
            except (OSError, EOFError) as problem:
                self._is_away(problem)
                if time.monotonic() - answered > REJOIN_SECONDS:
                    answered = time.monotonic()
                    self._link.close()
            else:
                answered = time.monotonic()
                if self._away:
                    log.info("The training service answers.")
                self._away = ""
            self._looked.set()
            self._closed.wait(LOOK_SECONDS if self._link.is_open else NEXT_TRY_SECONDS)
