"""What a visitor takes home from the training page, and what can be brought back."""

import csv
import io
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import streamlit as st
from numpy.typing import NDArray
from streamlit.testing.v1 import AppTest

from components.ml.forward import ConvolutionLayer, DenseLayer, predict
from components.ml.mnist import Mnist
from components.training.comparison import history_csv
from components.training.engine import NO_TENSORFLOW
from components.training.snapshot import RunState, Snapshot
from components.training.specification import TrainingSpecification
from components.training.weights_file import DAMAGED, KERAS_FILE, NOT_OURS, TOO_HUGE, from_npz, to_npz
from components.ui.common.engine import engine as app_engine
from components.ui.train_and_draw import take_home
from tests.app.conftest import TRAIN_PAGE, OpenPage, run_buttons, texts
from tests.conftest import RUN_TIMEOUT, wait_until

ELSEWHERE = "pages/home.py"


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the page offers for download, by file name; AppTest keeps only the buttons."""
    offered: dict[str, Any] = {}
    button = st.download_button

    def record(label: str, data: Any, file_name: str, **details: Any) -> bool:
        offered[file_name] = data
        return button(label, data, file_name, **details)

    monkeypatch.setattr(take_home.st, "download_button", record)
    return offered


def open_home(open_page: OpenPage, run: str, **link: str) -> AppTest:
    """The training page with that run, a picked test digit, and what can be taken home unfolded."""
    app = open_page(TRAIN_PAGE, run=run, source="Pick a test digit", **link)
    app.session_state["home"] = True
    return app.run()


def upload(app: AppTest, name: str, content: bytes) -> AppTest:
    """Choose a file for the uploader."""
    return app.file_uploader[0].set_value((name, content, "application/octet-stream")).run()


def verdict(app: AppTest) -> str:
    """The answer to the picked test digit."""
    return next(text for text in texts(app) if text.startswith("### "))


def reader(app: AppTest) -> Any:
    """The choice of the network that reads, above the canvas, or None."""
    found = [control for control in app.segmented_control if control.label == "Which network reads"]
    return found[0] if found else None


def readers(app: AppTest) -> list[str]:
    """The networks that there are to choose from."""
    return reader(app).options if reader(app) else []


def times(run: Snapshot, factor: float) -> bytes:
    """A weights file of the run's network with all its weights multiplied by `factor`."""
    large = [replace(layer, kernel=layer.kernel * np.float32(factor)) for layer in run.layers]
    return to_npz(large)


@pytest.fixture
def always_nine(quick_run: Snapshot) -> bytes:
    """A weights file whose network says 9 to everything."""
    *hidden, last = quick_run.layers
    bias = np.where(np.arange(10) == 9, 1000, 0).astype(np.float32)
    return to_npz([*hidden, type(last)(last.kernel, bias, last.activation)])


# Taking home


def test_what_is_taken_home_is_the_run(
    open_page: OpenPage, quick_run: Snapshot, downloads: dict[str, Any], mnist: Mnist
) -> None:
    app = open_home(open_page, quick_run.run_id)
    assert [(button.label, button.disabled) for button in app.download_button] == [
        ("Keras file: network.keras", False),
        ("Weights: weights.npz", False),
        ("History: history.csv", False),
        ("History (0,5): history_commas.csv", False),
        ("Script: train.py", False),
    ]
    with zipfile.ZipFile(io.BytesIO(downloads["network.keras"])) as keras_file:
        assert "model.weights.h5" in keras_file.namelist()
    pictures = mnist.test.pictures[:500]
    layers = from_npz(downloads["weights.npz"])
    assert np.array_equal(predict(layers, pictures), predict(quick_run.layers, pictures))
    rows = list(csv.DictReader(io.StringIO(downloads["history.csv"])))
    for digits, mean, point in (
        ("training", "epoch", quick_run.training_epochs[-1]),
        ("validation", "now", quick_run.validation[-1]),
    ):
        last = [row for row in rows if (row["digits"], row["mean"]) == (digits, mean)][-1]
        assert (last["epoch"], last["batches"]) == ("3.0000", str(quick_run.batches))
        assert (last["loss"], last["accuracy"]) == (f"{point.loss:.6g}", f"{point.accuracy:.6g}")
    assert downloads["history_commas.csv"] == history_csv(quick_run, decimal_commas=True)
    compile(downloads["train.py"], "train.py", "exec")
    assert "permutation(6000)" in downloads["train.py"]
    # The settings on the page are others: the script that is taken home is the run's.
    assert "permutation(60000)" in app.code[-1].value


def test_the_script_of_a_stopped_and_steered_run_ends_where_the_run_did(
    open_page: OpenPage, fake_run: Callable[..., Snapshot], downloads: dict[str, Any]
) -> None:
    fake_run(TrainingSpecification(), state=RunState.STOPPED, batches=2_000, rates=((1_900, 0.01),))
    open_home(open_page, "fake")
    compile(downloads["train.py"], "train.py", "exec")
    assert "iterations) == 2000:" in downloads["train.py"]
    assert "{1900: 0.01}" in downloads["train.py"]


def test_what_there_is_not_can_not_be_taken_home(open_page: OpenPage, fake_run: Callable[..., Snapshot]) -> None:
    fake_run(state=RunState.RUNNING)
    app = open_home(open_page, "fake")
    assert {button.label: button.disabled for button in app.download_button} == {
        "Keras file: network.keras": True,
        "Weights: weights.npz": True,
        "History: history.csv": False,
        "History (0,5): history_commas.csv": False,
        "Script: train.py": False,
    }


# Bringing back


def test_a_weights_file_reads_the_digit_as_soon_as_it_is_loaded(
    open_page: OpenPage, quick_run: Snapshot, always_nine: bytes
) -> None:
    """The page said that it was loaded, and offered it above the canvas only after the next press of something."""
    app = open_home(open_page, quick_run.run_id)
    assert verdict(app).startswith("### It reads 7\n")
    assert readers(app) == []
    upload(app, "nines.npz", always_nine)
    assert [box.value for box in app.success] == [
        r"nines\.npz is loaded. Choose above the canvas which network reads your digits."
    ]
    assert readers(app) == [r"nines\.npz", "Run 1"]
    assert verdict(app).startswith("### ✗ It reads 9; the label says 7\n")
    assert r"**What it sees and reads**, from nines\.npz" in texts(app)
    reader(app).set_value("run").run()
    assert verdict(app).startswith("### It reads 7\n")


def test_a_loaded_file_can_be_put_away_also_after_a_page_switch(
    open_page: OpenPage, quick_run: Snapshot, always_nine: bytes
) -> None:
    """Only the uploader could take it away, and that had forgotten its file by then; the file's network stayed."""
    app = open_home(open_page, quick_run.run_id)
    upload(app, "nines.npz", always_nine)
    for visit in (1, 2):
        if visit == 2:
            app.switch_page(ELSEWHERE).run()
            app.switch_page(TRAIN_PAGE).run()
        assert readers(app) == [r"nines\.npz", "Run 1"]
        assert len(app.success) == 1
        assert verdict(app).startswith("### ✗ It reads 9;")
        app.button(key="remove_weights").click().run()
        assert not app.success
        assert readers(app) == []
        assert verdict(app).startswith("### It reads 7\n")
        # The same file is taken again.
        upload(app, "nines.npz", always_nine)


def test_a_new_run_reads_and_not_the_file_that_was_loaded_before(
    open_page: OpenPage, quick_run: Snapshot, always_nine: bytes
) -> None:
    """The file went on reading after the next run, and a visitor took its answers for those of his own network."""
    app = open_page(TRAIN_PAGE, source="Pick a test digit")
    upload(app, "nines.npz", always_nine)
    assert verdict(app).startswith("### ✗ It reads 9;")
    app.session_state["run"] = quick_run.run_id
    app.run()
    assert verdict(app).startswith("### It reads 7\n")
    assert readers(app) == [r"nines\.npz", "Run 1"]
    # A visitor who wants the file to read can have it, and another file that is loaded beside this run reads at once.
    reader(app).set_value("file").run()
    assert verdict(app).startswith("### ✗ It reads 9;")
    reader(app).set_value("run").run()
    upload(app, "again.npz", always_nine)
    assert verdict(app).startswith("### ✗ It reads 9;")


def test_a_weights_file_reads_without_any_run(open_page: OpenPage, always_nine: bytes) -> None:
    """Beside it a run was offered that there was not, and then nothing: there was no way back to the first network."""
    wait_until(lambda: app_engine().warmed() is not None, RUN_TIMEOUT, "the first network is there")
    app = open_page(TRAIN_PAGE, source="Pick a test digit")
    upload(app, "nines.npz", always_nine)
    assert readers(app) == [r"nines\.npz", "the network that the server began with"]
    assert verdict(app).startswith("### ✗ It reads 9;")


def test_where_there_is_no_tensorflow_the_page_says_so_and_a_weights_file_reads(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page asked to press Train, and each press ended in "Try again in a minute"."""
    monkeypatch.setitem(sys.modules, "tensorflow", None)
    app = open_page(TRAIN_PAGE, source="Pick a test digit")
    assert [box.value for box in app.warning] == [NO_TENSORFLOW]
    assert run_buttons(app) == {"**Train**": False, "Just a taste: a one-second run": False}
    assert "No network can be trained here. Load a weights file under “Take it home”, below." in texts(app)
    bias = np.where(np.arange(10) == 9, 1000, 0).astype(np.float32)
    upload(app, "nines.npz", to_npz([DenseLayer(np.zeros((784, 10), np.float32), bias, "softmax")]))
    assert verdict(app).startswith("### ✗ It reads 9;")


def test_a_file_called_like_the_run_is_told_from_it(
    open_page: OpenPage, quick_run: Snapshot, always_nine: bytes
) -> None:
    """The two had one name, and choosing the run chose the file."""
    app = open_home(open_page, quick_run.run_id)
    upload(app, quick_run.name, always_nine)
    assert verdict(app).startswith("### ✗ It reads 9;")
    reader(app).set_value("run").run()
    assert verdict(app).startswith("### It reads 7\n")


def test_nobody_else_sees_a_weights_file(open_page: OpenPage, quick_run: Snapshot, always_nine: bytes) -> None:
    upload(open_home(open_page, quick_run.run_id), "nines.npz", always_nine)
    other = open_home(open_page, quick_run.run_id)
    assert readers(other) == []
    assert verdict(other).startswith("### It reads 7\n")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("network.keras", lambda run: run.keras_file, KERAS_FILE),
        ("garbage.npz", lambda run: b"\0" * 1_000, NOT_OURS),
        ("empty.npz", lambda run: b"", NOT_OURS),
        ("half.npz", lambda run: run.weights[:200_000], DAMAGED),
        # Read nevertheless, this one crashed the page, and took the uploader with it.
        ("huge.npz", lambda run: times(run, 1e38), TOO_HUGE),
    ],
)
def test_a_bad_file_gets_a_sentence_and_nothing_is_lost(
    name: str,
    content: Callable[[Snapshot], bytes],
    sentence: str,
    open_page: OpenPage,
    quick_run: Snapshot,
    always_nine: bytes,
) -> None:
    app = open_home(open_page, quick_run.run_id)
    upload(app, name, content(quick_run))
    assert [box.value for box in app.error] == [sentence]
    assert not app.success
    assert readers(app) == []
    assert verdict(app).startswith("### It reads 7\n")
    assert app.query_params["run"] == quick_run.run_id
    # The next file is taken as if nothing had been.
    upload(app, "nines.npz", always_nine)
    assert not app.error
    assert verdict(app).startswith("### ✗ It reads 9;")


def test_a_convolutional_network_is_brought_back_too(open_page: OpenPage, quick_run: Snapshot, mnist: Mnist) -> None:
    draws = np.random.default_rng(0)

    def some(*shape: int) -> NDArray[np.float32]:
        return draws.normal(0, 0.1, shape).astype(np.float32)

    layers = (
        ConvolutionLayer(some(3, 3, 1, 8), some(8), "relu"),
        ConvolutionLayer(some(3, 3, 8, 16), some(16), "relu"),
        DenseLayer(some(400, 10), some(10), "softmax"),
    )
    app = open_home(open_page, quick_run.run_id)
    upload(app, "convolutions.npz", to_npz(layers))
    first = predict(layers, mnist.test.pictures[:1])[0].argmax()
    assert verdict(app).startswith(f"### ✗ It wavers: {first}?; the label says 7\n")
