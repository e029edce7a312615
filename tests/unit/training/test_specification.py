"""Illegal settings and orders are refused before anything is queued, each with a sentence."""

import json
from dataclasses import replace

import pytest

from components.ml.network import TWO_CONVOLUTIONS, Augmentation, HiddenLayer, NetworkSettings
from components.training.specification import BEST_FOR_DRAWINGS, InvalidSpecification, Orders, TrainingSpecification

COURSE = TrainingSpecification()
NAN = float("nan")


def test_the_defaults_are_the_courses() -> None:
    assert COURSE.network == NetworkSettings((HiddenLayer(128, "relu"),), (), 0.0, 0.0, "glorot_uniform")
    assert COURSE.network.layer_sizes == (784, 128, 10)
    assert COURSE.augmentation == Augmentation(0, 0, 0.0)
    assert (COURSE.optimizer, COURSE.learning_rate) == ("adam", 0.001)
    assert (COURSE.epochs, COURSE.batch_size, COURSE.training_digits) == (5, 32, 60_000)
    assert COURSE.batches == 1875


def test_a_last_smaller_batch_counts() -> None:
    assert replace(COURSE, training_digits=1_000, batch_size=64).batches == 16
    assert replace(COURSE, training_digits=100, batch_size=512).batches == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"network": NetworkSettings((HiddenLayer(),) * 5)}, "The number of hidden layers must be from 0 to 4, not 5."),
        ({"network": NetworkSettings((HiddenLayer(0),))}, "The number of units must be from 1 to 512, not 0."),
        (
            {"network": NetworkSettings((HiddenLayer(), HiddenLayer(513)))},
            "The number of units must be from 1 to 512, not 513.",
        ),
        (
            {"network": NetworkSettings((HiddenLayer(8, "swish"),))},
            "The activation function must be one of relu, sigmoid, tanh, linear, not swish.",
        ),
        ({"network": NetworkSettings(dropout=0.95)}, "The dropout must be from 0 to 0.9, not 0.95."),
        ({"network": NetworkSettings(dropout=-0.1)}, "The dropout must be from 0 to 0.9, not -0.1."),
        ({"network": NetworkSettings(l2=2)}, "The weight of L2 must be from 0 to 1, not 2."),
        ({"network": NetworkSettings(l2=NAN)}, "The weight of L2 must be from 0 to 1, not nan."),
        (
            {"network": NetworkSettings(initialisation="ones")},
            "The initialisation must be one of glorot_uniform, he_normal, random_normal, zeros, not ones.",
        ),
        ({"optimizer": "lion"}, "The optimizer must be one of adam, rmsprop, sgd, momentum, not lion."),
        ({"learning_rate": 0.0}, "The learning rate must be from 1e-06 to 10, not 0."),
        ({"learning_rate": 11}, "The learning rate must be from 1e-06 to 10, not 11."),
        ({"learning_rate": NAN}, "The learning rate must be from 1e-06 to 10, not nan."),
        ({"batch_size": 7}, "The batch size must be one of 8, 16, 32, 64, 128, 256, 512, not 7."),
        ({"epochs": 0}, "The number of epochs must be from 1 to 50, not 0."),
        ({"epochs": 51}, "The number of epochs must be from 1 to 50, not 51."),
        ({"training_digits": 60_001}, "The number of training digits must be from 100 to 60,000, not 60,001."),
        ({"training_digits": 99}, "The number of training digits must be from 100 to 60,000, not 99."),
        ({"augmentation": Augmentation(shift=9)}, "The shift in pixels must be from 0 to 8, not 9."),
        ({"augmentation": Augmentation(rotation=91)}, "The rotation in degrees must be from 0 to 90, not 91."),
        ({"augmentation": Augmentation(noise=1.5)}, "The noise must be from 0 to 1, not 1.5."),
        ({"seed": -1}, "The seed must be from 0 to 9,999, not -1."),
        ({"seed": 10_000}, "The seed must be from 0 to 9,999, not 10,000."),
    ],
)
def test_an_illegal_setting_has_its_sentence(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(InvalidSpecification) as refused:
        replace(COURSE, **changes)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"epochs": 0}, "The number of epochs must be from 1 to 50, not 0."),
        ({"epochs": NAN}, "The number of epochs must be from 1 to 50, not nan."),
        ({"learning_rate": NAN}, "The learning rate must be from 1e-06 to 10, not nan."),
        ({"learning_rate": -1}, "The learning rate must be from 1e-06 to 10, not -1."),
    ],
)
def test_an_illegal_order_has_its_sentence(changes: dict[str, float], sentence: str) -> None:
    with pytest.raises(InvalidSpecification) as refused:
        replace(Orders.of(COURSE), **changes)
    assert str(refused.value) == sentence


def test_a_run_begins_with_the_orders_to_do_what_its_specification_says() -> None:
    assert Orders.of(replace(COURSE, epochs=7, learning_rate=0.01)) == Orders(7, 0.01, pause_at=None, stop=False)


@pytest.mark.parametrize(
    "specification",
    [
        COURSE,
        TrainingSpecification(
            NetworkSettings((HiddenLayer(64, "tanh"), HiddenLayer(8)), TWO_CONVOLUTIONS, 0.5, 0.0001, "he_normal"),
            optimizer="momentum",
            learning_rate=0.05,
            batch_size=128,
            epochs=3,
            training_digits=500,
            augmentation=Augmentation(2, 15, 0.1),
            seed=7,
        ),
        TrainingSpecification(NetworkSettings(())),
        BEST_FOR_DRAWINGS,
    ],
)
def test_a_specification_survives_the_way_to_the_worker(specification: TrainingSpecification) -> None:
    line = json.dumps(specification.to_json())
    assert TrainingSpecification.from_json(json.loads(line)) == specification


def test_half_a_unit_and_half_an_epoch_are_refused() -> None:
    """They passed as numbers within the bounds, and the worker failed with them."""
    with pytest.raises(InvalidSpecification, match=r"units must be a whole number, not 12\.5"):
        replace(COURSE, network=NetworkSettings((HiddenLayer(12.5),)))  # type: ignore[arg-type]
    with pytest.raises(InvalidSpecification, match=r"epochs must be a whole number, not 2\.5"):
        Orders(epochs=2.5, learning_rate=0.1)  # type: ignore[arg-type]
