"""What looks like no digit is noticed, and digits are not."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from components.ml.doubt import looks_like_no_digit
from components.ml.drawing import CANVAS_SIDE, to_mnist_images
from components.ml.mnist import Mnist
from components.ml.pens import changed


def drawn(*strokes: list[tuple[float, float]]) -> np.ndarray:
    """A picture (1, 28, 28) of strokes whose places are given as percent of the canvas."""
    canvas = Image.new("L", (CANVAS_SIDE, CANVAS_SIDE))
    pen = ImageDraw.Draw(canvas)
    for stroke in strokes:
        points = [(3 * x, 3 * y) for x, y in stroke]
        pen.line(points, 255, 16, joint="curve")
        for x, y in points:
            pen.ellipse([x - 8, y - 8, x + 8, y + 8], fill=255)
    (picture,) = to_mnist_images(np.asarray(canvas))
    return picture[None]


def test_of_a_hundred_test_digits_about_three_are_doubted(mnist: Mnist) -> None:
    """As they are and changed like pens, together: so the threshold was set."""
    test = mnist.test
    pens = changed(test.pictures, test.labels, np.random.default_rng(1))
    share = looks_like_no_digit(np.concatenate([test.pictures, pens])).mean()
    assert 0.025 <= share <= 0.035


ARCS = {
    "heart": [
        [(50, 85), (15, 45), (15, 25), (30, 15), (45, 22), (50, 35), (55, 22), (70, 15), (85, 25), (85, 45), (50, 85)]
    ],
    "A": [[(20, 85), (50, 15), (80, 85)], [(32, 60), (68, 60)]],
    "E": [[(75, 15), (25, 15), (25, 85), (75, 85)], [(25, 50), (65, 50)]],
    "K": [[(25, 15), (25, 85)], [(75, 15), (25, 52), (75, 85)]],
    "M": [[(15, 85), (20, 15), (50, 60), (80, 15), (85, 85)]],
    "x": [[(20, 20), (80, 80)], [(80, 20), (20, 80)]],
    "zigzag": [[(10, 20), (30, 80), (45, 20), (60, 80), (75, 20), (90, 80)]],
    "scribble": [[(10, 10), (90, 20), (15, 35), (85, 45), (10, 60), (90, 70), (20, 90), (50, 10), (60, 90), (30, 20)]],
    "blot": [[(x, y) for y in range(30, 75, 4) for x in (30, 70)]],
}


@pytest.mark.parametrize("strokes", ARCS.values(), ids=ARCS)
def test_letters_hearts_and_scribbles_are_doubted(strokes: list[list[tuple[float, float]]]) -> None:
    assert looks_like_no_digit(drawn(*strokes)).all()


DIGITS = {
    "1": [[(50, 15), (50, 85)]],
    "1 with a flag and a foot": [[(35, 35), (52, 15), (52, 85)], [(35, 85), (70, 85)]],
    "4": [[(60, 85), (60, 15), (25, 60), (80, 60)]],
    "7": [[(25, 18), (75, 18), (45, 85)]],
    "7 with a bar": [[(25, 18), (75, 18), (45, 85)], [(38, 52), (70, 52)]],
}


@pytest.mark.parametrize("strokes", DIGITS.values(), ids=DIGITS)
def test_digits_of_plain_strokes_are_not(strokes: list[list[tuple[float, float]]]) -> None:
    assert not looks_like_no_digit(drawn(*strokes)).any()
