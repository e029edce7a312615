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


# Keyed by the names that Keras uses; "step" is the perceptron's and has no Keras name.
ACTIVATIONS: dict[str, Callable[[FloatArray], FloatArray]] = {
    "step": lambda z: np.where(z >= 0, 1.0, 0.0),  # a sum of exactly 0 answers 1
    "linear": lambda z: z,  # the sum itself
    "relu": lambda z: np.maximum(z, 0),  # keep what is positive, silence the rest
    "leaky_relu": lambda z: np.where(z > 0, z, LEAK * z),  # let a little of the rest through
    "sigmoid": expit,  # 1 / (1 + exp(-z)), from 0 to 1, without overflow for large negative z
    "tanh": np.tanh,  # from -1 to 1
    "softmax": lambda z: softmax(z, axis=-1),  # exp(z_i) / sum_j exp(z_j): scores (logits) as shares of 1
}
# The derivative of each, at z. Where there is a corner, at z = 0, it is that of the left side, as in TensorFlow.
# Softmax is left out: each of its outputs depends on every z.
SLOPES: dict[str, Callable[[FloatArray], FloatArray]] = {
    "step": np.zeros_like,
    "linear": np.ones_like,
    "relu": lambda z: np.where(z > 0, 1.0, 0.0),
    "leaky_relu": lambda z: np.where(z > 0, 1.0, LEAK),
    "sigmoid": lambda z: expit(z) * (1 - expit(z)),  # 0.25 at most
    "tanh": lambda z: 1 - np.tanh(z) ** 2,  # 1 at most
}


def value_and_slope(name: str, z: float) -> tuple[float, float]:
    """The function's output at z and its slope there."""
    at = np.array([z])
    return float(ACTIVATIONS[name](at)[0]), float(SLOPES[name](at)[0])
