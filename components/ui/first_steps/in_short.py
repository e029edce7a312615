"""The course's two tables: each part of the page in short."""

import streamlit as st

from components.ui.common.content import texts


def names_in_short() -> None:
    """AI, ML and DL."""
    rows = texts("in_short")["names"]
    titles = {"name": "name", "what": "what it is", "word": "in a word", "example": "for example"}
    st.table(
        {title: [row[key] for row in rows] for key, title in titles.items()},
        hide_index=True,
        alt="AI, ML and DL: what each is, and an example.",
    )


def in_short() -> None:
    """Questions about neural networks, and their answers."""
    rows = texts("in_short")["answers"]
    columns = {key: [row[key] for row in rows] for key in ("question", "answer")}
    st.table(columns, hide_index=True, alt="Seven questions about neural networks, each with its answer.")
    st.markdown("How it learns can be seen step by step on the page **How networks learn**.")
