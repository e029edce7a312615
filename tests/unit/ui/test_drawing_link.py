"""A drawing in the address: what comes back is what was drawn, and what was never drawn is refused."""

import random

import numpy as np
import pytest

from components.ml.drawing import CANVAS_SIDE, to_mnist_image
from components.ui.common.drawing_link import (
    MOST_CHARACTERS,
    TOLERANCES,
    Stroke,
    canvas_object,
    decode,
    encode,
    paint,
    points_of,
)

SEVEN: list[Stroke] = [[(80, 60), (220, 60), (130, 270)], [(90, 160), (210, 160)]]
CIRCLE: Stroke = [(round(150 + 60 * np.cos(a)), round(150 + 100 * np.sin(a))) for a in np.linspace(0, 6.3, 300)]


def test_corners_come_back_exactly() -> None:
    assert decode(encode(SEVEN)) == SEVEN
    assert len(encode(SEVEN)) == 16
    assert [points_of(canvas_object(stroke)) for stroke in SEVEN] == SEVEN


def test_a_round_stroke_comes_back_within_a_pixel_and_looks_the_same_to_the_network() -> None:
    (back,) = decode(encode([CIRCLE]))
    assert len(back) < 60
    seen, sent = (to_mnist_image(paint([stroke])).astype(int) for stroke in (CIRCLE, back))
    assert np.abs(seen - sent).mean() < 2


def test_what_came_back_is_sent_on_unchanged() -> None:
    """Who opens a link and sends it on sends the same drawing."""
    wave: Stroke = [(round(20 + x), round(150 + 90 * np.sin(x / 9) + 5 * np.sin(x))) for x in range(260)]
    for strokes in ([CIRCLE], [wave], [*SEVEN, wave], [wave, CIRCLE, wave[::-1]]):
        text = encode(strokes)
        assert text
        assert encode(decode(text)) == text


def test_a_scribble_fits_or_is_not_sent() -> None:
    generator = random.Random(1)
    scribble = [[(generator.randrange(300), generator.randrange(300)) for _ in range(100)] for _ in range(9)]
    assert encode(scribble) == ""
    long = [CIRCLE[start : start + 40] for start in range(0, 240, 6)]
    assert 0 < len(encode(long)) <= MOST_CHARACTERS
    assert max(TOLERANCES) < CANVAS_SIDE / 30


@pytest.mark.parametrize("text", ["A", "AAAA", "A.A", "..", "AA!", "AA\n", "ÄÄÄ", "___", "AAA" * 400, "<script>"])
def test_what_is_no_drawing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(text)


def test_the_canvas_own_path_is_understood() -> None:
    """Its curves' ends and middles are where the pen was; a pen that left the canvas is at its border."""
    path = [["M", 39.98, 40.02], ["Q", 40, 40, 42, 60], ["Q", 44, 80, 46.4, 100], ["L", 310, -3]]
    assert points_of({"path": path}) == [(40, 40), (40, 45), (42, 60), (44, 80), (46, 100), (299, 0)]
    assert points_of({}) == []
