"""What the browser gets with every page: the styles and scripts in this folder, a file for each idea."""

from functools import cache
from pathlib import Path

import streamlit as st

FOLDER = Path(__file__).parent


def for_the_browser() -> None:
    """Put them into the page. A script runs once in a tab, however often the page is drawn."""
    # All styles in one: Streamlit leaves a gap between two.
    st.html(_styles())
    st.html(_scripts(), unsafe_allow_javascript=True)


def _files(kind: str) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob(f"*.{kind}"))]


@cache
def _styles() -> str:
    return "<style>\n" + "\n".join(_files("css")) + "</style>"


@cache
def _scripts() -> str:
    # Each in a function of its own, so that its names are its own. A tag, even in a comment, and Streamlit drops it all.
    files = (f"(() => {{\n{file}}})();" for file in _files("js"))
    return "<script>if (!window.scripted) {\nwindow.scripted = true;\n" + "\n".join(files) + "}</script>"
