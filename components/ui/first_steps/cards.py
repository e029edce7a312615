"""A few short texts side by side."""

from collections.abc import Mapping

import streamlit as st


def cards(found: Mapping[str, str], width: int = 220) -> None:
    """Each text below its title in a box, boxes at least `width` pixels wide."""
    with st.grid(len(found), min_column_width=width):
        for title, text in found.items():
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{title}**\n\n{text}")
