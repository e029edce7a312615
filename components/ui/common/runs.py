"""The runs that a visitor has in this server's training engine."""

import re
from dataclasses import replace

import streamlit as st

from components.training.engine import DESK_AWAY, EngineUnavailable
from components.training.snapshot import Snapshot
from components.training.specification import TrainingSpecification
from components.ui.common.engine import AWAY_LOOK_SECONDS, engine, look_at
from components.ui.common.own_network import RUN
from components.ui.common.plain_text import plain_text
from components.ui.common.progress import remember
from components.ui.common.settings import SET_UP
from components.ui.common.show import poll
from components.ui.common.visitor import kept, visitor

MAX_RUNS = 4
# Well below the half an hour after which the engine drops what nobody looks at.
LOOK_SECONDS = 300
# A pause, a stop and a single batch take a tenth of a second; they are waited for, but not longer than these seconds.
OBEYS_WITHIN = 0.3

# `run` is the id of the run that is shown: in the session, and kept for the browser's next one. `runs` are the ids of
# all of the browser's runs, in the order in which they were begun. Both also stand in the address, for others.
# `against` are the ids of those whose curves are laid over the curves of the one that is shown.
RUNS, AGAINST = "runs", "against"
_GUESTS, _PROBLEM = "guest_runs", "run_problem"


def start_run(specification: TrainingSpecification, against: str | None = None) -> None:
    """Begin a run and show it; the oldest of four makes room, but not `against`, its rival. For a callback."""
    runs = kept_runs()
    own = [run for run in runs if is_own(run.run_id)]
    active = next((run for run in own if run.active), None)
    if active is not None:
        # A second press on its way while the first began a run needs no answer; one beside another run does.
        if current_run() is None:
            st.session_state[_PROBLEM] = f"{plain_text(active.name)} is not over yet: here it is. Stop it or wait."
            show_other_run(active.run_id)
        elif active.run_id != st.session_state[RUN]:
            st.session_state[_PROBLEM] = f"{plain_text(active.name)} is not over yet. Show it, and stop it or wait."
        return
    numbers = [int(numbered[1]) for run in runs if (numbered := re.fullmatch(r"Run (\d+)", run.name))]
    try:
        run = engine().submit(specification, visitor(), f"Run {max(numbers, default=0) + 1}")
    except EngineUnavailable as problem:
        st.session_state[_PROBLEM] = str(problem)
        kept().pop(RUNS, None)  # a service that was too busy to answer may have begun it: it is asked for them again
        return
    ids = [*[old.run_id for old in own], run]
    while len(ids) > MAX_RUNS:
        engine().cancel(ids.pop(1 if ids[0] == against else 0), visitor())
    kept()[RUNS] = ids
    st.session_state.pop(SET_UP, None)  # what a link has set up is done
    show_other_run(run)
    remember("train_and_draw", "trained a network")


def race(specification: TrainingSpecification, against: Snapshot) -> None:
    """Begin a run from the same start as another one, and lay its curves over the other's. For a callback."""
    start_run(replace(specification, seed=against.specification.seed), against.run_id)
    st.session_state[AGAINST] = [against.run_id]


def order(**orders: object) -> None:
    """Give the run that is shown new orders (see Orders). For a button's callback."""
    if shown := _shown():
        engine().control(shown, **orders)
        # So the page is drawn once, as it is after them, and the button that was pressed is there for the next press.
        engine().settle(shown, OBEYS_WITHIN)


def stop_run() -> None:
    """End the run that is shown, if it was begun in this browser. For a button's callback."""
    if shown := _shown():
        engine().stop(shown, visitor())
        engine().settle(shown, OBEYS_WITHIN)


def current_run() -> Snapshot | None:
    """The run that is shown; in a new session the one that its address names, or that its browser looked at last."""
    run = _shown()
    return look_at(run) if run else None


def _shown() -> str | None:
    # Once the session knows, also that there is none, the address is only its echo.
    if RUN not in st.session_state:
        st.session_state[RUN] = st.query_params.get(RUN) or kept().get(RUN)
    shown: str | None = st.session_state[RUN]
    return shown


def kept_runs() -> list[Snapshot]:
    """The runs that are still there: first those that an address brought, then the browser's own, oldest first."""
    ids = [*_guests(), *_own_ids()]
    return [snapshot for run in dict.fromkeys(ids) if (snapshot := look_at(run)) is not None]


def _guests() -> list[str]:
    """The ids of the runs that addresses brought to this session: none of them was begun in this browser."""
    if _GUESTS not in st.session_state:
        st.session_state[_GUESTS] = [run for run in st.query_params.get(RUNS, "").split(",") if run][:MAX_RUNS]
    guests: list[str] = st.session_state[_GUESTS]
    shown = _shown()
    if shown and not is_own(shown) and shown not in guests:
        guests.append(shown)
    return guests


def is_own(run: str) -> bool:
    """Whether it was begun in this browser."""
    return run in _own_ids()


def _own_ids() -> list[str]:
    # A browser that comes from another web server has its runs there, too: the engine knows whose they are.
    if RUNS not in kept():
        try:
            kept()[RUNS] = engine().runs_of(visitor())
        except EngineUnavailable:
            return []
    ids: list[str] = kept()[RUNS]
    return ids


def show_other_run(run: str) -> None:
    """Show another one of the runs that the session knows. For a button's callback."""
    st.session_state[RUN] = run


def delete_run(run: str) -> None:
    """Forget a run, or only drop it from the list if it was begun elsewhere, and show another. For a callback."""
    if is_own(run):
        engine().cancel(run, visitor())
        kept()[RUNS] = [other for other in kept()[RUNS] if other != run]
    others = [other.run_id for other in kept_runs() if other.run_id != run]
    if st.session_state.get(RUN) == run:
        st.session_state[RUN] = others[-1] if others else None
    st.session_state[_GUESTS] = [other for other in _guests() if other != run]


def keep_looking() -> None:
    """An open page looks at its runs, so that none of them is dropped; at one that moves it looks more often.

    It also says when the engine is away, and goes on when it is back.
    """
    missed = _shown() is not None and current_run() is None  # it may be back since
    away = engine().away() or (DESK_AWAY if missed else "")
    if away:
        st.warning(away, icon=":material/cloud_off:")
    poll(_look, True, LOOK_SECONDS)
    if engine().may_be_away:
        poll(_notice, True, AWAY_LOOK_SECONDS, away)


def _look() -> None:
    kept_runs()
    current_run()


def _notice(away: str) -> None:
    if engine().away() != away:
        st.rerun()


def redraw_if_outdated(drawn: Snapshot | None) -> None:
    """In a fragment: draw the whole page again if it was drawn for another run, or for another stage of this one.

    A press on Train can arrive together with a message of the canvas; Streamlit then starts the run but draws only
    the canvas' fragment again, and the page would go on saying that there is no run.
    """
    current = current_run()
    if current is not None and (drawn is None or (drawn.run_id, drawn.state) != (current.run_id, current.state)):
        st.rerun()


def keep_runs_in_url() -> None:
    """Let a link find the runs again; say so where one is gone, or could not begin."""
    if problem := st.session_state.pop(_PROBLEM, None):
        st.error(problem)
    wanted = _shown()
    try:
        shown = engine().snapshot(wanted) if wanted else None
    except EngineUnavailable:
        return  # what the address and the session know is still true when it is back
    runs = kept_runs()
    if wanted is None:
        shown = next((run for run in runs if run.active and is_own(run.run_id)), None)
    elif shown is None:
        shown = runs[-1] if runs else None
        instead = f"Shown is {plain_text(shown.name)}." if shown else "Press Train for a new one."
        st.warning(f"That run is no longer on this server. {instead}")
    st.session_state[RUN] = kept()[RUN] = shown.run_id if shown else None
    if AGAINST not in st.session_state:
        st.session_state[AGAINST] = st.query_params.get(AGAINST, "").split(",")
    others = {run.run_id for run in runs if shown and run.run_id != shown.run_id}
    st.session_state[AGAINST] = against = [run for run in st.session_state[AGAINST] or [] if run in others]
    told = {RUN: shown.run_id if shown else "", RUNS: ",".join(run.run_id for run in runs), AGAINST: ",".join(against)}
    for name, value in told.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)
