"""The clinic's changes and measures, on bars whose slant, width and shape are known."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from components.ml.clinic import (
    Kind,
    as_ink,
    cause,
    changes,
    commonness,
    lean,
    measured,
    parts,
    scaled,
    slanted,
    slimness,
    stroke_width,
    thickened,
    turned,
    widened,
    without_smallest_part,
)
from components.ml.drawing import prepared
from components.ml.mnist import Mnist


def bar(top: tuple[int, int], bottom: tuple[int, int], width: int = 24) -> NDArray[np.uint8]:
    """The ink (300, 300) of a straight stroke between two places (x, y)."""
    paper = Image.new("L", (300, 300))
    ImageDraw.Draw(paper).line([top, bottom], fill=255, width=width)
    return np.asarray(paper)


UPRIGHT = bar((150, 40), (150, 260))
LEANING = bar((200, 40), (100, 260))  # atan(100 / 220) = 24 degrees to the right


def test_what_leans_to_the_right_leans_by_its_angle() -> None:
    assert lean(prepared(UPRIGHT)) == pytest.approx(0, abs=0.5)
    assert lean(prepared(LEANING)) == pytest.approx(24.4, abs=2)
    assert lean(prepared(LEANING)[:, ::-1]) == pytest.approx(-24.4, abs=2)


def test_turned_to_the_left_it_leans_less_and_slanted_to_the_right_more() -> None:
    assert lean(turned(LEANING, 20)) == pytest.approx(4.4, abs=2)
    assert lean(turned(UPRIGHT, -10)) == pytest.approx(10, abs=2)
    # A shear moves the top by its share of the height: its tangent.
    assert lean(slanted(UPRIGHT, 0.4)) == pytest.approx(np.rad2deg(np.arctan(0.4)), abs=2)


def test_strokes_are_as_wide_as_they_are() -> None:
    """A bar of 22 x 220 is 2 pixels wide when its longer side is 20."""
    thin, thick = (stroke_width(prepared(bar((150, 40), (150, 259), width))) for width in (22, 44))
    assert thin == pytest.approx(2, abs=0.3)
    assert thick == pytest.approx(4, abs=0.3)
    plain = bar((150, 40), (150, 259), 22)
    assert stroke_width(thickened(plain, 11)) > thin + 1
    assert stroke_width(thickened(bar((150, 40), (150, 259), 44), -11)) < thick - 1


def test_shape_and_parts() -> None:
    box = np.zeros((300, 300), np.uint8)
    box[100:200, 100:200] = 255
    assert slimness(prepared(box)) == 1
    assert slimness(widened(box, 1.33)) == pytest.approx(1 / 1.33, abs=0.06)
    two = np.maximum(bar((60, 40), (60, 260)), bar((200, 100), (200, 140)))
    assert parts(prepared(two)) == 2
    left = without_smallest_part(two)
    assert left is not None
    np.testing.assert_array_equal(left, bar((60, 40), (60, 260)))
    assert without_smallest_part(UPRIGHT) is None


def test_smaller_and_larger_are_around_the_middle() -> None:
    picture = np.zeros((28, 28), np.uint8)
    picture[4:24, 4:24] = 255
    small, large = scaled(picture, 0.8), scaled(picture, 1.2)
    assert (small > 127).sum() == 16 * 16
    assert (large > 127).sum() == 24 * 24
    for made in (small, large):
        np.testing.assert_array_equal(made, made[::-1, ::-1])


def test_what_raises_a_measure_raises_it(mnist: Mnist) -> None:
    """For real digits, each change that is said to raise or to lower its measure does so."""
    for picture in mnist.test.pictures[[0, 1, 3, 8]]:
        ink = as_ink(picture)
        for change in changes(ink):
            if change.kind is Kind.PLACE:
                assert change.raises == 0
                continue
            (before,), (after,) = (measured(change.kind, np.array([it])) for it in (prepared(ink), change.picture))
            assert (after - before) * change.raises > 0, (change.name, before, after)


def test_the_cause_is_the_change_that_is_most_clearly_right() -> None:
    found = changes(LEANING)
    probabilities = np.full((len(found), 10), 0.01, np.float32)
    probabilities[:, 4] = 0.5
    assert cause(found, probabilities, 7) is None
    probabilities[2, 7], probabilities[5, 7] = 0.6, 0.9
    assert cause(found, probabilities, 7) is found[5]


def test_commonness_counts_on_the_digits_own_side_of_the_median() -> None:
    training = np.array([-20.0, -10.0, 0.0, 10.0, 20.0])
    leaning = commonness(Kind.SLANT, prepared(LEANING), training)
    assert (leaning.median, leaning.share) == (0, 0)
    upright = commonness(Kind.SLANT, prepared(bar((140, 40), (160, 260))), training)
    assert upright.value < 0
    assert upright.share == 2 / 5
    left, right = (next(change for change in changes(LEANING) if change.name == name) for name in TURNS)
    assert leaning.explains(left)
    assert not leaning.explains(right)
    assert not upright.explains(right)  # not rare


TURNS = ("turned left by 10°", "turned right by 10°")
