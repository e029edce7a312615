"""What was drawn: which ink is a digit, which stroke belongs to which one, and what is only a scratch.

All lengths are of the pen's path, without the brush's width, and count in relation to the largest part of the
drawing: a stroke of 20 px is the bar of a small 5, and a slip beside a large one. The limits were chosen on 1,000
digits by 51 people (UNIPEN, doi.org/10.5281/zenodo.1195803): of them 19 have parts that don't touch, at most 0.16 of
their height apart.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

# A canvas pixel is ink from this level (of 255) on; below is the faint rim that enlarging a picture leaves.
INK_LEVEL = 32
# The path of a click with a shaky hand, in brush widths.
CLICK = 0.5
# Parts that are further apart from left to right, in shares of the drawing's height, are two digits.
GAP_SHARE = 0.24
# What is shorter than this, in shares of the longest part, is no digit by itself: near a digit it belongs to it,
# further away it is a scratch.
STROKE_SHARE, NEAR_SHARE = 0.4, 0.25

Ink = NDArray[np.uint8]


def separate(ink: Ink, brush_width: float) -> list[Ink]:
    """The ink (height, width) of each digit, from left to right, as an array of the same shape, all else blanked.

    Empty if nothing is longer than the brush is wide, such as clicks. A digit in several strokes stays together;
    scratches are left out.
    """
    # Pixels that touch at a corner belong together: thin slanted lines would fall apart otherwise.
    labels, _ = ndimage.label(ink >= INK_LEVEL, structure=np.ones((3, 3)))
    parts = dict(enumerate(ndimage.find_objects(labels), start=1))

    def extent(number: int, axis: int) -> float:
        place = parts[number][axis]
        return float(place.stop - place.start - brush_width)

    def length(number: int) -> float:
        return max(extent(number, 0), extent(number, 1))

    longest = max(map(length, parts), default=0.0)
    if longest < brush_width:
        return []
    strokes = [number for number in parts if length(number) >= CLICK * brush_width]
    long = [number for number in strokes if length(number) >= STROKE_SHARE * longest]
    # From each pixel to the ink of the long strokes.
    away = ndimage.distance_transform_edt(~np.isin(labels, long))
    near = [number for number in strokes if away[labels == number].min() <= NEAR_SHARE * longest]

    height = max(max(extent(number, 0) for number in near), STROKE_SHARE * longest)
    digits: list[list[int]] = []
    right = -np.inf
    for number in sorted(near, key=lambda number: parts[number][1].start):
        if not digits or parts[number][1].start - right + brush_width > GAP_SHARE * height:
            digits.append([])
        digits[-1].append(number)
        right = max(right, parts[number][1].stop)
    digits = _with_lone_strokes(digits, set(long), parts)
    return [np.where(np.isin(labels, digit), ink, np.uint8(0)) for digit in digits]


def _with_lone_strokes(
    digits: list[list[int]], long: set[int], parts: dict[int, tuple[slice, slice]]
) -> list[list[int]]:
    """Groups of short strokes alone, such as the bar of a wide 5, go to the digit that is nearest to them."""
    whole = [digit for digit in digits if long & set(digit)]
    for short in (digit for digit in digits if not long & set(digit)):
        middle = np.mean([parts[number][1].start + parts[number][1].stop for number in short]) / 2

        def off(digit: list[int], middle: float = float(middle)) -> float:
            columns = [parts[number][1] for number in digit]
            left, right = min(each.start for each in columns), max(each.stop for each in columns)
            return float(max(left - middle, middle - right))

        min(whole, key=off).extend(short)
    return whole
