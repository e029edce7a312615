"""This server's training engine, and the one run that a browser session has in it."""

import streamlit as st

from components.training.engine import Engine, EngineBusy
from components.training.snapshot import Snapshot
from components.training.specification import TrainingSpecification

# The run's id: in the session, so that it survives a page switch; in the URL, so that it survives a refresh.
RUN = "run"
_PROBLEM = "run_problem"


@st.cache_resource(max_entries=1, show_spinner=False)
def engine() -> Engine:
    """The engine that all visitors share; it starts its worker when it is first warmed."""
    return Engine()


def start_run(specification: TrainingSpecification) -> None:
    """Begin a run, unless this session's last one is still going. For a button's callback."""
    current = current_run()
    if current is not None and current.active:
        return
    try:
        st.session_state[RUN] = engine().submit(specification)
    except EngineBusy as problem:
        st.session_state[_PROBLEM] = str(problem)


def stop_run() -> None:
    """End this session's run early. For a button's callback."""
    current = current_run()
    if current is not None:
        engine().stop(current.run)


def current_run() -> Snapshot | None:
    """This session's run as it stands, or None. Also finds the run that the URL names, after a refresh."""
    run = st.session_state.get(RUN) or st.query_params.get(RUN)
    return engine().snapshot(run) if run else None


def redraw_if_outdated(drawn: Snapshot | None) -> None:
    """In a fragment: draw the whole page anew if it was drawn for another run, or for another stage of this one.

    A press on Train can arrive together with a message of the canvas; Streamlit then starts the run but draws only
    the canvas' fragment again, and the page would go on saying that there is no run.
    """
    current = current_run()
    if current is not None and (drawn is None or (drawn.run, drawn.active) != (current.run, current.active)):
        st.rerun()


def keep_run_in_url() -> None:
    """Let a refresh or a second tab find the run again; say so where it is gone, or could not begin."""
    if problem := st.session_state.pop(_PROBLEM, None):
        st.error(problem)
    snapshot = current_run()
    if snapshot is not None:
        st.session_state[RUN] = st.query_params[RUN] = snapshot.run
    elif st.session_state.pop(RUN, None) or st.query_params.get(RUN):
        st.query_params.pop(RUN, None)
        st.warning("That run is no longer on this server. Press Train for a new one.")
