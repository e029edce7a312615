"""The worker's functions, called directly, with real Keras."""

import math
import threading
from pathlib import Path

import keras
import numpy as np
import pytest

from components.ml.forward import load_layers, predict
from components.ml.keras_network import NetworkSettings, build
from components.ml.mnist import WATCHED_DIGITS, Mnist
from components.training.events import Event, Failed, Finished, Progress, Stopped
from components.training.specification import TrainingSpecification
from components.training.worker import DIVERGED, Digits, measure, steps_per_execution, train


@pytest.fixture(scope="module")
def digits(mnist: Mnist) -> Digits:
    return Digits(mnist)


def test_measure_is_keras_evaluate(digits: Digits) -> None:
    keras.utils.set_random_seed(3)
    model = build(NetworkSettings())
    model.compile(loss="categorical_crossentropy", metrics=["accuracy"])
    targets = keras.utils.to_categorical(digits.test_labels, 10)
    expected = model.evaluate(digits.test_inputs, targets, verbose=0)
    np.testing.assert_allclose(measure(model, digits.test_inputs, digits.test_labels), expected, atol=1e-5)


def test_the_inputs_are_the_courses(digits: Digits, mnist: Mnist) -> None:
    to_numpy = keras.ops.convert_to_numpy
    expected = (mnist.train.pictures[:50] / 255).astype(np.float32)
    np.testing.assert_array_equal(to_numpy(digits.train_inputs[:50]), expected)
    np.testing.assert_array_equal(to_numpy(digits.train_targets), keras.utils.to_categorical(mnist.train.labels, 10))


@pytest.mark.parametrize(
    ("specification", "steps"),
    [
        (TrainingSpecification(), 75),
        (TrainingSpecification(batch_size=512), 4),
        (TrainingSpecification(network=NetworkSettings(4, 512)), 6),
        (TrainingSpecification(network=NetworkSettings(4, 512), batch_size=512), 1),
    ],
)
def test_large_networks_can_be_stopped_as_soon_as_small_ones(specification: TrainingSpecification, steps: int) -> None:
    """75 batches of the largest network took seconds, in which Stop did nothing."""
    assert steps_per_execution(specification) == steps


def run_here(specification: TrainingSpecification, digits: Digits, path: Path) -> list[Event]:
    events: list[Event] = []
    train("run", specification, digits, path, threading.Event(), events.append)
    return events


def test_a_run_reports_what_it_does_and_leaves_its_weights(digits: Digits, mnist: Mnist, tmp_path: Path) -> None:
    """Keras counts in whole executions: the page once said "batch 225 of 188"."""
    events = run_here(TrainingSpecification(training_digits=6_000, epochs=2), digits, tmp_path / "weights")
    *reports, end = events
    assert isinstance(end, Finished)
    assert reports
    for report in reports:
        assert isinstance(report, Progress)
        assert 1 <= report.epoch <= 2
        assert 1 <= report.batch <= 188
        assert 0 <= report.accuracy <= 1
    # Each epoch's last report is at its end, so that the curves reach it, however short the run.
    assert [report.batch for report in reports if report.batch == 188] == [188, 188]
    assert all(report.validation for report in reports if report.batch == 188)
    first = reports[0]
    assert isinstance(first, Progress)
    assert first.validation is not None
    assert len(first.validation.answers) == len(WATCHED_DIGITS)
    # An independent way to the test accuracy: the NumPy forward pass with the weights in the file.
    answers = predict(load_layers(tmp_path / "weights"), mnist.test.pictures).argmax(axis=1)
    assert end.test_accuracy == pytest.approx((answers == mnist.test.labels).mean(), abs=2e-4)
    assert end.test_accuracy > 0.85


def test_the_same_seed_gives_the_same_run_and_another_seed_another(digits: Digits, tmp_path: Path) -> None:
    accuracies = []
    for seed in (1, 1, 2):
        specification = TrainingSpecification(training_digits=1_000, epochs=1, seed=seed)
        end = run_here(specification, digits, tmp_path / "weights")[-1]
        assert isinstance(end, Finished)
        accuracies.append((end.test_loss, end.test_accuracy))
    assert accuracies[0] == accuracies[1] != accuracies[2]


def test_reported_losses_are_means_since_the_report_before(
    digits: Digits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keras' own figures are means since the epoch began; weighted together again, ours must give them back."""
    monkeypatch.setattr("components.training.worker.REPORT_EVERY", 0.0)
    monkeypatch.setattr("components.training.worker.DIGITS_PER_EXECUTION", 320)  # a report every ten batches
    specification = TrainingSpecification(training_digits=3_200, epochs=1)
    reports = [event for event in run_here(specification, digits, tmp_path / "w") if isinstance(event, Progress)]
    assert [report.batch for report in reports] == list(range(10, 101, 10))
    keras.utils.set_random_seed(specification.seed)
    model = build(specification.network)
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(digits.train_inputs[:3_200], digits.train_targets[:3_200], batch_size=32, verbose=0).history
    assert np.mean([report.loss for report in reports]) == pytest.approx(history["loss"][0], abs=1e-3)
    assert np.mean([report.accuracy for report in reports]) == pytest.approx(history["accuracy"][0], abs=2e-3)


def test_a_stopped_run_is_not_evaluated_and_keeps_its_weights(digits: Digits, tmp_path: Path) -> None:
    stop = threading.Event()
    events: list[Event] = []

    def take(event: Event) -> None:
        events.append(event)
        stop.set()

    train("run", TrainingSpecification(), digits, tmp_path / "weights", stop, take)
    assert [type(event) for event in events] == [Progress, Stopped]
    assert [layer.weights.shape for layer in load_layers(tmp_path / "weights")] == [(784, 128), (128, 10)]


def test_a_run_that_diverges_says_so_and_shows_no_nan(digits: Digits, tmp_path: Path) -> None:
    """With large steps the weights became NaN, and so did everything that the page showed of the run."""
    specification = TrainingSpecification(
        network=NetworkSettings(4, 512), optimizer="sgd", learning_rate=10, training_digits=6_000
    )
    *reports, end = run_here(specification, digits, tmp_path / "weights")
    assert end == Failed("run", DIVERGED)
    assert all(isinstance(report, Progress) and math.isfinite(report.loss) for report in reports)
    assert not (tmp_path / "weights").exists()
