"""The two programs that repeat what a network on the plane has learned, one in NumPy and one in Keras."""

import ast
import contextlib
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import astuple, replace

import keras
import numpy as np
import pytest

from components.ml.learning_rule import Example
from components.ml.optimizers import OPTIMIZERS
from components.ml.penalties import PENALTIES
from components.ml.plane_data import FEATURES, KINDS, OWN, PointSettings
from components.ml.plane_network import Learning, learn, start
from components.ml.plane_settings import ACTIVATIONS, PlaneSettings
from components.ml.small_network import INITIALISATIONS
from components.ui.common.program import FOLDER, program

OWN_POINTS = tuple(Example(float(x), x / 4 - x % 3, x % 2) for x in range(-6, 7))
DEFAULT = PlaneSettings()
SOME = {
    "as it stands": DEFAULT,
    "spiral": PlaneSettings(
        PointSettings("spiral", 150, 0.05, 0.5, 7),
        tuple(FEATURES),
        (8, 8),
        "relu",
        optimizer="momentum",
        penalty="L2",
        share=0.01,
        initialisation="he_uniform",
        seed=3,
    ),
    "hill": PlaneSettings(
        PointSettings("hill", seed=1), hidden=(6,), activation="sigmoid", batch_size=16, optimizer="gradient descent"
    ),
    "own": PlaneSettings(
        PointSettings(OWN, own=OWN_POINTS), ("x1", "x1·x2"), (), batch_size=3, penalty="L1", share=0.1
    ),
    "slope, without a test": PlaneSettings(
        PointSettings("slope", 60, test_share=0.0), hidden=(3, 2, 2), activation="linear", optimizer="momentum"
    ),
}


@pytest.fixture
def float64() -> Iterator[None]:
    """The program in Keras asks for float64, which holds for all that comes after it; once Keras was in use, it needs
    to be told twice.
    """
    floatx, policy = keras.config.floatx(), keras.config.dtype_policy()
    keras.config.set_dtype_policy("float64")
    yield
    keras.config.set_floatx(floatx)
    keras.config.set_dtype_policy(policy)


def values(learning: Learning) -> dict[str, object]:
    """What is written into a program's first lines."""
    settings = learning.settings
    drawn, names = settings.points, ("features", "hidden", "activation", "learning_rate", "batch_size", "optimizer")
    return {
        **{name: getattr(drawn, name) for name in ("kind", "n", "noise", "test_share")},
        "points_seed": drawn.seed,
        "own": [astuple(one) for one in drawn.own],
        **{name: getattr(settings, name) for name in (*names, "penalty", "share", "initialisation", "seed")},
        "steps": learning.step,
    }


def run(code: str) -> tuple[dict[str, object], str]:
    """A program's variables after its last line, and what it prints."""
    variables: dict[str, object] = {}
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(code, variables)
    return variables, output.getvalue()


def assert_told(learning: Learning, printed: str) -> None:
    """Loss and accuracy, on as many points as there are, to the digits that are printed."""
    scores = [("training", learning.now.train), ("test", learning.now.test)]
    there = [(name, score) for name, score in scores if score.loss is not None]
    lines = printed.splitlines()
    for line, (name, score) in zip(lines, there, strict=True):
        found = re.fullmatch(rf"{name} loss (\d+\.\d{{4}})(?:, accuracy ([01]\.\d\d))?", line)
        assert found, line
        assert float(found[1]) == pytest.approx(score.loss, abs=0.000_051)
        assert (found[2] is None) == (score.accuracy is None)
        assert score.accuracy is None or float(found[2]) == pytest.approx(score.accuracy, abs=0.005_1)


def in_numpy(settings: PlaneSettings, steps: int) -> None:
    """Run the program in NumPy, and compare what it prints and all its weights and biases."""
    learning = learn(start(settings), steps)
    assert learning.step == steps
    variables, printed = run(program("plane_numpy", **values(learning)))
    assert_told(learning, printed)
    for ours, theirs in ((learning.network.weights, "weights"), (learning.network.biases, "biases")):
        for mine, its in zip(ours, variables[theirs], strict=True):  # type: ignore[call-overload]
            np.testing.assert_allclose(its, mine, rtol=1e-7, atol=1e-10)  # what is rounded differently grows


@pytest.mark.parametrize("name", SOME)
def test_numpy_has_the_pages_numbers(name: str) -> None:
    in_numpy(SOME[name], 60)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_numpy_draws_all_points_and_knows_all_activations(kind: str, activation: str) -> None:
    in_numpy(replace(DEFAULT, points=PointSettings(kind, 81, 0.2, 0.25, 5), activation=activation), 25)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize("initialisation", INITIALISATIONS)
def test_numpy_learns_by_all_rules(optimizer: str, penalty: str, initialisation: str) -> None:
    settings = replace(DEFAULT, optimizer=optimizer, penalty=penalty, share=0.01, initialisation=initialisation)
    in_numpy(settings, 25)


@pytest.mark.parametrize("name", SOME)
def test_keras_has_the_pages_numbers(name: str, float64: None) -> None:
    """Its parameters are as far from the page's as test_plane_network.py says, for each step: of Adam 6.5 millionths of
    a step of at most about the learning rate.
    """
    learning = learn(start(SOME[name]), 30)
    code = program("plane_keras", **values(learning))
    variables, printed = run(code)
    assert_told(learning, printed)
    model = variables["model"]
    assert isinstance(model, keras.Sequential)
    for ours, its in zip(learning.network.parameters, model.get_weights(), strict=True):
        assert its.dtype == np.float64
        np.testing.assert_allclose(its, ours, atol=30 * 1e-5 * learning.settings.learning_rate)


@pytest.mark.parametrize("name", ["plane_numpy", "plane_keras"])
def test_before_the_first_step_both_tell_how_good_the_first_weights_are(name: str, float64: None) -> None:
    begun = start(DEFAULT)
    _, printed = run(program(name, **values(begun)))
    assert_told(begun, printed)


def test_with_the_first_networks_values_a_program_is_as_it_stands() -> None:
    """So what a page writes into them is what they say before."""
    learning = learn(start(DEFAULT), 200)
    for name in ("plane_numpy", "plane_keras"):
        written, stands = (ast.dump(ast.parse(code)) for code in (program(name, **values(learning)), program(name)))
        assert written == stands


def test_the_keras_program_runs_as_a_student_runs_it() -> None:
    """In a process of its own, which nobody has told of float64 before."""
    command = [sys.executable, FOLDER / "plane_keras.py"]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert result.returncode == 0, result.stderr
    assert_told(learn(start(DEFAULT), 200), result.stdout)


def test_both_draw_their_points_in_the_same_lines() -> None:
    numpy, keras = ((FOLDER / f"{name}.py").read_text(encoding="utf-8") for name in ("plane_numpy", "plane_keras"))
    begin, end = 'kind = "circle"', "x_train, y_train = "
    assert numpy[numpy.index(begin) : numpy.index(end)] == keras[keras.index(begin) : keras.index(end)]
