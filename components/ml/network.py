"""The shape of a network for 28x28 pictures, and where each of its numbers comes from. Needs no Keras."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod

DIGITS = 10
# A picture with fewer rows than this is not pooled any more: so a third kernel of 5x5 still fits on it.
SMALLEST_POOLED = 10


@dataclass(frozen=True)
class HiddenLayer:
    """One dense hidden layer; the defaults are the course's."""

    units: int = 128
    activation: str = "relu"


@dataclass(frozen=True)
class Convolution:
    """One convolution layer with relu: square kernels without padding, as many as there are filters. 2x2 max pooling
    follows it, unless its output has fewer than SMALLEST_POOLED rows.
    """

    filters: int = 8
    kernel_size: int = 3

    def __str__(self) -> str:
        """As in "8 of 3 × 3"."""
        return f"{self.filters} of {self.kernel_size} × {self.kernel_size}"


TWO_CONVOLUTIONS = (Convolution(8), Convolution(16))


def side_after(side: int, kernel_size: int) -> tuple[int, bool]:
    """The side of the square picture that a convolution leads to from one of this side, and whether it was pooled.

    >>> side_after(28, 3), side_after(5, 3)
    ((13, True), (3, False))
    """
    side -= kernel_size - 1  # the kernel has no place for its centre near the border
    return (side // 2, True) if side >= SMALLEST_POOLED else (side, False)


@dataclass(frozen=True)
class NetworkSettings:
    """The layers between the pixels and Dense(10, softmax); the defaults are the course's.

    `convolutions` come before the `hidden` layers. `dropout` is the share of the outputs of each hidden layer that is
    left out in a training step; `l2` the weight of the squared weights in the loss; `initialisation` the Keras name of
    the initial weights' distribution.
    """

    hidden: tuple[HiddenLayer, ...] = (HiddenLayer(),)
    convolutions: tuple[Convolution, ...] = ()
    dropout: float = 0.0
    l2: float = 0.0
    initialisation: str = "glorot_uniform"

    @property
    def layer_sizes(self) -> tuple[int, ...]:
        """What the dense layers pass on, from the pixels (or the filters' outputs) to the digits: (784, 128, 10)."""
        return (prod(_convolved(self.convolutions)[-1].shape), *[layer.units for layer in self.hidden], DIGITS)

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
    standard deviation of what is added to each pixel, where 1 is the way from paper to ink. With `pens`, every second
    digit is changed as pens change it (components/ml/pens.py).
    """

    shift: int = 0
    rotation: int = 0
    noise: float = 0.0
    pens: bool = False

    @property
    def by_layers(self) -> bool:
        """Whether layers of the network change the digits."""
        return bool(self.shift or self.rotation or self.noise)


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
    layers = _convolved(network.convolutions)
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


def _convolved(convolutions: Sequence[Convolution]) -> list[LayerSummary]:
    layers = [LayerSummary("Input", (28, 28))]
    side, channels = 28, 1
    for convolution in convolutions:
        size, filters = convolution.kernel_size, convolution.filters
        rows = side - size + 1
        kernels = size * size * channels * filters
        counted = f"{size} × {size} × {channels} × {filters} + {filters}"
        products = rows * rows * kernels
        layers.append(LayerSummary("Conv2D, relu", (rows, rows, filters), kernels + filters, counted, products))
        side, pooled = side_after(side, size)
        if pooled:
            layers.append(LayerSummary("MaxPooling2D", (side, side, filters)))
        channels = filters
    return layers
