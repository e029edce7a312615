"""The one picture of a neuron: inputs x weights + bias -> sum z -> activation -> output, with its numbers.

An SVG in HTML, because it must scale to a phone, take the theme's text colour and be read by a screen reader.
"""

from html import escape

from components.charts.palette import NEGATIVE, NEUTRAL, POSITIVE
from components.ml.neuron import Neuron

ROW = 44
WIDTH = 460
# Where things stand from left to right, in the picture's own units.
INPUT_END, LABEL, BEND, SUM, RULE, OUTPUT = 84, 150, 212, 262, 345, 424


def number(value: float, digits: int = 3) -> str:
    """A number as people write it: a real minus sign, no more digits than needed, no "-0"."""
    text = f"{round(value, digits) + 0.0:.{digits}f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def describe(neuron: Neuron) -> str:
    """The whole computation in one line of text: "0 × 1 + 1 × 1 − 1.5 = −0.5, step gives 0"."""
    terms = _largest(neuron, most=4)
    parts = [f"{number(x)} × {_in_brackets(w)}" for _, x, w, _ in terms]
    if len(terms) < len(neuron.inputs):
        parts.append("…")
    sign = "−" if neuron.bias < 0 else "+"
    total = f"{' + '.join(parts)} {sign} {number(abs(neuron.bias))} = {number(neuron.z)}"
    return f"{total}, {neuron.activation} gives {number(neuron.output)}"


def neuron_card(neuron: Neuron, output_name: str = "y", most: int = 6) -> str:
    """The card as HTML. Of many inputs, the `most` that add or take away most are drawn, the rest as one line."""
    rows = [(name, number(x), number(w), product) for name, x, w, product in _largest(neuron, most)]
    hidden = len(neuron.inputs) - len(rows)
    if hidden:
        rest = sum(neuron.products) - sum(product for *_, product in rows)
        rows.append((f"{hidden} more", "", "", rest))
    rows.append(("bias", "", "", neuron.bias))
    height = ROW * len(rows) + 12
    middle = height / 2
    largest = max(abs(product) for *_, product in rows) or 1.0
    wires = "".join(_wire(index, row, middle, largest) for index, row in enumerate(rows))
    body = f"""{wires}
<circle cx="{SUM}" cy="{middle}" r="34" fill="none" stroke="currentColor" stroke-width="2"/>
<text x="{SUM}" y="{middle - 7}" text-anchor="middle" font-size="14">sum z</text>
<text x="{SUM}" y="{middle + 14}" text-anchor="middle" font-size="17" font-weight="700">{number(neuron.z)}</text>
{_arrow(SUM + 34, RULE - 33, middle)}
<rect x="{RULE - 33}" y="{middle - 22}" width="66" height="44" rx="8" fill="none" stroke="currentColor" \
stroke-width="2"/>
<text x="{RULE}" y="{middle + 5}" text-anchor="middle" font-size="15">{escape(neuron.activation)}</text>
{_arrow(RULE + 33, OUTPUT - 32, middle)}
<circle cx="{OUTPUT}" cy="{middle}" r="31" fill="{POSITIVE if neuron.output > 0 else NEUTRAL}" fill-opacity="0.25" \
stroke="{POSITIVE if neuron.output > 0 else NEUTRAL}" stroke-width="3"/>
<text x="{OUTPUT}" y="{middle - 7}" text-anchor="middle" font-size="14">{escape(output_name)}</text>
<text x="{OUTPUT}" y="{middle + 14}" text-anchor="middle" font-size="18" font-weight="700">\
{number(neuron.output)}</text>"""
    return (
        f'<svg role="img" aria-label="Neuron: {escape(describe(neuron))}" viewBox="0 0 {WIDTH} {height}" '
        f'style="width:100%;max-width:620px;height:auto" font-family="inherit" fill="currentColor">{body}</svg>'
    )


def _largest(neuron: Neuron, most: int) -> list[tuple[str, float, float, float]]:
    """(name, input, weight, product) of the inputs that matter most, in their own order."""
    rows = list(zip(neuron.names, neuron.inputs, neuron.weights, neuron.products, strict=True))
    kept = sorted(range(len(rows)), key=lambda i: -abs(rows[i][3]))[:most]
    return [rows[i] for i in sorted(kept)]


def _in_brackets(weight: float) -> str:
    return f"({number(weight)})" if weight < 0 else number(weight)


def _wire(index: int, row: tuple[str, str, str, float], middle: float, largest: float) -> str:
    """One input's line into the sum: as thick as what it adds, its colour and sign telling the direction."""
    name, value, weight, product = row
    y = ROW * index + ROW / 2 + 12
    colour = POSITIVE if product > 0 else NEGATIVE if product < 0 else NEUTRAL
    thickness = 1.5 + 5 * abs(product) / largest
    left = f"{escape(name)} = {value}" if value else escape(name)
    sign = "+" if product >= 0 else ""
    label = f"× {weight} = {number(product)}" if weight else f"{sign}{number(product)}"
    return f"""<text x="{INPUT_END - 8}" y="{y + 5}" text-anchor="end" font-size="15">{left}</text>
<path d="M{INPUT_END} {y} H{BEND} L{SUM - 34} {middle}" fill="none" stroke="{colour}" \
stroke-width="{thickness:.1f}" stroke-linejoin="round"/>
<text x="{LABEL}" y="{y - 7}" text-anchor="middle" font-size="14">{label}</text>"""


def _arrow(start: float, end: float, y: float) -> str:
    return (
        f'<path d="M{start} {y} H{end - 7}" stroke="currentColor" stroke-width="2"/>'
        f'<path d="M{end} {y} l-9 -5 v10 z"/>'
    )
