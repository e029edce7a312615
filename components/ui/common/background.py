"""A job beside the pages on a page: its results as they come, how far it is, and a button that stops it."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from components.background.jobs import Function, Job, Jobs
from components.ui.common.show import button, poll

LOOK_SECONDS = 0.5
_PAGE_TOO = "draw_page_too"  # in the session

Calls = Sequence[tuple[Any, ...]]  # the arguments of each


@st.cache_resource(max_entries=1, show_spinner=False, on_release=Jobs.close)
def _jobs() -> Jobs:
    """Those of all visitors."""
    return Jobs()


@st.cache_resource(max_entries=200, show_spinner=False)
def _job(key: str, subject: object, _function: Function, _calls: Calls) -> Job:
    """One for all who ask for the same; what it has found out stays."""
    return _jobs().job(_function, _calls)


def show_job(
    key: str, subject: object, function: Function, calls: Calls, show: Callable[[list[Any]], None], doing: str
) -> None:
    """Let the function be called with each of these, and `show` the results that there are, in the same order.

    The `key` and the `subject` tell jobs apart. `doing` says what goes on, such as "Seeds tried".
    """
    job = _job(key, subject, function, calls)
    going_on = _going_on(key, job)
    poll(_look, going_on, LOOK_SECONDS, key, job, show, doing, going_on)


def draw_page_too() -> None:
    """What a press within a job's results has changed shows elsewhere on the page. For a callback."""
    st.session_state[_PAGE_TOO] = True


def _look(key: str, job: Job, show: Callable[[list[Any]], None], doing: str, polled: bool) -> None:
    if st.session_state.pop(_PAGE_TOO, False):
        st.rerun()
    going_on = _going_on(key, job)
    if going_on:
        job.look()
    if job.results:
        show(job.results[:])
    if job.problem:
        st.warning(f"It could not be computed: {job.problem}", icon=":material/error:")
    elif not job.over:
        with st.container(horizontal=True, vertical_alignment="center"):
            done, of = len(job.results), len(job.calls)
            st.progress(done / of, f"{doing}: {done} of {of}", width="stretch")
            if going_on:
                button("Stop", "stop", f"{key}_stop", _stop, key, job)
            else:
                button("Go on", "play_arrow", f"{key}_go_on", _stop, key, None)
    if going_on != polled:
        st.rerun()  # so that it is looked at again and again, or no more


def _going_on(key: str, job: Job) -> bool:
    return not job.over and st.session_state.get(_stopped(key)) is not job


def _stop(key: str, job: Job | None) -> None:
    st.session_state[_stopped(key)] = job


def _stopped(key: str) -> str:
    return f"{key}_stopped"
