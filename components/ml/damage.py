"""A network with something broken in it: units switched off or scaled, noise on the weights, biases left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from components.ml.forward import DenseLayer, Layer

SEED = 1
MOST_FACTOR = 3.0


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
        if index + 1 < len(layers) and unit < len(layers[index].bias):
            after = broken[index + 1]
            broken[index + 1] = replace(after, kernel=_heard_less(after, unit, len(layers[index].bias), factor))
    return tuple(broken)


def _heard_less(layer: Layer, source: int, sources: int, factor: float) -> NDArray[np.float32]:
    """The layer's kernel, with the weights of what comes from one source multiplied: as if that passed on so much."""
    kernel = layer.kernel.copy()
    if isinstance(layer, DenseLayer):
        kernel[source::sources] *= np.float32(factor)  # of a filter, all of its places
    else:
        kernel[:, :, source] *= np.float32(factor)
    return kernel


def unit_damage(scaled: Sequence[tuple[int, int, float]]) -> str:
    """The scaled units as an address holds them: "0.74.0;1.3.0.5" are layer, unit and factor of two."""
    return ";".join(f"{layer}.{unit}.{factor:g}" for layer, unit, factor in scaled)


def parse_unit_damage(text: str) -> tuple[tuple[int, int, float], ...]:
    """The scaled units of an address. What can't be read, or is out of range, is left out."""
    found = {}
    for part in text.split(";"):
        numbers = part.split(".", 2)
        try:
            layer, unit, factor = int(numbers[0]), int(numbers[1]), float(numbers[2])
        except (ValueError, IndexError):
            continue
        if 0 <= layer < 10 and 0 <= unit < 2_048 and 0 <= factor <= MOST_FACTOR:
            found[layer, unit] = factor
    return tuple((layer, unit, factor) for (layer, unit), factor in found.items())
