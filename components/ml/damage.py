"""A network with something broken in it: units switched off or scaled, noise on the weights, biases left out."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from components.ml.forward import DenseLayer, Layer

SEED = 1
MOST_FACTOR, MOST_NOISE = 3.0, 3.0


@dataclass(frozen=True)
class Damage:
    """What is done to a network; without anything it stays as it is.

    `scaled` are (layer, unit, factor), all numbered from 0: what this hidden unit or filter passes on is multiplied.
    `noise` is the standard deviation of what is added to each weight, as a multiple of that of its layer's weights.
    `without_biases` are the layers whose biases are 0.
    """

    scaled: tuple[tuple[int, int, float], ...] = ()
    noise: float = 0.0
    without_biases: tuple[int, ...] = ()


def damaged(layers: Sequence[Layer], damage: Damage) -> tuple[Layer, ...]:
    """The same network, damaged. What it does not have is left out; the noise is the same every time."""
    broken = list(layers)
    random = np.random.default_rng(SEED)
    for index, layer in enumerate(layers):
        kernel = layer.kernel
        if damage.noise:
            noise = random.standard_normal(kernel.shape, np.float32)
            kernel = kernel + np.float32(damage.noise) * kernel.std() * noise
        bias = np.zeros_like(layer.bias) if index in damage.without_biases else layer.bias
        broken[index] = replace(layer, kernel=kernel, bias=bias)
    for index, unit, factor in damage.scaled:
        if _has(layers, index, unit):
            after = broken[index + 1]
            broken[index + 1] = replace(after, kernel=_heard_less(after, unit, len(layers[index].bias), factor))
    return tuple(broken)


def _has(layers: Sequence[Layer], layer: int, unit: int) -> bool:
    """Whether there is such a hidden unit."""
    return layer < len(layers) - 1 and unit < len(layers[layer].bias)


def of_network(damage: Damage, layers: Sequence[Layer]) -> Damage:
    """What of the damage a network can have."""
    scaled = tuple(one for one in damage.scaled if _has(layers, one[0], one[1]))
    without = tuple(sorted(set(damage.without_biases) & set(range(len(layers)))))
    return replace(damage, scaled=scaled, without_biases=without)


def _heard_less(layer: Layer, source: int, sources: int, factor: float) -> NDArray[np.float32]:
    """The layer's kernel, with the weights of what comes from one source multiplied: as if that passed on so much."""
    kernel = layer.kernel.copy()
    if isinstance(layer, DenseLayer):
        kernel[source::sources] *= np.float32(factor)  # of a filter, all of its places
    else:
        kernel[:, :, source] *= np.float32(factor)
    return kernel


def damage_text(damage: Damage) -> str:
    """The damage as an address holds it: "noise 0.5;0.74 0;1.3 0.5;biases 1", layers and units numbered from 0."""
    parts = [f"{layer}.{unit} {factor:g}" for layer, unit, factor in damage.scaled]
    parts += [f"biases {layer}" for layer in damage.without_biases]
    return ";".join([*([f"noise {damage.noise:g}"] if damage.noise else []), *parts])


def parse_damage(text: str) -> Damage:
    """The damage of an address. What can't be read, or is out of range, is left out."""
    scaled: dict[tuple[int, int], float] = {}
    noise, without = 0.0, set()
    for part in text.split(";"):
        what, _, value = part.partition(" ")
        with suppress(ValueError):
            if what == "noise":
                noise = float(value) if 0 <= float(value) <= MOST_NOISE else noise
            elif what == "biases":
                without.add(int(value))
            else:
                layer, unit = map(int, what.split("."))
                if min(layer, unit) >= 0 and 0 <= float(value) <= MOST_FACTOR:
                    scaled[layer, unit] = float(value) + 0.0  # -0 is 0
    return Damage(tuple((*place, factor) for place, factor in scaled.items()), noise, tuple(sorted(without)))
