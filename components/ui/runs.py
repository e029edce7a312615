"""This server's training engine, and the runs that a browser session has in it."""

import secrets
import time

import streamlit as st

from components.training.engine import Engine, EngineBusy
from components.training.snapshot import RunState, Snapshot
from components.training.specification import TrainingSpecification
from components.training.subprocess_engine import SubprocessEngine
from components.ui.path import remember
from components.ui.plain_text import plain_text

MAX_RUNS = 4
OBEYS_WITHIN = 0.3  # seconds

# The ids are in the session, so that they survive a page switch, and in the URL, so that they survive a refresh:
# `run` is the one that is shown, `runs` are all, in the order in which they were begun.
RUN, RUNS = "run", "runs"
_PROBLEM = "run_problem"


@st.cache_resource(max_entries=1, show_spinner=False)
def engine() -> Engine:
    """The engine that all visitors share; it starts its first worker when it is warmed."""
    return SubprocessEngine()


def start_run(specification: TrainingSpecification, against: str | None = None) -> None:
    """Begin a run and show it; the oldest of four makes room, but not the one that it is to race `against`. For a
    button's callback.
    """
    kept = kept_runs()
    active = next((run for run in kept if run.active), None)
    if active is not None:
        # A second press on its way while the first began a run needs no answer; one beside another run does.
        if active.run != st.session_state.get(RUN):
            st.session_state[_PROBLEM] = f"{plain_text(active.name)} is not over yet. Show it, and stop it or wait."
        return
    owner = st.session_state.setdefault("owner", secrets.token_urlsafe(12))
    number = 1 + max((int(run.name.removeprefix("Run ")) for run in kept if _is_numbered(run.name)), default=0)
    try:
        run = engine().submit(specification, owner, f"Run {number}")
    except EngineBusy as problem:
        st.session_state[_PROBLEM] = str(problem)
        return
    runs = [*[old.run for old in kept], run]
    while len(runs) > MAX_RUNS:
        engine().cancel(runs.pop(1 if runs[0] == against else 0))
    st.session_state[RUN] = run
    st.session_state[RUNS] = runs
    remember("train_and_draw", "trained a network")


def _is_numbered(name: str) -> bool:
    return name.startswith("Run ") and name[4:].isdecimal()


def order(**orders: object) -> None:
    """Give the run that is shown new orders (see Orders). For a button's callback."""
    current = current_run()
    if current is None:
        return
    engine().control(current.run, **orders)
    # A pause, a stop and a single batch take a tenth of a second: then the page is drawn once, as it is after them,
    # and the button that was pressed is there for the next press.
    patience = time.monotonic() + OBEYS_WITHIN
    while (run := current_run()) is not None and run.state is RunState.RUNNING and time.monotonic() < patience:
        pause_at = run.orders.pause_at
        if not run.orders.stop and (pause_at is None or pause_at > run.batches + 1):
            return
        time.sleep(0.01)


def current_run() -> Snapshot | None:
    """The run that is shown, as it stands, or None. Also finds the run that the URL names, after a refresh."""
    run = _shown()
    return engine().snapshot(run) if run else None


def _shown() -> str | None:
    # Once the session knows, also that there is none, the URL is only its echo.
    shown: str | None = st.session_state[RUN] if RUN in st.session_state else st.query_params.get(RUN)
    return shown


def kept_runs() -> list[Snapshot]:
    """All runs of this session that are still there, oldest first, the one that is shown among them."""
    ids = st.session_state.get(RUNS)
    if ids is None:
        ids = [run for run in st.query_params.get(RUNS, "").split(",") if run][:MAX_RUNS]
    shown = _shown()
    if shown and shown not in ids:
        ids = [*ids, shown]
    return [snapshot for run in ids if (snapshot := engine().snapshot(run)) is not None]


def show_other_run(run: str) -> None:
    """Show another one of the session's runs. For a button's callback."""
    st.session_state[RUN] = run


def delete_run(run: str) -> None:
    """Forget a run; the newest of the others is shown. For a button's callback."""
    engine().cancel(run)
    kept = kept_runs()
    st.session_state[RUNS] = [other.run for other in kept]
    if st.session_state.get(RUN) == run:
        st.session_state[RUN] = kept[-1].run if kept else None


def redraw_if_outdated(drawn: Snapshot | None) -> None:
    """In a fragment: draw the whole page anew if it was drawn for another run, or for another stage of this one.

    A press on Train can arrive together with a message of the canvas; Streamlit then starts the run but draws only
    the canvas' fragment again, and the page would go on saying that there is no run.
    """
    current = current_run()
    if current is not None and (drawn is None or (drawn.run, drawn.state) != (current.run, current.state)):
        st.rerun()


def keep_runs_in_url() -> None:
    """Let a refresh or a second tab find the runs again; say so where one is gone, or could not begin."""
    if problem := st.session_state.pop(_PROBLEM, None):
        st.error(problem)
    kept = kept_runs()
    shown = current_run()
    if shown is None and _shown():
        st.warning("That run is no longer on this server. Press Train for a new one.")
        shown = kept[-1] if kept else None
    st.session_state[RUNS] = [run.run for run in kept]
    st.session_state[RUN] = shown.run if shown else None
    for name, value in ((RUN, shown.run if shown else ""), (RUNS, ",".join(st.session_state[RUNS]))):
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)
