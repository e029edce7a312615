"""The app in AppTest: Streamlit's own runner, without a browser, always from app.py."""

import contextlib
import io
import json
import secrets
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest, app_test

from components.ml.neuron import Neuron
from components.training.snapshot import RunState, Snapshot
from components.training.specification import QUICK_RUN, Orders, TrainingSpecification
from components.ui.common.engine import engine as app_engine
from components.ui.common.program import program
from components.ui.common.visitor import COOKIE, kept_for
from tests.conftest import RUN_TIMEOUT, ended, wait_until

ROOT = Path(__file__).parents[2]
TRAIN_PAGE = "pages/train_and_draw.py"

COURSE = TrainingSpecification()


class AfterNavigation(PagesManager):
    """AppTest forgets before every run that app.py has called st.navigation, and takes the app for one of Streamlit's
    first kind, because of its folder `pages`; a server does so once only (tests/e2e/test_first_visit.py).
    """

    def __init__(self, *arguments: Any, **details: Any) -> None:
        super().__init__(*arguments, **details)
        PagesManager.uses_pages_directory = False


OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page() -> OpenPage:
    """Open a page, with URL parameters, as a first visitor does."""

    def open_page(path: str, **parameters: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        for name, value in parameters.items():
            app.query_params[name] = value
        app.switch_page(path).run()
        assert not app.exception
        return app

    return open_page


@pytest.fixture(autouse=True)
def cookies(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the browser tells of cookies when a session begins, for which AppTest has nothing to say: none at first."""
    cookies: dict[str, str] = {}
    monkeypatch.setattr(type(st.context), "cookies", cookies)
    return cookies


@pytest.fixture(scope="session", autouse=True)
def _what_a_server_does_once() -> Iterator[None]:
    """AppTest does in each session anew what a server does once: it looks through all installed packages for
    components, which took longer than the page. And after each run of a page it clears Keras' state, and collects
    garbage for that, because other tests have loaded Keras; a server's process never does.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app_test, "PagesManager", AfterNavigation)
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        patch.setattr(script_runner, "_clean_problem_modules", lambda: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def _close_engine() -> Iterator[None]:
    """The app's engine lives as long as the server; here, as long as the tests."""
    yield
    app_engine().close()
    app_engine.clear()


@pytest.fixture(scope="session")
def quick_run() -> Snapshot:
    """A run in the app's engine that has ended; no test may delete it."""
    return ended(app_engine(), app_engine().submit(QUICK_RUN, owner=secrets.token_hex(4), name="Run 1"))


@pytest.fixture
def fake_run(monkeypatch: pytest.MonkeyPatch, cookies: dict[str, str]) -> Callable[..., Snapshot]:
    """Make the engine say of the visitor's run "fake" what is given here: for states that pass too quickly."""
    cookies[COOKIE] = secrets.token_urlsafe(12)
    kept_for(cookies[COOKIE])["runs"] = ["fake"]

    def fake_run(specification: TrainingSpecification = COURSE, **details: object) -> Snapshot:
        details = {"orders": Orders.of(specification), "name": "Run 1", **details}
        snapshot = Snapshot("fake", specification, **details)  # type: ignore[arg-type]
        monkeypatch.setattr(app_engine(), "snapshot", {"fake": snapshot}.get)
        return snapshot

    return fake_run


@pytest.fixture
def paused(open_page: OpenPage) -> Iterator[AppTest]:
    """The training page, with a run of the course's network that was paused in its first epochs."""
    app = open_page(TRAIN_PAGE)
    app.button(key="train").click().run()
    wait_until(lambda: bool(shown_run(app).training), RUN_TIMEOUT, "the run begins to learn")
    app.run()
    app.button(key="pause").click()
    wait_for(app.run(), RunState.PAUSED)
    yield app
    app_engine().cancel(app.session_state["run"], app.session_state["visitor"])


def shown_run(app: AppTest) -> Snapshot:
    """The run that the page shows, as it is now."""
    found = app_engine().snapshot(app.session_state["run"])
    assert found is not None
    return found


def wait_for(app: AppTest, *states: RunState) -> AppTest:
    """The page as it is drawn once its run has come to one of these states, or to its end."""
    wait_until(
        lambda: shown_run(app).state in states or not shown_run(app).active, RUN_TIMEOUT, "the run gets where it should"
    )
    assert not states or shown_run(app).state in states
    return app.run()


def run_buttons(app: AppTest) -> dict[str, bool]:
    """The buttons for the run, by their labels, and whether each can be pressed."""
    keys = ("train", "quick", "race", "pause", "continue", "one_batch", "one_epoch", "stop", "leave")
    return {button.label: not button.disabled for button in app.button if button.key in keys}


def texts(app: AppTest) -> list[str]:
    """All paragraphs, captions and boxes on the page."""
    parts = (app.markdown, app.caption, app.info, app.warning, app.error, app.success)
    return [element.value for part in parts for element in part]


def charts(app: AppTest, alt: str = "") -> list[Any]:
    """The page's Vega-Lite charts whose texts for those who can't see them begin so."""
    found = [element for element in app.main if element.type == "vega_lite_chart"]
    return [element for element in found if element.proto.alt.startswith(alt)]


def chart_table(app: AppTest, number: int = 0, alt: str = "") -> pd.DataFrame:
    """The table behind one of the page's Vega-Lite charts."""
    table: pd.DataFrame = pa.ipc.open_stream(charts(app, alt)[number].proto.data.data).read_pandas()
    return table


def curves(app: AppTest, number: int = 0) -> pd.DataFrame:
    """The table behind the training page's curves of loss, 0, or of accuracy, 1."""
    return chart_table(app, number, "Curves of")


def code(app: AppTest, name: str) -> str:
    """The text of a program on the page, by the name of its file; where it is shown twice, the last one."""
    first_line = program(name).splitlines()[0].partition(" = ")[0]
    *_, text = [element.value for element in app.code if element.value.startswith(first_line)]
    return str(text)


def printed(app: AppTest, name: str) -> str:
    """What a program on the page prints when it is run as it stands."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(code(app, name), {})
    return output.getvalue()


def instruments(app: AppTest, name: str) -> list[dict[str, Any]]:
    """What the page's instruments of this kind are told. They draw in the browser, and can be pressed only there."""
    shown = [element.proto for element in app.get("bidi_component")]
    return [json.loads(proto.json) for proto in shown if proto.component_name == f"instrument_{name}"]


def neurons(app: AppTest) -> list[Neuron]:
    """The neurons on the page."""
    parts = ("inputs", "weights", "names")
    told = [data["neuron"] for data in instruments(app, "neuron")]
    return [Neuron(**{**neuron, **{part: tuple(neuron[part]) for part in parts}}) for neuron in told]


def said(app: AppTest, beginning: str) -> str:
    """The one text on the page that begins so."""
    (found,) = [text for text in texts(app) if text.startswith(beginning)]
    return found
