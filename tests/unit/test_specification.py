"""Illegal settings are refused before anything is queued, each with a sentence."""

from dataclasses import replace

import pytest

from components.ml.keras_network import NetworkSettings
from components.training.specification import InvalidSpecification, TrainingSpecification

COURSE = TrainingSpecification()


def test_the_defaults_are_the_courses() -> None:
    assert COURSE.network.layer_sizes == (784, 128, 10)
    assert COURSE.network.activation == "relu"
    assert (COURSE.optimizer, COURSE.learning_rate) == ("adam", 0.001)
    assert (COURSE.epochs, COURSE.batch_size, COURSE.training_digits) == (5, 32, 60_000)
    assert COURSE.batches == 1875


def test_a_last_smaller_batch_counts() -> None:
    assert replace(COURSE, training_digits=1_000, batch_size=64).batches == 16


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"network": NetworkSettings(hidden_layers=5)}, "hidden layers must be from 0 to 4, not 5"),
        ({"network": NetworkSettings(units=0)}, "units must be from 1 to 512, not 0"),
        ({"network": NetworkSettings(activation="swish")}, "activation function must be one of relu, sigmoid, tanh"),
        ({"optimizer": "lion"}, "optimizer must be one of adam, rmsprop, sgd, not lion"),
        ({"learning_rate": 0.0}, "learning rate must be from 1e-06 to 10, not 0"),
        ({"learning_rate": float("nan")}, "learning rate must be from 1e-06 to 10, not nan"),
        ({"batch_size": 7}, "batch size must be one of 8, 16"),
        ({"epochs": 0}, "epochs must be from 1 to 50, not 0"),
        ({"training_digits": 60_001}, "training digits must be from 100 to 60,000, not 60,001"),
        ({"seed": -1}, "seed must be from 0 to"),
    ],
)
def test_illegal_settings_get_a_sentence(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(InvalidSpecification, match=sentence):
        replace(COURSE, **changes)


def test_it_survives_the_way_to_the_worker() -> None:
    specification = replace(COURSE, network=NetworkSettings(2, 64, "tanh"), optimizer="sgd", seed=7)
    assert TrainingSpecification.from_json(specification.to_json()) == specification
