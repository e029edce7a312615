"""Which units speak for one answer rather than another: the difference of two logits, unit by unit."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from components.ml.forward import DenseLayer, Layer, as_inputs, forward


@dataclass(frozen=True)
class Votes:
    """What each unit before the last layer adds to the difference of the logits of two digits, (units,): its output
    times the difference of its weights to both; and the difference of their biases. They add up to `difference`.
    """

    contributions: NDArray[np.float64]
    bias: float

    @property
    def difference(self) -> float:
        """The one digit's logit minus the other's; e to the power of it is how many times as probable the one is."""
        return float(self.contributions.sum()) + self.bias

    def strongest(self, count: int) -> tuple[list[int], list[int]]:
        """The units that speak most for the one, and most for the other, the strongest first."""
        order = np.argsort(-self.contributions, kind="stable")
        for_one = [int(unit) for unit in order[:count] if self.contributions[unit] > 0]
        for_other = [int(unit) for unit in order[::-1][:count] if self.contributions[unit] < 0]
        return for_one, for_other


def votes(layers: Sequence[Layer], picture: NDArray[np.uint8], one: int, other: int) -> Votes:
    """For a picture (28, 28), of `one` digit rather than the `other`."""
    last = layers[-1]
    assert isinstance(last, DenseLayer)
    *_, outputs, _ = forward(layers, as_inputs(picture[None]))
    kernel, bias = last.kernel.astype(np.float64), last.bias.astype(np.float64)
    return Votes(
        outputs.reshape(-1).astype(np.float64) * (kernel[:, one] - kernel[:, other]), float(bias[one] - bias[other])
    )
