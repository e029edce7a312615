"""The network at work in words: what each unit does now, and the picture as a whole."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from components.charts.numbers import number, percent
from components.ml.at_work import LayerAtWork
from components.ml.forward import Layer
from components.ui.look_inside.which_neuron import units_called


def said_by_outputs(outputs: LayerAtWork, at_rest: bool) -> list[str]:
    """Of each digit, a sentence."""
    if at_rest:
        return [f"Digit {digit} waits for a drawing." for digit in range(10)]
    return [
        f"Digit {digit}: score {number(float(score), 2)}, probability {percent(float(share))}. "
        "Press a unit or a digit to look into it."
        for digit, (score, share) in enumerate(zip(outputs.sums, outputs.outputs, strict=True))
    ]


def said_by_units(
    layers: Sequence[Layer],
    working: Sequence[LayerAtWork],
    index: int,
    units: NDArray[np.intp],
    factors: Mapping[int, float],
    at_rest: bool,
) -> list[str]:
    """Of each of these units of a hidden layer, a sentence or two; `factors` scale what some of them pass on."""
    layer, one = layers[index], working[index]
    told = []
    for unit in units:
        called = f"{units_called(layer).capitalize()} {unit + 1}"
        if not at_rest and one.places is not None:
            row, column = one.places[unit]
            called += f", at row {row}, column {column}"
        bias, z, output = (float(values[unit]) for values in (layer.bias, one.sums, one.outputs))
        # The three rounded numbers add up, too.
        sums = (
            f"{called}: {number(round(z, 2) - round(bias, 2), 2)} {'−' if bias < 0 else '+'} bias "
            f"{number(abs(bias), 2)} = {number(z, 2)}, {layer.activation} gives {number(output, 2)}."
        )
        words = f"{called}." if at_rest else sums
        if unit in factors:
            words += f" What it passes on is multiplied by {number(factors[int(unit)], 2)}."
        elif not at_rest and index == len(layers) - 2:
            words += _for_which(working[-1].added[unit])
        told.append(words)
    return told


def _for_which(added: NDArray[np.float32]) -> str:
    """What a unit of the last hidden layer says to the outputs (10,)."""
    if not added.any():
        return " So it says nothing."
    most, least = int(added.argmax()), int(added.argmin())
    return f" Most for {most} ({number(float(added[most]), 2)}), against {least} ({number(float(added[least]), 2)})."


def network_in_words(
    layers: Sequence[Layer], working: Sequence[LayerAtWork], names: Sequence[str], at_rest: bool
) -> str:
    """The picture in words."""
    if at_rest:
        return "At rest. Each tile is what a unit looks for: blue, ink speaks for it; orange, against it."
    parts = [
        f"in {name}, {units_called(layer)}s {', '.join(str(unit + 1) for unit in one.strongest()[:3])} speak up"
        for name, layer, one in zip(names[:-1], layers, working, strict=False)
    ]
    read = int(working[-1].outputs.argmax())
    return f"The network at work: {'; '.join([*parts, f'it reads {read}'])}."
