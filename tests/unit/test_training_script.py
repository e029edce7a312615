"""The script that the page shows does what the app's run does."""

import contextlib
import io
import re
from dataclasses import replace

import keras
import pytest

from components.ml.keras_network import NetworkSettings
from components.ml.mnist import Mnist
from components.training.engine import Engine
from components.training.script import source_code
from components.training.specification import QUICK_RUN, TrainingSpecification
from tests.conftest import RUN_TIMEOUT, wait_until


def accuracy_of_script(code: str, mnist: Mnist, monkeypatch: pytest.MonkeyPatch) -> float:
    """Run the script, with our copy of MNIST in place of the download, and read the accuracy it prints."""
    arrays = (mnist.train.pictures, mnist.train.labels), (mnist.test.pictures, mnist.test.labels)
    monkeypatch.setattr(keras.datasets.mnist, "load_data", lambda: arrays)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    found = re.search(r"Test accuracy: (0\.\d{4})$", printed.getvalue().strip())
    assert found, printed.getvalue()[-200:]
    return float(found[1])


@pytest.mark.parametrize(
    "specification",
    [
        QUICK_RUN,
        replace(QUICK_RUN, network=NetworkSettings(2, 32, "tanh"), optimizer="sgd", learning_rate=0.1, seed=7),
    ],
)
def test_script_and_run_agree(
    specification: TrainingSpecification, engine: Engine, mnist: Mnist, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same seed, so the same weights and batches; XLA adds up in another order, hence the tolerance."""
    run = engine.submit(specification)
    from_script = accuracy_of_script(source_code(specification), mnist, monkeypatch)
    wait_until(lambda: not engine.snapshot(run).active, RUN_TIMEOUT, "the run ends")
    assert engine.snapshot(run).test_accuracy == pytest.approx(from_script, abs=0.003)


def test_a_network_without_hidden_layers_has_none_in_its_script() -> None:
    code = source_code(replace(QUICK_RUN, network=NetworkSettings(hidden_layers=0)))
    assert code.count("keras.layers.Dense(") == 1
