"""A slider over the stages of something that has learned, with a button that plays them like a film."""

from collections.abc import Sequence
from math import ceil
from typing import Any

import streamlit as st

from components.ui.common.fragment import fragment
from components.ui.common.settings import OneOf, Value
from components.ui.common.show import button

# So many steps at most, and so long from one to the next, which a class of browsers can follow.
FRAMES, FRAME_SECONDS = 20, 0.4
_DRAWN = "player_drawn"  # in the session: that the page has just been drawn as a whole


def show_player(setting: OneOf[Value], stages: Sequence[Value], subject: object, about: str, **details: Any) -> Value:
    """Show the button, which says what it is `about`, and the slider; return the stage that is chosen.

    It stands at the last one, and does so again with another `subject`. `details` go to the slider.
    """
    setting.belong_to(subject, stages[-1])
    plays = st.session_state.get(_plays(setting), False)
    place = st.container()  # one for all of it, so that what comes next keeps its own
    with place.container(horizontal=True, vertical_alignment="center", gap="small"):
        if plays:
            button("Stop playing", "stop", f"{setting.key}_stop", stop_playing, setting)
        else:
            button("Play", "play_arrow", f"{setting.key}_play", _play, setting, stages, help=about)
        details = {"label_visibility": "collapsed", "width": "stretch", **details}
        chosen = setting.show(options=stages, value=stages[-1], **details)
    if plays:
        st.session_state[_DRAWN] = True
        with place:
            fragment(_go_on, FRAME_SECONDS)(setting, stages)
    return chosen


def stop_playing(setting: OneOf[Value]) -> None:
    """Where there is nothing to play any more; the slider stays where it is."""
    st.session_state.pop(_plays(setting), None)


def _plays(setting: OneOf[Value]) -> str:
    return f"{setting.key}_plays"


def _play(setting: OneOf[Value], stages: Sequence[Value]) -> None:
    """On from where it stands; at the end, from the start."""
    if setting.now() not in stages[:-1]:
        setting.set(stages[0])
    st.session_state[_plays(setting)] = True


def _go_on(setting: OneOf[Value], stages: Sequence[Value]) -> None:
    """A step further; to the end, and then no more. Not where the page has just been drawn: that was a step."""
    if st.session_state.pop(_DRAWN, False):
        return
    now = stages.index(setting.now()) if setting.now() in stages else len(stages)
    further = min(now + ceil(len(stages) / FRAMES), len(stages) - 1)
    setting.set(stages[further])
    if further == len(stages) - 1:
        stop_playing(setting)
    st.rerun()
