"""The course's two tables: each part of the page in short."""

import streamlit as st

from components.ui.common.content import texts
from components.ui.common.show import show_table


def names_in_short() -> None:
    """AI, ML and DL."""
    rows = texts("in_short")["names"]
    titles = {"name": "name", "what": "what it is", "word": "in a word", "example": "for example"}
    show_table(
        {title: [row[key] for row in rows] for key, title in titles.items()},
        alt="AI, ML and DL: what each is, and an example.",
    )


def in_short() -> None:
    """Questions about neural networks, and their answers."""
    rows = texts("in_short")["answers"]
    columns = {key: [row[key] for row in rows] for key in ("question", "answer")}
    show_table(columns, alt="Seven questions about neural networks, each with its answer.")
    st.markdown("How it learns can be seen step by step on the page **How networks learn**.")
