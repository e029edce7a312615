"""What a page on another machine is told of a run: what is new since it asked last, and not the run over and over.

A page that watches a run asks three times a second, and the history of a run takes megabytes. So whoever carries it
out keeps its last events, and the page repeats them on its own copy. Weights stay where they are until they are looked
at.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from components.training.events import Paused, Progress, RunEvent, Stored
from components.training.snapshot import Moment, Snapshot

# More than a page can miss that asks at least every half a minute; who has missed more is told all of it.
KEPT_EVENTS = 100

# Fetches one of a run's files by the run's id and the file's name: that of a moment is the number of its report, that
# of what was saved at a pause or at the end has the number of batches in it. So no name is ever given twice.
Fetch = Callable[[str, str], bytes]
WEIGHTS, KERAS_FILE = "weights", "keras_file"


@dataclass(frozen=True)
class Distant:
    """One of a run's files, which is kept elsewhere; `fetch` says how it comes here."""

    run_id: str
    file: str
    size: int
    fetch: Fetch | None = field(default=None, compare=False, repr=False)

    def __len__(self) -> int:
        return self.size

    def __bytes__(self) -> bytes:
        assert self.fetch is not None
        return self.fetch(self.run_id, self.file)


@dataclass(frozen=True)
class News:
    """`seen` counts the events that the run has had. `now` is the run without its history, `reports` are the numbers of
    the moments that are kept, and `events` what has changed its history; None if `now` has all of it.
    """

    seen: int
    now: Snapshot
    reports: tuple[int, ...] = ()
    events: tuple[RunEvent, ...] | None = None

    def added_to(self, copy: Snapshot | None, fetch: Fetch) -> Snapshot:
        """The run as it is now, from the copy that has had the events before."""
        if self.events is None or copy is None:
            moments = tuple(_within_reach(moment, fetch) for moment in self.now.moments)
            return replace(_within_reach(self.now, fetch), moments=moments)
        for event in self.events:
            copy = copy.after(_within_reach(event, fetch))
        history = {name: getattr(copy, name) for name in _HISTORY}
        history["moments"] = tuple(moment for moment in copy.moments if moment.report in self.reports)
        return replace(self.now, **history)


class Newsroom:
    """The last events of each run, without their files. Not to be used by two threads at once."""

    def __init__(self) -> None:
        self._events: dict[str, deque[RunEvent]] = {}
        self._seen: dict[str, int] = {}

    def hear(self, event: RunEvent, now: Snapshot) -> None:
        """An event has made this of its run."""
        run_id = event.run_id
        self._seen[run_id] = self._seen.get(run_id, 0) + 1
        if isinstance(event, Progress):
            event = replace(event, weights=_moments_file(now.moments[-1], run_id))
        elif isinstance(event, Paused):
            event = replace(event, **_files(event, run_id))
        self._events.setdefault(run_id, deque(maxlen=KEPT_EVENTS)).append(event)

    def since(self, seen: int | None, now: Snapshot) -> News:
        """What is new for a copy that has had so many events; None is for whoever has no copy."""
        run_id = now.run_id
        events, count = self._events.get(run_id, ()), self._seen.get(run_id, 0)
        if seen is None or not 0 <= count - seen <= len(events):
            moments = tuple(replace(moment, weights=_moments_file(moment, run_id)) for moment in now.moments)
            return News(count, replace(now, moments=moments, **_files(now, run_id)))
        new = tuple(events)[len(events) - (count - seen) :]
        return News(count, replace(now, **_HISTORY), tuple(moment.report for moment in now.moments), new)

    def keep_only(self, run_ids: set[str]) -> None:
        """Forget what was told of other runs."""
        for run_id in self._seen.keys() - run_ids:
            del self._seen[run_id], self._events[run_id]


def file_of(run: Snapshot, file: str) -> bytes:
    """One of a run's files; of a moment that is no longer kept, the one after it.

    What was saved at a pause is gone once the run has gone on: then its weights are those of the last moment, and there
    is no Keras file.
    """
    if file.startswith(KERAS_FILE):
        return bytes(run.keras_file)
    if file.startswith(WEIGHTS):
        return bytes(run.weights or run.moments[-1].weights)
    return bytes(next((moment for moment in run.moments if moment.report >= int(file)), run.moments[-1]).weights)


_HISTORY: dict[str, Any] = {
    "training": (),
    "training_epochs": (),
    "validation": (),
    "validation_epochs": (),
    "moments": (),
    "rates": (),
    WEIGHTS: b"",
    KERAS_FILE: b"",
}


def _moments_file(moment: Moment, run_id: str) -> Stored:
    return _named(run_id, str(moment.report), moment.weights)


def _files(told: Paused | Snapshot, run_id: str) -> dict[str, Any]:
    return {name: _named(run_id, f"{name} {told.batches}", getattr(told, name)) for name in (WEIGHTS, KERAS_FILE)}


def _named(run_id: str, file: str, content: Stored) -> Stored:
    return Distant(run_id, file, len(content)) if len(content) else b""


Told = TypeVar("Told", RunEvent, Snapshot, Moment)


def _within_reach(told: Told, fetch: Fetch) -> Told:
    """With all its files' `fetch`."""
    items = vars(told).items()
    files: dict[str, Any] = {name: replace(file, fetch=fetch) for name, file in items if isinstance(file, Distant)}
    return replace(told, **files)
