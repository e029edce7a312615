"""What is done to a network on the plane by hand, and what then works and learns of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np

from components.ml.small_network import Array, Parameters, SmallNetwork


class Unit(NamedTuple):
    """Which one: the layer, 0 is the first hidden one, and its place there, from 0."""

    layer: int
    place: int


@dataclass(frozen=True)
class Change:
    """What was done by hand after so many steps, to a unit, or with `unit` None to the whole network.

    "weight" sets the weight from the source in the layer before, or with source -1 the bias, to `value`; "off" lets the
    unit pass on nothing, "freeze" keeps what it has learned, and "free" ends both; "noise" adds noise of this standard
    deviation to all weights and biases.
    """

    step: int
    kind: Literal["weight", "off", "freeze", "free", "noise"]
    unit: Unit | None = None
    source: int = -1
    value: float = 0.0


def marked(changes: Sequence[Change], kind: Literal["off", "freeze"]) -> frozenset[Unit]:
    """The units to which this was done, and not undone."""
    found: set[Unit] = set()
    for change in changes:
        if change.unit is not None and change.kind == kind:
            found.add(change.unit)
        elif change.unit is not None and change.kind == "free":
            found.discard(change.unit)
    return frozenset(found)


def without(network: SmallNetwork, off: frozenset[Unit]) -> SmallNetwork:
    """With weights of 0 from these units."""
    if not off:
        return network
    weights = [array.copy() for array in network.weights]
    for layer, place in off:
        weights[layer + 1][place] = 0
    return replace(network, weights=tuple(weights))


def held(parameters: Parameters, off: frozenset[Unit], frozen: frozenset[Unit]) -> tuple[Array, ...] | None:
    """Of each parameter, whether it stays as it is: a frozen unit's own, and all that is into or from one that is off.
    None where all may move.
    """
    if not off | frozen:
        return None
    stays = [np.zeros(array.shape, bool) for array in parameters]
    for layer, place in off | frozen:
        stays[2 * layer][:, place] = stays[2 * layer + 1][place] = True
    for layer, place in off:
        stays[2 * layer + 2][place] = True
    return tuple(stays)
