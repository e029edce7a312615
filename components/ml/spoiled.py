"""Digits that are spoiled more and more: by noise, turns, shifts, thinner or thicker strokes, a bite taken out."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Pictures = NDArray[np.uint8]  # (n, 28, 28)
SEED = 1


@dataclass(frozen=True)
class Spoiling:
    """The levels from harmless to bad, what they count, and what is done at a level; every picture in its own way where
    chance has a part, the same every time.
    """

    levels: tuple[float, ...]
    unit: str
    at: Callable[[Pictures, float], Pictures]


def _noise(pictures: Pictures, level: float) -> Pictures:
    noise = np.random.default_rng(SEED).standard_normal(pictures.shape, np.float32)
    return np.clip(pictures + 255 * level * noise, 0, 255).astype(np.uint8)


def _turned(pictures: Pictures, degrees: float) -> Pictures:
    turned: Pictures = ndimage.rotate(pictures, degrees, axes=(2, 1), reshape=False, order=1)
    return turned


def _shifted(pictures: Pictures, columns: float) -> Pictures:
    """To the right; what goes over the edge is lost."""
    moved = np.zeros_like(pictures)
    by = int(columns)
    moved[:, :, by:] = pictures[:, :, : 28 - by]
    return moved


def _thicker(pictures: Pictures, pixels: float) -> Pictures:
    """On each side of a stroke; thinner where negative."""
    if not pixels:
        return pictures
    side = 1 + 2 * int(abs(pixels))
    size = (1, side, side)
    made: Pictures = (ndimage.grey_dilation if pixels > 0 else ndimage.grey_erosion)(pictures, size=size)
    return made


def _bitten(pictures: Pictures, side: float) -> Pictures:
    """A square is wiped off each picture, somewhere in its middle 20 x 20 pixels."""
    corners = np.random.default_rng(SEED).integers(4, 25 - int(side), (len(pictures), 2))
    places = np.arange(28)
    inside = (places >= corners[:, :, None]) & (places < corners[:, :, None] + side)  # (n, 2, 28)
    return np.where(inside[:, 0, :, None] & inside[:, 1, None, :], 0, pictures).astype(np.uint8)


SPOILINGS = {
    "noise": Spoiling((0.0, 0.1, 0.2, 0.3, 0.4, 0.5), "noise on each pixel, 1 is from paper to ink", _noise),
    "turn": Spoiling((0, 10, 20, 30, 45, 60), "degrees to the left", _turned),
    "shift": Spoiling((0, 1, 2, 3, 4, 6), "pixels to the right", _shifted),
    "thickness": Spoiling((-1, 0, 1, 2), "pixels on each side of a stroke", _thicker),
    "bite": Spoiling((0, 4, 8, 12, 16, 20), "pixels, the side of the bite", _bitten),
}
