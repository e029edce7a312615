"""Activation functions: the rule that turns a neuron's sum z into its output.

All take an array of any shape and return float64 or float32 of the same shape, as NumPy's type rules say.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, softmax

FloatArray = NDArray[np.floating]


def step(z: FloatArray) -> FloatArray:
    """1 where z >= 0, else 0: the perceptron's rule. A sum of exactly 0 answers 1."""
    return np.where(z >= 0, 1.0, 0.0)


def linear(z: FloatArray) -> FloatArray:
    """The identity: the sum itself."""
    return z


def relu(z: FloatArray) -> FloatArray:
    """max(0, z): keep what is positive, silence the rest."""
    return np.maximum(z, 0)


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
    "sigmoid": sigmoid,
    "tanh": tanh,
    "softmax": softmax_rows,
}
