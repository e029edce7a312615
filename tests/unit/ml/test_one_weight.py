"""One weight on its way down: the factor 1 - 2 rate decides what becomes of it."""

from itertools import pairwise

import pytest

from components.ml.one_weight import LEFT, MOST_STEPS, RIGHT, Regime, factor, gradient, loss, path, regime


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (0.01, Regime.TOO_SMALL),
        (0.06, Regime.TOO_SMALL),  # 0.88 to the 20th: 7.8 % of the way is left
        (0.07, Regime.RIGHT),  # 0.86 to the 20th: 4.9 %
        (0.5, Regime.RIGHT),
        (0.51, Regime.OSCILLATING),
        (1.0, Regime.OSCILLATING),
        (1.01, Regime.DIVERGING),
    ],
)
def test_where_one_regime_ends_and_the_next_begins(rate: float, expected: Regime) -> None:
    assert regime(rate) is expected


@pytest.mark.parametrize("rate", [0.01, 0.3, 0.8, 1.0, 1.2])
def test_each_step_multiplies_the_distance_by_the_factor(rate: float) -> None:
    steps = path(rate, MOST_STEPS)
    for before, after in pairwise(steps):
        assert after.weight - 2 == pytest.approx(factor(rate) * (before.weight - 2))
        assert after.loss == loss(after.weight)


def test_half_is_exactly_right() -> None:
    assert [step.weight for step in path(0.5, 3)] == [-1, 2, 2, 2]


def test_a_path_ends_where_it_leaves_the_picture() -> None:
    steps = path(1.2, MOST_STEPS)
    assert [round(step.weight, 3) for step in steps] == [-1, 6.2, -3.88, 10.232]
    assert all(LEFT <= step.weight <= RIGHT for step in steps[:-1])


def test_at_one_it_jumps_for_ever_between_two_places() -> None:
    assert [step.weight for step in path(1.0, 4)] == [-1, 5, -1, 5, -1]


def test_the_gradient_is_the_rise_of_the_loss() -> None:
    assert gradient(-1.0) == pytest.approx((loss(-1 + 1e-6) - loss(-1 - 1e-6)) / 2e-6)
