"""Layers of units and every connection between them, as a drawing. Inputs are squares, neurons circles."""

from collections.abc import Sequence
from itertools import pairwise, product

from components.charts.palette import NEUTRAL, NODE, POSITIVE

# Layers with more units than MOST are drawn with the first and the last few, and three dots between.
MOST, ENDS = 10, 4
# One size for any number of layers: a picture that grew would move the slider that is being moved.
WIDTH, HEIGHT, RADIUS = 520, 300, 10


def layer_names(sizes: Sequence[int]) -> list[str]:
    """What each layer is called: "inputs", "hidden 1", ..., "outputs"; a single one is an "output"."""
    first, last = ("input" if sizes[0] == 1 else "inputs"), ("output" if sizes[-1] == 1 else "outputs")
    return [first, *[f"hidden {number}" for number in range(1, len(sizes) - 1)], last]


def describe_layers(sizes: Sequence[int]) -> str:
    """What the picture shows, in words: "784 inputs (8 drawn), 128 units in hidden 1 (8 drawn), 10 outputs"."""
    parts = []
    for name, size in zip(layer_names(sizes), sizes, strict=True):
        units = "unit" if size == 1 else "units"
        text = f"{size} {units} in {name}" if name.startswith("hidden") else f"{size} {name}"
        parts.append(text + (f" ({2 * ENDS} drawn)" if size > MOST else ""))
    return f"Layers from left to right: {', '.join(parts)}. Each unit is joined to all units of the next layer."


def layers_svg(sizes: Sequence[int]) -> str:
    """The drawing as SVG, one column a layer. Its colours stand out in both themes; it holds no text."""
    columns = [_places(WIDTH * (number + 0.5) / len(sizes), size) for number, size in enumerate(sizes)]
    wires = " ".join(
        f"M{x1:g} {y1:g} L{x2:g} {y2:g}"
        for before, after in pairwise(columns)
        for (x1, y1), (x2, y2) in product(before, after)
    )
    inputs = "".join(
        f'<rect x="{x - RADIUS:g}" y="{y - RADIUS:g}" width="{2 * RADIUS}" height="{2 * RADIUS}" rx="3"/>'
        for x, y in columns[0]
    )
    units = "".join(f'<circle cx="{x:g}" cy="{y:g}" r="{RADIUS}"/>' for column in columns[1:] for x, y in column)
    dots = "".join(
        f'<circle cx="{x:g}" cy="{HEIGHT / 2 + shift}" r="2.5"/>'
        for column, size in zip(columns, sizes, strict=True)
        if size > MOST
        for x, shift in ((column[0][0], -9), (column[0][0], 0), (column[0][0], 9))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path d="{wires}" stroke="{NEUTRAL}" stroke-width="1" fill="none"/>'
        f'<g fill="{NODE}" stroke="{NEUTRAL}" stroke-width="2">{inputs}</g>'
        f'<g fill="{POSITIVE}" stroke="{NEUTRAL}" stroke-width="2">{units}</g>'
        f'<g fill="{NEUTRAL}">{dots}</g></svg>'
    )


def _places(x: float, size: int) -> list[tuple[float, float]]:
    """Where the units of a layer are drawn, from top to bottom."""
    step = (HEIGHT - 2 * RADIUS) / MOST
    if size <= MOST:
        return [(x, HEIGHT / 2 + step * (number - (size - 1) / 2)) for number in range(size)]
    edge = (MOST - 1) / 2
    numbers = [*range(ENDS), *range(MOST - ENDS, MOST)]
    return [(x, HEIGHT / 2 + step * (number - edge)) for number in numbers]
