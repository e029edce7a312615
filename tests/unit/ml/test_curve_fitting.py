"""A network learns y = x² + x, or is told not to have."""

from itertools import pairwise

import numpy as np
import pytest

from components.ml.curve_fitting import (
    LEARNED,
    MOST_STEPS,
    FittingSettings,
    best_line_loss,
    curve,
    gradients,
    learn,
    next_adjustment,
    start,
)
from components.ml.optimizers import OPTIMIZERS


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4, 5, 6, 7, 42, 1234])
def test_the_default_settings_come_below_a_hundredth_within_a_thousand_steps(seed: int) -> None:
    fitting = learn(start(FittingSettings(seed=seed)), 1_000)
    assert fitting.losses[0] > 1
    assert min(fitting.losses) < 0.01


def test_two_times_fifty_steps_are_a_hundred() -> None:
    for optimizer in OPTIMIZERS:
        begun = start(FittingSettings(0.03, optimizer=optimizer))
        assert learn(learn(begun, 50), 50).losses == learn(begun, 100).losses


def test_without_a_bend_it_learns_the_best_straight_line() -> None:
    """However many units: linear functions of linear functions are linear. Least squares knows the best one."""
    x, y = curve()
    line = np.polyfit(x.ravel(), y.ravel(), 1)
    best = float(np.mean((np.polyval(line, x) - y) ** 2))
    fitting = learn(start(FittingSettings(0.03, 32, "linear", "adam")), MOST_STEPS)
    assert fitting.steps == MOST_STEPS
    assert fitting.over
    assert fitting.loss == pytest.approx(best, rel=1e-6)
    assert best == pytest.approx(1.5652, abs=1e-4)
    assert best_line_loss(FittingSettings()) == pytest.approx(best, rel=1e-12)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_run_that_explodes_is_told_and_keeps_finite_numbers(optimizer: str) -> None:
    fitting = learn(start(FittingSettings(100.0, 32, "relu", optimizer)), MOST_STEPS)
    assert fitting.diverged
    assert fitting.over
    assert np.isfinite(fitting.losses).all()
    assert all(np.isfinite(array).all() for array in fitting.network.parameters)
    assert learn(fitting, 10) is fitting


def test_it_stops_as_soon_as_it_has_learned() -> None:
    fitting = learn(start(FittingSettings()), MOST_STEPS)
    assert fitting.loss < LEARNED <= fitting.losses[-2]
    assert fitting.over
    assert not fitting.diverged


def test_the_steepest_parameter_is_named_and_moves_as_told() -> None:
    begun = start(FittingSettings(0.1, optimizer="gradient descent"))
    told = next_adjustment(begun)
    assert abs(told.gradient) == max(float(np.abs(gradient).max()) for gradient in gradients(begun))
    assert told.after == pytest.approx(told.before - 0.1 * told.gradient)
    after = learn(begun, 1)
    values = [float(value) for array in after.network.parameters for value in array.ravel()]
    assert told.after in values
    assert told.name == "bias of the output"


def test_gradient_descent_with_a_small_rate_goes_down_with_every_step() -> None:
    losses = learn(start(FittingSettings(0.01, optimizer="gradient descent")), 200).losses
    assert all(later < earlier for earlier, later in pairwise(losses))
