"""Colours can be told apart from what they stand on, by WCAG 2.2's own formula, in both themes."""

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from components.charts import palette

THEME = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
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
def test_the_accent_colour_can_be_read_and_seen(mode: str) -> None:
    assert contrast(THEME[mode]["primaryColor"], THEME[mode]["backgroundColor"]) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_chart_colours_stand_out(mode: str) -> None:
    for colour in THEME[mode]["chartCategoricalColors"]:
        assert contrast(colour, THEME[mode]["backgroundColor"]) >= GRAPHICS, colour


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["POSITIVE", "NEGATIVE", "NEUTRAL", "NODE", "WRONG"])
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
