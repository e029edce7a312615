"""How typical a digit is of those that bear its label, and what many of them have in common."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from components.ml.mnist import Split

DIGITS = range(10)
_AT_ONCE = 10_000  # pictures as floats, 31 MB


def strangeness(split: Split) -> NDArray[np.float32]:
    """Of each picture the distance from the mean picture of its label, in units of that label's mean distance: (n,).

    Around 1 for an ordinary digit. Distances of 784 pixel values, as between points.
    """
    strange = np.zeros(len(split.labels), np.float32)
    for digit in DIGITS:
        chosen = split.labels == digit
        away = _pixels(split.pictures[chosen])
        away -= away.mean(axis=0)
        distance = np.linalg.norm(away, axis=1)
        strange[chosen] = distance / distance.mean()
    return strange


def like_another(split: Split) -> NDArray[np.float32]:
    """Of each picture the distance from its label's mean picture, divided by that from the nearest other mean: (n,).

    Above 1 it is nearer to another digit's mean than to its own.
    """
    pixels = _pixels(split.pictures)
    means = np.array([pixels[split.labels == digit].mean(axis=0) for digit in DIGITS])
    distances = np.stack([np.linalg.norm(pixels - mean, axis=1) for mean in means], axis=1)
    own = np.take_along_axis(distances, split.labels[:, None].astype(np.int64), axis=1)[:, 0]
    np.put_along_axis(distances, split.labels[:, None].astype(np.int64), np.inf, axis=1)
    ratio: NDArray[np.float32] = own / distances.min(axis=1)
    return ratio


def mean_and_spread(split: Split, count: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Of the first `count` pictures of each digit the mean and the standard deviation of each pixel: (10, 28, 28).

    The spread is drawn brighter: its largest value is 255.
    """
    means, spreads = [], []
    for digit in DIGITS:
        pixels = _pixels(split.pictures[split.labels == digit][:count])
        means.append(pixels.mean(axis=0))
        spreads.append(pixels.std(axis=0))
    most = max(spread.max() for spread in spreads) or 1
    return _pictures(np.array(means)), _pictures(np.array(spreads) * np.float32(255 / most))


def coarser(picture: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """A picture (28, 28) of only side x side squares, each with the mean of its pixels. 28 / side is whole."""
    block = len(picture) // side
    means = picture.reshape(side, block, side, block).mean(axis=(1, 3))
    coarse: NDArray[np.uint8] = np.rint(means).astype(np.uint8).repeat(block, axis=0).repeat(block, axis=1)
    return coarse


def nearest(split: Split, picture: NDArray[np.uint8], count: int) -> tuple[list[int], list[float]]:
    """The numbers of the pictures that lie nearest to this one (28, 28), the nearest first, and how far away they are:
    the distance of 784 pixels from 0 to 1, as between points.
    """
    wanted = picture.reshape(-1).astype(np.float32)
    squares = np.empty(len(split.labels), np.float32)
    for begin in range(0, len(squares), _AT_ONCE):
        away = _pixels(split.pictures[begin : begin + _AT_ONCE]) - wanted
        squares[begin : begin + _AT_ONCE] = np.einsum("np,np->n", away, away)
    numbers = np.argsort(squares, kind="stable")[:count]
    return numbers.tolist(), (np.sqrt(squares[numbers]) / 255).tolist()


def distance(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Of two pictures (28, 28), as `nearest` counts it."""
    return float(np.linalg.norm(one.astype(np.float64) - other)) / 255


@dataclass(frozen=True)
class Ink:
    """Of many pictures: how often each pixel is not 0, a share (28, 28); the mean of all pixels of each digit's
    pictures, 0 to 1, (10,); and the share of all pixel values that is 0, and 255.
    """

    used: NDArray[np.float64]
    per_digit: NDArray[np.float64]
    black: float
    white: float


def ink(split: Split) -> Ink:
    """How much of it there is, and where."""
    used = np.count_nonzero(split.pictures, axis=0) / len(split.labels)
    means = split.pictures.reshape(len(split.labels), -1).mean(axis=1) / 255
    per_digit = np.array([means[split.labels == digit].mean() for digit in DIGITS])
    values = np.bincount(split.pictures.reshape(-1), minlength=256) / split.pictures.size
    return Ink(used, per_digit, float(values[0]), float(values[255]))


def shifted(picture: NDArray[np.uint8], columns: int) -> NDArray[np.uint8]:
    """A picture (28, 28), moved to the right by some columns, or to the left; what goes over the edge is lost."""
    moved = np.zeros_like(picture)
    if columns >= 0:
        moved[:, columns:] = picture[:, : picture.shape[1] - columns]
    else:
        moved[:, :columns] = picture[:, -columns:]
    return moved


def _pixels(pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    return pictures.reshape(len(pictures), -1).astype(np.float32)


def _pictures(pixels: NDArray[np.float32]) -> NDArray[np.uint8]:
    return np.rint(pixels).astype(np.uint8).reshape(-1, 28, 28)
