"""A network while it works on one picture: what each unit adds up, where it comes from, and what it passes on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from components.ml.activations import ACTIVATIONS
from components.ml.forward import ConvolutionLayer, DenseLayer, Layer, as_inputs, forward

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class LayerAtWork:
    """One layer's `sums` z (units,) and its `outputs` (units,): a filter counts where its sum is largest, at the
    window whose first row and column are in `places` (filters, 2).

    `added` (sources, units) is what each source adds to each sum: an input times its weight, and of a convolution's
    filter as a source all of its places together. With the bias they make the sum. A dense layer's sources are the
    pixels, the units or the filters before it; a convolution's the channels before it.
    `passed_on` is what the next layer gets: (units,), or a convolution's feature maps (height, width, filters).
    """

    sums: Floats
    outputs: Floats
    added: Floats
    passed_on: Floats
    places: NDArray[np.int64] | None = None

    def strongest(self) -> NDArray[np.int64]:
        """The units' numbers, from 0, those first whose outputs are furthest from 0."""
        return np.argsort(-np.abs(self.outputs), kind="stable")


def at_work(layers: Sequence[Layer], picture: NDArray[np.uint8]) -> list[LayerAtWork]:
    """All layers at work on a picture (28, 28)."""
    passed_on = forward(layers, as_inputs(picture[None]))
    before = [passed_on[0].reshape(28, 28, 1), *(one[0] for one in passed_on[1:-1])]
    first = isinstance(layers[0], DenseLayer)
    return [
        _dense(layer, inputs, outputs[0], by_pixel=first and index == 0)
        if isinstance(layer, DenseLayer)
        else _convolution(layer, inputs, outputs[0])
        for index, (layer, inputs, outputs) in enumerate(zip(layers, before, passed_on[1:], strict=True))
    ]


def windows(layer: ConvolutionLayer, inputs: Floats) -> Floats:
    """All windows of (height, width, channels) that the kernel is laid over: (rows, columns, size, size, channels)."""
    size = len(layer.kernel)
    found: Floats = sliding_window_view(inputs, (size, size), axis=(0, 1)).transpose(0, 1, 3, 4, 2)
    return found


def _dense(layer: DenseLayer, inputs: Floats, outputs: Floats, by_pixel: bool) -> LayerAtWork:
    products = inputs.reshape(-1, 1) * layer.kernel
    # A convolution's outputs are flattened row by row, each place's filters together.
    of_filters = inputs.ndim == 3 and not by_pixel
    added = products.reshape(-1, inputs.shape[-1], products.shape[1]).sum(axis=0) if of_filters else products
    return LayerAtWork(products.sum(axis=0) + layer.bias, outputs, added, outputs)


def _convolution(layer: ConvolutionLayer, inputs: Floats, passed_on: Floats) -> LayerAtWork:
    found = windows(layer, inputs)
    filters = len(layer.bias)
    sums = np.tensordot(found, layer.kernel, axes=3) + layer.bias  # (rows, columns, filters)
    at = sums.reshape(-1, filters).argmax(axis=0)
    places = np.stack(np.unravel_index(at, sums.shape[:2]), axis=1)
    best = found[places[:, 0], places[:, 1]]  # (filters, size, size, channels)
    added = np.einsum("fabc,abcf->cf", best, layer.kernel)
    largest = added.sum(axis=0) + layer.bias
    outputs = ACTIVATIONS[layer.activation](largest).astype(np.float32, copy=False)
    return LayerAtWork(largest, outputs, added, passed_on, places)


def favourites(layers: Sequence[Layer], index: int, pictures: NDArray[np.uint8], most: int = 20) -> NDArray[np.uint8]:
    """For each unit of the dense layer `index` the mean of those `most` pictures of (n, 28, 28) for which its output
    is largest: (units, 28, 28). What it looks for, where its own weights don't look at the picture.
    """
    outputs = forward(layers[: index + 1], as_inputs(pictures))[-1]
    best = np.argsort(-outputs, axis=0, kind="stable")[:most]  # (most, units)
    means: NDArray[np.uint8] = np.rint(pictures[best].mean(axis=0)).astype(np.uint8)
    return means
