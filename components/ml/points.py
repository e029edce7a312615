"""Points that a visitor sets, as a line of text that fits into an address: "0.2 0.8 1; 0.9 0.1 0"."""

import math

from components.ml.learning_rule import Example

LOW, HIGH = -2.0, 3.0
RANGE = f"{LOW:g} to {HIGH:g}".replace("-", "−")
MAX_POINTS = 40


class NoPoints(ValueError):
    """The text is not a list of points to learn from. The message is a sentence for the visitor."""


def parse_points(text: str) -> tuple[Example, ...]:
    """The points in a text: x1, x2 and the class 0 or 1, parted by spaces; one after the other, parted by semicolons.

    Raises NoPoints if it can't be read.
    """
    examples = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        try:
            x1, x2, target = (float(word) for word in part.split())
        except ValueError:
            raise NoPoints(f"“{part[:30]}” is no point. Write x1, x2 and the class, like 0.2 0.8 1.") from None
        if not all(math.isfinite(x) and LOW <= x <= HIGH for x in (x1, x2)):
            raise NoPoints(f"x1 and x2 are numbers from {RANGE}. “{part[:30]}” lies outside.")
        if target not in (0, 1):
            raise NoPoints(f"The class is 0 or 1. In “{part[:30]}” it is neither.")
        examples.append(Example(round(x1, 2) + 0.0, round(x2, 2) + 0.0, int(target)))
    if len(examples) > MAX_POINTS:
        raise NoPoints(f"These are {len(examples)} points; {MAX_POINTS} are enough.")
    return tuple(examples)


def format_points(examples: tuple[Example, ...]) -> str:
    """The text that `parse_points` reads."""
    return "; ".join(f"{one.x1:g} {one.x2:g} {one.target}" for one in examples)
