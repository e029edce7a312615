"""The compiled network: it learns what Keras' own fit learns, and can be left and come back to."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import keras
import numpy as np
import pytest

from components.ml.evaluation import l2_penalty
from components.ml.forward import predict
from components.ml.mnist import Mnist
from components.ml.network import TWO_CONVOLUTIONS, Augmentation, HiddenLayer, NetworkSettings
from components.training.pace import usual_seconds_a_batch
from components.training.program import (
    EXECUTION_SECONDS,
    MAX_DIGITS_AN_EXECUTION,
    Digits,
    Program,
    batches_per_execution,
    compiled_model,
)
from components.training.specification import BATCH_SIZES, TrainingSpecification

Programs = Callable[[TrainingSpecification], Program]

COURSE = TrainingSpecification()
REGULARISED = TrainingSpecification(
    NetworkSettings((HiddenLayer(16, "tanh"),), dropout=0.5, l2=0.01), batch_size=64, seed=3
)


def weights(program: Program) -> list[np.ndarray]:
    return [array for layer in program.layers() for array in (layer.kernel, layer.bias)]


def order(length: int) -> np.ndarray:
    return np.random.default_rng(1).permutation(60_000)[:length].astype(np.int32)


def test_the_inputs_are_the_courses(digits: Digits, mnist: Mnist) -> None:
    to_numpy = keras.ops.convert_to_numpy
    expected = (mnist.train.pictures[:50] / 255).astype(np.float32)
    np.testing.assert_array_equal(to_numpy(digits.train_inputs[:50]), expected)
    np.testing.assert_array_equal(to_numpy(digits.train_targets), keras.utils.to_categorical(mnist.train.labels, 10))
    np.testing.assert_array_equal(digits.test_inputs[:50], (mnist.test.pictures[:50] / 255).astype(np.float32))


@pytest.mark.parametrize("specification", [COURSE, REGULARISED])
def test_evaluate_is_keras_evaluate(specification: TrainingSpecification, program: Programs, mnist: Mnist) -> None:
    """Also what L2 adds to the loss; and dropout leaves nothing out."""
    ours = program(specification)
    ours.begin(specification)
    ours.learn(order(640))
    model = compiled_model(specification)
    for variable, value in zip(model.trainable_variables, weights(ours), strict=True):
        variable.assign(value)
    targets = keras.utils.to_categorical(mnist.test.labels, 10)
    expected = model.evaluate(mnist.test.pictures.astype(np.float32) / 255, targets, verbose=0)
    loss, accuracy = ours.evaluate()
    penalty = l2_penalty(ours.layers(), specification.network.l2)
    np.testing.assert_allclose((loss + penalty, accuracy), expected, atol=1e-5)


@pytest.mark.parametrize("specification", [COURSE, REGULARISED])
def test_a_batch_more_and_a_smaller_one_are_learned_as_keras_does(
    specification: TrainingSpecification, program: Programs, mnist: Mnist
) -> None:
    """What is filled up to a full execution must not be learned from, and no batch twice."""
    ours, size = program(specification), specification.batch_size
    ours.begin(specification)
    chosen = order(3 * size + size // 2)
    for first, last in [(0, 1), (1, 3), (3, 4)]:
        ours.learn(chosen[first * size : last * size])
    loss, accuracy = ours.means()

    theirs = compiled_model(specification)
    inputs = mnist.train.pictures[chosen].astype(np.float32) / 255
    targets = keras.utils.to_categorical(mnist.train.labels[chosen], 10)
    history = theirs.fit(inputs, targets, batch_size=size, shuffle=False, verbose=0).history
    assert loss == pytest.approx(history["loss"][0], abs=1e-5)
    assert accuracy == pytest.approx(history["accuracy"][0], abs=1e-6)
    for our, their in zip(weights(ours), theirs.trainable_variables, strict=True):
        np.testing.assert_allclose(our, their, atol=1e-5)


def test_fewer_digits_than_a_batch_are_one_batch(program: Programs) -> None:
    ours = program(COURSE)
    ours.begin(COURSE)
    before = weights(ours)
    ours.learn(order(20))
    after = weights(ours)
    assert all(np.isfinite(array).all() for array in after)
    assert not np.array_equal(before[0], after[0])
    assert int(ours._model.optimizer.iterations) == 1


def test_means_are_those_since_the_last_call(program: Programs) -> None:
    ours = program(COURSE)
    ours.begin(COURSE)
    ours.learn(order(32))
    first = ours.means()
    assert first[0] > 2  # ten answers by chance: about ln 10
    for _ in range(3):
        ours.learn(order(32))
    ours.means()
    ours.learn(order(32))
    assert ours.means()[0] < first[0] - 0.5


@pytest.mark.parametrize("specification", [COURSE, REGULARISED])
def test_begin_forgets_all_that_was_learned(specification: TrainingSpecification, program: Programs) -> None:
    """The next visitor's run must not begin with the last one's weights, its optimizer's memory, or its draws."""
    ours, chosen = program(specification), order(256)
    runs = []
    for seed in (1, 2, 1):
        ours.begin(replace(specification, seed=seed, learning_rate=0.01))
        ours.learn(chosen)
        runs.append((ours.means(), weights(ours)))
        ours.learn(chosen)
        ours.learning_rate = 0.5
    assert runs[0][0] == runs[2][0] != runs[1][0]
    for first, again in zip(runs[0][1], runs[2][1], strict=True):
        np.testing.assert_array_equal(first, again)


@pytest.mark.parametrize("specification", [COURSE, REGULARISED])
def test_a_run_comes_back_as_it_left(specification: TrainingSpecification, program: Programs) -> None:
    """The first means after a pause had those of a run in them that had failed with the same network."""
    ours, chosen = program(specification), order(512)
    ours.begin(specification)
    ours.learn(chosen[:256])
    ours.means()
    state = ours.state()
    ours.learn(chosen[256:])
    expected = ours.means(), weights(ours)
    ours.begin(replace(specification, seed=5, learning_rate=0.1))
    ours.learn(chosen)
    ours.restore(state)
    assert ours.learning_rate == pytest.approx(0.001)
    ours.learn(chosen[256:])
    assert ours.means() == expected[0]
    for one, other in zip(weights(ours), expected[1], strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("specification", [COURSE, REGULARISED])
def test_layers_are_a_copy(specification: TrainingSpecification, program: Programs) -> None:
    """A report is made beside the learning: its weights must not change meanwhile."""
    ours = program(specification)
    ours.begin(specification)
    before = weights(ours)
    kept = [array.copy() for array in before]
    ours.learn(order(320))
    for one, other in zip(before, kept, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("specification", [COURSE, REGULARISED])
def test_the_keras_file_is_the_network_ready_to_go_on(
    specification: TrainingSpecification, program: Programs, mnist: Mnist, tmp_path: Path
) -> None:
    ours = program(specification)
    ours.begin(specification)
    ours.learn(order(320))
    file = tmp_path / "network.keras"
    file.write_bytes(ours.keras_file(specification))
    model = keras.models.load_model(file)
    pictures = mnist.test.pictures[:50]
    expected = predict(ours.layers(), pictures)
    np.testing.assert_allclose(model.predict(pictures.astype(np.float32) / 255, verbose=0), expected, atol=1e-5)
    assert type(model.optimizer).__name__ == "Adam"
    assert model.loss == "categorical_crossentropy"
    # Adam remembers two numbers for each weight.
    assert file.stat().st_size < 1.5 * 4 * specification.network.parameters + 40_000


@pytest.mark.parametrize("batch_size", BATCH_SIZES)
@pytest.mark.parametrize(
    "network",
    [
        NetworkSettings(()),
        NetworkSettings(),
        NetworkSettings((HiddenLayer(512),) * 4),
        NetworkSettings((HiddenLayer(512),) * 4, dropout=0.5),
        NetworkSettings(convolutions=TWO_CONVOLUTIONS),
    ],
)
@pytest.mark.parametrize("augmentation", [Augmentation(), Augmentation(2, 15, 0.1)])
def test_large_networks_listen_as_often_as_small_ones(
    network: NetworkSettings, batch_size: int, augmentation: Augmentation
) -> None:
    """75 batches of the largest network took seconds, in which Stop did nothing."""
    specification = TrainingSpecification(network, batch_size=batch_size, augmentation=augmentation)
    batches = batches_per_execution(specification)
    assert batches >= 1
    assert batches * batch_size <= MAX_DIGITS_AN_EXECUTION
    assert batches == 1 or batches * usual_seconds_a_batch(specification) <= EXECUTION_SECONDS


def test_small_networks_do_not_listen_after_every_batch() -> None:
    """Each return to Python costs a fifth of a millisecond, which is as long as the course's batch takes."""
    assert batches_per_execution(COURSE) >= 50
