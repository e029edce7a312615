"""Units that give the same everywhere, and why."""

from dataclasses import replace

import numpy as np
import pytest

from components.ml.flat_units import flat_units
from components.ml.plane_changes import Unit
from components.ml.plane_network import start
from components.ml.plane_settings import PlaneSettings


@pytest.mark.parametrize(
    ("activation", "bias", "weight", "why"),
    [
        ("relu", -100.0, 1.0, "dead"),
        ("tanh", 100.0, 1.0, "saturated"),
        ("sigmoid", -100.0, 1.0, "saturated"),
        ("tanh", 0.3, 0.0, "no weights"),
        ("relu", -1.0, 0.0, "no weights"),
    ],
)
def test_a_unit_that_gives_the_same_everywhere_is_found_with_the_reason(
    activation: str, bias: float, weight: float, why: str
) -> None:
    settings = PlaneSettings(hidden=(3,), activation=activation)
    network = start(settings).network
    weights, biases = [array.copy() for array in network.weights], [array.copy() for array in network.biases]
    weights[0][:, 1] = weight
    biases[0][1] = bias
    changed = replace(network, weights=tuple(weights), biases=tuple(biases))
    assert flat_units(changed, settings) == {Unit(0, 1): why}


def test_zeros_at_the_start_are_told_of_and_the_output_is_no_unit() -> None:
    settings = PlaneSettings(hidden=(2, 1), initialisation="zeros")
    assert flat_units(start(settings).network, settings) == dict.fromkeys(
        [Unit(0, 0), Unit(0, 1), Unit(1, 0)], "no weights"
    )
    alone = PlaneSettings(hidden=(), initialisation="zeros")
    assert flat_units(start(alone).network, alone) == {}


def test_the_first_weights_make_no_flat_units() -> None:
    settings = PlaneSettings(hidden=(8, 8), activation="tanh")
    network = start(settings).network
    assert flat_units(network, settings) == {}
    assert np.ptp(network.weights[0]) > 0
