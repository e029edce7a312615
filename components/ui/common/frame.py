"""What all pages share: the title, the questions at the end, the way on to the next page, the start-up work."""

import re
import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import streamlit as st

from components.training.engine import EngineUnavailable
from components.ui.common.browser import for_the_browser
from components.ui.common.check_yourself import check_yourself
from components.ui.common.engine import AWAY_LOOK_SECONDS, engine
from components.ui.common.plain_text import plain_text
from components.ui.common.progress import visited
from components.ui.common.settings import SET_UP, declared
from components.ui.common.show import poll
from components.ui.common.site import HOME, after, page_at
from components.ui.common.visitor import remember_visitor
from components.ui.common.words import linked, words_of

_ASKED, _ARRIVED = "asked", "arrived"


def arrive(url_path: str) -> None:
    """Before every page: warm the training worker, so that it is ready before anybody needs it, and count visits.

    Which pages were seen is remembered, for the path on home.

    `st.session_state["visit"]` counts the arrivals at a page: what a visit begins with belongs to its number.
    What an address says of settings counts, also where the session keeps something else.
    """
    st.session_state[_ARRIVED] = True
    for_the_browser()
    engine().warm()
    remember_visitor()
    visited().add(url_path)
    if st.session_state.get("page") != url_path:
        st.session_state["page"] = url_path
        st.session_state["visit"] = st.session_state.get("visit", 0) + 1
        # Where the address names a default, Streamlit would let the session's value stand.
        named = [declared[key] for key in st.query_params if key in declared]
        experiments = {setting.experiment for setting in named} - {""}
        for setting in (*named, *(other for other in declared.values() if other.experiment in experiments)):
            st.session_state.pop(setting.key, None)
        st.session_state[_ASKED] = st.session_state[SET_UP] = st.query_params.to_dict()


@contextmanager
def told_if_away() -> Iterator[None]:
    """Around every page: where it needs what lies with an engine that is away, it says so, and goes on by itself."""
    try:
        yield
    except EngineUnavailable as problem:
        st.warning(str(problem), icon=":material/cloud_off:")
        poll(_go_on_when_back, True, AWAY_LOOK_SECONDS)


def _go_on_when_back() -> None:
    if not engine().away():
        st.rerun()


def tell_what_was_ignored() -> None:
    """After a page has run: say once of which settings the address asked for something that can't be."""
    asked: dict[str, str] = st.session_state.pop(_ASKED, {})
    ignored = []
    # If the run is gone, the training page says so itself; runs beside it that are gone are no loss.
    for key in asked.keys() - {"run", "runs", "against"} & st.session_state.keys():
        # Streamlit corrects the address, and takes from it what is a default or can't be.
        if st.query_params.get(key) != asked[key] and not _says(asked[key], value := st.session_state[key]):
            shown = f"{value:g}" if isinstance(value, float) else str(value)
            ignored.append(f"**{key} = {plain_text(asked[key][:40])}** (shown is {plain_text(shown)})")
    if ignored:
        st.toast(
            f"The address asks for what this page doesn't have: {', '.join(sorted(ignored))}.",
            icon=":material/link_off:",
            duration="infinite",
        )


def _says(text: str, value: object) -> bool:
    """Whether an address with this text means this value."""
    if text.casefold() == str("" if value is None else value).casefold():
        return True
    try:
        return float(text) == float(value)  # type: ignore[arg-type]  # what is no number is caught
    except (TypeError, ValueError):
        return False


def page_header(lead: str) -> None:
    """The page's heading, the one sentence that says what to do here, and the words that are used here."""
    if not st.session_state.pop(_ARRIVED, False):
        _run_app_instead()
    page = page_at(st.session_state["page"])
    with st.container(key="head", gap="xxsmall"):
        st.title(page.heading)
        st.markdown(linked(lead))
        words_of(page.name)


def _run_app_instead() -> NoReturn:
    """Run app.py, whose navigation runs the page in its frame, and end the script of the page by itself.

    Streamlit, seeing a folder named pages, takes an app for one of its first kind until app.py has called
    st.navigation once. So on a fresh server it runs the script of the page that the very first visitor asks for,
    without app.py.
    """
    runpy.run_path(str(Path(__file__).resolve().parents[3] / "app.py"))
    st.stop()


def next_page() -> None:
    """A page's end: its questions, the link that leads to the next one; now that all is there, go to its section."""
    page = page_at(st.session_state["page"])
    check_yourself(page.name)
    st.space("medium")
    following = after(page)
    icon = "home" if following is HOME else "arrow_forward"
    st.page_link(following.script, label=following.invitation, icon=f":material/{icon}:")
    _go_to_section()


def _go_to_section() -> None:
    """Scroll to the section that the address asks for, as in ?section=gates or #gates; once a visit, at its beginning.

    A link to a page of the same session, st.page_link, can't have an anchor such as #gates. One from outside can, and
    the browser goes there before the page is all there: too high.
    """
    if st.session_state.get("scrolled") == st.session_state["visit"]:
        return
    section = st.query_params.get("section", "")
    place = f"'{section}'" if re.fullmatch("[a-z0-9-]+", section) else "location.hash.slice(1)"
    st.html(f"<script>document.getElementById({place})?.scrollIntoView()</script>", unsafe_allow_javascript=True)
    st.session_state["scrolled"] = st.session_state["visit"]
