"""The neuron's arithmetic against sums worked out by hand and with exact fractions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.ml.neuron import Neuron

TENTHS = st.integers(-20, 20)


def test_the_courses_analogy() -> None:
    """Sunny 0.6, weekend 0.3, free 0.8: sunny and free on a working day, with a bias of -1, make 0.4: go."""
    neuron = Neuron((1, 0, 1), (0.6, 0.3, 0.8), -1.0, ("sunny", "weekend", "free"))
    assert neuron.products == (0.6, 0.0, 0.8)
    assert neuron.z == pytest.approx(0.4)
    assert neuron.output == 1.0


def test_a_sum_of_exactly_nought_answers_one_although_tenths_are_not_exact() -> None:
    """0.3 + 0.6 - 0.9 is -1.1e-16 in floating point, and the page said 0 where everyone who adds by hand gets 1."""
    neuron = Neuron((1, 1), (0.3, 0.6), -0.9, ("x1", "x2"))
    assert neuron.z == 0.3 + 0.6 - 0.9 < 0
    assert neuron.output == 1.0


@given(TENTHS, TENTHS, TENTHS)
def test_every_slider_position_answers_as_exact_arithmetic_does(w1: int, w2: int, b: int) -> None:
    for x1, x2 in ((0, 0), (0, 1), (1, 0), (1, 1)):
        exact = Fraction(w1, 10) * x1 + Fraction(w2, 10) * x2 + Fraction(b, 10)
        neuron = Neuron((x1, x2), (w1 / 10, w2 / 10), b / 10, ("x1", "x2"))
        assert neuron.z == pytest.approx(float(exact), abs=1e-12)
        assert neuron.output == (1 if exact >= 0 else 0)


@pytest.mark.parametrize(
    ("activation", "z", "output"), [("relu", -2.0, 0.0), ("relu", 1.5, 1.5), ("sigmoid", 0.0, 0.5)]
)
def test_other_activations(activation: str, z: float, output: float) -> None:
    assert Neuron((1,), (z,), 0.0, ("x1",), activation).output == output


def test_unequal_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="2 inputs, 1 weights and 2 names"):
        Neuron((1, 0), (0.5,), 0.0, ("x1", "x2"))


@pytest.mark.parametrize("activation", ["softmax", "swish"])
def test_a_single_neuron_has_no_softmax(activation: str) -> None:
    with pytest.raises(ValueError, match="no activation"):
        Neuron((1,), (1,), 0, ("x1",), activation)
