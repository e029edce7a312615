"""The network of two inputs, two hidden neurons and one output, with its numbers, as its picture and table say them."""

from typing import Any

from components.charts.numbers import factor, number
from components.ml.backpropagation import Edge, Phase, Round, Unit


def network_picture(shown: Round) -> dict[str, Any]:
    """What is known in this phase, as text: of each neuron what stands in its circle, of each edge its `label`, the
    `cells` of its row, and what it `says` when it is pressed; the signals' cells; the target and the loss.

    After the update the weights are the new ones; outputs and gradients are still those that led to them.
    """
    forward, measured, back = (shown.phase >= phase for phase in (Phase.FORWARD, Phase.LOSS, Phase.BACKWARD))
    inputs = [[name, number(value)] for name, value in (("x1", shown.settings.x1), ("x2", shown.settings.x2))]
    units = [
        [unit.name, number(unit.output) if forward else "?", *[f"δ {number(unit.signal)}"] * back]
        for unit in shown.units
    ]
    return {
        "nodes": [*inputs, *units],
        "edges": [
            {
                "name": edge.name,
                "ends": [edge.source, edge.end],
                "weight": _weight(shown, edge),
                "label": [f"{_letter(edge)} {number(_weight(shown, edge))}", *[f"g {number(edge.gradient)}"] * back],
                "cells": _cells(shown, edge) if back else ["?", number(edge.weight, 4)],
                "says": _says(shown, edge),
            }
            for edge in shown.edges
        ],
        "signals": [[f"δ of {unit.name}", _signal(unit) if back else "?"] for unit in reversed(shown.units)],
        "end": [f"target {number(shown.settings.target)}", f"loss {number(shown.loss, 4) if measured else '?'}"],
        "label": describe_network(shown),
    }


def _letter(edge: Edge) -> str:
    return "w" if edge.source else "b"


def _weight(shown: Round, edge: Edge) -> float:
    return edge.updated if shown.phase is Phase.UPDATE else edge.weight


def _cells(shown: Round, edge: Edge) -> list[str]:
    new = f" → {number(edge.updated, 4)}" if shown.phase is Phase.UPDATE else ""
    product = f"{factor(edge.signal, 4)} × {factor(edge.carried, 4)} = {number(edge.gradient, 4)}"
    return [product, f"{number(edge.weight, 4)}{new}"]


def _signal(unit: Unit) -> str:
    product = " × ".join(factor(value, 4) for value in (*unit.factors, unit.slope))
    return f"{product} = {number(unit.signal, 4)}"


def _says(shown: Round, edge: Edge) -> list[str]:
    """The products that this edge takes part in: its input on the way forward, the chain rule on the way back."""
    letter, source = _letter(edge), edge.source or "1"
    if shown.phase < Phase.BACKWARD:
        if shown.phase is Phase.START and source.startswith("h"):
            return [f"{edge.name}: {source} is not known yet. Press Forward."]
        product = f"{factor(edge.carried)} × {factor(edge.weight)} = {number(edge.carried * edge.weight)}"
        return [f"{edge.name}: {source} × {letter} = {product} is added to the sum z of {edge.end}."]
    (end,) = (unit for unit in shown.units if unit.name == edge.end)
    signal = "2 × (y − target)" if end.name == "y" else "δ of y × its w to y"
    product, weight = _cells(shown, edge)
    step = [f"new {letter} = {letter} − {shown.settings.learning_rate:g} × dL/d{letter}: {weight}"]
    return [
        f"{edge.name}: dL/d{letter} = δ of {end.name} × {source} = {product}",
        f"δ of {end.name} = {signal} × slope = {_signal(end)}",
        *step * (shown.phase is Phase.UPDATE),
    ]


def describe_network(shown: Round) -> str:
    """The picture in words."""
    weights = ", ".join(f"{edge.name} {number(_weight(shown, edge))}" for edge in shown.edges)
    which = "New weights" if shown.phase is Phase.UPDATE else "Weights"
    text = f"A network with two inputs, two hidden neurons and one output. {which}: {weights}."
    old = " before the update" if shown.phase is Phase.UPDATE else ""
    if shown.phase >= Phase.FORWARD:
        text += f" Outputs{old}: " + ", ".join(f"{unit.name} {number(unit.output)}" for unit in shown.units) + "."
    if shown.phase >= Phase.BACKWARD:
        text += f" Gradients{old}: " + ", ".join(f"{edge.name} {number(edge.gradient)}" for edge in shown.edges) + "."
    return text
