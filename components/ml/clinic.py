"""Why a digit is read wrong: the same digit in twenty small changes, each of which may turn the answer right.

The change that does so best names the likely cause; how common the digit's own slant, width of strokes and so on are
among the training digits is measured beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from components.ml.drawing import PICTURE_SIDE, prepared
from components.ml.forward import Layer, predict

Picture = NDArray[np.uint8]

INK = 127  # a pixel of a picture with more than this is ink
ENLARGED = 10  # times: a digit of 28 x 28 pixels is changed in finer ones


class Kind(StrEnum):
    """What a change changes."""

    SLANT = "slant"
    PLACE = "place"
    SHAPE = "shape"
    STROKES = "strokes"
    PARTS = "parts"


@dataclass(frozen=True)
class Change:
    """What was done to the digit, its kind, and the picture (28, 28) that the network then gets.

    `raises` is 1 where that makes the kind's measure larger, -1 where smaller: turning to the left lessens the lean.
    """

    name: str
    kind: Kind
    picture: Picture
    raises: int = 0


def changes(ink: Picture) -> list[Change]:
    """The same digit, changed: turned, slanted, wider, narrower, thinner, thicker, without its smallest part, smaller,
    larger, moved. `ink` (height, width) is a drawing of one digit, or a picture, enlarged.
    """
    plain, reach = prepared(ink), _length(ink)
    found = [
        *(Change(f"turned left by {degrees}°", Kind.SLANT, turned(ink, degrees), -1) for degrees in (10, 20)),
        *(Change(f"turned right by {degrees}°", Kind.SLANT, turned(ink, -degrees), 1) for degrees in (10, 20)),
        Change("slanted to the left", Kind.SLANT, slanted(ink, -0.2), -1),
        Change("slanted to the left, more", Kind.SLANT, slanted(ink, -0.4), -1),
        Change("slanted to the right", Kind.SLANT, slanted(ink, 0.2), 1),
        Change("slanted to the right, more", Kind.SLANT, slanted(ink, 0.4), 1),
        Change("narrower", Kind.SHAPE, widened(ink, 0.75), 1),
        Change("wider", Kind.SHAPE, widened(ink, 1.33), -1),
        Change("thinner", Kind.STROKES, thickened(ink, -round(0.025 * reach)), -1),
        Change("thicker", Kind.STROKES, thickened(ink, round(0.025 * reach)), 1),
        Change("much thicker", Kind.STROKES, thickened(ink, round(0.045 * reach)), 1),
        Change("smaller", Kind.PLACE, scaled(plain, 0.8)),
        Change("larger", Kind.PLACE, scaled(plain, 1.2)),
        Change("moved up by 2 pixels", Kind.PLACE, np.roll(plain, -2, axis=0)),
        Change("moved down by 2 pixels", Kind.PLACE, np.roll(plain, 2, axis=0)),
        Change("moved left by 2 pixels", Kind.PLACE, np.roll(plain, -2, axis=1)),
        Change("moved right by 2 pixels", Kind.PLACE, np.roll(plain, 2, axis=1)),
    ]
    fewer = without_smallest_part(ink)
    if fewer is not None:
        found.append(Change("without its smallest part", Kind.PARTS, prepared(fewer), -1))
    return found


def answers(layers: Sequence[Layer], found: Sequence[Change]) -> NDArray[np.float32]:
    """The network's probabilities for each change: (changes, 10)."""
    return predict(layers, np.array([change.picture for change in found]))


def cause(found: Sequence[Change], probabilities: NDArray[np.float32], label: int) -> Change | None:
    """Of the changes that turn the answer into the label, the one with the largest probability for it."""
    right = probabilities.argmax(axis=1) == label
    if not right.any():
        return None
    return found[int(np.where(right, probabilities[:, label], -1).argmax())]


def turned(ink: Picture, degrees: float) -> Picture:
    """Turned to the left, and prepared: (28, 28)."""
    angle = np.deg2rad(degrees)
    return _mapped(ink, [[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])


def slanted(ink: Picture, slant: float) -> Picture:
    """Its top moved to the right by this share of its height, and its bottom to the left; prepared: (28, 28)."""
    return _mapped(ink, [[1, 0], [slant, 1]])


def widened(ink: Picture, times: float) -> Picture:
    """As high, and so many times as wide, and prepared: (28, 28)."""
    return _mapped(ink, [[1, 0], [0, 1 / times]])


def thickened(ink: Picture, by: int) -> Picture:
    """With strokes that are thicker by so many pixels of `ink` on each side, or thinner, and prepared: (28, 28)."""
    reach = np.arange(-abs(by), abs(by) + 1)
    disc = reach[:, None] ** 2 + reach**2 <= by**2 + 0.5
    padded = np.pad(ink, abs(by))
    made = (ndimage.grey_dilation if by > 0 else ndimage.grey_erosion)(padded, footprint=disc)
    return prepared(made if made.any() else padded)


def without_smallest_part(ink: Picture) -> Picture | None:
    """Of a digit in several parts that don't touch, all but the smallest; None of a digit in one."""
    parts, count = ndimage.label(ink > 0, structure=np.ones((3, 3)))
    if count < 2:
        return None
    smallest = np.bincount(parts.ravel())[1:].argmin() + 1
    return np.where(parts == smallest, np.uint8(0), ink)


def scaled(picture: Picture, times: float) -> Picture:
    """A picture (28, 28) so many times as large around its middle; what goes over the edge is lost."""
    middle = (PICTURE_SIDE - 1) / 2
    made = ndimage.affine_transform(picture.astype(np.float32), np.eye(2) / times, middle - middle / times, order=1)
    return _grey(made)


def _mapped(ink: Picture, matrix: Sequence[Sequence[float]]) -> Picture:
    """`matrix` leads from a place in the new picture to that in the old one, both (row, column) from the middle."""
    padded = np.pad(ink, max(ink.shape) // 2).astype(np.float32)
    middle = (np.array(padded.shape) - 1) / 2
    return prepared(_grey(ndimage.affine_transform(padded, matrix, middle - np.array(matrix) @ middle, order=1)))


def _grey(values: NDArray[np.float32]) -> Picture:
    grey: Picture = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    return grey


def _length(ink: Picture) -> int:
    """The longer side of all the ink, in its pixels."""
    rows, columns = np.nonzero(ink)
    return int(max(np.ptp(rows), np.ptp(columns))) + 1


# How a digit is written, in numbers


def lean(picture: Picture) -> float:
    """By how many degrees a picture's (28, 28) ink leans to the right: the slope of the line that is fitted to the
    columns of its pixels by their rows.
    """
    rows, columns = np.nonzero(picture > INK)
    if len(rows) < 2 or not np.ptp(rows):
        return 0.0
    slope = np.cov(rows, columns)[0, 1] / np.var(rows, ddof=1)
    return float(np.rad2deg(np.arctan(-slope)))


def stroke_width(picture: Picture) -> float:
    """In pixels: four times the mean distance of the ink from its edge, which is the width of a straight bar."""
    inside = ndimage.distance_transform_edt(np.pad(picture > INK, 1))
    inside = inside[inside > 0]
    return float(4 * (inside.mean() - 0.5)) if len(inside) else 0.0


def slimness(picture: Picture) -> float:
    """The height of the ink divided by its width."""
    rows, columns = np.nonzero(picture > INK)
    return float((np.ptp(rows) + 1) / (np.ptp(columns) + 1)) if len(rows) else 1.0


def parts(picture: Picture) -> float:
    """Of how many parts that don't touch the ink is."""
    return float(ndimage.label(picture > INK, structure=np.ones((3, 3)))[1])


RARE = 0.15  # a share of the training digits that is smaller is called rare
MEASURES = {Kind.SLANT: lean, Kind.STROKES: stroke_width, Kind.SHAPE: slimness, Kind.PARTS: parts}


@dataclass(frozen=True)
class Commonness:
    """A digit's measure, the median of the training digits with its label, and the share of them that goes at least as
    far, on the same side of the median.
    """

    value: float
    median: float
    share: float

    def explains(self, change: Change) -> bool:
        """Whether the change takes back what is rare about the digit."""
        return self.share < RARE and (self.value - self.median) * change.raises < 0


def commonness(kind: Kind, picture: Picture, training: NDArray[np.float64]) -> Commonness:
    """Of a picture (28, 28) among training digits that were `measured` the same way: (n,)."""
    value, median = MEASURES[kind](picture), float(np.median(training))
    further = training >= value if value >= median else training <= value
    return Commonness(value, median, float(further.mean()))


def measured(kind: Kind, pictures: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The measure of each picture: (n,)."""
    return np.array([MEASURES[kind](picture) for picture in pictures])


def as_ink(picture: Picture) -> Picture:
    """A picture (28, 28) in finer pixels, to be changed like a drawing."""
    return picture.repeat(ENLARGED, axis=0).repeat(ENLARGED, axis=1)
