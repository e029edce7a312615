"""TensorFlow, Keras and PyTorch: the course's facts, and what has changed since, from frameworks.toml."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from components.ui.common.content import texts

NAMES = ("TensorFlow", "Keras", "PyTorch")
YEARS = (2015, 2026)


@dataclass(frozen=True)
class Change:
    """What has been different since a year, and the document that says so."""

    year: int
    text: str
    source: str

    @property
    def link(self) -> str:
        """The year, in Markdown, as a link to the source."""
        return f"[{self.year}]({self.source})"


@dataclass(frozen=True)
class Milestone:
    """Something that happened to a framework; the label is short enough for a picture."""

    framework: str
    label: str
    change: Change


@dataclass(frozen=True)
class Row:
    """What the course says of each framework in one respect, and what has changed since."""

    what: str
    course: dict[str, str]
    now: dict[str, Change]


@dataclass(frozen=True)
class Backend:
    """A backend of Keras. Without a `setting`, Keras no longer runs on it."""

    name: str
    trains: bool
    infers: bool
    course: str
    now: Change
    setting: str = ""
    package: str = ""


@dataclass(frozen=True)
class Frameworks:
    """All that the file holds."""

    goals: dict[str, str]
    events: tuple[Milestone, ...]
    comparison: tuple[Row, ...]
    versus: tuple[Row, ...]
    backends: tuple[Backend, ...]


@cache
def frameworks() -> Frameworks:
    """The file's facts."""
    data = texts("frameworks")
    return Frameworks(
        data["goals"],
        tuple(Milestone(it["framework"], it["label"], _change(it)) for it in data["events"]),
        tuple(map(_row, data["comparison"])),
        tuple(map(_row, data["versus"])),
        tuple(Backend(**{**it, "now": _change(it["now"])}) for it in data["engines"]),
    )


def _change(data: dict[str, Any]) -> Change:
    return Change(data["year"], data["text"], data["source"])


def _row(data: dict[str, Any]) -> Row:
    now = {name: _change(it) for name, it in data.get("now", {}).items()}
    return Row(data["what"], {name: data[name] for name in NAMES if name in data}, now)


def lanes() -> dict[str, list[tuple[int, str]]]:
    """Of each framework, when what happened to it, in a word."""
    return {name: [(it.change.year, it.label) for it in frameworks().events if it.framework == name] for name in NAMES}


def latest(framework: str, year: int) -> Milestone | None:
    """The last thing that had happened to a framework by the end of a year, or None before its first release."""
    happened = [it for it in frameworks().events if it.framework == framework and it.change.year <= year]
    return max(happened, key=lambda it: it.change.year, default=None)
