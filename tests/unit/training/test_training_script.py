"""The script that the page shows does what the app's run did, with nothing but Keras' own calls."""

import contextlib
import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import keras
import numpy as np
import pytest

from components.ml.mnist import Mnist
from components.ml.network import TWO_CONVOLUTIONS, Augmentation, Convolution, HiddenLayer, NetworkSettings
from components.training.script import source_code
from components.training.snapshot import RunState, Snapshot
from components.training.specification import QUICK_RUN, TrainingSpecification
from components.training.subprocess_engine import SubprocessEngine
from components.ui.common.program import program
from tests.conftest import RUN_TIMEOUT, ended, start, stop, wait_until

SMALL = TrainingSpecification(training_digits=2_000, epochs=2)
# The worker and the tests' process multiply with a different number of threads, XLA and not, and so add up in
# another order. In dense layers that shows in the seventh digit. A convolution's gradient is the sum over hundreds of
# places in a picture, and momentum remembers each difference for tens of batches: up to 1.5e-4 were measured.
DENSE, CONVOLUTIONS = 1e-5, 5e-4

Script = Callable[[str], dict[str, Any]]


@pytest.fixture
def script(mnist: Mnist, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Run a script, with our copy of MNIST in place of the download; the names that it leaves, and what it printed."""
    arrays = (mnist.train.pictures, mnist.train.labels), (mnist.test.pictures, mnist.test.labels)
    monkeypatch.setattr(keras.datasets.mnist, "load_data", lambda: arrays)

    def script(code: str) -> dict[str, Any]:
        names: dict[str, Any] = {}
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, names)
        return {**names, "printed": printed.getvalue().strip()}

    return script


def agree(run: Snapshot, names: dict[str, Any], tolerance: float) -> None:
    """The same weights, and the same test accuracy where the run has one."""
    theirs = names["model"].get_weights()
    ours = [array for layer in run.layers for array in (layer.kernel, layer.bias)]
    assert [array.shape for array in ours] == [array.shape for array in theirs]
    differences = [float(np.abs(our - their).max()) for our, their in zip(ours, theirs, strict=True)]
    assert max(differences) < tolerance
    assert re.search(rf"Test accuracy: {names['accuracy']:.4f}$", names["printed"])
    if run.test_accuracy is not None:
        assert run.test_accuracy == pytest.approx(names["accuracy"], abs=1e-6)
        assert run.test_loss == pytest.approx(names["loss"], abs=1e-4)


@pytest.mark.parametrize(
    ("specification", "tolerance"),
    [
        (QUICK_RUN, DENSE),
        (replace(SMALL, network=NetworkSettings((HiddenLayer(64),), dropout=0.5)), DENSE),
        (replace(SMALL, network=NetworkSettings((HiddenLayer(32),)), augmentation=Augmentation(2, 15, 0.1)), DENSE),
        (
            replace(
                SMALL,
                network=NetworkSettings(
                    (HiddenLayer(32),), convolutions=TWO_CONVOLUTIONS, l2=0.001, initialisation="he_normal"
                ),
                optimizer="momentum",
                learning_rate=0.01,
            ),
            CONVOLUTIONS,
        ),
        (
            replace(
                SMALL,
                network=NetworkSettings((HiddenLayer(64, "tanh"), HiddenLayer(32, "sigmoid"), HiddenLayer(16))),
                optimizer="rmsprop",
                batch_size=64,
                training_digits=2_020,
                seed=7,
            ),
            DENSE,
        ),
        (
            replace(
                SMALL,
                network=NetworkSettings((HiddenLayer(16),), convolutions=(Convolution(4, 5), Convolution(4))),
                augmentation=Augmentation(pens=True),
                training_digits=1_100,
                decay=0.5,
            ),
            CONVOLUTIONS,
        ),
    ],
    ids=["quick", "dropout", "augmentation", "convolutions", "deep", "like pens"],
)
def test_script_and_run_agree(
    specification: TrainingSpecification, tolerance: float, engine: SubprocessEngine, script: Script
) -> None:
    run = start(engine, specification)
    names = script(source_code(specification))
    agree(ended(engine, run), names, tolerance)


def test_script_and_a_steered_run_agree(engine: SubprocessEngine, script: Script) -> None:
    """Paused, its learning rate changed twice, once before the first batch, and stopped in the midst of an epoch."""
    specification = replace(SMALL, learning_rate=0.01)
    run = start(engine, specification)
    for pause_at, learning_rate in [(0, 0.01), (20, 0.003), (70, 0.001), (100, 0.001)]:
        engine.control(run, pause_at=pause_at, learning_rate=learning_rate)
        wait_until(
            lambda pause_at=pause_at: engine.snapshot(run).weights != b"" and engine.snapshot(run).batches == pause_at,
            RUN_TIMEOUT,
            "the run is paused",
        )
    stop(engine, run)
    stopped = engine.snapshot(run)
    assert (stopped.state, stopped.batches) == (RunState.STOPPED, 100)
    assert stopped.rates == ((0, 0.003), (20, 0.001))
    names = script(source_code(specification, stopped.batches, stopped.rates))
    assert int(names["model"].optimizer.iterations) == 100
    agree(stopped, names, DENSE)


def test_a_run_that_was_stopped_before_it_learned_has_a_script(engine: SubprocessEngine, script: Script) -> None:
    """Keras refuses to fit no batches."""
    specification = replace(SMALL, network=NetworkSettings((), dropout=0.2))
    run = start(engine, specification)
    engine.control(run, pause_at=0)
    wait_until(lambda: engine.snapshot(run).weights != b"", RUN_TIMEOUT, "the run is paused")
    stop(engine, run)
    stopped = engine.snapshot(run)
    assert (stopped.state, stopped.batches) == (RunState.STOPPED, 0)
    agree(stopped, script(source_code(specification, stopped.batches)), 1e-9)


def test_the_courses_five_blocks_run(script: Script, mnist: Mnist, monkeypatch: pytest.MonkeyPatch) -> None:
    """The generated script, with its seeds, was all that the page showed. Tried on fewer digits."""
    arrays = (mnist.train.pictures[:3_200], mnist.train.labels[:3_200]), (mnist.test.pictures, mnist.test.labels)
    monkeypatch.setattr("tensorflow.keras.datasets.mnist.load_data", lambda: arrays)
    code = program("first_network")
    assert re.findall(r"^# (\d)\. ", code, re.MULTILINE) == list("12345")
    names = script(code.replace("epochs=5", "epochs=1"))
    assert names["model"].count_params() == 101_770
    assert names["accuracy"] > 0.75


def test_the_courses_first_look_at_the_digits_runs(
    script: Script, mnist: Mnist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    names = script(program("first_digits"))
    assert [axis.get_title() for axis in names["axes"]] == [str(label) for label in mnist.train.labels[:10]]
    np.testing.assert_array_equal(names["axes"][1].images[0].get_array(), mnist.train.pictures[1])


def test_a_script_says_no_more_than_it_has_to() -> None:
    """The course's own is what the course's notebook has; steering is in it only where there was some."""
    code = source_code(TrainingSpecification())
    assert code.count("keras.layers.Dense(") == 2
    for word in ("Reshape", "callbacks", "def steer", "def stop", "learning_rates", "\n\n\n\n"):
        assert word not in code
    assert source_code(SMALL, SMALL.epochs * SMALL.batches, ()) == source_code(SMALL)
    assert source_code(replace(SMALL, epochs=1), SMALL.epochs * SMALL.batches) == source_code(SMALL)
    steered = source_code(SMALL, 100, ((20, 0.003),))
    assert "learning_rates = {20: 0.003}" in steered
    assert "== 100:  # the run ended here" in steered
    for text in (code, steered):
        assert max(map(len, text.splitlines())) <= 120
