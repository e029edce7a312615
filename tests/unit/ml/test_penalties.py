"""What large weights cost, against finite differences, Keras and TensorFlow's tape."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from components.ml.penalties import PENALTIES, penalty, with_penalty
from components.ml.small_network import Parameters

SHARE = 1 / 32  # Keras keeps it in float32, which 0.03 would leave in its eighth digit
KERAS = {"L1": keras.regularizers.L1(SHARE), "L2": keras.regularizers.L2(SHARE)}
paying = pytest.mark.parametrize("kind", KERAS)


def some_parameters() -> Parameters:
    """W1, b1, W2, b2 of 3-4-2, none of them at the corner."""
    random = np.random.default_rng(2)
    return tuple(random.normal(size=shape) for shape in ((3, 4), (4,), (4, 2), (2,)))


def slopes(kind: str, parameters: Parameters) -> Parameters:
    """What a penalty adds to gradients of 0."""
    return with_penalty(kind, SHARE, parameters, tuple(np.zeros_like(array) for array in parameters))


def test_without_a_penalty_all_is_as_it_was() -> None:
    parameters = some_parameters()
    gradients = tuple(2 * array for array in parameters)
    assert penalty("none", SHARE, parameters) == 0
    for before, after in zip(gradients, with_penalty("none", SHARE, parameters, gradients), strict=True):
        np.testing.assert_array_equal(after, before)


def test_those_of_keras_are_all_there_are() -> None:
    assert set(PENALTIES) == {"none", *KERAS}


@paying
def test_the_slope_is_the_finite_difference(kind: str) -> None:
    parameters, nudge = some_parameters(), 1e-6
    for place, slope in enumerate(slopes(kind, parameters)):
        for index in np.ndindex(slope.shape):
            costs = []
            for change in (nudge, -nudge):
                changed = [array.copy() for array in parameters]
                changed[place][index] += change
                costs.append(penalty(kind, SHARE, tuple(changed)))
            assert slope[index] == pytest.approx((costs[0] - costs[1]) / (2 * nudge), abs=1e-8)


@paying
def test_only_weights_pay(kind: str) -> None:
    w1, b1, w2, b2 = some_parameters()
    assert penalty(kind, SHARE, (w1, b1 + 7, w2, b2 - 7)) == penalty(kind, SHARE, (w1, b1, w2, b2)) > 0
    by_w1, by_b1, by_w2, by_b2 = slopes(kind, (w1, b1, w2, b2))
    assert by_w1.all()
    assert by_w2.all()
    assert not by_b1.any()
    assert not by_b2.any()


@paying
def test_it_is_added_to_the_gradients_of_the_loss(kind: str) -> None:
    parameters = some_parameters()
    gradients = tuple(array**2 for array in parameters)
    both = with_penalty(kind, SHARE, parameters, gradients)
    for after, before, added in zip(both, gradients, slopes(kind, parameters), strict=True):
        np.testing.assert_array_equal(after, before + added)


@paying
def test_cost_and_slope_are_those_of_keras(kind: str) -> None:
    """To float64's last digits, with half of the weights at 0, where L1 has its corner: TensorFlow's slope is 0 there,
    so that a weight of 0 stays there by itself.
    """
    w1, b1, w2, b2 = some_parameters()
    w1[:, ::2] = 0
    parameters = (w1, b1, w2, b2)
    variables = [tf.Variable(array) for array in (w1, w2)]
    with tf.GradientTape() as tape:
        cost = sum(KERAS[kind](variable) for variable in variables)
    ours = slopes(kind, parameters)
    assert penalty(kind, SHARE, parameters) == pytest.approx(float(cost), rel=1e-14)
    assert not ours[0][:, ::2].any()
    for our, their in zip(ours[0::2], tape.gradient(cost, variables), strict=True):
        np.testing.assert_allclose(our, their.numpy(), rtol=1e-14)


@paying
def test_a_share_of_twice_as_much_counts_twice(kind: str) -> None:
    parameters = some_parameters()
    assert penalty(kind, 2 * SHARE, parameters) == pytest.approx(2 * penalty(kind, SHARE, parameters))
    assert penalty(kind, 0, parameters) == 0
