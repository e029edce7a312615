"""The course's two tables of the frameworks, with what has changed since it was written."""

from collections.abc import Sequence

import streamlit as st

from components.ui.frameworks.facts import NAMES, Row, frameworks


def side_by_side() -> None:
    """The course's two tables, with what has changed since the course was written."""
    facts = frameworks()
    _table(facts.comparison, NAMES, "TensorFlow, Keras and PyTorch compared in seven respects, with what has changed.")
    st.subheader("TensorFlow or PyTorch")
    _table(facts.versus, ("TensorFlow", "PyTorch"), "TensorFlow and PyTorch in five respects, with what has changed.")


def _table(rows: Sequence[Row], names: Sequence[str], alt: str) -> None:
    st.table(
        [{"": f"**{row.what}**", **{name: _cell(row, name) for name in names}} for row in rows],
        hide_index=True,
        alt=alt,
    )


def _cell(row: Row, name: str) -> str:
    """What the course says, and beside it what has changed."""
    now = row.now.get(name)
    return f"{row.course[name]}. **Now:** {now.text} {now.link}" if now else row.course[name]
