"""The course's two tables of the frameworks, with what has changed since it was written."""

import streamlit as st

from components.ui.common.content import texts
from components.ui.common.show import show_table


def side_by_side() -> None:
    """All three; folded up, the two that do the arithmetic themselves."""
    _table("comparison", "TensorFlow, Keras and PyTorch compared in seven respects, with what has changed.")
    with st.expander("TensorFlow or PyTorch: deployment, phones, community, performance"):
        _table("versus", "TensorFlow and PyTorch in four respects, with what has changed.")


def _table(name: str, alt: str) -> None:
    rows = [{"": f"**{row['what']}**", **row} for row in texts("frameworks")[name]]
    show_table([{key: cell for key, cell in row.items() if key != "what"} for row in rows], alt=alt)
