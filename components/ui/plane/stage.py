"""The network, its border among the points, and how good it is; look by look while it learns."""

from typing import Any

import pyarrow as pa
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.charts.numbers import number
from components.charts.plane_curves import curves_spec, curves_table
from components.ml.plane_network import Learning
from components.ml.plane_settings import steps_an_epoch
from components.ui.common.settings import OneOf
from components.ui.common.show import poll
from components.ui.plane.controls import show_also, show_buttons, show_settings
from components.ui.plane.goals import reach_goals, show_goals
from components.ui.plane.picture import show_network
from components.ui.plane.settings import chosen_settings
from components.ui.plane.state import State, advance, look_seconds, rival_shown, state, tell_address
from components.ui.plane.take_home import show_take_home
from components.ui.plane.unit import show_by_hand, show_unit

MOMENT = OneOf("plane_moment", "Back to any moment", 0)


def show_stage() -> None:
    """Controls, and below them the part that moves."""
    show_settings()
    now = state()
    show_buttons(now)
    session = get_script_run_ctx().session_id  # type: ignore[union-attr]  # a script has one
    seconds = look_seconds(now, session)
    poll(_look, now.runs, seconds, seconds, session, _drawn(now))
    show_goals()
    show_take_home(now.shown)


def _drawn(now: State) -> tuple[object, ...]:
    """What the rest of the page is drawn from: the settings, and, where it rests, what was learned."""
    rests = None if now.runs else (now.shown.step, now.shown.changes, now.shown.over)
    return chosen_settings(), now.runs, rests


def _look(seconds: float, session: str, drawn: tuple[object, ...]) -> None:
    now = state()
    if _drawn(now) != drawn:
        st.rerun()  # something was pressed which only this part of the page has heard of
    if now.runs:
        advance(now, seconds)
        if not now.runs or not seconds / 2 < look_seconds(now, session) < 2 * seconds:
            st.rerun()
    shown, rival = now.shown, rival_shown(now)
    show_network(now, shown, rival)
    figures, unit = st.columns([3, 2], gap="medium")
    with figures:
        if len(now.learning.moments) > 1:  # also while it runs, so that nothing moves
            _show_moments(now)
        show_by_hand(now, shown)
        show_also(now)
        _show_curves(shown, rival)
    with unit:
        show_unit(now, shown)
    if reach_goals(now.learning):
        st.rerun()
    if not now.runs:
        tell_address(now)


def _show_moments(now: State) -> None:
    """The slider that takes all back; what is learned from there begins there."""
    steps = [moment.step for moment in now.learning.moments]
    each = steps_an_epoch(now.learning.settings)
    look: dict[str, Any] = {
        "options": steps,
        "value": steps[-1],
        "format_func": lambda step: f"epoch {number(step / each, 2)}",
        "label_visibility": "collapsed",
    }
    if now.runs:
        # Another slider: what a browser says of it, a moment late, is no wish to go back once the run has ended.
        # Of its many options, which would be written at each look, only the ends.
        st.select_slider(MOMENT.label, key="plane_moment_runs", disabled=True, **{**look, "options": [0, steps[-1]]})
        return
    MOMENT.belong_to((now.learning.settings, steps[-1], len(now.learning.changes)), steps[-1])
    chosen = MOMENT.show(bind=None, **look)
    viewed = None if chosen == steps[-1] or chosen not in steps else chosen
    if viewed != now.viewed:
        now.viewed = viewed
        st.rerun()


def _show_curves(shown: Learning, rival: Learning | None) -> None:
    if shown.step:
        st.vega_lite_chart(
            pa.table(curves_table(shown, rival)),  # of the plain columns, Streamlit would make a pandas table first
            curves_spec(shown, rival),
            key="plane_curves",
            alt="The loss, epoch by epoch, of training and test points.",
        )
