"""The time machine: one slider that takes the whole page back to any moment of the run, and plays it."""

from collections.abc import Sequence
from math import ceil

import streamlit as st

from components.training.snapshot import Moment, Snapshot
from components.ui.common.settings import OneOf
from components.ui.common.show import button

MOMENT = OneOf("moment", "Rewind to any moment of this run", "")
# What is played: so many steps at most, and so long from one to the next, which a class of browsers can follow.
FRAMES, FRAME_SECONDS = 20, 0.4
WHAT_FOLLOWS = "From the first weights to the last: your digit's answer, the curves and all that stands below follow."
# In the session: whether it plays, and whether the page has just been drawn as a whole.
_PLAYS, _DRAWN = "rewind_plays", "rewind_drawn"


def chosen_moment(snapshot: Snapshot | None) -> Moment | None:
    """Show the slider, once there is something to go back to; None is the run as it is now."""
    if snapshot is None or snapshot.moving or len(snapshot.moments) < 2:
        st.session_state.pop(_PLAYS, None)
        return None
    moments: dict[str, Moment] = {}
    for moment in snapshot.moments:
        label = f"epoch {moment.point.epoch:.2f}"
        if label in moments:  # a pause after each batch makes moments that are closer
            label += f", batch {round(moment.point.epoch * snapshot.specification.batches)}"
        moments[label] = moment
    labels = list(moments)
    MOMENT.belong_to((snapshot.run_id, snapshot.batches), labels[-1])
    plays = st.session_state.get(_PLAYS, False)
    place = st.container()  # one for all of it, so that what comes next keeps its own
    with place.container(horizontal=True, vertical_alignment="center", gap="small"):
        if plays:
            button("Stop playing", "stop", "rewind_stop", _stop)
        else:
            button("Play", "play_arrow", "rewind_play", _play, labels[0], help=WHAT_FOLLOWS)
        chosen = MOMENT.show(options=labels, value=labels[-1], label_visibility="collapsed", width="stretch")
    if plays:
        st.session_state[_DRAWN] = True
        with place:
            _go_on(labels)
    return None if chosen == labels[-1] else moments.get(chosen)


def _play(first: str) -> None:
    MOMENT.set(first)
    st.session_state[_PLAYS] = True


def _stop() -> None:
    st.session_state.pop(_PLAYS, None)


@st.fragment(run_every=FRAME_SECONDS)
def _go_on(labels: Sequence[str]) -> None:
    """A step further; to the end, and then no more. Not where the page has just been drawn: that was a step."""
    if st.session_state.pop(_DRAWN, False):
        return
    now = labels.index(MOMENT.now()) if MOMENT.now() in labels else len(labels)
    further = min(now + ceil(len(labels) / FRAMES), len(labels) - 1)
    MOMENT.set(labels[further])
    if further == len(labels) - 1:
        _stop()
    st.rerun()
