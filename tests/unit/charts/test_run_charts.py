"""What is shown of a training run: its curves, its weights, and which digits it takes for which."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from components.charts.confusion import confusion_table, worst_confusions
from components.charts.learning_curves import CURVES_HIGH, RunCurves, curve_spec, curve_table
from components.charts.palette import NEGATIVE, POSITIVE
from components.charts.weight_histogram import histogram_spec, histogram_table
from components.charts.weight_pictures import colours, weight_pictures
from tests.unit.charts.test_theme import MODES, TEXT, THEME, contrast

ONE_RUN = RunCurves("a", [(0.5, 1.0), (1.0, 0.5)], [(1.0, 0.7)], [(1.0, 0.75)], [(1.0, 0.7)])
# 7 is always read as 1, and 2 sometimes as 3 or as 7; the others as they should be.
MATRIX = [[10 if row == column else 0 for column in range(10)] for row in range(10)]
MATRIX[7] = [0, 8, 0, 0, 0, 0, 0, 0, 0, 0]
MATRIX[2] = [0, 0, 97, 2, 0, 0, 0, 1, 0, 0]


# Learning curves


def test_curves_are_one_table() -> None:
    assert curve_table([ONE_RUN]) == {
        "x": [0.5, 1.0, 1.0, 1.0, 1.0],
        "value": [1.0, 0.5, 0.7, 0.75, 0.7],
        "digits": ["training", "training", "validation", "training", "validation"],
        "run": ["a"] * 5,
        "part": ["line", "line", "line", "epoch", "epoch"],
    }


def test_curves_of_several_runs_follow_one_another() -> None:
    table = curve_table([RunCurves("a", [(1, 0.5)], []), RunCurves("b", [(1, 0.4)], [(1, 0.6)])])
    assert table["run"] == ["a", "b", "b"]
    assert table["value"] == [0.5, 0.4, 0.6]


def test_the_moment_is_a_row_of_its_own() -> None:
    """So that it can come, move and go without a new chart."""
    without, at_the_start = curve_table([ONE_RUN]), curve_table([ONE_RUN], moment=0)
    last = {column: values[-1] for column, values in at_the_start.items()}
    assert last == {"x": 0, "value": None, "digits": None, "run": None, "part": "moment"}
    assert {column: values[:-1] for column, values in at_the_start.items()} == without


def encodings(spec: dict) -> tuple[dict, dict, dict]:
    """Those of the lines, the circles and the moment."""
    line, circles, moment = (layer["encoding"] for layer in spec["layer"])
    return line, circles, moment


def test_of_one_run_colours_and_dashes_tell_training_from_validation() -> None:
    line, _, _ = encodings(curve_spec("loss", "epoch", 5, upper=True))
    assert line["color"]["field"] == line["strokeDash"]["field"] == "digits"
    assert line["color"]["scale"]["domain"] == line["strokeDash"]["scale"]["domain"] == ["training", "validation"]
    assert [field["field"] for field in line["tooltip"]] == ["digits", "x", "value"]


def test_of_several_runs_the_colour_tells_which() -> None:
    line, circles, _ = encodings(curve_spec("loss", "epoch", 5, ["a", "b"], upper=True))
    assert line["color"]["field"] == "run"
    assert line["color"]["scale"] == {"domain": ["a", "b"]}  # the colours are the theme's
    assert circles["color"] == line["color"]
    assert line["strokeDash"]["field"] == "digits"
    assert [field["field"] for field in line["tooltip"]] == ["run", "digits", "x", "value"]


def test_circles_tell_training_from_validation_without_colour() -> None:
    """Full ones are drawn by an edge as thick as the circle: a circle of size s has the diameter of its square root."""
    for runs in ([], ["a", "b"]):
        size, edge = (
            encodings(curve_spec("loss", "epoch", 5, runs, upper=True))[1][channel]
            for channel in ("size", "strokeWidth")
        )
        assert size["condition"]["test"] == edge["condition"]["test"] == "datum.digits === 'training'"
        assert edge["condition"]["value"] >= size["condition"]["value"] ** 0.5
        assert edge["value"] < 0.5 * size["value"] ** 0.5


@pytest.mark.parametrize(
    ("x", "x_max", "scale"),
    [("epoch", 5, {"domain": [0, 5], "nice": False}), ("seconds", None, {"zero": True, "nice": False})],
)
def test_curves_reach_from_0_to_the_end_that_is_asked_for(x: str, x_max: float | None, scale: dict) -> None:
    spec = curve_spec("loss", x, x_max, upper=False)
    for encoding in encodings(spec):
        assert encoding["x"]["scale"] == scale
        assert encoding["x"]["title"] == x
    assert spec["layer"][0]["mark"]["clip"] is True


def test_circles_beyond_the_end_are_left_out() -> None:
    filters = [curve_spec("loss", "epoch", x_max, upper=True)["layer"][1]["transform"] for x_max in (5, None)]
    assert filters == [[{"filter": "datum.part === 'epoch' && datum.x <= 5"}], [{"filter": "datum.part === 'epoch'"}]]


@pytest.mark.parametrize(
    ("runs", "columns", "height"),
    [(["a", "b"], 2, 156), (["a", "b", "c", "d"], 2, 178), (["64 units, Adam 0.001", "64 units, Adam 0.01"], 1, 178)],
)
def test_legends_have_room_above_the_curves_and_on_a_phone(runs: list[str], columns: int, height: int) -> None:
    spec = curve_spec("loss", "epoch", 5, runs, upper=True)
    assert encodings(spec)[0]["color"]["legend"]["columns"] == columns
    assert spec["height"] == height
    # The room for the legends is added, so that the curves keep their height.
    assert height - spec["padding"]["top"] - spec["padding"]["bottom"] == CURVES_HIGH
    assert curve_spec("loss", "epoch", 5, upper=True)["height"] == 134


def test_of_two_charts_the_upper_one_has_the_legend_and_the_lower_one_the_numbers() -> None:
    """So both, and the slider that rewinds them, are on one screen with the answer."""
    upper, lower = (encodings(curve_spec("loss", "epoch", 5, ["a", "b"], upper=upper))[0] for upper in (True, False))
    assert (upper["x"]["axis"]["labels"], upper["x"]["axis"]["title"], lower["x"]["title"]) == (False, None, "epoch")
    assert (lower["color"]["legend"], lower["strokeDash"]["legend"]) == (None, None)
    assert lower["color"]["scale"] == upper["color"]["scale"]
    assert lower["y"]["axis"]["minExtent"] == upper["y"]["axis"]["minExtent"]  # their curves begin at the same place


def test_a_line_without_a_moment_is_not_read_aloud() -> None:
    """axe found the empty group of the line to be a picture without a name."""
    assert curve_spec("loss", "epoch", 5, upper=True)["layer"][2]["mark"]["aria"] is False


# Weights


def pictures(html: str) -> list[tuple[str, np.ndarray]]:
    """Each picture's words and its pixels, (height, width, 4)."""
    found = re.findall(r'src="data:image/png;base64,([^"]+)" alt="([^"]+)"', html)
    return [(words, np.asarray(Image.open(io.BytesIO(base64.b64decode(data))))) for data, words in found]


def rgb(colour: str) -> list[int]:
    return list(bytes.fromhex(colour.removeprefix("#")))


def test_a_weights_colour_is_its_sign_and_its_opacity_its_size() -> None:
    pixels = colours(np.array([[2.0, -1.0], [0.0, -2.0]], dtype=np.float32))
    assert pixels[0, 0].tolist() == [*rgb(POSITIVE), 255]
    assert pixels[0, 1].tolist() == [*rgb(NEGATIVE), 128]
    assert pixels[1, 0, 3] == 0
    assert pixels[1, 1].tolist() == [*rgb(NEGATIVE), 255]


def test_weights_that_are_no_numbers_have_no_colour() -> None:
    """Training can fail in this way, and its page must stay."""
    assert colours(np.array([[np.nan, np.inf, 1, 0]], dtype=np.float32))[0, :, 3].tolist() == [0, 0, 255, 0]
    assert colours(np.zeros((1, 2), dtype=np.float32))[0, :, 3].tolist() == [0, 0]


def test_units_are_drawn_as_what_they_look_at() -> None:
    """Each with a scale of its own: unit 2 is as unit 1, but a hundredth of it."""
    weights = np.zeros((784, 20), dtype=np.float32)
    weights[28 * 3 + 5, 0], weights[28 * 4 + 6, 0] = 0.42, -0.31
    weights[:, 1] = weights[:, 0] / 100
    html = weight_pictures(weights)
    found = pictures(html)
    assert len(found) == 16
    words, pixels = found[0]
    assert words == "unit 1: weights from −0.31 to 0.42"
    assert pixels.shape == (28, 28, 4)
    assert np.argwhere(pixels[:, :, 3]).tolist() == [[3, 5], [4, 6]]
    assert pixels[3, 5].tolist() == [*rgb(POSITIVE), 255]
    assert pixels[4, 6].tolist() == [*rgb(NEGATIVE), 188]
    np.testing.assert_array_equal(found[1][1], pixels)
    assert re.findall(r">(\d+)</div>", html) == [str(number) for number in range(1, 17)]
    assert "+ ink here speaks for the unit" in html
    assert "− ink here speaks against it" in html


def test_filters_are_drawn_as_what_they_look_at() -> None:
    weights = np.zeros((3, 3, 1, 8), dtype=np.float32)
    weights[0, 2, 0, 7] = -0.5
    *_, (words, pixels) = found = pictures(html := weight_pictures(weights))
    assert len(found) == 8
    assert words == "filter 8: weights from −0.5 to 0"
    assert pixels.shape == (3, 3, 4)
    assert pixels[0, 2].tolist() == [*rgb(NEGATIVE), 255]
    assert "+ ink here speaks for the filter" in html


@pytest.mark.parametrize("shape", [(100, 10), (3, 3, 8, 16)])
def test_only_what_looks_at_the_picture_is_drawn(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="do not look at a picture"):
        weight_pictures(np.zeros(shape, dtype=np.float32))


def test_the_histogram_counts_both_in_the_same_bins() -> None:
    """The largest weight, 0.9, is rounded up to 1; seven bins are five from -1 to 1 and an empty one on both sides."""
    start = np.array([[-0.1, 0.1], [0.0, 0.3]], dtype=np.float32)
    now = np.array([0.9, -0.7, 0.5, 0.5, 0.0], dtype=np.float32)
    table = histogram_table(start, now, bins=7)
    assert table["weight"] == pytest.approx([-1.2, -0.8, -0.4, 0, 0.4, 0.8, 1.2] * 2)
    assert table["range"][2:4] == ["−0.6 to −0.2", "−0.2 to 0.2"]
    assert table["share"] == pytest.approx([0, 0.2, 0, 0.2, 0.4, 0.2, 0, 0, 0, 0, 0.75, 0.25, 0, 0])
    assert table["kind"] == ["now"] * 7 + ["start"] * 7


@pytest.mark.parametrize(
    ("largest", "reach"), [(0.99, 1.0), (1.0, 1.5), (0.31, 0.4), (0.0812, 0.1), (12.0, 15.0), (9.5, 10.0), (0.0, 1.0)]
)
def test_the_bins_reach_to_the_next_round_number(largest: float, reach: float) -> None:
    table = histogram_table(np.zeros(3), np.array([-largest, 0]), bins=101)
    assert table["weight"][100] == pytest.approx(reach + reach / 99)
    assert sum(table["share"][:101]) == pytest.approx(1)


def test_weights_that_are_no_numbers_are_in_no_bin() -> None:
    """np.histogram finds no range for them and gives up."""
    table = histogram_table(np.array([0.5, -0.5]), np.array([np.nan, np.inf, 0.0, 0.0]), bins=5)
    assert table["share"] == [0, 0, 0.5, 0, 0, 0, 0.5, 0, 0.5, 0]


def test_now_is_filled_and_the_start_an_outline() -> None:
    encoding = histogram_spec()["encoding"]
    for channel, now, start in (("fillOpacity", 0.6, 0), ("strokeWidth", 0, 2.5)):
        condition = {"test": "datum.kind === 'now'", "value": now}
        assert encoding[channel] == {"condition": condition, "value": start}
    symbols = encoding["fill"]["legend"]["encoding"]["symbols"]
    assert symbols["fillOpacity"] == {"condition": {"test": "datum.value === 'now'", "value": 0.6}, "value": 0}


# Confusions


def test_the_worst_confusions_come_first() -> None:
    assert worst_confusions(MATRIX) == [(7, 1, 8), (2, 3, 2), (2, 7, 1)]
    assert worst_confusions(MATRIX, 1) == [(7, 1, 8)]
    assert worst_confusions(np.diag([5] * 10).tolist()) == []


def test_the_confusion_table_is_a_table_that_can_be_read_aloud() -> None:
    html = confusion_table(MATRIX, "Each row is a digit.")
    assert html.count("<caption") == 1
    assert re.findall(r'<th scope="row"[^>]*>(\d)</th>', html) == list("0123456789")
    assert re.findall(r'<th scope="col"[^>]*>(\w+)</th>', html) == ["label", *"0123456789"]
    cells = [int(re.sub("<[^>]+>", "", cell)) for cell in re.findall(r"<td[^>]*>(.+?)</td>", html)]
    assert cells == [times for row in MATRIX for times in row]


def shades(row: list[int], label: int) -> list[str | None]:
    """The background of each cell of a row of the table."""
    matrix = [[0] * 10 for _ in range(10)]
    matrix[label] = row
    rows = confusion_table(matrix, "").split("<tr>")[3:]
    styles = re.findall(r'<td style="([^"]+)"', rows[label])
    return [found[1] if (found := re.search(r"background:(rgba\([^)]+\))", style)) else None for style in styles]


def test_mistakes_are_shaded_by_their_share_of_the_row() -> None:
    found = shades([81, 0, 4, 9, 6, 0, 0, 0, 0, 0], 0)
    assert found[0] == "rgba(31, 128, 189, 0.30)"
    assert found[2:5] == [f"rgba(214, 51, 108, {opacity})" for opacity in ("0.24", "0.36", "0.29")]
    assert [found[1], *found[5:]] == [None] * 6
    assert shades([0, 100] + [0] * 8, 0)[1] == "rgba(214, 51, 108, 0.60)"


def test_an_empty_row_has_no_shares() -> None:
    assert shades([0] * 10, 4) == [None] * 4 + ["rgba(31, 128, 189, 0.30)"] + [None] * 5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_numbers_can_be_read_on_the_strongest_shades(mode: str, ground: str) -> None:
    right, wrong = shades([50, 50] + [0] * 8, 0)[:2]
    below = rgb(THEME[mode][ground])
    for shade in (right, wrong):
        *colour, opacity = map(float, re.findall(r"[\d.]+", shade))
        mixed = [round(opacity * over + (1 - opacity) * under) for over, under in zip(colour, below, strict=True)]
        assert contrast(THEME[mode]["textColor"], "#" + bytes(mixed).hex()) >= TEXT
