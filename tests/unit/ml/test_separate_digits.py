"""What is one digit, what are several, and what is no part of any."""

import numpy as np
import pytest

from components.ml.drawing import BRUSH_WIDTH, to_mnist_image, to_mnist_images
from components.ml.separate_digits import separate
from tests.unit.ml.test_drawing import FIVE_WITH_LOOSE_HAT, FOUR_WITH_A_GAP, SEVEN, Stroke, paint

ONE: list[Stroke] = [[(150, 90), (150, 290)]]
CIRCLE = [(60 * np.cos(angle) + 150, 100 * np.sin(angle) + 150) for angle in np.linspace(0, 2 * np.pi, 60)]
SLASHED_ZERO: list[Stroke] = [CIRCLE, [(100, 240), (200, 60)]]
# Its body is 60 px high, and its bar 14 px long.
SMALL_FIVE: list[Stroke] = [[(100, 100), (100, 125), (130, 135), (125, 160), (98, 160)]]
SMALL_BAR: Stroke = [(124, 92), (138, 92)]


def moved(strokes: list[Stroke], zoom: float, dx: float, dy: float = 0) -> list[Stroke]:
    return [[(zoom * x + dx, zoom * y + dy) for x, y in stroke] for stroke in strokes]


@pytest.mark.parametrize("zoom", [0.4, 0.7, 1])
@pytest.mark.parametrize("strokes", [SEVEN, FOUR_WITH_A_GAP, FIVE_WITH_LOOSE_HAT, SLASHED_ZERO, ONE])
def test_a_digit_in_several_strokes_is_one(strokes: list[Stroke], zoom: float) -> None:
    ink = paint(moved(strokes, zoom, 0))
    (digit,) = separate(ink, BRUSH_WIDTH)
    assert (digit > 0).sum() > 0.97 * (ink > 0).sum()


@pytest.mark.parametrize(
    "digits", [[ONE, SEVEN], [FIVE_WITH_LOOSE_HAT, FOUR_WITH_A_GAP], [SLASHED_ZERO, ONE], [SEVEN, ONE, SEVEN]]
)
def test_digits_in_a_row_are_read_one_by_one_from_left_to_right(digits: list[list[Stroke]]) -> None:
    """A 12 was squeezed into one picture, and read as a 4 or so."""
    row, right = [], 10.0
    for strokes in digits:
        left = min(x for stroke in strokes for x, _ in stroke)
        placed = moved(strokes, 0.4, right - 0.4 * left)
        row.append(placed)
        # A third of the digits' height, 80 px, between two of them.
        right = max(x for stroke in placed for x, _ in stroke) + 27
    found = to_mnist_images(paint([stroke for strokes in row for stroke in strokes]))
    assert len(found) == len(digits)
    for picture, strokes in zip(found, row, strict=True):
        np.testing.assert_array_equal(picture, to_mnist_image(paint(strokes)))


def test_the_short_bar_of_a_small_5_belongs_to_it() -> None:
    """It was dropped: what was shorter than 32 px with the brush was taken for a dot, whatever the digit's size."""
    (picture,) = to_mnist_images(paint([*SMALL_FIVE, SMALL_BAR]))
    without = to_mnist_image(paint(SMALL_FIVE))
    assert np.abs(picture.astype(int) - without).sum() > 1_000
    (digit,) = separate(paint([*SMALL_FIVE, SMALL_BAR]), BRUSH_WIDTH)
    assert digit[92, 131] == 255


@pytest.mark.parametrize("scratch", [[(20, 280), (60, 280)], [(270, 20), (285, 55)], [(15, 20), (15, 60)]])
def test_a_scratch_far_from_the_digit_is_left_out(scratch: Stroke) -> None:
    """40 px long and in a corner, it made the digit small and pushed it to the other side."""
    seven = moved(SEVEN, 0.7, 60, -20)
    np.testing.assert_array_equal(to_mnist_image(paint([*seven, scratch])), to_mnist_image(paint(seven)))
    assert len(to_mnist_images(paint([*seven, scratch]))) == 1


def test_clicks_alone_are_no_digit() -> None:
    assert separate(paint([[(100, 100), (101, 100)], [(200, 100), (200, 103)]]), BRUSH_WIDTH) == []
