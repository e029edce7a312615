"""What the browser gets with every page: the styles and scripts in this folder, a file for each idea."""

from functools import cache
from pathlib import Path

import streamlit as st

FOLDER = Path(__file__).parent


def for_the_browser() -> None:
    """Put them into the page. A script runs once in a tab, however often the page is drawn."""
    for style in sorted(FOLDER.glob("*.css")):
        st.html(style)
    st.html(_scripts(), unsafe_allow_javascript=True)


@cache
def _scripts() -> str:
    # Each in a function of its own, so that its names are its own.
    files = (f"(() => {{\n{file.read_text(encoding='utf-8')}}})();" for file in sorted(FOLDER.glob("*.js")))
    return "<script>if (!window.scripted) {\nwindow.scripted = true;\n" + "\n".join(files) + "}</script>"
