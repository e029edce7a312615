"""A session's runs on the training page: their names, races, which ones are kept, and which one is shown."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from components.training.snapshot import RunState
from components.training.specification import QUICK_RUN, TrainingSpecification
from components.ui.common import runs
from tests.app.conftest import TRAIN_PAGE, OpenPage, curves, run_buttons, shown_run, texts, wait_for

RACE = "Run again from the same start"
# A run of 63 batches, which are over before the page is drawn.
SHORT = {"digits": "2000", "epochs": "1"}


@pytest.fixture
def train(open_page: OpenPage) -> Callable[..., AppTest]:
    """Open the training page with the panel of runs, and train a number of short runs there, one after the other."""

    def train(number: int, **link: str) -> AppTest:
        app = open_page(TRAIN_PAGE, **{**SHORT, **link})
        app.session_state["compare"] = True
        for _ in range(number):
            app = press_and_wait(app, "train")
        return app

    return train


def press_and_wait(app: AppTest, key: str) -> AppTest:
    """Press a button that begins a run, and wait for the run's end."""
    before = app.session_state["run"]
    app.button(key=key).click().run()
    assert app.session_state["run"] != before
    return wait_for(app, RunState.FINISHED)


def ids(app: AppTest) -> list[str]:
    """The session's runs, as its address says."""
    return [run for run in app.query_params.get("runs", "").split(",") if run]


def names(app: AppTest) -> dict[str, str]:
    """The names in the panel, by run."""
    return {field.key.removeprefix("name_"): field.value for field in app.text_input}


def rename(app: AppTest, run: str, name: str) -> AppTest:
    """Type a name into a run's field."""
    return app.text_input(key=f"name_{run}").set_value(name).run()


# Races


def test_a_race_is_offered_once_a_setting_differs(train: Callable[..., AppTest]) -> None:
    app = train(1)
    assert run_buttons(app) == {"**Train**": True}
    app.number_input(key="seed").set_value(7).run()  # a race begins from the same seed in any case
    assert run_buttons(app) == {"**Train**": True}
    app.get_by_key("optimizer").set_value("sgd").run()
    assert run_buttons(app) == {"**Train**": True, RACE: True}
    assert app.button(key="race").help == (
        "The same initial weights, the same order of the digits. Changed: Optimizer adam → sgd."
    )
    app.get_by_key("optimizer").set_value("adam").run()
    assert run_buttons(app) == {"**Train**": True}


def test_a_race_keeps_the_start_and_lays_both_runs_over_each_other(train: Callable[..., AppTest]) -> None:
    app = train(1, epochs="2")
    first = shown_run(app)
    assert set(curves(app)["run"]) == {"Run 1"}
    app.get_by_key("optimizer").set_value("sgd")
    app.number_input(key="seed").set_value(7)
    app = press_and_wait(app.run(), "race")
    second = shown_run(app)
    assert second.specification == TrainingSpecification(optimizer="sgd", training_digits=2_000, epochs=2, seed=42)
    assert second.moments[0].weights == first.moments[0].weights
    for chart in (0, 1):
        assert set(curves(app, chart)["run"]) == {"Run 1", "Run 2"}
    assert app.table[1].value.to_numpy().tolist() == [["Optimizer", "adam", "sgd"]]
    assert list(app.table[1].value.columns) == ["setting", "Run 1", "Run 2"]
    # By epochs at first, by seconds when that is wanted: another x axis, with the same heights.
    by_epoch = curves(app)
    app.get_by_key("by").set_value("seconds").run()
    by_seconds = curves(app)
    assert by_seconds["value"].tolist() == by_epoch["value"].tolist()
    assert by_seconds["x"].max() == max(run.validation[-1].seconds for run in (first, second))
    # The other run's curves go when they are no longer wanted.
    assert app.get_by_key("against").value == [first.run_id]
    assert app.query_params["against"] == first.run_id
    app.get_by_key("against").set_value([]).run()
    assert set(curves(app)["run"]) == {"Run 2"}
    assert "by" not in [control.key for control in app.segmented_control]
    assert "against" not in app.query_params


def test_curves_that_are_compared_stay_so_when_the_panel_is_closed(train: Callable[..., AppTest]) -> None:
    """The curves of the other run vanished with the buttons that had brought them."""
    app = train(2)
    app.get_by_key("against").set_value(ids(app)[:1]).run()
    app.session_state["compare"] = False
    app.run().run()
    assert set(curves(app)["run"]) == {"Run 1", "Run 2"}


def test_a_link_shows_the_curves_that_are_compared(train: Callable[..., AppTest], open_page: OpenPage) -> None:
    """Whoever opened the address of two runs in one picture saw one; ids of runs that are gone are left out of it."""
    app = train(2)
    app.get_by_key("against").set_value(ids(app)[:1]).run()
    link = {key: app.query_params[key] for key in ("run", "runs", "against")}
    again = open_page(TRAIN_PAGE, **{**link, "against": f"long-forgotten,{link['against']}"})
    assert set(curves(again)["run"]) == {"Run 1", "Run 2"}
    assert again.query_params["against"] == link["against"]
    assert not again.toast


def test_runs_that_differ_in_nothing_say_so(train: Callable[..., AppTest]) -> None:
    app = train(2)
    assert "All of them have the same settings." in texts(app)
    assert len(app.table) == 1


# Names


def test_a_run_is_renamed_everywhere(train: Callable[..., AppTest]) -> None:
    app = train(2)
    first, second = ids(app)
    assert names(app) == {first: "Run 1", second: "Run 2"}
    app = rename(app, second, "  with adam ")
    assert names(app) == {first: "Run 1", second: "with adam"}
    assert shown_run(app).name == "with adam"
    assert set(curves(app)["run"]) == {"with adam"}
    app = rename(app, second, " ")
    assert names(app)[second] == "with adam"
    # The next number is free, whatever the others are called.
    assert shown_run(press_and_wait(app, "train")).name == "Run 2"


def test_two_runs_are_never_called_alike(train: Callable[..., AppTest]) -> None:
    """Names tell the curves apart. The field went on saying what was typed, beside another name in the chart."""
    app = train(3)
    first, second, third = ids(app)
    for run in (first, second, third):
        app = rename(app, run, "mine")
    assert names(app) == {first: "mine", second: "mine (2)", third: "mine (3)"}
    assert app.get_by_key("against").options == ["mine", r"mine \(2\)"]


def test_a_name_is_shown_as_it_was_typed(train: Callable[..., AppTest]) -> None:
    """Names were read as Markdown: `**` vanished, and `![](http://a.io/b)` fetched a picture from there."""
    app = train(1)
    (run,) = ids(app)
    name = "![*x*](http://a.io/b)"
    app = rename(app, run, name)
    app.get_by_key("optimizer").set_value("sgd").run()
    assert names(app) == {run: name}
    assert set(curves(app)["run"]) == {name}
    lines = [text for text in texts(app) if "a.io" in text or "a\\.io" in text]
    assert lines
    assert all(r"\!\[\*x\*\]\(http\:\/\/a\.io\/b\)" in line for line in lines)


# Showing, deleting, keeping four


def test_another_run_can_be_shown(train: Callable[..., AppTest]) -> None:
    app = train(2)
    first, second = ids(app)
    assert app.button(key=f"show_{second}").disabled
    app.button(key=f"show_{first}").click().run()
    assert app.query_params["run"] == first
    assert set(curves(app)["run"]) == {"Run 1"}
    assert app.button(key=f"show_{first}").disabled
    assert not app.button(key=f"show_{second}").disabled


def test_deleting_the_run_that_is_shown_shows_the_newest_of_the_others(train: Callable[..., AppTest]) -> None:
    app = train(3)
    first, second, third = ids(app)
    app.button(key=f"delete_{third}").click().run()
    assert (ids(app), app.query_params["run"]) == ([first, second], second)
    # One that is not shown goes without a change to the rest.
    app.button(key=f"delete_{first}").click().run()
    assert (ids(app), app.query_params["run"]) == ([second], second)
    app.button(key=f"delete_{second}").click().run()
    assert "run" not in app.query_params
    assert "runs" not in app.query_params
    assert not app.warning  # "That run is no longer on this server" was no news to a visitor who had just deleted it
    assert list(run_buttons(app)) == ["**Train**", "Just a taste: a one-second run"]
    assert [runs.engine().snapshot(run) for run in (first, second, third)] == [None] * 3


def test_a_run_that_goes_on_can_not_be_deleted(paused: AppTest) -> None:
    paused.session_state["compare"] = True
    assert paused.run().button(key=f"delete_{paused.session_state['run']}").disabled


def test_the_fifth_run_takes_the_place_of_the_oldest_and_of_no_other(train: Callable[..., AppTest]) -> None:
    """With two runs kept, a third one dropped the first: the slice of what is too much began to count from the end."""
    app = train(4)
    four = ids(app)
    assert list(names(app).values()) == ["Run 1", "Run 2", "Run 3", "Run 4"]
    app = press_and_wait(app, "train")
    assert ids(app) == [*four[1:], app.session_state["run"]]
    assert list(names(app).values()) == ["Run 2", "Run 3", "Run 4", "Run 5"]
    assert runs.engine().snapshot(four[0]) is None


def test_a_race_against_the_oldest_run_does_not_drop_it(train: Callable[..., AppTest]) -> None:
    """The fifth run dropped the very one that it was to race."""
    app = train(4)
    first, second, *rest = ids(app)
    app.button(key=f"show_{first}").click().run()
    app.get_by_key("optimizer").set_value("sgd").run()
    app = press_and_wait(app, "race")
    assert ids(app) == [first, *rest, app.session_state["run"]]
    assert set(curves(app)["run"]) == {"Run 1", "Run 5"}
    assert runs.engine().snapshot(second) is None


def test_all_runs_are_found_again_by_their_address(train: Callable[..., AppTest], open_page: OpenPage) -> None:
    app = train(2)
    again = open_page(TRAIN_PAGE, run=app.query_params["run"], runs=app.query_params["runs"])
    again.session_state["compare"] = True
    assert names(again.run()) == names(app)
    # A link to a run alone, as a teacher sends it, brings only that one.
    alone = open_page(TRAIN_PAGE, run=ids(app)[0])
    assert ids(alone) == ids(app)[:1]


def test_train_beside_a_run_that_goes_on_says_which_one_it_is(paused: AppTest) -> None:
    """With another, ended run on the page, Train could be pressed, and nothing at all happened."""
    app, going = paused, paused.session_state["run"]
    ended = runs.engine().submit(QUICK_RUN, "somebody else", "Run 0")
    app.session_state["run"] = ended
    app = wait_for(app, RunState.FINISHED)
    assert run_buttons(app)["**Train**"]
    app.button(key="train").click().run()
    assert [error.value for error in app.error] == ["Run 1 is not over yet. Show it, and stop it or wait."]
    assert app.session_state["run"] == ended
    assert ids(app) == [ended, going]
    app.session_state["run"] = going
    assert shown_run(app.run()).state is RunState.PAUSED
