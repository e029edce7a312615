"""What is set before the first step, and the buttons that let it learn."""

from typing import Any

import streamlit as st

from components.ml.plane_data import OWN
from components.ui.common.plain_text import plain_text
from components.ui.common.points import NoPoints, parse_points
from components.ui.common.settings import show_all
from components.ui.common.show import button
from components.ui.plane.own_file import show_own_file
from components.ui.plane.presets import TRY, show_presets
from components.ui.plane.settings import (
    ACTIVATION,
    ADDING,
    BATCH,
    BOUNDS,
    CUT,
    FEATURE_NAMES,
    FIRST_WEIGHTS,
    HIDDEN,
    KIND,
    MOST_OWN,
    NOISE,
    OPTIMIZER,
    OWN_POINTS,
    PENALTY,
    POINTS_SEED,
    RATE,
    SEED,
    SHARE,
    TEST_SHARE,
    N,
    WrongSetting,
    read_features,
    read_hidden,
)
from components.ui.plane.state import State, compare, run, start_again, stop_comparing, take, take_epochs


def show_settings() -> None:
    """Which points, and how it learns: the first in sight, the others a press away."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        KIND.show(label_visibility="collapsed", width="content")
        with st.popover("Settings", icon=":material/tune:", width="content"):
            network, learning, points = st.tabs(["Network", "Learning", "Points"])
            with network:
                show_all(ACTIVATION, HIDDEN, FEATURE_NAMES, FIRST_WEIGHTS, SEED)
            with learning:
                show_all(RATE, OPTIMIZER, BATCH, PENALTY)
                SHARE.show(disabled=PENALTY.now() == "none")
            with points:
                if KIND.now() == OWN:
                    OWN_POINTS.show(height=120, max_chars=6_000)
                    show_own_file()
                else:
                    show_all(N, NOISE)
                show_all(TEST_SHARE, POINTS_SEED)
        with st.popover("Try", icon=":material/lightbulb:", width="content", key=TRY, on_change="rerun"):
            show_presets()
    for read, text in ((read_features, FEATURE_NAMES.now()), (read_hidden, HIDDEN.now())):
        try:
            read(text)
        except WrongSetting as problem:
            st.warning(plain_text(str(problem)), icon=":material/error:")
    if KIND.now() == OWN:
        try:
            parse_points(OWN_POINTS.now(), BOUNDS, MOST_OWN)
        except NoPoints as problem:
            st.warning(plain_text(str(problem)), icon=":material/error:")


def show_buttons(now: State) -> None:
    """Run, step by step."""
    shown = now.shown
    over = shown.over or (KIND.now() == OWN and not shown.settings.points.own)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        # One button, so that it keeps the focus.
        label, icon = ("Pause", "pause") if now.runs else ("Run", "play_arrow")
        button(label, icon, "plane_run", run, not now.runs, disabled=over and not now.runs)
        waits: Any = {"disabled": now.runs or over}
        st.button("Batch", key="plane_one", on_click=take, args=(1,), **waits)
        st.button("Epoch", key="plane_epoch", on_click=take_epochs, args=(1,), **waits)
        st.button("10 epochs", key="plane_epochs", on_click=take_epochs, args=(10,), **waits)
        if KIND.now() == OWN:
            st.caption("A press adds", width="content")
            ADDING.show(width="content", label_visibility="collapsed")


def show_also(now: State) -> None:
    """Below the picture: back to the start, the race, and the border alone."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        shown = now.shown
        button("Start again", "replay", "plane_again", start_again, disabled=not shown.step and not shown.changes)
        if now.rival is None:
            button("Race it", "sports_score", "plane_compare", compare, disabled=now.runs, help=RACE)
        else:
            button("End the race", "close", "plane_stop_race", stop_comparing, disabled=now.runs)
        if shown.settings.points.classes:
            CUT.show()


RACE = (
    "Keep this network to compare with. Then change one thing and run: both begin from the same seed and learn alike."
)
