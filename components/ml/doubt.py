"""Whether a picture looks like no digit at all.

A network that tells ten digits apart has no "none of these": its ten probabilities add up to 1 whatever it is shown.
So a second, small network judges the picture, whichever network reads it. It has learned an eleventh class from
letters, signs and torn digits; benchmarks/learn_to_doubt.py made it, and says how.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from components.ml.forward import ConvolutionLayer, DenseLayer, Layer, predict

FILE = Path(__file__).resolve().parents[2] / "content" / "doubt.npz"


def looks_like_no_digit(pictures: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """For each of the pictures (n, 28, 28), prepared as MNIST's are: of 100 digits, 3 look so to it."""
    layers, threshold = _judge()
    doubted: NDArray[np.bool_] = predict(layers, pictures)[:, -1] > threshold
    return doubted


def save(layers: Sequence[Layer], threshold: float) -> None:
    """Write the network, as float16, and the probability of its last class from which on a picture is doubted."""
    arrays = {f"{part}_{at}": getattr(layer, part) for at, layer in enumerate(layers) for part in ("kernel", "bias")}
    halves = {name: array.astype(np.float16) for name, array in arrays.items()}
    np.savez_compressed(FILE, threshold=np.float32(threshold), **halves)


@cache
def _judge() -> tuple[tuple[Layer, ...], float]:
    with np.load(FILE) as file:
        parts = {name: file[name].astype(np.float32) for name in file.files}
    layers: list[Layer] = []
    for at in range(len(parts) // 2):
        kernel, bias = parts[f"kernel_{at}"], parts[f"bias_{at}"]
        last = f"kernel_{at + 1}" not in parts
        kind = ConvolutionLayer if kernel.ndim == 4 else DenseLayer
        layers.append(kind(kernel, bias, "softmax" if last else "relu"))
    return tuple(layers), float(parts["threshold"])
