"""What is added to the loss for large weights, so that a network prefers small ones: Keras' L1 and L2.

Only weights pay, no biases. `share` is what a penalty counts beside the loss.
"""

from collections.abc import Callable

import numpy as np

from components.ml.small_network import Array, Parameters

# Of an array of weights: what it costs, and the slope of that. L1 has a corner at 0, where TensorFlow's slope is 0.
PENALTIES: dict[str, tuple[Callable[[Array], float], Callable[[Array], Array]]] = {
    "none": (lambda w: 0.0, np.zeros_like),
    "L1": (lambda w: float(np.abs(w).sum()), np.sign),
    "L2": (lambda w: float((w**2).sum()), lambda w: 2 * w),
}


def penalty(kind: str, share: float, parameters: Parameters) -> float:
    """What these parameters, W1, b1, W2, b2, ..., cost."""
    cost, _ = PENALTIES[kind]
    return share * sum(cost(weights) for weights in parameters[0::2])


def with_penalty(kind: str, share: float, parameters: Parameters, gradients: Parameters) -> Parameters:
    """The gradients of loss and penalty together."""
    if kind == "none":
        return gradients
    _, slope = PENALTIES[kind]
    return tuple(
        gradient if number % 2 else gradient + share * slope(weights)
        for number, (weights, gradient) in enumerate(zip(parameters, gradients, strict=True))
    )
