"""Labelled drawings as a file: to keep them, and to put those of a class together.

The file is JSON, in UTF-8:

    {"format": "neuron-to-network handwriting", "version": 1, "canvas": 300,
     "digits": [{"label": 7, "strokes": [[[60, 55], [210, 50], [120, 270]]]}]}

A stroke is a list of points [x, y] on a canvas of 300 x 300; x grows to the right, y downward. Whatever else a file
holds is left out. It is only read, field by field, whoever made it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from components.ml.drawing import CANVAS_SIDE, UnreadableDrawing, to_mnist_image
from components.ui.common.drawing_link import paint

FORMAT, VERSION = "neuron-to-network handwriting", 1
MAX_BYTES, MAX_DIGITS, MAX_STROKES, MAX_POINTS = 5_000_000, 1_000, 50, 2_000
CHOOSE = "Choose a file that was saved here."

Strokes = tuple[tuple[tuple[float, float], ...], ...]


class UnreadableHandwriting(ValueError):
    """The bytes are no drawings of this app's. The message is a sentence for the visitor."""


@dataclass(frozen=True)
class OwnDigit:
    """A drawing and the digit that it is meant to be."""

    label: int
    strokes: Strokes

    @property
    def picture(self) -> NDArray[np.uint8]:
        """What a network gets (28, 28). Raises UnreadableDrawing."""
        return _picture(self.strokes)


@lru_cache(maxsize=3_000)
def _picture(strokes: Strokes) -> NDArray[np.uint8]:
    return to_mnist_image(paint([np.array(stroke, float) for stroke in strokes]))


def to_file(digits: Sequence[OwnDigit]) -> bytes:
    """The file."""
    told = [{"label": digit.label, "strokes": digit.strokes} for digit in digits]
    content = {"format": FORMAT, "version": VERSION, "canvas": CANVAS_SIDE, "digits": told}
    return json.dumps(content, separators=(",", ":")).encode()


def from_file(content: bytes) -> tuple[OwnDigit, ...]:
    """The drawings of a file. Raises UnreadableHandwriting."""
    if len(content) > MAX_BYTES:
        raise UnreadableHandwriting(
            f"This file is larger than {MAX_BYTES // 1_000_000} MB, so it is not read. {CHOOSE}"
        )
    try:
        told = json.loads(content, parse_constant=_refuse)
    except (ValueError, RecursionError):  # no text, no JSON, NaN, a number of thousands of digits, nested too deeply
        raise UnreadableHandwriting(f"This is no file with drawings, or it is damaged. {CHOOSE}") from None
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("digits"), list):
        raise UnreadableHandwriting(f"This file is another program's, or holds no drawings. {CHOOSE}")
    if told.get("version") != VERSION or told.get("canvas") != CANVAS_SIDE:
        raise UnreadableHandwriting(
            f"This file is of another version, or for another canvas: version {VERSION} and a canvas of {CANVAS_SIDE} "
            "are read."
        )
    if len(told["digits"]) > MAX_DIGITS:
        raise UnreadableHandwriting(
            f"This file holds more than {MAX_DIGITS:,} digits. Save fewer, and choose that file."
        )
    return tuple(_digit(number, digit) for number, digit in enumerate(told["digits"], start=1))


def _digit(number: int, told: Any) -> OwnDigit:
    label, strokes = (told.get(name) if isinstance(told, dict) else None for name in ("label", "strokes"))
    if isinstance(label, bool) or not isinstance(label, int) or not 0 <= label <= 9:
        raise UnreadableHandwriting(f"In this file, digit {number} has no label from 0 to 9.")
    if not isinstance(strokes, list) or not 1 <= len(strokes) <= MAX_STROKES:
        raise UnreadableHandwriting(f"In this file, digit {number} does not have 1 to {MAX_STROKES} strokes.")
    digit = OwnDigit(label, tuple(_stroke(number, stroke) for stroke in strokes))
    try:
        _ = digit.picture
    except UnreadableDrawing:
        raise UnreadableHandwriting(f"In this file, drawing {number} can't be a digit.") from None
    return digit


def _stroke(number: int, told: Any) -> tuple[tuple[float, float], ...]:
    if not isinstance(told, list) or not 1 <= len(told) <= MAX_POINTS:
        raise UnreadableHandwriting(
            f"In this file, a stroke of digit {number} does not have 1 to {MAX_POINTS:,} points."
        )
    if not all(isinstance(point, list) and len(point) == 2 and all(map(_on_canvas, point)) for point in told):
        raise UnreadableHandwriting(
            f"In this file, digit {number} has a point that is not two numbers from 0 to {CANVAS_SIDE - 1}."
        )
    return tuple((x, y) for x, y in told)


def _on_canvas(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and 0 <= value < CANVAS_SIDE  # not so of nan; 10 to the power of 400 is no float


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number.")
