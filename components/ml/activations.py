"""Activation functions: the rule that turns a neuron's sum z into its output; and the slope of each.

All take an array of any shape and return float64 or float32 of the same shape, as NumPy's type rules say.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, softmax

FloatArray = NDArray[np.floating]
# What leaky ReLU leaves of a negative z; Keras' default.
LEAK = 0.2


def step(z: FloatArray) -> FloatArray:
    """1 where z >= 0, else 0: the perceptron's rule. A sum of exactly 0 answers 1."""
    return np.where(z >= 0, 1.0, 0.0)


def linear(z: FloatArray) -> FloatArray:
    """The identity: the sum itself."""
    return z


def relu(z: FloatArray) -> FloatArray:
    """max(0, z): keep what is positive, silence the rest."""
    return np.maximum(z, 0)


def leaky_relu(z: FloatArray) -> FloatArray:
    """z where it is positive, 0.2 z elsewhere: a relu that lets a little of the rest through."""
    return np.where(z > 0, z, LEAK * z)


def sigmoid(z: FloatArray) -> FloatArray:
    """1 / (1 + exp(-z)): squeeze any number into 0 to 1, without overflow for large negative z."""
    return np.asarray(expit(z))


def tanh(z: FloatArray) -> FloatArray:
    """Hyperbolic tangent: squeeze any number into -1 to 1."""
    return np.tanh(z)


def softmax_rows(z: FloatArray) -> FloatArray:
    """exp(z_i) / sum_j exp(z_j) along the last axis: turn scores (logits) into probabilities that add up to 1."""
    return np.asarray(softmax(z, axis=-1))


# Keyed by the names that Keras uses; "step" is the perceptron's and has no Keras name.
ACTIVATIONS: dict[str, Callable[[FloatArray], FloatArray]] = {
    "step": step,
    "linear": linear,
    "relu": relu,
    "leaky_relu": leaky_relu,
    "sigmoid": sigmoid,
    "tanh": tanh,
    "softmax": softmax_rows,
}


def sigmoid_slope(z: FloatArray) -> FloatArray:
    """sigmoid(z) (1 - sigmoid(z)): 0.25 at most."""
    output = sigmoid(z)
    return output * (1 - output)


def tanh_slope(z: FloatArray) -> FloatArray:
    """1 - tanh(z)²: 1 at most."""
    return 1 - np.tanh(z) ** 2


# The derivative of each, at z. Where there is a corner, at z = 0, it is that of the left side, as in TensorFlow.
# Softmax is left out: each of its outputs depends on every z.
SLOPES: dict[str, Callable[[FloatArray], FloatArray]] = {
    "step": np.zeros_like,
    "linear": np.ones_like,
    "relu": lambda z: np.where(z > 0, 1.0, 0.0),
    "leaky_relu": lambda z: np.where(z > 0, 1.0, LEAK),
    "sigmoid": sigmoid_slope,
    "tanh": tanh_slope,
}


def value_and_slope(name: str, z: float) -> tuple[float, float]:
    """The function's output at z and its slope there."""
    at = np.array([z])
    return float(ACTIVATIONS[name](at)[0]), float(SLOPES[name](at)[0])
