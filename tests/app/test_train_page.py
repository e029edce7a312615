"""The training page: its controls, and its run through every change of state."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.ml.keras_network import NetworkSettings
from components.training.engine import EngineBusy
from components.training.snapshot import RunState, Snapshot
from components.training.specification import QUICK_RUN, TrainingSpecification
from components.ui import runs
from tests.app.conftest import OpenPage
from tests.conftest import RUN_TIMEOUT, wait_until

PAGE = "pages/digits/train_and_draw.py"
COURSE_LINE = "784 pixels → 128 → 10 digits, relu, adam 0.001, batches of 32, 5 epochs on 60,000 digits"


def snapshot(app: AppTest) -> Snapshot:
    found = runs.engine().snapshot(app.session_state["run"])
    assert found is not None
    return found


def wait_for_end(app: AppTest) -> AppTest:
    wait_until(lambda: not snapshot(app).active, RUN_TIMEOUT, "the run ends")
    return app.run()


def metrics(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_before_any_training_it_says_so_and_offers_a_short_run(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert "No network has been trained yet" in app.info[0].value
    assert app.button(key="quick").label == "Just a taste: a run of a few seconds"
    assert app.caption[0].value == COURSE_LINE


def test_a_short_run_from_press_to_answer(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.button(key="quick").click().run()
    assert snapshot(app).specification == QUICK_RUN
    assert app.button(key="train").disabled
    assert not app.button(key="stop").disabled
    assert app.query_params["run"] == app.session_state["run"]
    app = wait_for_end(app)
    result = snapshot(app)
    assert metrics(app)["Test accuracy"] == f"{result.test_accuracy:.4f}"
    assert metrics(app)["Test loss"] == f"{result.test_loss:.4f}"
    assert not app.button(key="train").disabled
    # The network reads a digit without anybody drawing one.
    app.get_by_key("source").set_value("Pick a test digit").run()
    assert "Its label says **7**." in [element.value for element in app.markdown]
    assert any(element.value.startswith("### It reads 7\n") for element in app.markdown)
    app.number_input(key="test_digit").set_value(1).run()
    assert "Its label says **2**." in [element.value for element in app.markdown]
    # Away and back, the run is still there.
    app.switch_page("pages/foundations/home.py").run()
    app.switch_page(PAGE).run()
    assert metrics(app)["Test accuracy"] == f"{result.test_accuracy:.4f}"
    # A second visitor's tab with the same address finds it as well; one without sees none of it.
    assert metrics(open_page(PAGE, run=result.run)) == metrics(app)
    assert not open_page(PAGE).metric


def test_stop_and_train_again(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.button(key="train").click().run()
    first = app.session_state["run"]
    wait_until(lambda: bool(snapshot(app).training), RUN_TIMEOUT, "the run begins to learn")
    app.run()
    app.button(key="stop").click().run()
    app = wait_for_end(app)
    assert snapshot(app).state is RunState.STOPPED
    assert any(
        info.value.startswith("Stopped in epoch ") and info.value.endswith("It keeps what it had learned.")
        for info in app.info
    )
    app.button(key="train").click().run()
    assert app.session_state["run"] != first
    assert snapshot(app).active
    runs.engine().stop(app.session_state["run"])
    wait_for_end(app)


@pytest.mark.parametrize(
    ("key", "value", "specification"),
    [
        ("layers", 3, TrainingSpecification(network=NetworkSettings(hidden_layers=3))),
        ("units", 16, TrainingSpecification(network=NetworkSettings(units=16))),
        ("activation", "tanh", TrainingSpecification(network=NetworkSettings(activation="tanh"))),
        ("optimizer", "sgd", TrainingSpecification(optimizer="sgd")),
        ("learning_rate", 0.1, TrainingSpecification(learning_rate=0.1)),
        ("batch_size", 128, TrainingSpecification(batch_size=128)),
        ("epochs", 2, TrainingSpecification(epochs=2)),
        ("digits", 1_000, TrainingSpecification(training_digits=1_000)),
        ("seed", 7, TrainingSpecification(seed=7)),
    ],
)
def test_every_setting_reaches_the_run(
    key: str, value: Any, specification: TrainingSpecification, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when it was changed a moment before Train was pressed: the run once had the setting before that."""
    submitted: list[TrainingSpecification] = []
    monkeypatch.setattr(runs.engine(), "submit", lambda wish: submitted.append(wish) or "unknown")
    app = open_page(PAGE)
    app.get_by_key(key).set_value(value)
    app.button(key="train").click().run()
    assert submitted == [specification]


def test_a_full_server_is_said_in_a_sentence(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(wish: TrainingSpecification) -> str:
        raise EngineBusy("Too many runs are waiting on this server. Try again in a minute.")

    monkeypatch.setattr(runs.engine(), "submit", refuse)
    app = open_page(PAGE)
    app.button(key="train").click().run()
    assert [error.value for error in app.error] == ["Too many runs are waiting on this server. Try again in a minute."]
    app.run()
    assert not app.error


def test_a_run_that_is_gone_is_said_in_a_sentence(open_page: OpenPage) -> None:
    app = open_page(PAGE, run="long-forgotten")
    assert [warning.value for warning in app.warning] == [
        "That run is no longer on this server. Press Train for a new one."
    ]
    assert "run" not in app.query_params
    app.run()
    assert not app.warning


def test_a_second_press_while_a_run_goes_on_starts_nothing(open_page: OpenPage) -> None:
    """The button is disabled, but a press may be on its way from a second tab or a slow phone."""
    app = open_page(PAGE)
    app.button(key="train").click()
    app.run()
    first = app.session_state["run"]
    other = open_page(PAGE, run=first)
    assert other.button(key="train").disabled
    runs.engine().stop(first)


def test_a_failed_run_says_why(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = Snapshot("r", TrainingSpecification(), RunState.FAILED, reason="The training process ended unexpectedly.")
    monkeypatch.setattr(runs.engine(), "snapshot", lambda run: failed)
    app = open_page(PAGE, run="r")
    assert [error.value for error in app.error] == ["The training process ended unexpectedly."]
    assert not app.button(key="train").disabled


def test_a_queued_run_says_how_many_come_first(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    queued = Snapshot("r", TrainingSpecification(), RunState.QUEUED, runs_ahead=2)
    monkeypatch.setattr(runs.engine(), "snapshot", lambda run: queued)
    app = open_page(PAGE, run="r")
    assert app.progress[0].text == "Waiting: 2 runs come first."


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [("digits", "12000", 12_000), ("learning_rate", "1.0", 1.0), ("learning_rate", "0.01", 0.01)],
)
def test_a_link_typed_by_hand_is_understood(key: str, text: str, value: float, open_page: OpenPage) -> None:
    """?digits=12000 trained on all 60,000: what counts in a URL is an option's label, and that had a comma."""
    assert open_page(PAGE, **{key: text}).get_by_key(key).value == value
