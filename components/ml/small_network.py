"""A dense network of a few neurons in NumPy, forward and backward: the formulas of learning, written out.

All arrays are float64. n examples go through together: a layer's inputs are (n, inputs), its outputs (n, units).
TensorFlow's tape and finite differences give the same gradients (tests/unit/ml/test_small_network.py).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from components.ml.activations import ACTIVATIONS, SLOPES

Array = NDArray[np.float64]
# The numbers that are learned, or one number for each of them: W1, b1, W2, b2 and so on.
Parameters = tuple[Array, ...]
Loss = Literal["mean squared error", "log loss"]
# Keras' names of how the first weights are drawn, of a layer with these inputs and units: evenly between -l and l.
# Glorot and Bengio, 2010, keep outputs and gradients about the same size from layer to layer; He et al., 2015, do so
# for relu, which silences a half of its units. With all weights alike, all units of a layer stay alike.
INITIALISATIONS: dict[str, Callable[[int, int], float]] = {
    "glorot_uniform": lambda inputs, units: np.sqrt(6 / (inputs + units)),
    "he_uniform": lambda inputs, units: np.sqrt(6 / inputs),
    "zeros": lambda inputs, units: 0.0,
}


@dataclass(frozen=True, eq=False)
class SmallNetwork:
    """Layers of a = f(a W + b). W is (inputs, units), b is (units,), f a key of `SLOPES`; one of each per layer."""

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]
    activations: tuple[str, ...]

    @property
    def parameters(self) -> Parameters:
        """W1, b1, W2, b2, ..."""
        return tuple(array for layer in zip(self.weights, self.biases, strict=True) for array in layer)

    def with_parameters(self, parameters: Parameters) -> "SmallNetwork":
        """The same network with other numbers in it, given in the order of `parameters`."""
        return replace(self, weights=parameters[0::2], biases=parameters[1::2])


@dataclass(frozen=True, eq=False)
class Forward:
    """`sums[i]` is layer i's z; `outputs[0]` are the inputs, `outputs[i + 1]` is what layer i makes of its z."""

    sums: tuple[Array, ...]
    outputs: tuple[Array, ...]

    @property
    def answer(self) -> Array:
        """The last layer's outputs, (n, units)."""
        return self.outputs[-1]


@dataclass(frozen=True, eq=False)
class Backward:
    """All that a backward pass computes: dL/dz for each layer, shaped as its z, and dL/dW1, dL/db1, dL/dW2, ..."""

    signals: tuple[Array, ...]
    gradients: Parameters


def random_network(
    sizes: Sequence[int], activations: Sequence[str], seed: int, initialisation: str = "glorot_uniform"
) -> SmallNetwork:
    """Biases of 0, and weights drawn from the seed by one of INITIALISATIONS."""
    random = np.random.default_rng(seed)
    weights = []
    for inputs, units in pairwise(sizes):
        limit = INITIALISATIONS[initialisation](inputs, units)
        weights.append(random.uniform(-limit, limit, (inputs, units)))
    return SmallNetwork(tuple(weights), tuple(np.zeros(units) for units in sizes[1:]), tuple(activations))


def forward(network: SmallNetwork, inputs: Array) -> Forward:
    """Send examples (n, inputs) through all layers, and keep what every layer computes."""
    sums, outputs = [], [inputs]
    for weights, bias, activation in zip(network.weights, network.biases, network.activations, strict=True):
        sums.append(outputs[-1] @ weights + bias)
        outputs.append(np.asarray(ACTIVATIONS[activation](sums[-1]), np.float64))
    return Forward(tuple(sums), tuple(outputs))


def mean_squared_error(answer: Array, target: Array) -> float:
    """The loss L: the mean of (answer - target)² over all examples and units."""
    return float(np.mean((answer - target) ** 2))


def log_loss(sums: Array, target: Array) -> float:
    """The loss L of a sigmoid output with these sums z, for targets 0 or 1: the mean of -log of what it gives the right
    class. From z, because a = sigmoid(z) may be 0 or 1 to the last bit: -log a = log(1 + exp(-z)).
    """
    return float(np.mean(np.logaddexp(0, sums) - target * sums))


def loss_of(loss: Loss, passed: Forward, target: Array) -> float:
    """This loss after a forward pass."""
    return log_loss(passed.sums[-1], target) if loss == "log loss" else mean_squared_error(passed.answer, target)


def backward(network: SmallNetwork, passed: Forward, target: Array, loss: Loss = "mean squared error") -> Backward:
    """Every parameter's gradient of the loss, by the chain rule, from the last layer to the first.

    The log loss is that of a sigmoid output: there dL/da · da/dz = (a - target) / n, for n examples of one output.
    """
    signals: list[Array] = []
    gradients: list[Array] = []
    toward_output = 2 * (passed.answer - target) / target.size  # dL/da of the last layer
    last = len(network.weights) - 1
    for layer in reversed(range(len(network.weights))):
        if layer == last and loss == "log loss":
            signal = (passed.answer - target) / target.size
        else:
            slope = SLOPES[network.activations[layer]](passed.sums[layer])  # da/dz
            signal = toward_output * slope  # dL/dz = dL/da · da/dz
        by_weights = passed.outputs[layer].T @ signal  # dL/dW = dL/dz · dz/dW, and dz/dW is the layer's input
        by_bias = signal.sum(axis=0)  # dL/db = dL/dz · 1
        toward_output = signal @ network.weights[layer].T  # dL/da of the layer before: through each weight
        signals.insert(0, signal)
        gradients[:0] = [by_weights, by_bias]
    return Backward(tuple(signals), tuple(gradients))


def finite_differences(
    network: SmallNetwork, inputs: Array, target: Array, nudge: float = 1e-5, loss: Loss = "mean squared error"
) -> Parameters:
    """The same gradients without the chain rule: (L(p + nudge) - L(p - nudge)) / (2 nudge), one parameter at a time.

    Its error falls with the square of the nudge, until float64's own rounding takes over, near 1e-5.
    """

    def loss_with(place: int, index: tuple[int, ...], change: float) -> float:
        parameters = [array.copy() for array in network.parameters]
        parameters[place][index] += change
        changed = network.with_parameters(tuple(parameters))
        return loss_of(loss, forward(changed, inputs), target)

    estimates = [np.empty_like(array) for array in network.parameters]
    for place, estimate in enumerate(estimates):
        for index in np.ndindex(estimate.shape):
            estimate[index] = (loss_with(place, index, nudge) - loss_with(place, index, -nudge)) / (2 * nudge)
    return tuple(estimates)
