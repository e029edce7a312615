"""A drawing as a short text for the address, so that a failing 9 can be sent with the network that fails on it.

Each point is three characters of base64's alphabet for addresses, nine bits for x and nine for y; a full stop parts the
strokes. Points that a straight line between others comes close to are left out.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from components.ml.drawing import BRUSH_WIDTH, CANVAS_SIDE

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
MOST_CHARACTERS = 1_000
# How far from a drawn point, in pixels of the canvas, the sent line may be: as little as the length allows.
TOLERANCES = (0.7, 1.5, 3.0, 6.0)
FINENESS = 4  # the ink is painted this much larger, then averaged down, as a browser smooths its edges

Stroke = list[tuple[int, int]]


def points_of(canvas_object: dict[str, Any]) -> Stroke:
    """Where the pen was, from the canvas' own object for a stroke: the ends of its path's parts, and the middles of
    those that are curves (quadratic, towards a corner that the pen drew), without which corners were cut off.
    """
    points: list[tuple[float, float]] = []
    for command, *numbers in canvas_object.get("path", ()):
        *corner, x, y = numbers
        if command == "Q" and points:
            (x_before, y_before), (x_corner, y_corner) = points[-1], corner
            points.append(((x_before + 2 * x_corner + x) / 4, (y_before + 2 * y_corner + y) / 4))
        points.append((x, y))
    return [(_on_canvas(x), _on_canvas(y)) for x, y in points]


def canvas_object(stroke: Stroke) -> dict[str, Any]:
    """The other way round."""
    path = [["M" if place == 0 else "L", x, y] for place, (x, y) in enumerate(stroke)]
    pen = {"stroke": "#ffffff", "strokeWidth": BRUSH_WIDTH, "strokeLineCap": "round", "strokeLineJoin": "round"}
    return {"type": "path", "path": path, "fill": None, **pen}


def encode(strokes: Sequence[Stroke]) -> str:
    """The text, of at most MOST_CHARACTERS; empty if the drawing does not fit."""
    for tolerance in TOLERANCES:
        text = ".".join("".join(map(_characters, _simplified(stroke, tolerance))) for stroke in strokes if stroke)
        if len(text) <= MOST_CHARACTERS:
            return text
    return ""


def decode(text: str) -> list[Stroke]:
    """The strokes; ValueError for a text that none of ours can be."""
    if len(text) > MOST_CHARACTERS:
        raise ValueError("It is too long for a drawing.")
    return [_stroke(part) for part in text.split(".")] if text else []


def paint(strokes: Sequence[Stroke] | Sequence[NDArray[np.float64]]) -> NDArray[np.uint8]:
    """The ink (CANVAS_SIDE, CANVAS_SIDE) that the canvas will show, 0 to 255. A stroke may be an array (points, 2)."""
    fine = Image.new("L", (FINENESS * CANVAS_SIDE, FINENESS * CANVAS_SIDE))
    pen, width = ImageDraw.Draw(fine), FINENESS * BRUSH_WIDTH
    for stroke in strokes:
        points = [(float(FINENESS * x), float(FINENESS * y)) for x, y in stroke]
        pen.line(points, fill=255, width=width)
        for point in points:
            pen.circle(point, width / 2, fill=255)
    return np.asarray(fine.reduce(FINENESS))


def _on_canvas(place: float) -> int:
    return min(max(round(place), 0), CANVAS_SIDE - 1)


def _characters(point: tuple[int, int]) -> str:
    number = point[0] << 9 | point[1]
    return "".join(ALPHABET[number >> shift & 63] for shift in (12, 6, 0))


def _stroke(text: str) -> Stroke:
    if not text or len(text) % 3:
        raise ValueError("A point has three characters.")
    numbers = [ALPHABET.index(character) for character in text]  # ValueError
    points = [numbers[at] << 12 | numbers[at + 1] << 6 | numbers[at + 2] for at in range(0, len(numbers), 3)]
    stroke = [(point >> 9, point & 511) for point in points]
    if any(max(point) >= CANVAS_SIDE for point in stroke):
        raise ValueError("A point lies beside the canvas.")
    return stroke


def _simplified(stroke: Stroke, tolerance: float) -> Stroke:
    """Ramer, Douglas and Peucker: without the points that lie within `tolerance` of the line between those kept."""
    if len(stroke) < 3:
        return stroke
    (x, y), (x_end, y_end) = stroke[0], stroke[-1]
    away = np.array(stroke, float) - (x, y)
    along = np.array([x_end - x, y_end - y], float)
    length = float(along @ along)
    share = np.clip(away @ along / length, 0, 1) if length else np.zeros(len(stroke))
    off = np.hypot(*(away - share[:, None] * along).T)
    farthest = int(off.argmax())
    if off[farthest] <= tolerance:
        return [stroke[0], stroke[-1]]
    return _simplified(stroke[: farthest + 1], tolerance)[:-1] + _simplified(stroke[farthest:], tolerance)
