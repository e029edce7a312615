"""The training page: its settings, and its run through every change of state."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from components.charts.digit_pictures import answer_strip
from components.charts.numbers import percent
from components.ml.doubt import looks_like_no_digit
from components.ml.drawing import to_mnist_image, unprepared
from components.ml.forward import DenseLayer, Layer, predict
from components.ml.mnist import WATCHED_DIGITS, Mnist
from components.ml.network import TWO_CONVOLUTIONS, Augmentation, Convolution, HiddenLayer, NetworkSettings
from components.training.engine import DESK_AWAY, EngineUnavailable
from components.training.learning import DIVERGED
from components.training.script import source_code
from components.training.snapshot import CurvePoint, Moment, RunState, Snapshot
from components.training.specification import BEST_FOR_DRAWINGS, QUICK_RUN, Orders, TrainingSpecification
from components.training.weights_file import to_npz
from components.ui.common import runs
from components.ui.common.drawing_link import encode, paint
from components.ui.train_and_draw.settings import PRESETS
from tests.app.conftest import (
    COURSE,
    TRAIN_PAGE,
    OpenPage,
    chart_table,
    charts,
    curves,
    run_buttons,
    shown_run,
    texts,
    wait_for,
)
from tests.conftest import RUN_TIMEOUT, wait_until

COURSE_LINE = "784 pixels → 128 → 10 digits, relu, adam 0.001, batches of 32, 5 epochs on 60,000 digits"
ELSEWHERE = "pages/home.py"
STEPS = {"Continue": True, "One batch": True, "One epoch": True, "Stop": True}

# Every setting, away from its default, as a link names it.
LINK = {
    "network": "convolutional",
    "layers": "2",
    "units1": "64",
    "activation1": "tanh",
    "units2": "16",
    "activation2": "sigmoid",
    "dropout": "0.2",
    "l2": "0.0001",
    "initialisation": "he_normal",
    "optimizer": "momentum",
    "learning_rate": "0.03",
    "batch_size": "128",
    "epochs": "2",
    "digits": "12000",
    "shift": "2",
    "rotation": "15",
    "noise": "0.1",
    "seed": "7",
}
LINKED = TrainingSpecification(
    NetworkSettings((HiddenLayer(64, "tanh"), HiddenLayer(16, "sigmoid")), TWO_CONVOLUTIONS, 0.2, 0.0001, "he_normal"),
    "momentum",
    0.03,
    128,
    2,
    12_000,
    Augmentation(2, 15, 0.1),
    7,
)


def metrics(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


@pytest.fixture
def submitted(monkeypatch: pytest.MonkeyPatch) -> list[TrainingSpecification]:
    """What the engine was asked for; it begins nothing."""
    wishes: list[TrainingSpecification] = []
    monkeypatch.setattr(runs.engine(), "submit", lambda wish, owner, name: wishes.append(wish) or "unknown")
    return wishes


# Settings


def test_before_any_training_it_says_so_and_offers_a_short_run(open_page: OpenPage) -> None:
    app = open_page(TRAIN_PAGE)
    assert run_buttons(app) == {"**Train**": True, "Just a taste: a one-second run": True}
    assert "No network of yours has been trained yet" in app.info[0].value
    assert f"**Train** begins: {COURSE_LINE}" in texts(app)
    # Nothing to rewind, to compare or to take home; but a network can be brought along.
    assert [expander.label for expander in app.expander] == [
        "Words on this page",
        "Change the network and how it learns",
        "Take it home: the network, its history, its script",
        "Show the code",
        "Show the exact script",
        "What the curves show",
        "5 questions about this page. Try as often as you like.",
    ]
    assert len(app.file_uploader) == 1


@pytest.mark.parametrize(
    ("key", "value", "specification"),
    [
        ("network", "convolutional", TrainingSpecification(NetworkSettings(convolutions=TWO_CONVOLUTIONS))),
        ("layers", 0, TrainingSpecification(NetworkSettings(()))),
        ("layers", 3, TrainingSpecification(NetworkSettings((HiddenLayer(),) * 3))),
        ("units1", 16, TrainingSpecification(NetworkSettings((HiddenLayer(16),)))),
        ("activation1", "tanh", TrainingSpecification(NetworkSettings((HiddenLayer(128, "tanh"),)))),
        ("dropout", 0.5, TrainingSpecification(NetworkSettings(dropout=0.5))),
        ("l2", 0.00001, TrainingSpecification(NetworkSettings(l2=0.00001))),
        ("initialisation", "zeros", TrainingSpecification(NetworkSettings(initialisation="zeros"))),
        ("optimizer", "sgd", TrainingSpecification(optimizer="sgd")),
        ("optimizer", "momentum", TrainingSpecification(optimizer="momentum")),
        ("learning_rate", 0.1, TrainingSpecification(learning_rate=0.1)),
        ("batch_size", 128, TrainingSpecification(batch_size=128)),
        ("epochs", 2, TrainingSpecification(epochs=2)),
        ("digits", 1_000, TrainingSpecification(training_digits=1_000)),
        ("decay", 0.5, TrainingSpecification(decay=0.5)),
        ("change", "like pens", TrainingSpecification(augmentation=Augmentation(pens=True))),
        ("shift", 4, TrainingSpecification(augmentation=Augmentation(shift=4))),
        ("rotation", 30, TrainingSpecification(augmentation=Augmentation(rotation=30))),
        ("noise", 0.5, TrainingSpecification(augmentation=Augmentation(noise=0.5))),
        ("seed", 9_999, TrainingSpecification(seed=9_999)),
    ],
)
def test_every_setting_reaches_the_run(
    key: str, value: Any, specification: TrainingSpecification, open_page: OpenPage, submitted: list
) -> None:
    """Also when it was changed a moment before Train was pressed: the run once had the setting before that."""
    changes = {"change": "a little"} if key in ("shift", "rotation", "noise") else {}
    app = open_page(TRAIN_PAGE, **changes)
    app.get_by_key(key).set_value(value)
    app.button(key="train").click().run()
    assert submitted == [specification]


def test_every_convolution_has_settings_of_its_own(open_page: OpenPage, submitted: list) -> None:
    app = open_page(TRAIN_PAGE, network="convolutional", convolutions="3", filters1="4", kernel2="5")
    app.get_by_key("filters3").set_value(8).run()
    app.button(key="train").click().run()
    assert submitted[0].network.convolutions == (Convolution(4), Convolution(16, 5), Convolution(8))


def test_what_shifts_the_digits_is_shown_when_it_is_chosen_and_then_does_something(
    open_page: OpenPage, submitted: list
) -> None:
    """The three sliders stood there for everybody, at 0. Chosen as "a little", the digits are changed a little."""
    app = open_page(TRAIN_PAGE)
    shown = {slider.key for slider in app.slider}
    app.get_by_key("change").set_value("a little").run()
    assert {slider.key for slider in app.slider} - shown == {"shift", "rotation", "noise"}
    app.button(key="train").click().run()
    app.get_by_key("change").set_value("as they are").run()
    app.button(key="train").click().run()
    assert [wish.augmentation for wish in submitted] == [Augmentation(1, 10), Augmentation()]


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_sets_all_of_it(name: str, open_page: OpenPage, submitted: list) -> None:
    """Whatever was set before."""
    app = open_page(TRAIN_PAGE, **LINK)
    app.button(key=f"preset_{name}").click().run()
    app.button(key="train").click().run()
    assert submitted == [PRESETS[name]]


def test_every_hidden_layer_has_settings_of_its_own(open_page: OpenPage, submitted: list) -> None:
    app = open_page(TRAIN_PAGE, layers="4")
    layers = [(8, "sigmoid"), (256, "linear"), (32, "tanh"), (512, "relu")]
    for number, (units, activation) in enumerate(layers, 1):
        app.get_by_key(f"units{number}").set_value(units)
        app.get_by_key(f"activation{number}").set_value(activation)
    app.button(key="train").click().run()
    assert submitted[0].network.hidden == tuple(HiddenLayer(*layer) for layer in layers)
    # Two layers less, and the two others come back as they were.
    app.slider(key="layers").set_value(2).run()
    assert not [slider for slider in app.select_slider if slider.key == "units3"]
    app.button(key="train").click().run()
    app.slider(key="layers").set_value(4).run()
    app.button(key="train").click().run()
    assert submitted[1].network.hidden == submitted[0].network.hidden[:2]
    assert submitted[2] == submitted[0]


def test_a_link_reproduces_every_setting_and_a_page_switch_keeps_them(open_page: OpenPage, submitted: list) -> None:
    app = open_page(TRAIN_PAGE, **LINK)
    app.button(key="train").click().run()
    app.switch_page(ELSEWHERE).run()
    app.switch_page(TRAIN_PAGE).run()
    assert {name: app.query_params.get(name) for name in LINK} == LINK
    app.button(key="train").click().run()
    assert submitted == [LINKED, LINKED]


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [("digits", "12000", 12_000), ("learning_rate", "1.0", 1.0), ("learning_rate", "0.01", 0.01)],
)
def test_a_link_typed_by_hand_is_understood(key: str, text: str, value: float, open_page: OpenPage) -> None:
    """?digits=12000 trained on all 60,000: what counts in a URL is an option's label, and that had a comma."""
    assert open_page(TRAIN_PAGE, **{key: text}).get_by_key(key).value == value


@pytest.mark.parametrize(
    "link",
    [
        {"run": "", "runs": ",,,", "layers": "99", "epochs": "x", "seed": "-1"},
        {"network": "", "optimizer": "", "initialisation": "", "activation1": "", "dropout": "0.15", "l2": "nan"},
        {"units1": "7", "learning_rate": "inf", "batch_size": "1", "digits": "1e3", "shift": "9", "by": "week"},
        {"activation1": "softmax", "units1": "", "source": "camera", "inside": "perhaps", "test_digit": "10000"},
    ],
)
def test_a_link_with_wrong_values_opens_with_the_courses(link: dict, open_page: OpenPage, submitted: list) -> None:
    app = open_page(TRAIN_PAGE, **link)
    app.button(key="train").click().run()
    assert not app.exception
    assert submitted == [TrainingSpecification()]


def test_the_summary_tells_where_each_number_comes_from(open_page: OpenPage) -> None:
    app = open_page(TRAIN_PAGE)
    assert app.table[0].value.to_numpy().tolist() == [
        ["Input", "28 × 28", "", ""],
        ["Flatten", "784", "", ""],
        ["Dense, relu", "128", "100,480", "784 × 128 + 128"],
        ["Dense, softmax", "10", "1,290", "128 × 10 + 10"],
    ]
    assert any(text.startswith("101,770 numbers to learn: ") for text in texts(app))
    app.get_by_key("network").set_value("convolutional")
    app.select_slider(key="units1").set_value(16)
    app.select_slider(key="dropout").set_value(0.1).run()
    assert app.table[0].value.to_numpy().tolist()[1:] == [
        ["Conv2D, relu", "26 × 26 × 8", "80", "3 × 3 × 1 × 8 + 8"],
        ["MaxPooling2D", "13 × 13 × 8", "", ""],
        ["Conv2D, relu", "11 × 11 × 16", "1,168", "3 × 3 × 8 × 16 + 16"],
        ["MaxPooling2D", "5 × 5 × 16", "", ""],
        ["Flatten", "400", "", ""],
        ["Dense, relu", "16", "6,416", "400 × 16 + 16"],
        ["Dropout, 0.1", "16", "", ""],
        ["Dense, softmax", "10", "170", "16 × 10 + 10"],
    ]
    assert any(text.startswith("7,834 numbers to learn: ") for text in texts(app))


def test_the_code_is_that_of_the_chosen_settings(open_page: OpenPage) -> None:
    code = open_page(TRAIN_PAGE, **LINK).code[-1]
    compile(code.value, "train.py", "exec")
    assert 'keras.layers.Dense(16, activation="sigmoid"' in code.value
    assert "SGD(learning_rate=0.03, momentum=0.9)" in code.value


# A drawing, and who reads it


def test_a_drawing_in_the_address_is_shown_and_read(open_page: OpenPage, quick_run: Snapshot) -> None:
    """A student could not send the 9 that failed: the address had the run, and not the drawing."""
    strokes = [[(80, 60), (220, 60), (130, 270)], [(90, 160), (210, 160)]]
    app = open_page(TRAIN_PAGE, run=quick_run.run_id, strokes=encode(strokes))
    expected = predict(quick_run.layers, to_mnist_image(paint(strokes))[None])[0]
    assert chart_table(app, alt="Ten bars")["probability"].tolist() == expected.tolist()
    app.switch_page(ELSEWHERE).run()
    app.query_params.pop("strokes")  # as a browser does at the menu's links
    app.switch_page(TRAIN_PAGE).run()
    assert app.query_params["strokes"] == encode(strokes)
    assert chart_table(app, alt="Ten bars")["probability"].tolist() == expected.tolist()
    app.button(key="clear").click().run()
    assert "strokes" not in app.query_params
    assert set(chart_table(app, alt="Ten bars")["percent"]) == {""}


def test_a_drawing_that_is_none_leaves_the_paper_empty(open_page: OpenPage, quick_run: Snapshot) -> None:
    app = open_page(TRAIN_PAGE, run=quick_run.run_id, strokes="<script>")
    assert "strokes" not in app.query_params
    assert app.button(key="undo").disabled


def test_digits_in_a_row_are_read_one_by_one(open_page: OpenPage, quick_run: Snapshot) -> None:
    """Of several, the bars and the 28x28 pixels are of the one that is chosen."""
    one, seven = [[(60, 90), (60, 200)]], [[(160, 90), (240, 90), (190, 210)]]
    app = open_page(TRAIN_PAGE, run=quick_run.run_id, strokes=encode(one + seven))
    pictures = [to_mnist_image(paint(strokes)) for strokes in (one, seven)]
    expected = predict(quick_run.layers, np.array(pictures))
    digits = "".join(str(digit) for digit in expected.argmax(axis=1))
    assert not looks_like_no_digit(np.array(pictures)).any()
    for which in (0, 1):
        app.get_by_key("which_of_2").set_value(which).run()
        assert chart_table(app, alt="Ten bars")["probability"].tolist() == expected[which].tolist()
        assert any(text.startswith(f"### It reads {digits}") for text in texts(app))


def test_what_looks_like_no_digit_is_doubted(open_page: OpenPage, quick_run: Snapshot) -> None:
    """An A was a 9 with 98 %. Beside a digit it has a question mark, and the bars stay what the network says."""
    letter = [[(60, 255), (150, 45), (240, 255)], [(96, 180), (204, 180)]]
    app = open_page(TRAIN_PAGE, run=quick_run.run_id, strokes=encode(letter))
    probabilities = predict(quick_run.layers, to_mnist_image(paint(letter))[None])[0]
    if_one = f"If it is one: {probabilities.argmax()}, {percent(probabilities.max())}"
    assert f"### No digit?\n{if_one}" in texts(app)
    assert chart_table(app, alt="Ten bars")["probability"].tolist() == probabilities.tolist()
    small = [[(x // 2, y // 2 + 75) for x, y in stroke] for stroke in letter]
    app = open_page(TRAIN_PAGE, run=quick_run.run_id, strokes=encode([*small, [(220, 70), (220, 230)]]))
    assert any(text.startswith("### It reads ?1\nDigit 1: looks like no digit; if it is one, ") for text in texts(app))


def test_the_answer_before_the_training_and_of_the_drawing_as_it_was_are_told(
    open_page: OpenPage, quick_run: Snapshot
) -> None:
    """What training gave, and what preparing the drawing gives, is seen where the answer is."""
    wait_until(lambda: runs.engine().warmed() is not None, RUN_TIMEOUT, "a worker has learned a little")
    strokes = [[(30, 20), (90, 20), (60, 110)]]  # a small 7 in the corner

    def reading(layers: Sequence[Layer], picture: np.ndarray) -> str:
        probabilities = predict(layers, picture[None])[0]
        return f"{probabilities.argmax()} ({percent(probabilities.max())})"

    app = open_page(TRAIN_PAGE, run=quick_run.run_id, strokes=encode(strokes))
    prepared, whole = to_mnist_image(paint(strokes)), unprepared(paint(strokes))
    before = reading(runs.engine().warmed().layers(), prepared)
    assert f"The network that the server began with read {before}." in texts(app)
    assert f"As it was drawn, only shrunk: it reads {reading(quick_run.layers, whole)}" in texts(app)
    assert f"Prepared as MNIST's digits are: it reads {reading(quick_run.layers, prepared)}" in texts(app)
    # A test digit was prepared long ago, and without a run there is no before.
    app = open_page(TRAIN_PAGE, run=quick_run.run_id, source="Pick a test digit")
    assert not any("only shrunk" in text for text in texts(app))
    app = open_page(TRAIN_PAGE, strokes=encode(strokes))
    assert not any("began with" in text for text in texts(app))


# A run, from state to state


def test_before_any_training_the_network_of_the_servers_start_reads(open_page: OpenPage, mnist: Mnist) -> None:
    """A first visitor who drew a digit got no answer: nothing here could read. A run that learns reads as it is now."""
    app = open_page(TRAIN_PAGE, source="Pick a test digit")
    wait_until(lambda: runs.engine().warmed() is not None, RUN_TIMEOUT, "a worker has learned a little")
    app.run()
    warmed = runs.engine().warmed()
    probability = predict(warmed.layers(), mnist.test.pictures[:1])[0]
    assert warmed.point.accuracy > 0.85
    assert any(f"It reads {probability.argmax()}" in text for text in texts(app))
    assert any(text.startswith("Read by a network that learned for a second") for text in texts(app))
    assert chart_table(app, alt="Ten bars")["probability"].tolist() == probability.tolist()


def test_a_run_that_learns_reads_as_its_latest_report_left_it(
    open_page: OpenPage, fake_run: Callable[..., Snapshot], quick_run: Snapshot, mnist: Mnist
) -> None:
    """The digit waited for the run's end, and nobody saw the own 7 become a 7."""
    for moments in (quick_run.moments[:2], quick_run.moments):
        fake_run(state=RunState.RUNNING, moments=moments)
        app = open_page(TRAIN_PAGE, run="fake", source="Pick a test digit")
        expected = predict(moments[-1].layers(), mnist.test.pictures[:1])[0]
        assert chart_table(app, alt="Ten bars")["probability"].tolist() == expected.tolist()
        assert "**What it sees and reads**, while it learns" in texts(app)


def test_who_has_trained_can_train_what_reads_drawings_best(
    open_page: OpenPage, fake_run: Callable[..., Snapshot], submitted: list[TrainingSpecification]
) -> None:
    """It stood in a folded part of the page, and nobody who drew came upon it. The settings stay as they are."""
    fake_run(state=RunState.FINISHED, test_accuracy=0.9, test_loss=0.4)
    app = open_page(TRAIN_PAGE, run="fake", epochs="7")
    app.button(key="for_drawings").click().run()
    assert submitted == [BEST_FOR_DRAWINGS]
    assert app.slider(key="epochs").value == 7
    fake_run(BEST_FOR_DRAWINGS, state=RunState.FINISHED, test_accuracy=0.99, test_loss=0.04)
    assert "for_drawings" not in {button.key for button in open_page(TRAIN_PAGE, run="fake").button}


def test_a_short_run_from_press_to_answer(open_page: OpenPage) -> None:
    app = open_page(TRAIN_PAGE)
    app.button(key="quick").click().run()
    assert shown_run(app).specification == QUICK_RUN
    assert app.query_params["run"] == app.query_params["runs"] == app.session_state["run"]
    app = wait_for(app, RunState.FINISHED)
    result = shown_run(app)
    assert metrics(app) == {
        "Test accuracy": f"{result.test_accuracy:.4f}",
        "Test loss": f"{result.test_loss:.4f}",
        "Training time": f"{result.seconds:.1f} s",
    }
    right = round(10_000 * result.test_accuracy)
    assert any(f"it reads {right:,} right and {10_000 - right:,} wrong" in text for text in texts(app))
    # The settings still say the course's, so the two of them can be raced; a first taste has been had.
    assert run_buttons(app) == {"**Train**": True, "Run again from the same start": True}
    # The network reads a digit without anybody drawing one.
    app.get_by_key("source").set_value("Pick a test digit").run()
    assert "Its label says **7**." in texts(app)
    assert any(text.startswith("### It reads 7\n") for text in texts(app))
    app.number_input(key="test_digit").set_value(1).run()
    assert "Its label says **2**." in texts(app)
    # Away and back, the run is still there.
    app.switch_page(ELSEWHERE).run()
    app.switch_page(TRAIN_PAGE).run()
    assert len(metrics(app)) == 3
    # A second visitor's tab with the same address finds it as well; one without sees none of it.
    assert metrics(open_page(TRAIN_PAGE, run=result.run_id)) == metrics(app)
    assert not open_page(TRAIN_PAGE).metric


def test_pause_a_batch_an_epoch_and_on_until_it_is_stopped(paused: AppTest) -> None:
    app = paused

    def where() -> str:
        epoch, batch = divmod(shown_run(app).batches - 1, 1_875)
        return f"in epoch {epoch + 1} of 5, after batch {batch + 1:,} of 1,875."

    before = shown_run(app).batches
    assert run_buttons(app) == STEPS
    assert app.progress[0].text == f"Paused {where()}"
    for step in (1, 2):
        app.button(key="one_batch").click().run()
        wait_for(app, RunState.PAUSED)
        assert shown_run(app).batches == before + step
        assert app.progress[0].text == f"Paused {where()}"
        assert run_buttons(app) == STEPS
    app.button(key="one_epoch").click().run()
    wait_for(app, RunState.PAUSED)
    ends = shown_run(app).batches
    assert before + 2 < ends <= before + 2 + 1_875
    assert ends % 1_875 == 0
    assert app.progress[0].text == f"Paused {where()}"

    app.button(key="continue").click().run()
    assert run_buttons(app) == {"Pause": True, "Stop": True}
    assert shown_run(app).moving
    wait_until(lambda: shown_run(app).batches > ends, RUN_TIMEOUT, "it learns on")
    app.run()
    app.button(key="stop").click().run()
    wait_for(app)
    assert shown_run(app).state is RunState.STOPPED
    assert app.info[0].value == f"Stopped {where()} It keeps what it had learned."
    assert not app.metric
    # A paused run that is stopped, and one that follows a stopped one, begin anew.
    first = app.session_state["run"]
    app.button(key="train").click().run()
    assert app.session_state["run"] != first
    assert shown_run(app).moving
    app.button(key="stop").click().run()
    assert app.info[0].value == "Stopped. It had not learned anything yet."


def test_a_paused_run_waits_while_its_visitor_is_elsewhere(paused: AppTest, open_page: OpenPage) -> None:
    app, before = paused, shown_run(paused)
    app.switch_page(ELSEWHERE).run()
    app.switch_page(TRAIN_PAGE).run()
    again = open_page(TRAIN_PAGE, run=before.run_id, runs=before.run_id)
    steps = ["Continue", "One batch", "One epoch"]
    for page, buttons in ((app, [*steps, "Stop"]), (again, [*steps, "Leave this run"])):
        assert page.progress[0].text.startswith("Paused in epoch ")
        assert list(run_buttons(page)) == buttons
        assert shown_run(page).batches == before.batches
    # Whoever watches it by its address can't end it, and is not held up by it.
    again.button(key="leave").click().run()
    assert list(run_buttons(again)) == ["**Train**", "Just a taste: a one-second run"]
    assert "run" not in again.query_params
    assert shown_run(app).active


def test_a_run_is_steered_while_it_waits(paused: AppTest) -> None:
    app = paused
    app.session_state["steer"] = True
    app.run()
    before = shown_run(app)
    slider = app.select_slider(key=f"steer_{before.run_id}")
    assert slider.value == 0.001
    assert "It ends after epoch 5." in texts(app)
    slider.set_value(0.01).run()
    assert shown_run(app).orders.learning_rate == 0.01
    app.button(key="add_1").click().run()
    assert shown_run(app).orders.epochs == 6
    app.button(key="add_5").click().run()
    assert shown_run(app).orders.epochs == 11
    assert "It ends after epoch 11." in texts(app)
    assert " of 11, " in app.progress[0].text
    # The orders are followed from the next batch on.
    app.button(key="one_batch").click().run()
    wait_for(app, RunState.PAUSED)
    assert shown_run(app).rates == ((before.batches, 0.01),)
    # A run may have 50 epochs.
    runs.engine().control(before.run_id, epochs=45)
    assert not app.run().button(key="add_5").disabled
    runs.engine().control(before.run_id, epochs=46)
    assert app.run().button(key="add_5").disabled
    assert not app.button(key="add_1").disabled
    runs.engine().control(before.run_id, epochs=50)
    assert app.run().button(key="add_1").disabled


def test_the_settings_belong_to_the_run_while_it_goes_on(paused: AppTest) -> None:
    app = paused
    keys = {"network", "layers", "units1", "activation1", "dropout", "l2", "initialisation", "optimizer", "seed"}
    keys |= {"learning_rate", "batch_size", "decay", "epochs", "digits", "change"}
    sentence = "A run is going on with these settings. Wait until it ends, or stop it."
    assert sentence in texts(app)
    assert [key for key in keys if not app.get_by_key(key).disabled] == []
    # A link from the glossary, followed during the run, sets the next one; the page said that it was this one's.
    app.query_params["initialisation"] = "zeros"
    app.switch_page(ELSEWHERE).run()
    app.switch_page(TRAIN_PAGE).run()
    assert (
        "A run is going on with other settings; these are for the next one. Wait until it ends, or stop it."
        in texts(app)
    )
    assert app.code[-1].value == source_code(shown_run(app).specification).strip()
    assert "Zeros" not in app.code[-1].value
    app.button(key="stop").click().run()
    assert sentence not in texts(app)
    assert [key for key in keys if app.get_by_key(key).disabled] == []


@pytest.mark.parametrize(
    ("state", "orders", "buttons"),
    [
        (RunState.QUEUED, {}, {"Leave the queue": True}),
        (RunState.RUNNING, {}, {"Pause": True, "Stop": True}),
        (RunState.RUNNING, {"pause_at": 0}, {"Pausing …": False, "Stop": True}),
        (RunState.RUNNING, {"pause_at": 1_875}, STEPS),
        (RunState.RUNNING, {"pause_at": 40}, STEPS),
        (RunState.RUNNING, {"stop": True}, {"Pause": True, "Stopping …": False}),
        (RunState.PAUSED, {"pause_at": 0}, STEPS),
        (RunState.STOPPED, {"stop": True}, {"**Train**": True}),
        (RunState.FAILED, {}, {"**Train**": True}),
    ],
)
def test_each_state_has_its_buttons(
    state: RunState, orders: dict, buttons: dict, open_page: OpenPage, fake_run: Callable[..., Snapshot]
) -> None:
    """On the way to a pause the buttons for steps were disabled: whoever pressed one by keyboard lost his place.

    Where the worker was slow, they were gone for the moment between the batch and the pause after it.
    """
    now = replace(Orders.of(TrainingSpecification()), **orders)
    fake_run(state=state, orders=now, batches=0 if state is RunState.QUEUED else 40)
    assert run_buttons(open_page(TRAIN_PAGE, run="fake")) == buttons


@pytest.mark.parametrize(
    ("details", "text"),
    [
        ({"runs_ahead": 1, "wait": 12.3}, "Waiting: 1 run comes first, about 12 s."),
        ({"runs_ahead": 2, "wait": 150.0}, "Waiting: 2 runs come first, about 2 min."),
        ({"state": RunState.RUNNING}, "Preparing the network …"),
        (
            {"state": RunState.RUNNING, "batches": 1_915, "training": tuple(CurvePoint(x, x, 1, 0) for x in (0.5, 1))},
            "Epoch 2 of 5 · batch 40 of 1,875 · 60,000 images a second · 4 s left",
        ),
        ({"state": RunState.PAUSED}, "Paused before the first batch."),
    ],
)
def test_a_run_says_how_far_it_is(
    details: dict, text: str, open_page: OpenPage, fake_run: Callable[..., Snapshot]
) -> None:
    fake_run(**{"state": RunState.QUEUED, **details})
    assert open_page(TRAIN_PAGE, run="fake").progress[0].text == text


def test_a_failed_run_says_why_and_keeps_its_curves(
    open_page: OpenPage, fake_run: Callable[..., Snapshot], quick_run: Snapshot
) -> None:
    reason = "The training process ended unexpectedly, and this run can't go on. Start it again."
    details = {"training": quick_run.training, "moments": quick_run.moments, "batches": 400}
    fake_run(state=RunState.FAILED, reason=reason, **details)
    app = open_page(TRAIN_PAGE, run="fake")
    assert [error.value for error in app.error] == [reason]
    assert run_buttons(app) == {"**Train**": True}
    assert (curves(app)["digits"] == "training").sum() == len(quick_run.training)


def test_a_run_that_failed_before_its_first_report_shows_no_empty_charts(
    open_page: OpenPage, fake_run: Callable[..., Snapshot], quick_run: Snapshot
) -> None:
    """One that diverged at once showed two empty charts, and read digits with its first weights without a word."""
    fake_run(state=RunState.FAILED, reason=DIVERGED, moments=quick_run.moments[:1])
    app = open_page(TRAIN_PAGE, run="fake", source="Pick a test digit")
    assert [error.value for error in app.error] == [DIVERGED]
    assert "It failed before the first report on its training, so there are no curves." in texts(app)
    assert not charts(app, "Curves of")
    title = "**What it sees and reads**"
    assert f"{title}, with its first weights: it has learned nothing yet" in texts(app)
    # Later ones are told of, too; and a run that was stopped before its first batch has no curves either.
    fake_run(state=RunState.FAILED, reason=DIVERGED, moments=quick_run.moments, training=quick_run.training)
    app.run()
    assert f"{title}, with its weights of epoch 3.00, the last before it failed" in texts(app)
    fake_run(state=RunState.STOPPED, moments=quick_run.moments[:1])
    app.run()
    assert not charts(app, "Curves of")
    assert f"{title}, with its first weights: it has learned nothing yet" in texts(app)


def test_a_misread_test_digit_is_marked(open_page: OpenPage, quick_run: Snapshot, mnist: Mnist) -> None:
    """Its wrong answer looked like a right one; the label stood far from it."""
    probabilities = predict(quick_run.layers, mnist.test.pictures)
    wrong = (probabilities.argmax(axis=1) != mnist.test.labels) & ~looks_like_no_digit(mnist.test.pictures)
    for sure, words in ((True, "It reads {}"), (False, "It wavers: {}?")):
        index = int(np.flatnonzero(wrong & ((probabilities.max(axis=1) >= 0.5) == sure))[0])
        app = open_page(TRAIN_PAGE, run=quick_run.run_id, source="Pick a test digit", test_digit=str(index))
        answer = words.format(probabilities[index].argmax())
        heading = f"### ✗ {answer}; the label says {mnist.test.labels[index]}\n"
        assert [text for text in texts(app) if text.startswith(heading)]


@pytest.mark.parametrize(
    ("seconds", "text"), [(1.26, "1.3 s"), (99.94, "99.9 s"), (99.96, "100 s"), (137.4, "137 s"), (600.2, "600 s")]
)
def test_the_training_time_is_no_longer_than_its_place(
    seconds: float, text: str, open_page: OpenPage, fake_run: Callable[..., Snapshot]
) -> None:
    """Of "137.4 s" the page showed "137.…"."""
    fake_run(state=RunState.FINISHED, seconds=seconds, test_loss=0.1, test_accuracy=0.97)
    assert metrics(open_page(TRAIN_PAGE, run="fake"))["Training time"] == text


CHANGED = Augmentation(shift=4, noise=0.1)
DROPPED = "While it trains, dropout leaves out 50 % of what the hidden units pass on; validation uses all of it."
SHIFTED = "It trains on shifted and noisy digits; validation digits stay as they are."
IMPROVED = "Training is the mean over the epoch, during which the weights still improved; validation is measured "
IMPROVED += "with the weights at its end."


@pytest.mark.parametrize(
    ("specification", "means", "text"),
    [
        (
            COURSE,
            [(0.92, 0.95), (0.96, 0.963)],
            f"1, validation accuracy (0.950) is above training accuracy (0.920). {IMPROVED}",
        ),
        (
            replace(COURSE, network=NetworkSettings(dropout=0.5)),
            [(0.8, 0.9), (0.9, 0.95)],
            f"2, validation accuracy (0.950) is above training accuracy (0.900). {DROPPED} {IMPROVED}",
        ),
        (
            replace(COURSE, network=NetworkSettings(dropout=0.5), augmentation=CHANGED),
            [(0.5, 0.9)],
            f"1, validation accuracy (0.900) is above training accuracy (0.500). {DROPPED} {SHIFTED}",
        ),
        # Dropout is of hidden units, and there are none.
        (
            replace(COURSE, network=NetworkSettings((), dropout=0.5), augmentation=CHANGED),
            [(0.5, 0.9)],
            f"1, validation accuracy (0.900) is above training accuracy (0.500). {SHIFTED} {IMPROVED}",
        ),
        (replace(COURSE, augmentation=CHANGED), [(0.96, 0.95), (0.96, 0.964)], None),
    ],
    ids=["improving", "dropout", "dropout and changes", "changes", "not seen"],
)
def test_validation_above_training_is_explained_where_it_is_seen(
    specification: TrainingSpecification,
    means: list[tuple[float, float]],
    text: str | None,
    open_page: OpenPage,
    fake_run: Callable[..., Snapshot],
    quick_run: Snapshot,
) -> None:
    """With dropout and shifted digits validation lay far above training, and the page told of overfitting only."""
    training, validation = (
        tuple(CurvePoint(epoch, epoch, 0.1, pair[place]) for epoch, pair in enumerate(means, 1)) for place in (0, 1)
    )
    details = {"moments": quick_run.moments, "training": training, "validation": validation}
    for state in (RunState.PAUSED, RunState.RUNNING):
        fake_run(specification, state=state, training_epochs=training, validation_epochs=validation, **details)
        found = [line for line in texts(open_page(TRAIN_PAGE, run="fake")) if line.startswith("After epoch ")]
        # While it learns, a sentence that comes would move what stands below the curves.
        assert found == ([f"After epoch {text}"] if text and state is RunState.PAUSED else [])


@pytest.mark.parametrize(
    ("silent", "text"),
    [
        (0, "**None of the 8 hidden relu units is silent**: each gives more than 0 for at least one of the"),
        (1, "**1 of the 8 hidden relu units is silent**: it gives 0 for every one of the 1,000 validation digits, so"),
        (
            8,
            "**8 of the 8 hidden relu units are silent**: they give 0 for every one of the 1,000 validation digits, so",
        ),
    ],
)
def test_silent_units_are_counted_in_words_that_fit(
    silent: int, text: str, open_page: OpenPage, fake_run: Callable[..., Snapshot]
) -> None:
    """Before the first batch it said: 0.0% of the hidden relu units are silent, so they are of no use here."""
    bias = np.where(np.arange(8) < silent, -1000, 1000).astype(np.float32)
    layers = (
        DenseLayer(np.zeros((784, 8), np.float32), bias, "relu"),
        DenseLayer(np.zeros((8, 10), np.float32), np.zeros(10, np.float32), "softmax"),
    )
    fake_run(state=RunState.PAUSED, moments=(Moment(CurvePoint(0, 0, 1, 0.1), to_npz(layers)),))
    app = open_page(TRAIN_PAGE, run="fake", inside="true")
    assert len([line for line in texts(app) if line.startswith(text)]) == 1


def test_a_full_server_is_said_in_a_sentence(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "Too many runs are waiting on this server. Try again in a minute."

    def refuse(*wish: object) -> str:
        raise EngineUnavailable(sentence)

    monkeypatch.setattr(runs.engine(), "submit", refuse)
    app = open_page(TRAIN_PAGE)
    app.button(key="train").click().run()
    assert [error.value for error in app.error] == [sentence]
    app.run()
    assert not app.error


def test_a_run_that_began_though_the_answer_came_too_late_is_shown(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy cluster took the run and answered after the web server's patience: the run went on, unseen, and each
    further press was refused, because one visitor has one run at a time.
    """
    submit = runs.engine().submit

    def late(*wish: Any) -> str:
        submit(*wish)
        raise EngineUnavailable(DESK_AWAY)

    app = open_page(TRAIN_PAGE)
    monkeypatch.setattr(runs.engine(), "submit", late)
    app.button(key="train").click().run()
    assert [error.value for error in app.error] == [DESK_AWAY]
    assert shown_run(app).active
    assert app.query_params["run"] == app.session_state["run"]
    assert "stop" in {button.key for button in app.button}
    runs.engine().cancel(app.session_state["run"], app.session_state["visitor"])


def test_a_look_that_fails_forgets_no_run(
    open_page: OpenPage, fake_run: Callable[..., Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cluster's desk that was too busy for one answer, and there again a moment later: the page asked whether it was
    away after that, was told that it was not, and said that the run was no longer on this server.
    """
    fake_run(state=RunState.FAILED, reason="It ended.")
    there = runs.engine().snapshot

    def fails(run: str) -> Snapshot | None:
        raise EngineUnavailable(DESK_AWAY)

    monkeypatch.setattr(runs.engine(), "snapshot", fails)
    app = open_page(TRAIN_PAGE, run="fake", runs="fake")
    assert [warning.value for warning in app.warning] == [DESK_AWAY]
    assert app.query_params == {"run": "fake", "runs": "fake"}
    monkeypatch.setattr(runs.engine(), "snapshot", there)
    app.run()
    assert not app.warning
    assert shown_run(app).reason == "It ended."


def test_a_run_that_is_gone_is_said_in_a_sentence(open_page: OpenPage) -> None:
    app = open_page(TRAIN_PAGE, run="long-forgotten", runs="long-forgotten,<b>x</b>")
    assert [warning.value for warning in app.warning] == [
        "That run is no longer on this server. Press Train for a new one."
    ]
    assert "run" not in app.query_params
    assert "runs" not in app.query_params
    app.run()
    assert not app.warning


def test_a_second_press_while_a_run_goes_on_starts_nothing(open_page: OpenPage, paused: AppTest) -> None:
    """The button is gone by then, but a press may be on its way, from a double click or a slow phone."""
    first = paused.session_state["run"]
    late = open_page(TRAIN_PAGE)
    late.button(key="train").click()
    late.session_state["visitor"] = paused.session_state["visitor"]
    late.session_state["run"] = first
    late.run()
    assert late.session_state["run"] == first
    assert not late.error
    assert late.query_params["runs"] == first


# Rewinding


def test_the_rewind_slider_takes_the_page_back_and_again_to_the_end(
    open_page: OpenPage, quick_run: Snapshot, mnist: Mnist
) -> None:
    app = open_page(TRAIN_PAGE, run=quick_run.run_id, source="Pick a test digit", inside="true")
    last = len(quick_run.moments) - 1
    watched = list(WATCHED_DIGITS)
    pictures, labels = mnist.test.pictures[watched], [int(label) for label in mnist.test.labels[watched]]

    def strip(moment: Moment) -> str:
        answers = [int(answer) for answer in predict(moment.layers(), pictures).argmax(axis=1)]
        return answer_strip(list(pictures), labels, answers)

    def check(moment: Moment, reader: str, marks: list[float]) -> None:
        epoch, accuracy = f"epoch {moment.point.epoch:.2f}", percent(moment.point.accuracy)
        assert strip(moment) in [html.value for html in app.html]
        assert (
            f"**Twelve test digits, and what the network reads in them at {epoch}.** "
            f"{accuracy} of the 1,000 validation digits are right."
        ) in texts(app)
        assert f"**What the first units look for**, at {epoch}" in texts(app)
        assert f"**What it sees and reads**{reader}" in texts(app)
        probability = predict(moment.layers(), mnist.test.pictures[:1])[0]
        answer = next(text for text in texts(app) if text.startswith("### "))
        assert re.search(r"\d", answer)[0] == str(probability.argmax())
        for chart in (0, 1):
            table = curves(app, chart)
            assert table[table["part"] == "moment"]["x"].tolist() == marks

    slider = app.select_slider(key="moment")
    assert slider.options == [f"epoch {moment.point.epoch:.2f}" for moment in quick_run.moments]
    check(quick_run.moments[last], "", [])
    slider.set_value("epoch 0.00").run()
    check(quick_run.moments[0], ", at epoch 0.00", [0.0])
    middle = quick_run.moments[1]
    app.select_slider(key="moment").set_value(f"epoch {middle.point.epoch:.2f}").run()
    check(middle, f", at epoch {middle.point.epoch:.2f}", [middle.point.epoch])
    app.select_slider(key="moment").set_value(slider.options[-1]).run()
    check(quick_run.moments[last], "", [])


def test_a_link_reproduces_the_moment_and_another_run_begins_at_its_end(
    open_page: OpenPage, fake_run: Callable[..., Snapshot], quick_run: Snapshot
) -> None:
    """Whoever sent the address of a rewound page sent that of the run's end."""
    app = open_page(TRAIN_PAGE, run=quick_run.run_id, moment="epoch 0.00")
    assert app.select_slider(key="moment").value == "epoch 0.00"
    app.run()
    assert app.select_slider(key="moment").value == "epoch 0.00"
    fake_run(state=RunState.STOPPED, moments=quick_run.moments)
    app.session_state["run"] = "fake"
    app.run()
    slider = app.select_slider(key="moment")
    assert slider.value == slider.options[-1] != "epoch 0.00"


def test_moments_of_nearly_the_same_epoch_can_be_told_apart(
    open_page: OpenPage, fake_run: Callable[..., Snapshot], quick_run: Snapshot
) -> None:
    """Paused after each batch, a run has several moments of epoch 0.05: the slider knew only one of them."""
    first, *_ = quick_run.moments
    near = [replace(first, point=replace(first.point, epoch=batches / 1_875)) for batches in (0, 100, 101)]
    fake_run(state=RunState.PAUSED, moments=tuple(near))
    slider = open_page(TRAIN_PAGE, run="fake").select_slider(key="moment")
    assert slider.options == ["epoch 0.00", "epoch 0.05", "epoch 0.05, batch 101"]


def test_there_is_nothing_to_rewind_before_there_are_two_moments(
    open_page: OpenPage, fake_run: Callable[..., Snapshot], quick_run: Snapshot
) -> None:
    for state, moments, sliders in (
        (RunState.PAUSED, quick_run.moments[:1], 0),
        (RunState.PAUSED, quick_run.moments[:2], 1),
        (RunState.RUNNING, quick_run.moments, 0),
        (RunState.FAILED, quick_run.moments, 1),
    ):
        fake_run(state=state, moments=moments)
        app = open_page(TRAIN_PAGE, run="fake")
        assert len([slider for slider in app.select_slider if slider.label.startswith("Rewind")]) == sliders


def test_a_look_inside_costs_nothing_while_it_is_closed(open_page: OpenPage, quick_run: Snapshot) -> None:
    app = open_page(TRAIN_PAGE, run=quick_run.run_id)
    assert len(charts(app)) == 3
    app.session_state["inside"] = True
    app.run()
    assert len(charts(app)) == 4
    assert any(text.startswith("Most often: ") for text in texts(app))


def test_a_link_opens_what_it_set_and_says_what_to_press(
    open_page: OpenPage, submitted: list[TrainingSpecification]
) -> None:
    """“Train on 500 digits” set it in a closed box, above an old run's curves, and nobody said what to press."""
    said = ":material/link: The link has set this up: "

    def opened(app: AppTest) -> tuple[bool, bool]:
        (box,) = [it for it in app.expander if it.label == "Change the network and how it learns"]
        return box.proto.expanded, any(text.startswith(said) for text in texts(app))

    app = open_page(TRAIN_PAGE, digits="500", units1="512")
    assert opened(app) == (True, True)
    app.button(key="train").click().run()
    assert submitted[-1].training_digits == 500
    assert opened(app) == (False, False)
    assert opened(open_page(TRAIN_PAGE)) == (False, False)
    # The address of a run has its settings, too.
    assert opened(open_page(TRAIN_PAGE, digits="500", run="gone")) == (False, False)


def test_the_rate_of_a_run_whose_steps_get_smaller_is_told(
    open_page: OpenPage, fake_run: Callable[..., Snapshot], quick_run: Snapshot
) -> None:
    """ "From now on 0.001" would not be true in the third epoch of a run that halves it after each."""
    specification = replace(COURSE, decay=0.5)
    point = replace(quick_run.moments[-1].point, epoch=2.0)
    moments = (replace(quick_run.moments[-1], point=point),)
    fake_run(specification=specification, state=RunState.PAUSED, moments=moments, batches=3_750)
    app = open_page(TRAIN_PAGE, run="fake")
    assert "Times 0.5 for each epoch that is over: now it is 0.00025." in texts(app)
