"""The facts on frameworks: each change has its year and its source, and the pictures show what the facts say."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import metadata, packages_distributions
from typing import Any

import pytest

from components.charts import backend
from components.charts import frameworks as chart
from components.ui.common.content import CONTENT
from components.ui.frameworks.facts import NAMES, YEARS, frameworks, lanes, latest

DATA = tomllib.loads((CONTENT / "frameworks.toml").read_text(encoding="utf-8"))
FACTS = frameworks()


def changes() -> Iterator[dict[str, Any]]:
    """Every event, and everything under a `now`, as the file has it."""
    yield from DATA["events"]
    for row in (*DATA["comparison"], *DATA["versus"]):
        yield from row.get("now", {}).values()
    for engine in DATA["engines"]:
        yield engine["now"]


def test_whatever_has_changed_has_a_year_and_a_source() -> None:
    found = list(changes())
    assert len(found) == 31
    for change in found:
        assert YEARS[0] <= change["year"] <= YEARS[1], change
        assert re.fullmatch(r"https://[\w.-]+/\S+", change["source"]), change
        assert change["text"].endswith("."), change


def test_every_row_speaks_of_each_framework_and_says_now_only_of_one_that_it_speaks_of() -> None:
    assert [len(row.course) for row in FACTS.comparison] == [3] * 7
    assert [tuple(row.course) for row in FACTS.versus] == [("TensorFlow", "PyTorch")] * 5
    for row in (*FACTS.comparison, *FACTS.versus):
        assert set(row.now) <= set(row.course), row.what
    assert tuple(FACTS.goals) == NAMES


@pytest.mark.parametrize(
    ("framework", "year", "label"),
    [
        ("PyTorch", 2015, None),
        ("PyTorch", 2016, "first"),
        ("PyTorch", 2022, "Foundation"),
        ("Keras", 2015, "first"),
        ("Keras", 2019, "first"),
        ("Keras", 2024, "3.0"),
        ("TensorFlow", 2023, "2.0"),
        ("TensorFlow", 2026, "2.21"),
    ],
)
def test_where_a_framework_stood_in_a_year(framework: str, year: int, label: str | None) -> None:
    event = latest(framework, year)
    assert (event.label if event else None) == label


def test_the_timeline_tells_what_had_happened_and_draws_the_rest_empty() -> None:
    assert chart.describe_timeline(lanes(), 2019) == (
        "Three lanes, up to 2019. TensorFlow: first in 2015, 2.0 in 2019. Keras: first in 2015. "
        "PyTorch: first in 2016, 1.0 in 2018."
    )
    assert "PyTorch: not there yet." in chart.describe_timeline(lanes(), 2015)
    for year in range(YEARS[0], YEARS[1] + 1):
        drawn = chart.timeline(lanes(), YEARS, year)
        later = sum(event.change.year > year for event in FACTS.events)
        assert drawn.count("background:transparent") == later
        assert drawn.count("border-radius:50%") == len(FACTS.events)


def test_the_engines_are_those_of_keras_and_what_each_can_do() -> None:
    """The oracle is what the installed Keras says of itself."""
    keras = str(metadata(packages_distributions()["keras"][0]).json["description"])
    (listed,) = re.findall(r"Available backend options are: (.+)\. Example", keras)
    assert {engine.setting for engine in FACTS.backends if engine.setting} == set(re.findall(r'"(\w+)"', listed))
    assert "OpenVINO backend is an inference-only backend" in keras
    assert {engine.name for engine in FACTS.backends if engine.infers and not engine.trains} == {"OpenVINO"}
    for engine in FACTS.backends:
        connected = bool(engine.setting)
        drawn = backend.backend(engine.name, connected, engine.trains, engine.infers)
        said = backend.describe_backend(engine.name, connected, engine.trains)
        assert ("✓ Training" in drawn, "✓ Inference" in drawn) == (engine.trains, engine.infers)
        assert ("not connected" in said) == (not connected)
        assert ("does not train" in said) == (engine.infers and not engine.trains)
