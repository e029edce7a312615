"""Colours can be told apart from what they stand on, by WCAG 2.2's own formula, in both themes."""

import re
import tomllib
from itertools import combinations
from pathlib import Path

import pytest
import streamlit

from components.charts import palette

ROOT = Path(__file__).parents[3]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
CODE = (ROOT / "components" / "ui" / "common" / "browser" / "code.css").read_text(encoding="utf-8")
MODES = ("light", "dark")
TEXT, GRAPHICS = 4.5, 3.0  # WCAG 2.2, success criteria 1.4.3 and 1.4.11, level AA


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", 0 to 1, as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_gives_the_known_extremes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("text", ["textColor", "linkColor", "codeTextColor"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_text_can_be_read(mode: str, text: str, ground: str) -> None:
    assert contrast(THEME[mode][text], THEME[mode][ground]) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_captions_can_be_read(mode: str) -> None:
    """Streamlit writes captions with 60 % of the text's colour, which came to 4.28:1 on white."""
    text, ground = THEME[mode]["textColor"], THEME[mode]["backgroundColor"]
    channels = (round(0.6 * int(text[i : i + 2], 16) + 0.4 * int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    assert contrast("#" + "".join(f"{channel:02x}" for channel in channels), ground) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_code_can_be_read(mode: str) -> None:
    """Streamlit's highlighter has colours of its own, not the theme's: it wrote True with 2.13:1, numbers with 2.46."""
    colours = [pair[MODES.index(mode)] for pair in re.findall(r"light-dark\((#\w+), (#\w+)\)", CODE)]
    assert len(colours) == CODE.count("color:") == 5
    for colour in colours:
        assert contrast(colour, THEME[mode]["codeBackgroundColor"]) >= TEXT, colour


def test_each_colour_of_the_highlighter_is_replaced() -> None:
    """A version of Streamlit that colours one more kind of word must not bring a pale one back."""
    scripts = (Path(streamlit.__file__).parent / "static" / "static" / "js").glob("*.js")
    (panel,) = [text for script in scripts if ".comment.linenumber" in (text := script.read_text(encoding="utf-8"))]
    rules = re.findall(r'"(\.[^"]+)":\{color:', panel[panel.index('".comment.linenumber"') :])
    coloured = {kind for rule in rules for kind in rule.split(", ") if ".token" in kind or ".linenumber" in kind}
    assert {".token.boolean", ".token.number", ".token.string", ".comment.linenumber"} <= coloured
    ours = re.sub(r"/\*.*?\*/", "", CODE, flags=re.DOTALL)
    assert coloured == set(re.findall(r"\.(?:token|comment)\.[\w.-]+", ours))


@pytest.mark.parametrize("mode", MODES)
def test_the_accent_colour_can_be_read_and_seen(mode: str) -> None:
    assert contrast(THEME[mode]["primaryColor"], THEME[mode]["backgroundColor"]) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_chart_colours_stand_out(mode: str) -> None:
    for colour in THEME[mode]["chartCategoricalColors"]:
        assert contrast(colour, THEME[mode]["backgroundColor"]) >= GRAPHICS, colour


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["POSITIVE", "NEGATIVE", "NEUTRAL", "NODE", "WRONG", "RIGHT"])
def test_colours_with_a_meaning_stand_out(mode: str, name: str) -> None:
    assert contrast(getattr(palette, name), THEME[mode]["backgroundColor"]) >= GRAPHICS


def test_white_text_can_be_read_on_its_ground() -> None:
    assert contrast("#ffffff", palette.NODE) >= TEXT


# What the three kinds of cones see when one of them is missing: Viénot, Brettel and Mollon (1999), for linear RGB.
BLINDNESS = {
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


def seen(colour: str, kind: str) -> tuple[float, ...]:
    """The colour as gamma-coded RGB, 0 to 1, as somebody with this kind of colour blindness sees it."""
    rgb = [(int(colour[i : i + 2], 16) / 255) ** 2.2 for i in (1, 3, 5)]
    mixed = [sum(weight * channel for weight, channel in zip(row, rgb, strict=True)) for row in BLINDNESS[kind]]
    return tuple(max(0.0, channel) ** (1 / 2.2) for channel in mixed)


@pytest.mark.parametrize("kind", BLINDNESS)
def test_the_pairs_that_mean_opposites_differ_for_the_colour_blind(kind: str) -> None:
    pairs = [(palette.POSITIVE, palette.NEGATIVE)]
    pairs += [tuple(THEME[mode]["chartCategoricalColors"][:2]) for mode in MODES]
    for one, other in pairs:
        distance = sum((a - b) ** 2 for a, b in zip(seen(one, kind), seen(other, kind), strict=True)) ** 0.5
        assert distance > 0.4, (one, other)


@pytest.mark.parametrize("mode", MODES)
def test_no_chart_colour_comes_twice(mode: str) -> None:
    assert all(one != other for one, other in combinations(THEME[mode]["chartCategoricalColors"], 2))
    assert len(THEME[mode]["chartSequentialColors"]) == 10


@pytest.mark.parametrize("mode", MODES)
def test_each_of_the_maps_digits_stands_out(mode: str) -> None:
    """They are written as digits, so that no colour needs to be told from another; but all from their ground."""
    assert len(set(palette.DIGITS)) == 10
    for colour in palette.DIGITS:
        assert contrast(colour, THEME[mode]["backgroundColor"]) >= GRAPHICS, colour
