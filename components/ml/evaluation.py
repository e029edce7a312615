"""How well a network does over many labelled digits, in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from components.ml.forward import Layer, forward


@dataclass(frozen=True)
class Evaluation:
    """How a network answers n labelled pictures.

    `loss` is the mean cross-entropy, without L2's penalty; Keras clips probabilities at 1e-7, and so do we.
    `accuracy` is the share of right answers. `confusion` has a row for each label and a column for each answer, and
    counts pictures. `silent` is how many of the `relu_units`, the hidden units and filters with ReLU, give 0 for every
    picture.
    """

    loss: float
    accuracy: float
    confusion: tuple[tuple[int, ...], ...]
    silent: int
    relu_units: int


def evaluate(layers: Sequence[Layer], inputs: NDArray[np.float32], labels: NDArray[np.integer]) -> Evaluation:
    """Measure a network on inputs (n, 784), as `as_inputs` makes them, and their labels 0 to 9 (n,); n at least 1."""
    _, *hidden, probabilities = forward(layers, inputs)
    answers = probabilities.argmax(axis=1)
    counts = np.bincount(10 * labels.astype(np.intp) + answers, minlength=100).reshape(10, 10)
    # A unit's outputs are those along the last axis, over the pictures and, for a filter, over its whole map.
    speaks = [
        outputs.reshape(-1, outputs.shape[-1]).any(axis=0)
        for layer, outputs in zip(layers[:-1], hidden, strict=True)
        if layer.activation == "relu"
    ]
    return Evaluation(
        *loss_and_accuracy(probabilities, labels),
        confusion=tuple(tuple(row) for row in counts.tolist()),
        silent=sum(int((~some).sum()) for some in speaks),
        relu_units=sum(some.size for some in speaks),
    )


def loss_and_accuracy(probabilities: NDArray[np.float32], labels: NDArray[np.integer]) -> tuple[float, float]:
    """Of probabilities (n, 10) and labels 0 to 9 (n,): the mean cross-entropy, and the share of right answers."""
    chances = np.clip(probabilities[np.arange(len(labels)), labels], 1e-7, 1)
    return float(-np.log(chances).mean()), float((probabilities.argmax(axis=1) == labels).mean())


def l2_penalty(layers: Sequence[Layer], weight: float) -> float:
    """What L2 adds to a loss that Keras tells: `weight` times the sum of all squared weights, or inf."""
    with np.errstate(over="ignore"):
        return weight * sum(float(np.square(layer.kernel).sum()) for layer in layers)
