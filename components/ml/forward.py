"""The forward pass of a trained network in NumPy: a = f(a @ W + b), layer after layer; a convolution's W is slid
over the picture.

The server predicts with this, so that it never has to import TensorFlow, and pages take the network apart with
it. It agrees with Keras' own `predict` (tests/unit/ml/test_forward.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from components.ml.activations import ACTIVATIONS
from components.ml.network import side_after

# A convolution takes this many pictures at a time. Their windows, nine numbers for each pixel, then stay in the
# processor's cache, which saves a third of the time, and 10,000 pictures do not need half a gigabyte.
BLOCK = 50


@dataclass(frozen=True)
class DenseLayer:
    """One dense layer: kernel (inputs, units), bias (units,), both float32, and its activation's Keras name."""

    kernel: NDArray[np.float32]
    bias: NDArray[np.float32]
    activation: str


@dataclass(frozen=True)
class ConvolutionLayer:
    """One convolution with its pooling: kernel (size, size, channels, filters), bias (filters,), both float32, and its
    activation's Keras name.

    It is Keras' Conv2D(filters, size): each filter is laid over every window of the kernel's size without padding. If
    a MaxPooling2D() comes after it (network.side_after), of each 2x2 outputs the largest is kept; an odd last row or
    column is dropped.
    """

    kernel: NDArray[np.float32]
    bias: NDArray[np.float32]
    activation: str


Layer = DenseLayer | ConvolutionLayer


def as_inputs(pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Pictures (n, 28, 28) of 0 to 255 as the network wants them: flattened to (n, 784), divided by 255."""
    return pictures.reshape(len(pictures), -1).astype(np.float32) / np.float32(255)


def forward(layers: Sequence[Layer], inputs: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """What every layer passes on, from the inputs (n, 784) themselves to the last layer's outputs (n, 10).

    A dense layer passes on (n, units), a convolution (n, height, width, filters): (n, 13, 13, 8) with 8 filters on
    the pictures themselves.
    """
    outputs = [inputs]
    for layer in layers:
        outputs.append(
            _dense(layer, outputs[-1]) if isinstance(layer, DenseLayer) else _convolution(layer, outputs[-1])
        )
    return outputs


def stays_finite(layers: Sequence[Layer]) -> bool:
    """Whether no picture can lead to a sum that float32 does not hold: then every probability is a number.

    No unit can get further from 0 than its bias and all its products together, each of them taken as positive and its
    input as large as it can be: 1 for a pixel, 1 after sigmoid and tanh, else what the unit before can reach.
    """
    reach = np.ones(1)  # of each unit or filter of the layer before, or of all alike
    for layer in layers:
        weights = np.abs(layer.kernel, dtype=np.float64)
        if isinstance(layer, ConvolutionLayer):
            weights = weights.sum(axis=(0, 1))
        # Flattened, a convolution's outputs are those of all its filters, at one place after the other.
        reach = np.tile(reach, len(weights) // len(reach)) @ weights + np.abs(layer.bias, dtype=np.float64)
        # Half, because float32's own sums are rounded ones. One that is not a number is not below it.
        if not (reach < np.finfo(np.float32).max / 2).all():
            return False
        if layer.activation in ("sigmoid", "tanh"):
            reach = np.ones(1)
    return True


def predict(layers: Sequence[Layer], pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The ten probabilities for each of n pictures (n, 28, 28): shape (n, 10), each row adding up to 1."""
    return forward(layers, as_inputs(pictures))[-1]


def _dense(layer: DenseLayer, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
    # A convolution's outputs are flattened as Keras' Flatten does it: row by row, each place's filters together.
    return _activated(layer, inputs.reshape(len(inputs), len(layer.kernel)) @ layer.kernel)


def _convolution(layer: ConvolutionLayer, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
    if inputs.ndim == 2:
        inputs = inputs.reshape(-1, 28, 28, 1)
    blocks = np.array_split(inputs, len(inputs) // BLOCK + 1)
    return np.concatenate([_convolved_and_pooled(layer, block) for block in blocks])


def _convolved_and_pooled(layer: ConvolutionLayer, block: NDArray[np.float32]) -> NDArray[np.float32]:
    size = len(layer.kernel)
    # (n, height - size + 1, width - size + 1, channels, size, size)
    windows = sliding_window_view(block, (size, size), axis=(1, 2))
    outputs = _activated(layer, np.tensordot(windows, layer.kernel, axes=((4, 5, 3), (0, 1, 2))))
    if not side_after(block.shape[1], size)[1]:
        return outputs
    # The largest of each 2x2 outputs: first of each two rows, then of each two columns.
    height, width = outputs.shape[1] // 2 * 2, outputs.shape[2] // 2 * 2
    rows = np.maximum(outputs[:, 0:height:2], outputs[:, 1:height:2])
    return np.maximum(rows[:, :, 0:width:2], rows[:, :, 1:width:2])


def _activated(layer: Layer, products: NDArray[np.float32]) -> NDArray[np.float32]:
    return ACTIVATIONS[layer.activation](products + layer.bias).astype(np.float32, copy=False)
