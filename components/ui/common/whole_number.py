"""A field for a whole number, which says so where another was typed."""

from typing import Any

import streamlit as st


def whole_number(label: str, low: int, high: int, default: int, **details: Any) -> int:
    """Show the field and return its number; `details` go to st.number_input. In the session it is a float: round it.

    Streamlit's own field for whole numbers cuts off what comes after the digits, without a word: of 9.999, which is a
    German's 9,999, it made 9, and of 1e3 it made 1. Its field for decimal numbers hands over what was typed.
    """
    typed = st.number_input(label, float(low), float(high), float(default), 1.0, "%g", **details)
    number = round(typed)
    if number != typed:
        st.caption(
            f":material/error: {typed:g} is not a whole number, so {number} is used. "
            "Write large numbers without a point or a comma, like 1500."
        )
    return number
