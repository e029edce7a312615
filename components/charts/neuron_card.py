"""The one picture of a neuron: inputs x weights + bias -> sum z -> activation -> output, with its numbers."""

from html import escape

from components.charts.html import ARROW, box, circle, div, picture_of
from components.charts.numbers import factor, number
from components.charts.palette import NEGATIVE, NEUTRAL, POSITIVE
from components.ml.neuron import Neuron


def describe_neuron(neuron: Neuron) -> str:
    """The whole computation in one line of text: "0 × 1 + 1 × 1 − 1.5 = −0.5, step gives 0"."""
    terms = _largest(neuron, most=4)
    parts = [f"{factor(x)} × {factor(w)}" for _, x, w, _ in terms]
    if len(terms) < len(neuron.inputs):
        parts.append("…")
    bias = number(neuron.bias)
    plus_bias = f"− {bias[1:]}" if bias.startswith("−") else f"+ {bias}"
    total = f"{' + '.join(parts)} {plus_bias} = {number(neuron.z)}"
    return f"{total}, {neuron.activation} gives {number(neuron.output)}"


def neuron_card(neuron: Neuron, output_name: str = "y", most: int = 6) -> str:
    """The card as HTML. Of many inputs, the `most` that add or take away most are drawn, the rest as one line."""
    wires = [
        (f"{name} = {number(x)}", f"× {number(w)} = {number(product)}", product)
        for name, x, w, product in _largest(neuron, most)
    ]
    hidden = len(neuron.inputs) - len(wires)
    if hidden:
        rest = sum(neuron.products) - sum(product for *_, product in wires)
        wires.append((f"{hidden} more", number(rest), rest))
    wires.append(("bias", number(neuron.bias), neuron.bias))
    largest = max(abs(product) for *_, product in wires) or 1.0
    rows = "".join(_wire(name, label, product, largest) for name, label, product in wires)
    # A sigmoid is never 0: from a half on it says yes.
    colour = POSITIVE if neuron.output > (0.5 if neuron.activation == "sigmoid" else 0) else NEUTRAL
    z = _round_part("sum z", neuron.z, "border:2px solid")
    output = _round_part(output_name, neuron.output, f"border:3px solid {colour};background:{colour}33")
    chain = ARROW + z + ARROW + box(escape(neuron.activation), padding="8px 6px") + ARROW + output
    return picture_of(
        f"Neuron: {describe_neuron(neuron)}",
        div(_WIRES, rows) + div("display:flex;align-items:center", chain),
        "display:flex;flex-wrap:wrap;align-items:center;row-gap:10px;max-width:600px;line-height:1.25;font-size:0.9rem",
    )


_WIRES = (
    "flex:1;min-width:max-content;display:grid;grid-template-columns:minmax(8ch,max-content) minmax(11ch,1fr);"
    "row-gap:6px;padding:8px 0;border-right:2px solid;border-radius:0 14px 14px 0"
)


def _round_part(name: str, value: float, style: str) -> str:
    centred = "display:flex;flex-direction:column;align-items:center;justify-content:center"
    body = f'<span>{escape(name)}</span><b style="font-size:1rem">{number(value)}</b>'
    return circle(68, f"{centred};{style}", body)


def _largest(neuron: Neuron, most: int) -> list[tuple[str, float, float, float]]:
    """(name, input, weight, product) of the inputs that matter most, in their own order."""
    rows = list(zip(neuron.names, neuron.inputs, neuron.weights, neuron.products, strict=True))
    kept = sorted(range(len(rows)), key=lambda i: -abs(rows[i][3]))[:most]
    return [rows[i] for i in sorted(kept)]


def _wire(name: str, label: str, product: float, largest: float) -> str:
    """One input's line into the sum: as thick as what it adds, coloured by its sign, which the label tells too.

    It has the same room, however thick it is and however long its numbers are: nothing moves as they change.
    """
    shown = round(product, 3)  # what the label rounds to 0 has no sign
    colour = POSITIVE if shown > 0 else NEGATIVE if shown < 0 else NEUTRAL
    thickness = 2 + round(6 * abs(product) / largest)
    line = div(f"height:{thickness}px;margin-top:{8 - thickness}px;background:{colour}")
    return div("padding-right:6px;align-self:end;white-space:nowrap", escape(name)) + div(
        "text-align:center;white-space:nowrap", label + line
    )
