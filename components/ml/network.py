"""The shape of a network for 28x28 pictures, and where each of its numbers comes from. Needs no Keras."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod

PIXELS = 28 * 28
DIGITS = 10
FILTERS = (8, 16)  # of the two convolution layers, each with 3x3 kernels and followed by 2x2 max pooling


@dataclass(frozen=True)
class HiddenLayer:
    """One dense hidden layer; the defaults are the course's."""

    units: int = 128
    activation: str = "relu"


@dataclass(frozen=True)
class NetworkSettings:
    """The layers between the pixels and Dense(10, softmax); the defaults are the course's.

    With `convolutions`, two small convolution layers come before the hidden ones. `dropout` is the share of the
    outputs of each hidden layer that is left out in a training step; `l2` the weight of the squared weights in the
    loss; `initialisation` the Keras name of the initial weights' distribution.
    """

    hidden: tuple[HiddenLayer, ...] = (HiddenLayer(),)
    convolutions: bool = False
    dropout: float = 0.0
    l2: float = 0.0
    initialisation: str = "glorot_uniform"

    @property
    def layer_sizes(self) -> tuple[int, ...]:
        """What the dense layers pass on, from the pixels (or the filters' outputs) to the digits: (784, 128, 10)."""
        flat = _convolved()[-1].outputs if self.convolutions else PIXELS
        return (flat, *[layer.units for layer in self.hidden], DIGITS)

    @property
    def parameters(self) -> int:
        """How many weights and biases there are to learn: 101,770 in the course's network."""
        return sum(layer.parameters for layer in summary(self))

    @property
    def multiplications(self) -> int:
        """Products of an input and a weight for one picture; without convolutions as many as there are weights."""
        return sum(layer.multiplications for layer in summary(self))


@dataclass(frozen=True)
class Augmentation:
    """Random changes of each training digit, new ones each time it is seen; zeros change nothing.

    `shift` is the most in pixels, up, down, left and right; `rotation` the most in degrees, either way; `noise` the
    standard deviation of what is added to each pixel, where 1 is the way from paper to ink.
    """

    shift: int = 0
    rotation: int = 0
    noise: float = 0.0


@dataclass(frozen=True)
class LayerSummary:
    """One layer in a table: its shape per picture, and how its parameters are counted."""

    name: str
    shape: tuple[int, ...]
    parameters: int = 0
    counted: str = ""
    multiplications: int = 0

    @property
    def outputs(self) -> int:
        """How many numbers it passes on."""
        return prod(self.shape)


def summary(network: NetworkSettings) -> tuple[LayerSummary, ...]:
    """The layers as Keras' own summary lists them, each with its count spelled out: "784 × 128 + 128"."""
    layers = [LayerSummary("Input", (28, 28))]
    if network.convolutions:
        layers += _convolved()
    layers.append(LayerSummary("Flatten", (layers[-1].outputs,)))
    for hidden in network.hidden:
        layers.append(_dense(f"Dense, {hidden.activation}", layers[-1].outputs, hidden.units))
        if network.dropout:
            layers.append(LayerSummary(f"Dropout, {network.dropout:g}", (hidden.units,)))
    layers.append(_dense("Dense, softmax", layers[-1].outputs, DIGITS))
    return tuple(layers)


def dense_layers(sizes: Sequence[int]) -> tuple[LayerSummary, ...]:
    """The layers that learn in a plain network of these sizes, from its inputs to its outputs: one for each size but
    the first, named "Hidden layer 1" and so on, the last one "Output layer".
    """
    names = [f"Hidden layer {number}" for number in range(1, len(sizes) - 1)] + ["Output layer"]
    return tuple(_dense(name, *pair) for name, pair in zip(names, pairwise(sizes), strict=True))


def _dense(name: str, inputs: int, units: int) -> LayerSummary:
    weights = inputs * units
    return LayerSummary(name, (units,), weights + units, f"{inputs} × {units} + {units}", weights)


def _convolved() -> list[LayerSummary]:
    layers = []
    side, channels = 28, 1
    for filters in FILTERS:
        side -= 2  # a 3x3 kernel has no place for its centre on the border
        kernels = 9 * channels * filters
        counted = f"3 × 3 × {channels} × {filters} + {filters}"
        products = side * side * kernels
        layers.append(LayerSummary("Conv2D, relu", (side, side, filters), kernels + filters, counted, products))
        side //= 2
        layers.append(LayerSummary("MaxPooling2D", (side, side, filters)))
        channels = filters
    return layers
