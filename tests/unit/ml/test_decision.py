"""The decision with three inputs, and what decided it."""

import pytest

from components.ml.decision import OUTSIDE, deciding
from components.ml.neuron import Neuron


def outside(*inputs: float, bias: float = -1.0) -> Neuron:
    return Neuron(inputs, tuple(OUTSIDE.values()), bias, tuple(OUTSIDE))


@pytest.mark.parametrize(
    ("inputs", "decided"),
    [
        ((0, 0, 0), ()),  # no single yes is enough
        ((1, 0, 0), ("free",)),
        ((0, 0, 1), ("sunny", "weekend")),  # 0.8 + 0.3 is enough, and so is 0.8 + 0.6
        ((1, 0, 1), ("sunny", "free")),
        ((1, 1, 1), ("free",)),
    ],
)
def test_an_input_decides_if_the_answer_would_turn_with_it(inputs: tuple[float, ...], decided: tuple[str, ...]) -> None:
    assert deciding(outside(*inputs)) == decided
