"""What many pages show in the same way: a picture, a button, a part that goes on by itself, the code of a section."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import streamlit as st

from components.training.engine import EngineUnavailable
from components.ui.common.fragment import fragment


def chart(figure: Any, key: str, alt: str) -> None:
    """A Plotly figure, without the tools that a lesson has no use for; `alt` says in words what it shows now."""
    st.plotly_chart(figure, key=key, config={"displayModeBar": False}, alt=alt)


def show_table(data: Mapping[str, Sequence[object]] | Sequence[Mapping[str, object]], alt: str | None = None) -> None:
    """A small table, given as columns or as rows; `alt` says in words what it shows now.

    Streamlit would turn the data into a pandas table first, which took half of the time of a page's rerun.
    """
    rows = data if isinstance(data, Mapping) else {name: [row[name] for row in data] for name in data[0]}
    st.table(pa.table(rows), hide_index=True, alt=alt)


def button(label: str, icon: str, key: str, action: Callable[..., None], *given: object, **details: Any) -> None:
    """A button with one of the Material symbols; pressed, it calls `action` with what is `given`."""
    st.button(label, icon=f":material/{icon}:", key=key, on_click=action, args=given, **details)


def poll(part: Callable[..., None], going_on: bool, seconds: float, *details: object) -> None:
    """Show a part of the page; as long as something goes on there, draw it again every `seconds`."""
    fragment(_shown_if_there, seconds if going_on else None)(part, *details)


def _shown_if_there(part: Callable[..., None], *details: object) -> None:
    try:
        part(*details)
    except EngineUnavailable as problem:  # the weights that it shows are where the engine is, which is away
        st.caption(str(problem))


def show_code(code: str, about: str = "", title: str = "Show the code") -> None:
    """Folded up: what the code is, and the code."""
    with st.expander(title, icon=":material/code:"):
        if about:
            st.markdown(about)
        st.code(code, language="python", wrap_lines=True)
