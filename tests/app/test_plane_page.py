"""A network on the plane: what it learns, taken back, changed by hand, raced, and opened again by its link."""

import csv
import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from components.ml.plane_changes import Change, Unit
from components.ml.plane_data import PointSettings
from components.ml.plane_network import Learning, changed, learn, start
from components.ml.plane_settings import PlaneSettings, steps_an_epoch
from components.ui.common.content import texts
from components.ui.plane.goals import GOALS
from components.ui.plane.settings import read_features, read_hidden
from components.ui.plane.take_home import history_csv
from tests.app.conftest import OpenPage, instruments

PAGE = "pages/plane.py"
DEFAULT = PlaneSettings()


def state(app: AppTest) -> Any:
    return app.session_state["plane"]


def press(app: AppTest, key: str) -> AppTest:
    app.button(key).click().run()
    assert not app.exception
    return app


def same(one: Learning, other: Learning) -> bool:
    pairs = zip(one.network.parameters, other.network.parameters, strict=True)
    return one.step == other.step and all(np.array_equal(a, b) for a, b in pairs)


def told(app: AppTest) -> Any:
    """What the picture is drawn from."""
    [[data]] = instruments(app, "plane_network")
    return data


def test_the_buttons_learn_a_batch_an_epoch_and_ten(open_page: OpenPage) -> None:
    """An epoch has 14 batches here; after a batch, an epoch is what is left of it."""
    app = open_page(PAGE)
    assert state(app).learning.step == 0
    assert "29 of 60 test points" in told(app)["about"]
    assert press(app, "plane_one")
    assert state(app).learning.step == 1
    assert press(app, "plane_epoch")
    assert state(app).learning.step == 14
    assert press(app, "plane_epochs")
    assert state(app).learning.step == 154
    assert same(state(app).learning, learn(start(DEFAULT), 154))
    right = state(app).learning.now.test.accuracy
    assert told(app)["about"] == f"The network: The border separates {round(60 * right)} of 60 test points."
    assert app.query_params["plane_step"] == "154"
    press(app, "plane_again")
    assert state(app).learning.step == 0
    assert "plane_step" not in app.query_params


def test_a_link_opens_the_same_network_changes_by_hand_and_rival_included(open_page: OpenPage) -> None:
    settings = replace(DEFAULT, hidden=(3,), activation="relu", points=PointSettings("XOR", seed=3))
    by_hand = (Change(20, "weight", Unit(0, 1), 0, 1.5), Change(30, "off", Unit(0, 2)))
    app = open_page(
        PAGE,
        plane_data="XOR",
        plane_points_seed="3",
        plane_hidden="3",
        plane_activation="relu",
        plane_step="50",
        plane_changes="20w0.1.0=1.5 30o0.2",
        plane_unit="0.1",
        plane_at="0.5 -1.5",
        plane_against='{"hidden":"2"}',
    )
    for _ in range(30):  # a link learns look by look
        if state(app).goal is None:
            break
        app.run()
    learning = learn(start(settings), 20)
    learning = changed(learning, by_hand[0])
    learning = changed(learn(learning, 10), by_hand[1])
    learning = learn(learning, 20)
    assert same(state(app).learning, learning)
    assert state(app).learning.changes == by_hand
    data = told(app)
    assert (data["chosen"], data["at"], data["off"]) == ([1, 1], [0.5, -1.5], ["1,2"])
    assert state(app).rival.settings == replace(DEFAULT, hidden=(2,))
    assert state(app).rival.step == 50
    app.run()
    assert app.query_params["plane_changes"] == "20w0.1.0=1.5 30o0.2"
    assert app.query_params["plane_step"] == "50"
    assert app.query_params["plane_against"] == '{"hidden":"2"}'


def test_the_slider_takes_the_page_back_and_learning_goes_on_from_there(open_page: OpenPage) -> None:
    app = press(press(open_page(PAGE), "plane_epochs"), "plane_epochs")
    app.select_slider("plane_moment").set_value(70).run()
    assert state(app).shown.step == 70
    assert state(app).learning.step == 280  # nothing is lost by looking back
    assert "Epoch 5.0" in told(app)["figures"]
    press(app, "plane_epoch")
    assert same(state(app).learning, learn(start(DEFAULT), 84))
    assert app.select_slider("plane_moment").value == 84


def test_another_setting_begins_again_and_the_page_remembers_on_return(open_page: OpenPage) -> None:
    app = press(open_page(PAGE), "plane_epoch")
    app.switch_page("pages/perceptron.py").run()
    app.switch_page(PAGE).run()
    assert state(app).learning.step == 14
    app.get_by_key("plane_activation").set_value("relu").run()
    assert state(app).learning.step == 0
    assert state(app).learning.settings.activation == "relu"


def test_a_run_goes_on_look_by_look_and_leaving_the_page_pauses_it(open_page: OpenPage) -> None:
    app = press(open_page(PAGE), "plane_run")
    first = state(app).learning.step
    assert first > 0
    app.run()
    assert state(app).learning.step > first
    app.switch_page("pages/perceptron.py").run()
    app.switch_page(PAGE).run()
    rested = state(app).learning.step
    app.run()
    assert state(app).learning.step == rested
    press(app, "plane_run")
    press(app, "plane_run")
    rested = state(app).learning.step
    app.run()
    assert state(app).learning.step == rested
    assert same(state(app).learning, learn(start(DEFAULT), rested))


def test_a_unit_is_switched_off_kept_and_let_free_again(open_page: OpenPage) -> None:
    app = open_page(PAGE, plane_unit="0.1")
    press(app, "plane_epochs")
    before = state(app).learning.now
    press(app, "plane_off")
    assert told(app)["off"] == ["1,1"]
    assert state(app).learning.now.train != before.train
    press(app, "plane_free")
    assert state(app).learning.now.train == before.train
    press(app, "plane_freeze_layer")
    assert told(app)["frozen"] == ["1,0", "1,1", "1,2", "1,3"]
    weights = state(app).learning.network.weights[0]
    press(app, "plane_epoch")
    assert np.array_equal(state(app).learning.network.weights[0], weights)


def test_a_weight_is_set_by_hand_once(open_page: OpenPage) -> None:
    """A slider for the weight called its callback by itself once the network had learned on, and set an old value."""
    app = open_page(PAGE, plane_unit="0.2")
    press(app, "plane_epoch")
    slider = next(slider for slider in app.slider if slider.label == "Weight from x1")
    slider.set_value(2.5).run()
    assert state(app).learning.changes == (Change(14, "weight", Unit(0, 2), 0, 2.5),)
    assert state(app).learning.network.weights[0][0, 2] == 2.5
    press(app, "plane_run")
    press(app, "plane_run")
    assert len(state(app).learning.changes) == 1


def test_what_a_browser_says_late_takes_nothing_back(open_page: OpenPage) -> None:
    """A look that was on its way when the run ended brought what the slider had said before. That counted as pulled:
    of a run of ten epochs the page went back to the fifth, by itself.
    """
    app = press(open_page(PAGE), "plane_run")
    app.run()
    assert app.select_slider(key="plane_moment_runs").disabled
    assert "plane_moment" not in app.session_state
    press(app, "plane_run")
    assert app.select_slider(key="plane_moment").value == state(app).learning.step > 0


def test_a_weight_is_told_to_a_browser_that_has_not_heard_of_it(open_page: OpenPage) -> None:
    """On a busy server the browser may not hear the run in which the slider was set, and shows the next one's default.
    That was the slider's lowest value, −8, which counted as pulled at the next press.
    """
    app = open_page(PAGE, plane_unit="0.2")
    press(app, "plane_epoch")
    app.run()
    slider = next(slider for slider in app.slider if slider.label == "Weight from x1")
    weight = float(state(app).learning.network.weights[0][0, 2])
    assert list(slider.proto.default) == [round(weight, 2)]


@pytest.mark.parametrize(("key", "value"), [("plane_seed", 7), ("plane_initial", "zeros"), ("plane_features", "x1")])
def test_another_setting_before_the_first_step_is_no_change_by_hand(
    open_page: OpenPage, key: str, value: object
) -> None:
    """The slider of a weight kept what it said of the network before, which counted as pulled."""
    app = open_page(PAGE)
    app.get_by_key(key).set_value(value).run()
    app.run()
    assert state(app).learning.changes == ()
    assert same(state(app).learning, start(state(app).learning.settings))
    press(press(app, "plane_epochs"), "plane_again")
    app.get_by_key("plane_rate").set_value(0.1).run()
    assert state(app).learning.changes == ()


def test_more_changes_than_a_link_can_hold_get_a_sentence(open_page: OpenPage) -> None:
    """At forty, the slider of a weight had the page run again without end."""
    app = open_page(PAGE, plane_step="20", plane_changes=" ".join(["10w0.0.0=0.5"] * 60))
    for _ in range(10):
        app.run()
    assert len(state(app).learning.changes) == 40
    assert "40 changes by hand are the most that a link can hold. Go back, or start again." in [
        caption.value for caption in app.caption
    ]
    assert not [slider for slider in app.slider if slider.label.startswith("Weight from")]


@pytest.mark.parametrize("step", ["9" * 5_000, "-1", "1e3", "²", "NaN"])
def test_a_step_that_can_not_be_is_none(open_page: OpenPage, step: str) -> None:
    """5,000 digits were a traceback: Python reads no number so long."""
    assert state(open_page(PAGE, plane_step=step)).learning.step == 0


@pytest.mark.parametrize("at", ["nan nan", "inf -inf", "9 9", "1", "1 2 3", "a b"])
def test_a_point_that_can_not_be_looked_at_is_the_first_one(open_page: OpenPage, at: str) -> None:
    """nan was brought back to the edge of the plane."""
    assert state(open_page(PAGE, plane_at=at)).at == (1.0, 1.0)


def test_a_rival_with_other_points_stands_among_its_own(open_page: OpenPage) -> None:
    """The circle's border was drawn among the points of the spiral."""
    app = press(press(open_page(PAGE), "plane_epochs"), "plane_compare")
    app.get_by_key("plane_data").set_value("hill").run()
    data = told(app)
    assert (data["classes"], data["rival"]["classes"]) == (False, True)
    assert len(data["rival"]["points"]) == 200
    assert {point[2] for point in data["rival"]["points"]} == {0, 1}
    assert data["rival"]["points"] != data["points"]


def test_a_slow_rival_is_waited_for_look_by_look(open_page: OpenPage) -> None:
    """Of small batches, one look replayed hundreds of its steps, and held the server for seconds."""
    app = open_page(PAGE, plane_batch="500", plane_against='{"batch_size":1}')
    press(app, "plane_run")
    for _ in range(4):
        app.run()
        behind = state(app).learning.epochs - state(app).rival.epochs
        assert behind <= 10 + 1e-9  # no more than one portion of steps, of an epoch each
    assert state(app).rival.step > 0


def test_a_run_goes_on_where_a_point_is_set(open_page: OpenPage) -> None:
    """From the start, so that one sees the border give way; with other data, it rests."""
    app = press(open_page(PAGE, plane_data="your own"), "plane_run")
    app.get_by_key("plane_points").set_value("1 1 1; -1 -1 0; -1 1 0").run()
    assert state(app).learning.step > 0
    assert app.button("plane_run").label == "Pause"
    app.get_by_key("plane_data").set_value("moons").run()
    assert app.button("plane_run").label == "Run"
    assert state(app).learning.step == 0


def test_a_race_begins_from_the_same_seed(open_page: OpenPage) -> None:
    app = press(press(open_page(PAGE), "plane_epochs"), "plane_compare")
    rival = state(app).rival
    app.get_by_key("plane_activation").set_value("relu").run()
    data = told(app)
    assert data["titles"] == ["Now", "The other: tanh"]
    first = start(DEFAULT).network.weights[0]
    assert np.allclose(data["networks"][1]["weights"][0], first, atol=1e-4)  # it is shown as it was at the start
    press(press(app, "plane_epochs"), "plane_epochs")
    assert same(state(app).rival, learn(rival, 140))  # it kept up
    press(app, "plane_stop_race")
    assert len(told(app)["networks"]) == 1
    assert "plane_against" not in app.query_params


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ("1 2", "is no point"),
        ("1 2 3", "The class is 0 or 1"),
        ("9 9 1", "from −3 to 3"),
        ("; ".join(["0 0 1"] * 201), "200 are enough"),
    ],
)
def test_points_that_can_not_be_read_get_a_sentence(open_page: OpenPage, points: str, sentence: str) -> None:
    app = open_page(PAGE, plane_data="your own", plane_points=points)
    assert any(sentence in warning.value for warning in app.warning)
    assert app.button("plane_run").disabled
    assert told(app)["about"] == "The network: There are no points yet. Press into the plane."


def test_a_single_point_is_learned_without_a_test(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, plane_data="your own", plane_points="1 1 1"), "plane_epochs")
    assert told(app)["about"] == "The network: The border separates 1 of 1 training points."


def test_a_network_that_diverges_says_so_and_learns_no_more(open_page: OpenPage) -> None:
    preset = texts("plane")["hill"]["fails"]
    app = open_page(
        PAGE, plane_data="hill", **{f"plane_{key}": str(value) for key, value in preset.items() if key != "why"}
    )
    press(app, "plane_epochs")
    assert "Its weights grow without end" in told(app)["about"]
    assert app.button("plane_run").disabled
    assert np.isfinite(state(app).learning.network.weights[0]).all()


@pytest.mark.parametrize("kind", texts("plane"))
def test_what_is_said_to_work_works_and_what_is_said_to_fail_fails(kind: str) -> None:
    """Exactly these settings, learned for 300 epochs."""

    def learned(name: str) -> Learning:
        chosen = texts("plane")[kind][name]
        names = {"rate": "learning_rate", "optimizer": "optimizer", "activation": "activation", "batch": "batch_size"}
        details = {names[key]: value for key, value in chosen.items() if key in names}
        made = PointSettings(kind, n=chosen.get("n", 200), noise=chosen.get("noise", DEFAULT.points.noise))
        settings = PlaneSettings(
            made,
            read_features(chosen.get("features", "x1, x2")),
            read_hidden(chosen.get("hidden", "4 2")),
            initialisation=chosen.get("initial", "glorot_uniform"),
            **details,
        )
        epochs = 100 if name == "fails" else 300
        return learn(start(settings), epochs * steps_an_epoch(settings))

    good, bad = learned("works"), learned("fails")
    if good.settings.points.classes:
        assert good.now.test.accuracy is not None
        assert good.now.test.accuracy >= 0.95
        assert bad.now.test.accuracy is not None
        assert bad.now.test.accuracy < 0.9
    else:
        assert good.now.test.loss is not None
        assert good.now.test.loss < 0.01
        assert bad.diverged or (bad.now.test.loss is not None and bad.now.test.loss > 0.03)


def test_goals_are_reached_and_stay_reached(open_page: OpenPage) -> None:
    """XOR with two numbers: the product as the only feature."""
    app = open_page(PAGE, plane_data="XOR", plane_features="x1·x2", plane_hidden="0")
    assert "0 of 5 done." in [caption.value for caption in app.caption]
    press(app, "plane_epochs")
    assert "1 of 5 done." in [caption.value for caption in app.caption]
    assert any(GOALS[4].why in markdown.value for markdown in app.markdown)
    press(app, "plane_again")
    assert "1 of 5 done." in [caption.value for caption in app.caption]


def test_the_history_is_a_table_with_what_there_is() -> None:
    learning = learn(start(replace(DEFAULT, points=PointSettings("hill"))), 28)
    rows = list(csv.DictReader(io.StringIO(history_csv(learning))))
    assert [row["step"] for row in rows] == ["0", "14", "28"]
    assert float(rows[2]["training loss"]) == learning.now.train.loss
    assert {row["test accuracy"] for row in rows} == {""}
