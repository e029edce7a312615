"""For each kind of points, a network that works and one that fails on purpose, each with one sentence on why."""

import streamlit as st

from components.ml.plane_data import OWN
from components.ui.common.content import texts
from components.ui.common.settings import declared
from components.ui.plane.settings import KIND
from components.ui.plane.state import run

TRY = "plane_try"  # the popover, in the session


def show_presets() -> None:
    """Two buttons, and why it works or fails."""
    kind = KIND.now()
    presets = texts("plane").get(kind, {})
    if kind == OWN or not presets:
        st.caption("For points of your own, there is nothing prepared.")
        return
    for name, label in (("works", "What works"), ("fails", "What fails")):
        st.button(label, key=f"plane_{name}", on_click=_set, args=(kind, name))
        st.caption(presets[name]["why"])


def _set(kind: str, name: str) -> None:
    for key, setting in declared.items():
        if setting.experiment == "plane" and setting is not KIND and not key.startswith("plane_points"):
            setting.set(setting.default)
    for key, value in texts("plane")[kind][name].items():
        if key != "why":
            declared[f"plane_{key}"].set(value)
    st.session_state[TRY] = False  # it would stand before what it does
    run(True)
