"""The facts on frameworks: each change has its year and its source, and the pictures show what the facts say."""

import re
from importlib.metadata import metadata, packages_distributions

import pytest

from components.charts import backend
from components.charts import frameworks as chart
from components.ui.common.content import texts
from components.ui.frameworks.years import EVENTS, LANES, YEARS, latest

FACTS = texts("frameworks")
CHANGE = re.compile(r"\[(\d{4})\]\((https://[\w.-]+/\S+)\)")


def test_whatever_has_changed_has_a_year_and_a_source() -> None:
    cells = [cell for row in (*FACTS["comparison"], *FACTS["versus"]) for cell in row.values()]
    told = CHANGE.findall("\n".join((*cells, *(engine["says"] for engine in FACTS["engines"]))))
    happened = [(str(event["year"]), event["source"]) for event in FACTS["events"]]
    assert (len(told), len(happened)) == (18, 12)
    for year, source in (*told, *happened):
        assert YEARS[0] <= int(year) <= YEARS[1], source
        assert re.fullmatch(r"https://[\w.-]+/\S+", source), source
    for engine in FACTS["engines"]:
        assert CHANGE.search(engine["says"]), engine["name"]


def test_every_row_speaks_of_each_framework_and_the_events_are_in_the_order_of_their_years() -> None:
    names = ["TensorFlow", "Keras", "PyTorch"]
    assert list(FACTS["goals"]) == names
    assert [list(row) for row in FACTS["comparison"]] == [["what", *names]] * 7
    assert [list(row) for row in FACTS["versus"]] == [["what", "TensorFlow", "PyTorch"]] * 4
    for events in EVENTS.values():
        assert [it["year"] for it in events] == sorted(it["year"] for it in events)


def test_the_terms_of_the_course_are_named() -> None:
    rows = {row["what"] for row in (*FACTS["comparison"], *FACTS["versus"])}
    assert rows >= {"Computation graph", "Debugging", "Production-ready", "Deployment"}
    assert "on Theano and on TensorFlow" in latest("Keras", 2015)["text"]


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
    assert (event["label"] if event else None) == label


def test_the_timeline_tells_what_had_happened_and_draws_the_rest_empty() -> None:
    assert chart.describe_timeline(LANES, 2019) == (
        "Three lanes, up to 2019. TensorFlow: first in 2015, 2.0 in 2019. Keras: first in 2015. "
        "PyTorch: first in 2016, 1.0 in 2018."
    )
    assert "PyTorch: not there yet." in chart.describe_timeline(LANES, 2015)
    for year in range(YEARS[0], YEARS[1] + 1):
        drawn = chart.timeline(LANES, YEARS, year)
        later = sum(event["year"] > year for event in FACTS["events"])
        assert drawn.count("background:transparent") == later
        assert drawn.count("border-radius:50%") == len(FACTS["events"])


def test_the_engines_are_those_of_keras_and_what_each_can_do() -> None:
    """The oracle is what the installed Keras says of itself."""
    keras = str(metadata(packages_distributions()["keras"][0]).json["description"])
    (listed,) = re.findall(r"Available backend options are: (.+)\. Example", keras)
    engines = FACTS["engines"]
    assert {it["setting"] for it in engines if "setting" in it} == set(re.findall(r'"(\w+)"', listed))
    assert "OpenVINO backend is an inference-only backend" in keras
    assert {it["name"] for it in engines if it["infers"] and not it["trains"]} == {"OpenVINO"}
    for it in engines:
        connected = "setting" in it
        drawn = backend.backend(it["name"], connected, it["trains"], it["infers"])
        said = backend.describe_backend(it["name"], connected, it["trains"])
        assert ("✓ Training" in drawn, "✓ Inference" in drawn) == (it["trains"], it["infers"])
        assert ("not connected" in said) == (not connected)
        assert ("does not train" in said) == (it["infers"] and not it["trains"])
