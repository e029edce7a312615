"""What many pages show in the same way: a picture that holds still, and the code behind a section."""

from typing import Any

import streamlit as st


def chart(figure: Any, key: str, alt: str) -> None:
    """A Plotly figure, without the tools that a lesson has no use for; `alt` says in words what it shows now."""
    st.plotly_chart(figure, key=key, config={"displayModeBar": False}, alt=alt)


def show_code(code: str, about: str = "", title: str = "Show the code") -> None:
    """Folded up: what the code is, and the code."""
    with st.expander(title, icon=":material/code:"):
        if about:
            st.markdown(about)
        st.code(code, language="python", wrap_lines=True)
