"""The path from the canvas to the network's picture, against numbers worked out without it."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from components.ml.drawing import BRUSH_WIDTH, CANVAS_SIDE, UnreadableDrawing, to_mnist_image
from components.ml.mnist import Split, load_mnist

Picture = NDArray[np.uint8]
Stroke = list[tuple[float, float]]

# Pen paths as (x, y) in canvas pixels.
SEVEN: list[Stroke] = [[(70, 90), (200, 90), (120, 290)]]
FOUR_WITH_A_GAP: list[Stroke] = [[(90, 80), (70, 190), (160, 190)], [(200, 90), (200, 290)]]
FIVE_WITH_LOOSE_HAT: list[Stroke] = [[(90, 90), (85, 180), (170, 200), (150, 280), (70, 290)], [(125, 90), (200, 85)]]


def blank() -> Picture:
    """Return an empty canvas."""
    return np.zeros((CANVAS_SIDE, CANVAS_SIDE), np.uint8)


def paint(strokes: list[Stroke], zoom: float = 1, dx: int = 0, dy: int = 0, brush: float = BRUSH_WIDTH) -> Picture:
    """Paint the strokes with round caps and joins at four times the size, then average 4x4 blocks."""
    fine = Image.new("L", (4 * CANVAS_SIDE, 4 * CANVAS_SIDE))
    pen = ImageDraw.Draw(fine)
    for stroke in strokes:
        path = [(4 * (zoom * x + dx), 4 * (zoom * y + dy)) for x, y in stroke]
        pen.line(path, fill=255, width=round(4 * zoom * brush))
        for point in path:
            pen.circle(point, 2 * zoom * brush, fill=255)
    return np.asarray(fine.reduce(4))


def inked_box(picture: Picture) -> tuple[int, int]:
    """Return the height and the width of the smallest box around all pixels above 0."""
    rows, columns = np.nonzero(picture)
    return int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1


def centre_of_mass(picture: Picture) -> NDArray[np.float64]:
    """Return the mean row and column index, weighted with the ink."""
    weighted = (np.indices(picture.shape) * picture).sum(axis=(1, 2))
    centre: NDArray[np.float64] = weighted / picture.sum(dtype=float)
    return centre


@pytest.fixture(scope="module")
def test_digits() -> Split:
    """Return MNIST's 10,000 test digits."""
    return load_mnist().test


def test_a_rectangle_comes_out_exactly() -> None:
    ink = blank()
    ink[100:300, 50:160] = 255  # 200 x 110, so 20 x 11 after scaling by a tenth
    expected = np.zeros((28, 28), np.uint8)
    # Rows: the mean index 9.5 of 20 rows has to come to 14, so 4 or 5 is the top; ties go to the even one.
    # Columns: the mean index 5 of 11 columns has to come to 14, so 9 is the left.
    expected[4:24, 9:20] = 255
    np.testing.assert_array_equal(to_mnist_image(ink), expected)


def test_pixels_that_touch_at_a_corner_are_one_stroke() -> None:
    ink = blank()
    ink[90:290, 40:240] = np.kron(np.eye(20, dtype=np.uint8) * 255, np.ones((10, 10), np.uint8))
    expected = np.zeros((28, 28), np.uint8)
    expected[4:24, 4:24] = np.eye(20) * 255
    np.testing.assert_array_equal(to_mnist_image(ink), expected)


def test_the_grey_level_is_the_share_of_ink_in_the_area() -> None:
    ink = blank()
    ink[100:300, 50:150] = 255  # 200 x 100
    ink[200:210, 50:55] = 0  # half of a 10 x 10 block, in the 11th row of blocks, the first column
    picture = to_mnist_image(ink)
    top, left = (int(index.min()) for index in np.nonzero(picture))
    assert picture[top + 10, left] in (127, 128)
    assert np.count_nonzero(picture == 255) == 20 * 10 - 1
    assert np.count_nonzero(picture) == 20 * 10


@pytest.mark.parametrize("strokes", [SEVEN, FOUR_WITH_A_GAP, FIVE_WITH_LOOSE_HAT])
@pytest.mark.parametrize("zoom", [0.5, 0.7, 1])
def test_side_centre_and_amount_of_ink(strokes: list[Stroke], zoom: float) -> None:
    ink = paint(strokes, zoom)
    picture = to_mnist_image(ink)
    assert picture.shape == (28, 28)
    assert picture.dtype == np.uint8
    assert max(inked_box(picture)) == 20
    # A shift by whole pixels can leave half a pixel in either direction.
    assert np.abs(centre_of_mass(picture) - 14).max() <= 0.5
    scale = 20 / max(inked_box(ink))
    assert picture.sum(dtype=float) == pytest.approx(ink.sum(dtype=float) * scale**2, rel=0.05)


def test_mnist_itself_is_centred_and_sized_like_that(test_digits: Split) -> None:
    assert np.mean([max(inked_box(digit)) == 20 for digit in test_digits.pictures[:1000]]) >= 0.999
    off_centre = np.abs([centre_of_mass(digit) - 14 for digit in test_digits.pictures[:1000]])
    assert np.mean(off_centre <= 0.5) >= 0.98


@pytest.mark.parametrize(("dx", "dy"), [(40, 0), (-50, -30), (3, -17), (70, -70)])
def test_the_place_makes_no_difference(dx: int, dy: int) -> None:
    here, there = to_mnist_image(paint(SEVEN)), to_mnist_image(paint(SEVEN, dx=dx, dy=dy))
    np.testing.assert_array_equal(here, there)


@pytest.mark.parametrize("zoom", [0.4, 0.6, 0.8])
@pytest.mark.parametrize("strokes", [SEVEN, FIVE_WITH_LOOSE_HAT])
def test_the_size_makes_hardly_a_difference(strokes: list[Stroke], zoom: float) -> None:
    # The brush is scaled too. These strokes' centres of mass aren't near a half pixel, where the shift would flip.
    difference = to_mnist_image(paint(strokes, zoom)).astype(int) - to_mnist_image(paint(strokes))
    assert np.abs(difference).mean() <= 5  # of 255; the edges fall on other pixels


def test_the_brush_changes_the_stroke_but_not_the_size() -> None:
    thick, thin = to_mnist_image(paint(SEVEN, brush=32)), to_mnist_image(paint(SEVEN, brush=8))
    assert max(inked_box(thick)) == max(inked_box(thin)) == 20
    # 20 x brush / (200 + brush) is 2.8 and 0.8 pixels: 3.6 times as wide on a path that is only slightly shorter.
    assert 2.8 < thick.sum(dtype=float) / thin.sum(dtype=float) < 3.6


@pytest.mark.parametrize("strokes", [FOUR_WITH_A_GAP, FIVE_WITH_LOOSE_HAT])
@pytest.mark.parametrize("zoom", [0.45, 1])
def test_every_stroke_is_kept(strokes: list[Stroke], zoom: float) -> None:
    # With the brush scaled too, the gaps stay open at every size.
    whole = to_mnist_image(paint(strokes, zoom))
    ink = paint(strokes, zoom)
    first = paint(strokes[:1], zoom)
    scale = 20 / max(inked_box(ink))
    loose_ink = (ink.sum(dtype=float) - first.sum(dtype=float)) * scale**2
    assert loose_ink > 255 * 10
    assert whole.sum(dtype=float) - first.sum(dtype=float) * scale**2 == pytest.approx(loose_ink, rel=0.2)


@pytest.mark.parametrize("place", [(12, 12), (285, 285), (150, 20), (265, 180)])
def test_a_stray_dot_makes_no_difference(place: tuple[float, float]) -> None:
    ink = np.maximum(paint(SEVEN), paint([[place]]))
    assert inked_box(ink) != inked_box(paint(SEVEN))
    np.testing.assert_array_equal(to_mnist_image(ink), to_mnist_image(paint(SEVEN)))


def test_a_lopsided_digit_stops_at_the_border() -> None:
    ink = blank()
    ink[100:300, 50:52] = 255  # a long hair
    ink[260:300, 50:250] = 255  # on a heavy foot: the mean row is close to the bottom
    picture = to_mnist_image(ink)
    assert inked_box(picture) == (20, 20)
    assert np.nonzero(picture)[0].min() == 0
    assert np.nonzero(picture)[0].max() == 19


@pytest.mark.parametrize("level", [0, 31])
def test_a_blank_canvas_is_unreadable(level: int) -> None:
    with pytest.raises(UnreadableDrawing, match=r"^The canvas is empty: draw a digit from 0 to 9 on it\.$"):
        to_mnist_image(np.full((CANVAS_SIDE, CANVAS_SIDE), level, np.uint8))


@pytest.mark.parametrize(
    "strokes",
    [[[(150, 190)]], [[(150, 190), (160, 195)]], [[(40, 60)], [(260, 60)], [(150, 280)]]],
    ids=["dot", "shaky dot", "three dots"],
)
def test_dots_are_unreadable(strokes: list[Stroke]) -> None:
    with pytest.raises(UnreadableDrawing, match=r"^That's too small to read: draw the digit .+ canvas\.$"):
        to_mnist_image(paint(strokes))


@pytest.mark.parametrize("inked_rows", [151, 200, CANVAS_SIDE])
def test_a_full_canvas_is_unreadable(inked_rows: int) -> None:
    ink = blank()
    ink[:inked_rows] = 255
    with pytest.raises(UnreadableDrawing, match=r"^The canvas is almost full of ink: clear it .+ digit\.$"):
        to_mnist_image(ink)


def test_half_a_canvas_is_still_read() -> None:
    ink = blank()
    ink[:150] = 255
    assert inked_box(to_mnist_image(ink)) == (10, 20)


@pytest.mark.parametrize("dtype", [np.float64, np.int64, np.bool_])
def test_another_dtype_is_refused(dtype: type) -> None:
    with pytest.raises(TypeError, match="uint8"):
        to_mnist_image(np.zeros((CANVAS_SIDE, CANVAS_SIDE), dtype))


@pytest.mark.parametrize("shape", [(300,), (340, 300, 4), (1, 28, 28), (0, 300), (0, 0)])
def test_another_shape_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="height, width") as refusal:
        to_mnist_image(np.zeros(shape, np.uint8))
    assert not isinstance(refusal.value, UnreadableDrawing)


def test_the_ink_is_left_as_it_was() -> None:
    ink = np.maximum(paint(SEVEN), paint([[(265, 180)]]))
    before = ink.copy()
    ink.flags.writeable = False
    to_mnist_image(ink)
    np.testing.assert_array_equal(ink, before)


@pytest.mark.parametrize("factor", range(4, 10))
def test_an_enlarged_mnist_digit_shrinks_back_to_itself(test_digits: Split, factor: int) -> None:
    differences = []
    for digit in test_digits.pictures[:100]:
        big = np.kron(digit, np.ones((factor, factor), np.uint8))
        difference = np.abs(to_mnist_image(big).astype(int) - digit)
        differences.append(difference.mean())
    # Mean ink is 31 of 255. Some digits differ by a whole pixel's shift, or because their outermost row is
    # fainter than what counts as ink.
    assert np.median(differences) <= 0.5
    assert np.mean(differences) <= 1.5


def test_enlarged_mnist_digits_are_read_as_well_as_the_originals(
    test_digits: Split, read_digits: Callable[[NDArray[np.uint8]], NDArray[np.int64]]
) -> None:
    rng = np.random.default_rng(0)
    chosen = rng.choice(len(test_digits.pictures), 1000, replace=False)
    digits, labels = test_digits.pictures[chosen], test_digits.labels[chosen]
    filters = [Image.Resampling.NEAREST, Image.Resampling.BILINEAR, Image.Resampling.BICUBIC]
    pictures = []
    for digit in digits:
        side = 28 * int(rng.integers(4, 10))
        big = np.asarray(Image.fromarray(digit).resize((side, side), filters[rng.integers(len(filters))]))
        ink = blank()
        top, left = rng.integers(CANVAS_SIDE - side + 1), rng.integers(CANVAS_SIDE - side + 1)
        ink[top : top + side, left : left + side] = big
        pictures.append(to_mnist_image(ink))
    original = np.mean(read_digits(digits) == labels)
    assert original > 0.9  # the network has learnt
    assert abs(np.mean(read_digits(np.array(pictures)) == labels) - original) <= 0.01
