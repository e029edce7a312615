"""The pictures of the page on how networks learn show the numbers that they were given."""

import json

import numpy as np
import pytest

from components.charts.activations import DEAD, flat_parts
from components.charts.batches import training_and_inference
from components.charts.curve_fitting import WIDTHS, loss_spec, loss_table
from components.charts.numbers import fine_number
from components.ml.batches import TrainingPlan
from components.ml.curve_fitting import MOST_STEPS, FittingSettings, learn, start
from components.ml.one_weight import MOST_STEPS as MOST_WEIGHT_STEPS
from components.ml.one_weight import path


def test_the_loss_table_has_a_row_for_each_step() -> None:
    fitting = learn(start(FittingSettings()), 7)
    assert loss_table(fitting) == {"step": list(range(8)), "loss": list(fitting.losses)}


def test_the_loss_chart_grows_in_four_strides_only() -> None:
    """A spec that changed with every step would have the chart built anew five times a second."""
    specs = {json.dumps(loss_spec(steps)["encoding"]) for steps in range(MOST_STEPS + 1)}
    assert len(specs) == len(WIDTHS) == 4
    assert all(loss_spec(steps)["encoding"]["x"]["scale"]["domain"][1] >= steps for steps in range(MOST_STEPS + 1))


def test_no_path_holds_a_number_that_a_chart_can_not_draw() -> None:
    for rate in np.linspace(0.01, 1.2, 120):
        losses = [place.loss for place in path(float(rate), MOST_WEIGHT_STEPS)]
        assert np.isfinite(losses).all()
        assert max(losses) < 100


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("step", [(-6.0, 6.0)]),
        ("sigmoid", [(-6.0, -4.59), (4.59, 6.0)]),  # sigmoid (1 - sigmoid) = 0.01 at z = ±4.585
        ("tanh", [(-6.0, -2.99), (2.99, 6.0)]),  # 1 - tanh² = 0.01 at z = ±2.993
        ("relu", [(-6.0, 0.0)]),
        ("leaky_relu", []),
    ],
)
def test_the_ground_is_grey_where_the_slope_dies(name: str, parts: list[tuple[float, float]]) -> None:
    assert DEAD == 0.01
    assert np.array(flat_parts(name)).ravel() == pytest.approx(np.array(parts).ravel(), abs=0.011)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (1.0, "1"), (2.4576e-5, "0.0000246"), (-0.99998771, "−0.9999877"), (0.00247, "0.0025"), (6.0, "6")],
)
def test_what_only_comes_near_0_or_1_is_not_told_as_such(value: float, text: str) -> None:
    """The slope of tanh at z = 6 was told as 0, as if no step could ever come from there."""
    assert fine_number(value) == text


def test_training_and_inference_are_told_in_words() -> None:
    html = training_and_inference()
    assert 'aria-label="Training: a batch of digits, then network, then answers, then loss, then gradients.' in html
    assert 'aria-label="Inference: one digit, then network, then answer. The weights stay."' in html


@pytest.mark.parametrize(
    ("size", "steps", "last"), [(32, 1_875, 32), (1, 60_000, 1), (512, 118, 96), (60_000, 1, 60_000)]
)
def test_an_epoch_has_so_many_steps(size: int, steps: int, last: int) -> None:
    plan = TrainingPlan(batch_size=size, epochs=3)
    assert (plan.steps_per_epoch, plan.last_batch, plan.steps) == (steps, last, 3 * steps)
    assert len(range(0, 60_000, size)) == steps
