"""Points that a visitor sets, as text: "0.2 0.8 1; 0.9 0.1 0", the way that fits into an address, or as they are typed
and pasted elsewhere: with decimal commas, in parentheses, or a spreadsheet's rows.
"""

import math
import re
from collections.abc import Sequence

from components.ml.learning_rule import Example

LOW, HIGH = -2.0, 3.0
MAX_POINTS = 40

# A semicolon in parentheses separates the numbers of one point, as in (0,2; 0,3).
_BETWEEN_POINTS = re.compile(r";(?![^()]*\))")
_IN_PARENTHESES = re.compile(r"\(([^()]*)\)(.*)")


class NoPoints(ValueError):
    """The text is not a list of points to learn from. The message is a sentence for the visitor."""


def parse_points(text: str, bounds: tuple[float, float] = (LOW, HIGH), most: int = MAX_POINTS) -> tuple[Example, ...]:
    """The points in a text: x1, x2 and the class 0 or 1 of each; points separated by semicolons or new lines.

    A comma is a decimal comma or parts two numbers. Raises NoPoints where that is unclear, or a point can't be read or
    lies out of bounds, or there are more than `most`.
    """
    examples = tuple(_point(part, bounds) for line in text.splitlines() for part in _points_of_line(line))
    if len(examples) > most:
        raise NoPoints(f"These are {len(examples)} points; {most} are enough.")
    return examples


def parse_place(text: str) -> float:
    """One number where a point may lie, x1 or x2. Raises NoPoints."""
    number = _number(text.strip())
    if number is None:
        raise NoPoints(f"“{text[:30]}” is no number. Write one like 0.3 or 0,3.")
    return _place(number, text, (LOW, HIGH))


def points_of_picture(
    points: Sequence[tuple[float, float, int]], bounds: tuple[float, float] = (LOW, HIGH), most: int = MAX_POINTS
) -> str:
    """The text for points (x1, x2, class) as they are in a picture; one that lies outside comes back to the edge."""
    low, high = bounds
    examples = [
        Example(round(min(high, max(low, x1)), 2) + 0.0, round(min(high, max(low, x2)), 2) + 0.0, target)
        for x1, x2, target in points[:most]
    ]
    return format_points(tuple(examples))


def format_points(examples: tuple[Example, ...]) -> str:
    """The text that fits into an address, which `parse_points` reads."""
    return "; ".join(f"{one.x1:g} {one.x2:g} {one.target}" for one in examples)


def _points_of_line(line: str) -> list[str]:
    parts = [part.strip() for part in _BETWEEN_POINTS.split(line) if part.strip()]
    # No point is a single number, so this is the row of a spreadsheet that parts its columns by semicolons.
    if len(parts) == 3 and all(_number(part) is not None for part in parts):
        return [" ".join(parts)]
    return parts


def _point(text: str, bounds: tuple[float, float]) -> Example:
    numbers = _three_numbers(text.replace("→", " ").replace("->", " "))
    if numbers is None:
        raise NoPoints(_what_is_wrong(text))
    x1, x2, target = numbers
    x1, x2 = _place(x1, text, bounds), _place(x2, text, bounds)
    if target not in (0, 1):
        raise NoPoints(f"The class is 0 or 1. In “{text[:30]}” it is neither.")
    return Example(x1, x2, int(target))


def _place(number: float, text: str, bounds: tuple[float, float]) -> float:
    low, high = bounds
    if not (math.isfinite(number) and low <= number <= high):
        limits = f"{low:g} to {high:g}".replace("-", "−")
        raise NoPoints(f"x1 and x2 are numbers from {limits}. “{text[:30]}” lies outside.")
    return round(number, 2) + 0.0


def _three_numbers(text: str) -> list[float] | None:
    """x1, x2 and the class; None where they can't be told, or in more than one way."""
    pair = _IN_PARENTHESES.fullmatch(text.strip())
    if pair and pair[2].strip():
        inside = pair[1].replace(";", " ")
        x = _numbers(inside)
        if x is None or len(x) != 2:
            x = _numbers(inside.replace(",", " "))  # in (0,1) there are two numbers, so the comma parts them
        target = _numbers(pair[2].lstrip(" ,"))
        return x + target if x and target and (len(x), len(target)) == (2, 1) else None
    if pair:
        text = pair[1]
    numbers = _numbers(text)
    if numbers is None:
        # As decimal commas they make no sense, as in 0.2,0.3,0.
        numbers = _numbers(text.replace(",", " "))
    return numbers if numbers is not None and len(numbers) == 3 else None


def _numbers(text: str) -> list[float] | None:
    """The numbers between spaces, where a comma before a space parts them and any other is a decimal comma."""
    numbers = [_number(word.removesuffix(",")) for word in text.split()]
    return [number for number in numbers if number is not None] if None not in numbers else None


def _number(word: str) -> float | None:
    if word.count(",") + word.count(".") > 1:
        return None
    try:
        return float(word.replace(",", ".").replace("−", "-"))
    except ValueError:
        return None


def _what_is_wrong(text: str) -> str:
    """Why these are not three numbers, and the way out."""
    quoted = f"“{text[:30]}”"
    bare = re.sub("[();→]|->", " ", text)
    if len(_numbers(bare) or ()) > 3:
        return (
            f"{quoted} holds more than x1, x2 and the class of one point. "
            "Put a semicolon or a new line between two points, like 0.2 0.8 1; 0.9 0.1 0."
        )
    if "," in text and len(_numbers(bare.replace(",", " ")) or ()) >= 3:
        return (
            f"In {quoted} a comma may be a decimal comma or stand between two numbers. "
            "Put spaces between the numbers, like 0,2 0,8 1."
        )
    return f"{quoted} is no point. Write x1, x2 and the class, like 0.2 0.8 1."
