"""The arithmetic of one neuron: inputs x weights + bias -> sum z -> activation -> output.

Every neuron card of the app, from the AND gate to an output digit, shows the numbers of a `Neuron`.
"""

from dataclasses import dataclass
from functools import cached_property, reduce
from operator import add

import numpy as np

from components.ml.activations import ACTIVATIONS

# A slider's tenths have no exact binary form: 0.3 + 0.6 - 0.9 is -1.1e-16, and step() would answer 0 where
# anyone who adds by hand gets 0 and answers 1. So the answer is that of z with this many decimals.
Z_DECIMALS = 10


@dataclass(frozen=True)
class Neuron:
    """One neuron at work on one example.

    `inputs`, `weights` and `names` are as long as each other. `activation` is a key of `ACTIVATIONS`; softmax
    is left out, because it needs the sums of all the neurons of its layer.
    """

    inputs: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    names: tuple[str, ...]
    activation: str = "step"

    def __post_init__(self) -> None:
        if not len(self.inputs) == len(self.weights) == len(self.names):
            raise ValueError(
                f"{len(self.inputs)} inputs, {len(self.weights)} weights and {len(self.names)} names: "
                "a neuron needs as many of each."
            )
        if self.activation == "softmax" or self.activation not in ACTIVATIONS:
            raise ValueError(f"A single neuron has no activation {self.activation!r}.")

    @cached_property
    def products(self) -> tuple[float, ...]:
        """Each input times its weight: what it adds to the sum."""
        return tuple(x * w for x, w in zip(self.inputs, self.weights, strict=True))

    @cached_property
    def z(self) -> float:
        """The weighted sum w1 x1 + ... + wn xn + b, added from left to right, as scikit-learn does."""
        return reduce(add, (*self.products, self.bias))

    @cached_property
    def output(self) -> float:
        """The activation function of z, of which 10 decimals count."""
        return float(ACTIVATIONS[self.activation](np.asarray(round(self.z, Z_DECIMALS))))
