"""What many pages show in the same way: a picture, a button, a part that goes on by itself, the code of a section."""

from collections.abc import Callable
from typing import Any

import streamlit as st


def chart(figure: Any, key: str, alt: str) -> None:
    """A Plotly figure, without the tools that a lesson has no use for; `alt` says in words what it shows now."""
    st.plotly_chart(figure, key=key, config={"displayModeBar": False}, alt=alt)


def button(label: str, icon: str, key: str, action: Callable[..., None], *given: object, **details: Any) -> None:
    """A button with one of the Material symbols; pressed, it calls `action` with what is `given`."""
    st.button(label, icon=f":material/{icon}:", key=key, on_click=action, args=given, **details)


def poll(part: Callable[..., None], going_on: bool, seconds: float, *details: object) -> None:
    """Show a part of the page; as long as something goes on there, draw it again every `seconds`."""
    st.fragment(part, run_every=seconds if going_on else None)(*details)


def show_code(code: str, about: str = "", title: str = "Show the code") -> None:
    """Folded up: what the code is, and the code."""
    with st.expander(title, icon=":material/code:"):
        if about:
            st.markdown(about)
        st.code(code, language="python", wrap_lines=True)
