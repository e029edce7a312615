"""The forward pass of a trained network in NumPy: a = f(a @ W + b), layer after layer.

The server predicts with this, so that it never has to import TensorFlow, and pages take the network apart with
it. It agrees with Keras' own `predict` (tests/unit/test_forward.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from components.ml.activations import ACTIVATIONS


@dataclass(frozen=True)
class DenseLayer:
    """One dense layer: weights (inputs, units), bias (units,), both float32, and its activation's Keras name."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    activation: str


def as_inputs(pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Pictures (n, 28, 28) of 0 to 255 as the network wants them: flattened to (n, 784), divided by 255."""
    return pictures.reshape(len(pictures), -1).astype(np.float32) / np.float32(255)


def forward(layers: Sequence[DenseLayer], inputs: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """What every layer hands on, from the inputs (n, 784) themselves to the last layer's outputs (n, 10)."""
    outputs = [inputs]
    for layer in layers:
        z = outputs[-1] @ layer.weights + layer.bias
        outputs.append(ACTIVATIONS[layer.activation](z).astype(np.float32, copy=False))
    return outputs


def predict(layers: Sequence[DenseLayer], pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The ten probabilities for each of n pictures (n, 28, 28): shape (n, 10), each row adding up to 1."""
    return forward(layers, as_inputs(pictures))[-1]


def save_layers(path: Path, layers: Sequence[DenseLayer]) -> None:
    """Write the layers as an npz file of plain arrays, which can be read without running anything in it."""
    arrays: dict[str, NDArray[np.generic]] = {"activations": np.array([layer.activation for layer in layers])}
    for index, layer in enumerate(layers):
        arrays[f"weights_{index}"] = layer.weights
        arrays[f"bias_{index}"] = layer.bias
    with path.open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]


def load_layers(path: Path) -> tuple[DenseLayer, ...]:
    """Read what `save_layers` wrote; OSError, KeyError or ValueError for anything else."""
    with np.load(path, allow_pickle=False) as arrays:
        return tuple(
            DenseLayer(arrays[f"weights_{index}"], arrays[f"bias_{index}"], str(activation))
            for index, activation in enumerate(arrays["activations"])
        )
