"""The `.keras` file that is taken home: nothing is lost in it, and every Keras 3 opens it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import keras
import numpy as np
import pytest

from components.ml.network import TWO_CONVOLUTIONS, Augmentation, HiddenLayer, NetworkSettings
from components.training.keras_file import keras_file
from components.training.program import compiled_model
from components.training.specification import TrainingSpecification
from tests.conftest import uv

ALL_AT_ONCE = NetworkSettings(
    (HiddenLayer(16, "tanh"),), TWO_CONVOLUTIONS, dropout=0.2, l2=0.001, initialisation="he_normal"
)
SPECIFICATIONS = {
    "course": TrainingSpecification(),
    "zeros": TrainingSpecification(NetworkSettings((), initialisation="zeros"), optimizer="sgd"),
    "normal": TrainingSpecification(NetworkSettings(initialisation="random_normal"), optimizer="rmsprop"),
    "all": TrainingSpecification(ALL_AT_ONCE, augmentation=Augmentation(2, 15, 0.1), optimizer="momentum"),
}
READ = """
import json, sys
import keras, numpy
pictures = numpy.load("pictures.npy")
read = {"version": keras.__version__}
for name in sys.argv[1:]:
    model = keras.models.load_model(f"{name}.keras")
    outputs = keras.ops.convert_to_numpy(model(pictures, training=False))
    learning_rate = keras.ops.convert_to_numpy(model.optimizer.learning_rate)
    read[name] = [outputs.tolist(), type(model.optimizer).__name__, float(learning_rate)]
print(json.dumps(read))
"""


@pytest.mark.parametrize("name", SPECIFICATIONS)
@pytest.mark.filterwarnings("ignore:Skipping variable loading")
def test_what_is_not_written_is_as_it_was(name: str, tmp_path: Path) -> None:
    """What is left out of the file comes back as the default that it was."""
    model = compiled_model(SPECIFICATIONS[name])
    file = tmp_path / "network.keras"
    file.write_bytes(keras_file(model))
    loaded = keras.models.load_model(file)
    for ours, theirs in (
        (loaded.get_config(), model.get_config()),
        (loaded.get_compile_config(), model.get_compile_config()),
    ):
        assert json.dumps(ours) == json.dumps(theirs)  # where a tuple is as good as a list
    for read, written in zip(loaded.get_weights(), model.get_weights(), strict=True):
        np.testing.assert_array_equal(read, written)


@pytest.fixture
def oldest_keras(registry: None, tmp_path: Path) -> Path:
    """The first Keras 3, in a folder of its own, to be put before the one that is installed."""
    folder = tmp_path / "oldest"
    # Its other needs are those of the newest one, which are here.
    wishes = ["keras==3.0.0", "dm-tree"]
    answer = uv("pip", "install", "--no-deps", "--python", sys.executable, "--target", str(folder), *wishes)
    assert answer.returncode == 0, answer.stderr
    return folder


def test_the_oldest_keras_3_opens_it_and_reads_the_same(oldest_keras: Path, tmp_path: Path) -> None:
    """It said "Unrecognized keyword arguments passed to Dense: quantization_config", as did 3.10, 3.12 and 3.14."""
    draws = np.random.default_rng(0)
    pictures = draws.random((20, 28, 28), np.float32)
    np.save(tmp_path / "pictures.npy", pictures)
    expected = {}
    for name, specification in SPECIFICATIONS.items():
        model = compiled_model(specification)
        for weights in model.trainable_variables:
            weights.assign(draws.normal(0, 0.1, weights.shape))
        (tmp_path / f"{name}.keras").write_bytes(keras_file(model))
        outputs = keras.ops.convert_to_numpy(model(pictures, training=False))
        expected[name] = outputs, type(model.optimizer).__name__, float(model.optimizer.learning_rate)
    result = subprocess.run(
        [sys.executable, "-c", READ, *expected],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(oldest_keras)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    read = json.loads(result.stdout)
    assert read.pop("version") == "3.0.0"
    for name, (outputs, *optimizer) in read.items():
        np.testing.assert_allclose(outputs, expected[name][0], atol=1e-5)
        assert tuple(optimizer) == expected[name][1:]
    assert read.keys() == expected.keys()
