"""The pictures and the data files of the first steps show and say what they were given."""

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from components.charts import palette
from components.charts.digit_pictures import labelled_strip
from components.charts.layers_picture import describe_layers, layers_svg
from components.charts.nested_circles import ROOM as CIRCLES
from components.charts.nested_circles import in_circles
from components.charts.one_rule import BINS, HALF, WIDTH, heights, limit_svg
from components.ml.network import NetworkSettings
from components.ui.common.content import texts
from components.ui.first_steps.nature import DRAWINGS, PLACES

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(SVG + tag))


@pytest.mark.parametrize("sizes", [(4, 3, 2), (1, 1), (10, 10, 10, 10, 10, 10)])
def test_every_unit_and_every_weight_is_drawn(sizes: tuple[int, ...]) -> None:
    svg = layers_svg(sizes)
    assert len(drawn(svg, "rect")) == sizes[0]
    assert len(drawn(svg, "circle")) == sum(sizes[1:])
    wires = sum(before * after for before, after in pairwise(sizes))
    assert drawn(svg, "path")[0].attrib["d"].count("L") == wires
    heights_seen = [float(circle.attrib["cy"]) for circle in drawn(svg, "circle")]
    assert min(heights_seen) >= 10
    assert max(heights_seen) <= 290


def test_of_large_layers_some_units_are_drawn_and_that_is_said() -> None:
    svg = layers_svg((784, 128, 10))
    assert len(drawn(svg, "rect")) == 8
    dots = [circle for circle in drawn(svg, "circle") if circle.attrib["r"] == "2.5"]
    assert len(dots) == 6
    assert len(drawn(svg, "circle")) - len(dots) == 18
    assert describe_layers((784, 128, 10)) == (
        "Layers from left to right: 784 inputs (8 drawn), 128 units in hidden 1 (8 drawn), 10 outputs. "
        "Each unit is joined to all units of the next layer."
    )


def test_the_picture_has_one_size_whatever_it_shows() -> None:
    """It grew as layers went: on a phone the slider ran 160 pixels away from the finger that moved it."""
    boxes = {ElementTree.fromstring(layers_svg(sizes)).attrib["viewBox"] for sizes in [(1, 1), (4, 3, 2), (1,) * 6]}
    assert len(boxes) == 1


def test_one_unit_is_no_units() -> None:
    assert describe_layers((1, 1, 1)).startswith("Layers from left to right: 1 input, 1 unit in hidden 1, 1 output. ")


def test_what_landed_is_told_right_or_wrong_by_a_sign_and_in_words() -> None:
    html = in_circles("ML", {"AI": [("Chess", True), ("<b>", False)], "ML": [], "DL": [("Speech", False)]})
    assert [html.count(sign) for sign in ("✓", "✗", "<b>")] == [1, 2, 0]
    assert "Chosen: ML. In AI: Chess, &lt;b&gt; (wrong). In DL: Speech (wrong)." in html


def test_the_heights_are_shares_of_each_group() -> None:
    values = np.array([0.0, 0.1, 4.9, 5.0, 9.0, 2.5])
    is_one = np.array([True, False, False, True, True, True])
    shown = heights(values, is_one, 5.0)
    assert shown.ones[0] == 0.25
    assert shown.ones[-1] == 0.5  # what lies beyond the picture is in its last bar
    assert shown.ones[BINS // 2] == 0.25
    assert (shown.others[0], shown.others[-1]) == (0.5, 0.5)
    assert (shown.ones.sum(), shown.others.sum()) == (1, 1)


@pytest.mark.parametrize(("above", "left", "width"), [(True, 0, 0.3), (False, 0.3, 0.7)])
def test_what_a_limit_shuts_out_is_grey(above: bool, left: float, width: float) -> None:
    shown = heights(np.linspace(0, 10, 100), np.arange(100) < 40, 10)
    (ground,) = drawn(limit_svg(shown, 0.3, above), "rect")
    assert float(ground.attrib.get("x", 0)) == pytest.approx(left * WIDTH)
    assert float(ground.attrib["width"]) == pytest.approx(width * WIDTH)
    ones, others, *_ = drawn(limit_svg(shown, 0.3, above), "path")
    ones_path, others_path = ones.attrib["d"], others.attrib["d"]
    assert all(float(step) < 0 for step in re.findall(r"v([-\d.]+)", ones_path))
    assert all(0 < float(step) <= HALF for step in re.findall(r"v([-\d.]+)", others_path))


def test_a_strip_says_what_each_digit_is() -> None:
    html = labelled_strip(np.zeros((2, 28, 28), dtype=np.uint8), [1, 7], ["shape 1.3", "a 7"])
    assert html.count("<img") == 2
    assert 'alt="A handwritten 7"' in html
    assert "shape 1.3</div>" in html


def test_the_drawings_can_be_seen_in_both_themes() -> None:
    """An image does not know the theme: it has the few colours that stand out from both, and no text."""
    allowed = {palette.POSITIVE, palette.NEUTRAL, palette.NODE}
    assert {path.stem for path in DRAWINGS.glob("*.svg")} == set(texts("nature"))
    for path in DRAWINGS.glob("*.svg"):
        svg = path.read_text(encoding="utf-8")
        assert set(re.findall(r"#[0-9a-f]{6}", svg)) <= allowed
        assert not drawn(svg, "text")


def test_the_ten_examples_cover_all_circles() -> None:
    found = texts("circles")
    assert set(found) == {*CIRCLES, "examples"}
    places = [example["place"] for example in found["examples"]]
    assert len(places) == 10
    assert all(places.count(circle) >= 3 for circle in CIRCLES)


def test_of_each_idea_two_things_came_along_and_two_did_not() -> None:
    for idea in texts("nature").values():
        assert sorted(feature["place"] for feature in idea["features"]) == sorted(PLACES * 2)


def test_what_is_said_in_the_files_is_whole_sentences() -> None:
    """No exclamation marks, each explanation a sentence with its full stop."""
    whys = [example["why"] for example in texts("circles")["examples"]]
    whys += [feature["why"] for idea in texts("nature").values() for feature in idea["features"]]
    whys += [job["why"] for job in texts("uses")["jobs"]]
    whys += [fact["text"] for facts in texts("brain").values() for fact in facts]
    assert len(whys) == 10 + 12 + 6 + 8
    assert [why for why in whys if not why.endswith(".") or "!" in why] == []
    for path in DRAWINGS.parent.glob("*.toml"):
        assert Path(path).read_text(encoding="utf-8").startswith("#")


def test_the_network_is_counted_right_beside_the_brain() -> None:
    units = sum(NetworkSettings().layer_sizes[1:])
    assert any(f"has {units} units" in fact["text"] for fact in texts("brain")["different"])
