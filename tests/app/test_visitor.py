"""What a browser finds again after a refresh, on another page or in another tab, and what an address can't have."""

import pytest
from streamlit.testing.v1 import AppTest

from components.training.snapshot import RunState, Snapshot
from components.ui.common import runs
from components.ui.common.site import page_at
from components.ui.common.visitor import COOKIE, kept_for
from tests.app.conftest import TRAIN_PAGE, OpenPage, run_buttons, shown_run, texts, wait_for

PERCEPTRON = page_at("perceptron").script
HOME = page_at("").script


@pytest.fixture
def browser(cookies: dict[str, str], request: pytest.FixtureRequest) -> dict[str, str]:
    """All sessions of the test are in one browser, which has been here before."""
    cookies[COOKIE] = f"{request.node.name:-<16}"[-16:].replace("[", "-").replace("]", "-")
    return cookies


def test_a_refresh_on_another_page_keeps_the_runs(browser: dict[str, str], open_page: OpenPage) -> None:
    """Only the training page's address and the session knew the runs: F5 on any other page lost them all."""
    app = open_page(TRAIN_PAGE)
    app.button(key="quick").click().run()
    run = wait_for(app, RunState.FINISHED).session_state["run"]
    refreshed = open_page(PERCEPTRON)
    assert "run" not in refreshed.query_params
    refreshed.switch_page(TRAIN_PAGE).run()
    assert shown_run(refreshed).run_id == run
    assert refreshed.query_params["run"] == refreshed.query_params["runs"] == run
    assert refreshed.metric[0].label == "Test accuracy"
    # Deleted is deleted, in the sessions to come, too.
    refreshed.session_state["compare"] = True
    refreshed.run().button(key=f"delete_{run}").click().run()
    again = open_page(TRAIN_PAGE)
    assert "run" not in again.query_params
    assert not again.warning


def test_a_second_tab_knows_of_the_run_that_goes_on(browser: dict[str, str], open_page: OpenPage) -> None:
    """Five tabs had five runs in the queue, though the README promises the class one each."""
    early = open_page(TRAIN_PAGE)
    first = open_page(TRAIN_PAGE)
    first.button(key="train").click().run()
    run = first.session_state["run"]
    first.button(key="pause").click()
    wait_for(first.run(), RunState.PAUSED)
    # A tab that was there before: it still offers to train.
    early.button(key="train").click().run()
    assert [error.value for error in early.error] == ["Run 1 is not over yet: here it is. Stop it or wait."]
    assert early.session_state["run"] == run
    assert "Continue" in run_buttons(early)
    # One that is opened now shows the run, and can stop it.
    late = open_page(TRAIN_PAGE)
    assert "Continue" in run_buttons(late)
    late.button(key="stop").click().run()
    assert wait_for(first).session_state["run"] == run
    assert run_buttons(first)["**Train**"]
    runs.engine().cancel(run, late.session_state["visitor"])


def test_another_browser_has_runs_of_its_own(cookies: dict[str, str], open_page: OpenPage, quick_run: Snapshot) -> None:
    """A number that is not of our making, from a cookie that somebody wrote, counts as none."""
    visitors = set()
    for cookie in ("", "short", "x" * 17, "<script>alert(1)", "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ"):
        cookies[COOKIE] = cookie
        app = open_page(TRAIN_PAGE)
        assert "run" not in app.query_params
        visitors.add(app.session_state["visitor"])
    assert len(visitors) == 5
    assert all(len(visitor) == 16 and visitor.isascii() for visitor in visitors)


def test_who_opens_a_link_to_a_run_can_not_lose_it_for_others(open_page: OpenPage) -> None:
    """Pupils who opened the teacher's link and pressed Train often enough, or Delete, removed the teacher's run."""
    teacher = open_page(TRAIN_PAGE)
    teacher.button(key="quick").click().run()
    shared = wait_for(teacher, RunState.FINISHED).session_state["run"]
    pupil = open_page(TRAIN_PAGE, run=shared, runs=shared, digits="2000", epochs="1")
    pupil.session_state["compare"] = True
    pupil.run()
    for _ in range(runs.MAX_RUNS + 1):
        pupil.button(key="train").click().run()
        wait_for(pupil, RunState.FINISHED)
    own = kept_for(pupil.session_state["visitor"])["runs"]
    assert len(own) == runs.MAX_RUNS
    assert pupil.query_params["runs"].split(",") == [shared, *own]
    assert len({field.value for field in pupil.text_input}) == runs.MAX_RUNS + 1  # names tell the curves apart
    pupil.button(key=f"delete_{shared}").click().run()
    assert pupil.query_params["runs"].split(",") == own
    assert runs.engine().snapshot(shared) is not None
    assert teacher.run().metric[0].label == "Test accuracy"


def test_what_was_seen_and_done_outlasts_a_refresh(browser: dict[str, str], open_page: OpenPage) -> None:
    """A reload, which a sleeping phone makes by itself, cleared the path on home."""
    app = open_page(PERCEPTRON, w1="1", w2="1", b="-1.5")
    refreshed = open_page(HOME)
    assert "In this order, or as you like. You have seen **1 of 10** pages." in texts(refreshed)
    assert "✓ You made a neuron that is an AND gate." in texts(refreshed)
    assert app.session_state["visitor"] == refreshed.session_state["visitor"]


def test_the_path_keeps_gates_a_quiz_and_what_was_found_in_the_playground(
    browser: dict[str, str], open_page: OpenPage
) -> None:
    """Only a page's last deed was kept: XOR took a gate's place; a check and the playground counted for nothing."""
    app = open_page(PERCEPTRON, w1="1", w2="1", b="-1.5")
    app.slider(key="b").set_value(-0.5).run()
    app.get_by_key("gate").set_value("OR").run()
    app.session_state["check_perceptron"] = True
    app.run().get_by_key("check_perceptron_1").set_value("AND").run()
    app.get_by_key("check_perceptron_2").set_value("It moves and keeps its direction").run()
    # A refresh forgets the answers; to begin anew takes nothing away.
    again = open_page(PERCEPTRON)
    again.session_state["check_perceptron"] = True
    again.run().get_by_key("check_perceptron_1").set_value("AND").run()
    playground = open_page(page_at("sklearn_perceptron").script, penalty="l1", alpha="0.001")
    best = playground.metric[0].value
    playground.get_by_key("alpha").set_value(0.01).run()  # worse, or as good
    assert float(playground.metric[0].value) <= float(best)
    shown = texts(open_page(HOME))
    assert "✓ You made neurons that are AND and OR gates and answered 2 of 5 questions right." in shown
    assert [it for it in shown if it.startswith(f"✓ You reached a test accuracy of {best}, where the course has 0.")]


def toasts(app: AppTest) -> list[str]:
    return [toast.value for toast in app.toast]


@pytest.mark.parametrize(
    ("page", "link", "ignored"),
    [
        (PERCEPTRON, {"w1": "0.5", "w2": "0", "b": "-0.0", "gate": "AND", "rate": "0.5", "input": "1, 1"}, []),
        (PERCEPTRON, {"w1": "nan", "gate": "FOO", "b": "-0.5"}, ["w1 = nan (shown is 0)", "gate = FOO (shown is AND)"]),
        (PERCEPTRON, {"w1": "![](//a.io)"}, ["w1 = ![](//a.io) (shown is 0)"]),
        (page_at("sklearn_perceptron").script, {"shuffle": "TRUE", "tol": "1e-3"}, []),
        (page_at("sklearn_perceptron").script, {"tol": "0.5"}, ["tol = 0.5 (shown is 0.001)"]),
        (page_at("sklearn_perceptron").script, {"data_set": "corn"}, ["data_set = corn (shown is blobs)"]),
        (page_at("mnist_gallery").script, {"number": "1e8"}, ["number = 1e8 (shown is 0)"]),
        (page_at("sklearn_perceptron").script, {"shuffle": "1"}, []),
        # Names that the session uses, too, but for no control.
        (PERCEPTRON, {"visit": "7", "visitor": "me", "drawing": "1"}, []),
        (TRAIN_PAGE, {"epochs": "5000", "utm_source": "newsletter"}, ["epochs = 5000 (shown is 5)"]),
    ],
)
def test_what_an_address_asks_for_in_vain_is_said_once(
    page: str, link: dict[str, str], ignored: list[str], open_page: OpenPage
) -> None:
    """A mistyped link silently showed something else: a class compared what its members did not all see."""
    app = open_page(page, **link)
    said = "".join(toasts(app)).replace("\\", "").replace("**", "")
    if ignored:
        assert said == f"The address asks for what this page doesn't have: {', '.join(sorted(ignored))}."
    else:
        assert said == ""
    assert toasts(app.run()) == []
