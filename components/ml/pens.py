"""Training digits changed as pens and hands change them: other slants and proportions, wobbly, thinner or thicker.

MNIST's digits were written with a pen on forms, in the United States. People who draw on a screen write thinner lines,
and elsewhere a 1 has a flag and perhaps a foot, a 7 a bar, a 0 sometimes a slash. Only NumPy is used, so that the file
can be taken home as it is.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# Standard deviations: of the rotation in radians, of the shear, of the logarithm of height / width, and of how far each
# point of a 4x4 grid over the picture is moved, in pixels.
ROTATION, SHEAR, STRETCH, WOBBLE = 0.14, 0.2, 0.18, 1.2
# How many of the ones get a flag, and how many of these a foot; of the sevens a bar; of the zeros a slash.
FLAGS, FEET, BARS, SLASHES = 0.35, 0.4, 0.25, 0.15
# The grey level, as a share of the ink's, that becomes the edge of a stroke: above a half the strokes get thinner.
LOWEST_EDGE, HIGHEST_EDGE = 0.15, 0.75
# MNIST's pictures have 28 rows; the digit's longer side has 20, without the grey at its ends 19. The grid lies over
# WINDOW pixels.
SIDE, DIGIT, GRID, WINDOW = 28, 19, 4, 40
ROWS, COLUMNS = np.mgrid[:SIDE, :SIDE].astype(np.float32)
LINE = np.arange(SIDE, dtype=np.float32)


def like_pens(pictures: NDArray[np.uint8], labels: NDArray[np.uint8], seed: tuple[int, ...]) -> NDArray[np.uint8]:
    """About half of the pictures (n, 28, 28) changed, scaled and centred as MNIST's are; the others as they were."""
    random = np.random.default_rng(seed)
    chosen = random.random(len(pictures)) < 0.5
    result = pictures.copy()
    result[chosen] = changed(pictures[chosen], labels[chosen], random)
    return result


def changed(pictures: NDArray[np.uint8], labels: NDArray[np.uint8], random: np.random.Generator) -> NDArray[np.uint8]:
    """All of the pictures changed: lines added, bent, scaled and centred anew, their strokes thinner or thicker."""
    count = len(pictures)
    ink = _with_lines(np.divide(pictures, 255, dtype=np.float32), labels, random)
    padded = np.pad(ink, ((0, 0), (1, 1), (1, 1)))
    turn, shear, stretch = random.standard_normal((3, count)).astype(np.float32)
    cosine, sine, higher = np.cos(ROTATION * turn), np.sin(ROTATION * turn), np.exp(STRETCH / 2 * stretch)
    # From a place in the new picture to the place in the old one whose ink comes there, both from their centres.
    linear = np.array(
        [
            [cosine * higher, -sine / higher],
            [(sine + SHEAR * shear * cosine) * higher, (cosine - SHEAR * shear * sine) / higher],
        ]
    )[..., None, None]
    wobble = WOBBLE * random.standard_normal((2, count, GRID, GRID)).astype(np.float32)

    def seen(rows: Floats, columns: Floats) -> Floats:
        """The ink at the crossings of these rows and columns (n, 28) of the new picture, from its centre."""
        down, right = _near(rows) @ wobble @ _near(columns).transpose(0, 2, 1)
        row, column = rows[:, :, None], columns[:, None, :]
        return _ink_at(
            padded,
            linear[0, 0] * row + linear[0, 1] * column + down + (SIDE - 1) / 2,
            linear[1, 0] * row + linear[1, 1] * column + right + (SIDE - 1) / 2,
        )

    # Seen from afar, to find where the ink is; then from near, so that it is as large and as central as in MNIST.
    step = WINDOW / SIDE
    afar = (LINE - (SIDE - 1) / 2) * np.float32(step)
    rough = seen(*[np.broadcast_to(afar, (count, SIDE))] * 2)
    (top, bottom), (left, right) = _ends(rough > 0.35)
    scale = (np.maximum(bottom - top, right - left) + 0.7) * step / DIGIT

    def near(first: NDArray[np.intp], last: NDArray[np.intp], ink: Floats) -> Floats:
        begin = afar[first] - 0.35 * step
        room = SIDE - (last - first + 0.7) * step / scale
        centre = (ink * afar).sum(axis=1) / (ink.sum(axis=1) + 1e-3)
        start = np.clip(SIDE / 2 - (centre - begin) / scale + random.uniform(-0.5, 0.5, count), 0, np.maximum(room, 0))
        lines: Floats = ((LINE + 0.5 - start[:, None]) * scale[:, None] + begin[:, None]).astype(np.float32)
        return lines

    drawn = seen(near(top, bottom, rough.sum(axis=2)), near(left, right, rough.sum(axis=1)))
    # A stroke's edge is where its grey crosses a level, and it may be sharper than a form's scan.
    darkest = np.maximum(np.partition(drawn.reshape(count, -1), -40, axis=1)[:, -40], 0.3)
    edge, sharpness = random.uniform((LOWEST_EDGE, 1.0), (HIGHEST_EDGE, 2.5), (count, 2)).astype(np.float32).T
    level = drawn / darkest[:, None, None] - edge[:, None, None]
    drawn = np.clip(level * sharpness[:, None, None] + 0.5, 0, 1) * (drawn > 0.02)
    result: NDArray[np.uint8] = np.round(255 * drawn).astype(np.uint8)
    return result


def _with_lines(ink: Floats, labels: NDArray[np.uint8], random: np.random.Generator) -> Floats:
    """With flags and feet on some ones, bars on some sevens and slashes through some zeros."""
    (top, bottom), (left, right) = _ends(ink > 0.3)
    chance = random.random(len(ink))

    def some(label: int, share: float) -> NDArray[np.intp]:
        return np.flatnonzero((labels == label) & (chance < share))

    def middle(which: NDArray[np.intp], rows: NDArray[np.intp]) -> Floats:
        line = ink[which, rows]
        centre: Floats = (line * LINE).sum(axis=1) / np.maximum(line.sum(axis=1), 1e-3)
        return centre

    def draw(which: NDArray[np.intp], *ends: NDArray[Any]) -> None:
        width = random.uniform(1.8, 3.0, len(which)).astype(np.float32)
        ink[which] = np.maximum(ink[which], _stroke(width, *[end.astype(np.float32) for end in ends]))

    ones = some(1, FLAGS)
    above, below = top[ones] + 1, bottom[ones] - 1
    head, toe = middle(ones, above), middle(ones, below)
    angle = np.arctan2(toe - head, below - above) - random.uniform(0.35, 1.13, len(ones))  # 20 to 65 degrees
    length = random.uniform(4, 17, len(ones))
    draw(ones, above, head, above + length * np.cos(angle), head + length * np.sin(angle))
    half = random.uniform(3, 7, len(ones))
    feet = random.random(len(ones)) < FEET
    draw(ones[feet], below[feet], (toe - half)[feet], below[feet], (toe + half)[feet])

    sevens = some(7, BARS)
    row = np.round(top + (bottom - top) * random.uniform(0.4, 0.65, len(ink))).astype(int)[sevens]
    centre, half, tilt = middle(sevens, row), *random.uniform((2.5, -2.0), (6.0, 2.0), (len(sevens), 2)).T
    draw(sevens, row + tilt, centre - half, row - tilt, centre + half)

    zeros = some(0, SLASHES)
    low, high = random.uniform(-2, 4, (2, len(zeros)))
    draw(zeros, bottom[zeros] + low - 2, left[zeros] - low + 2, top[zeros] - high + 2, right[zeros] + high - 2)
    return ink


def _stroke(width: Floats, row: Floats, column: Floats, to_row: Floats, to_column: Floats) -> Floats:
    """The ink (n, 28, 28) of one straight stroke each."""
    row, column, down, right = (of[:, None, None] for of in (row, column, to_row - row, to_column - column))
    below, beside = ROWS - row, COLUMNS - column
    # How far along the stroke the place is that is nearest to each pixel, from 0 to 1.
    along = np.clip((below * down + beside * right) / np.maximum(down**2 + right**2, 1e-6), 0, 1)
    distance = np.hypot(below - along * down, beside - along * right)
    ink: Floats = np.clip(width[:, None, None] / 2 + 0.5 - distance, 0, 1)
    return ink


def _ends(ink: NDArray[np.bool_]) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """The first and the last row with ink of each picture, and the same of the columns."""
    lines = [np.any(ink, axis=2), np.any(ink, axis=1)]
    return [(some.argmax(axis=1), SIDE - 1 - some[:, ::-1].argmax(axis=1)) for some in lines]


def _near(lines: Floats) -> Floats:
    """How much each row or column of the grid counts at these places (n, 28): (n, 28, GRID)."""
    place = np.clip(lines / WINDOW + 0.5, 0, 1) * (GRID - 1)
    distance = np.minimum(np.abs(place[:, :, None] - np.arange(GRID, dtype=np.float32)), 1)
    return np.asarray((1 + np.cos(np.pi * distance)) / 2, np.float32)


def _ink_at(padded: Floats, rows: Floats, columns: Floats) -> Floats:
    """Between the pixels, each counts the more the nearer it is; `padded` has a pixel of paper around the pictures."""
    rows, columns = (np.clip(of + 1, 0, SIDE + 0.999, dtype=np.float32) for of in (rows, columns))
    above, before = rows.astype(np.intp), columns.astype(np.intp)
    down, right = rows - above.astype(np.float32), columns - before.astype(np.float32)
    width = SIDE + 2
    pixel = np.arange(len(padded))[:, None, None] * width**2 + above * width + before
    ink = padded.ravel()
    upper, lower = ink[pixel], ink[pixel + width]
    upper += (ink[pixel + 1] - upper) * right
    lower += (ink[pixel + width + 1] - lower) * right
    between: Floats = upper + (lower - upper) * down
    return between
