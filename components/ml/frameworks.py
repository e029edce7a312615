"""TensorFlow, Keras and PyTorch: the course's facts, and what has changed since, from frameworks.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

NAMES = ("TensorFlow", "Keras", "PyTorch")
YEARS = (2015, 2026)


@dataclass(frozen=True)
class Change:
    """What is otherwise since a year, and the document that says so."""

    year: int
    text: str
    source: str


@dataclass(frozen=True)
class Event:
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
class Engine:
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
    events: tuple[Event, ...]
    comparison: tuple[Row, ...]
    versus: tuple[Row, ...]
    engines: tuple[Engine, ...]


@cache
def frameworks() -> Frameworks:
    """The file's facts."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return Frameworks(
        data["goals"],
        tuple(Event(it.pop("framework"), it.pop("label"), Change(**it)) for it in data["events"]),
        tuple(map(_row, data["comparison"])),
        tuple(map(_row, data["versus"])),
        tuple(Engine(**{**it, "now": Change(**it["now"])}) for it in data["engines"]),
    )


def _row(data: dict[str, Any]) -> Row:
    now = {name: Change(**it) for name, it in data.get("now", {}).items()}
    return Row(data["what"], {name: data[name] for name in NAMES if name in data}, now)


def latest(framework: str, year: int) -> Event | None:
    """The last thing that had happened to a framework by the end of a year, or None before its first release."""
    happened = [it for it in frameworks().events if it.framework == framework and it.change.year <= year]
    return max(happened, key=lambda it: it.change.year, default=None)


def source_code(engine: Engine) -> str:
    """How Keras is told to run on an engine that it can run on."""
    return f"""import os

os.environ["KERAS_BACKEND"] = "{engine.setting}"  # before the import

import keras

print(keras.config.backend())
"""
