"""What the digit is meant to be: a test digit by its label, a drawing by what its visitor says."""

import streamlit as st

from components.ui.common.digit_source import Shown
from components.ui.common.settings import Choice

NOT_SAID = "?"
MEANT = Choice("meant", "What is it meant to be?", NOT_SAID, (NOT_SAID, *map(str, range(10))))


def ask_what_is_meant(shown: Shown) -> None:
    """Of a drawing."""
    if shown.label is None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown("Meant to be", width="content")
            MEANT.show(label_visibility="collapsed")


def right_answer(shown: Shown) -> int | None:
    """The digit that it is, or None as long as nobody has said so."""
    if shown.label is not None:
        return shown.label
    return None if MEANT.now() == NOT_SAID else int(MEANT.now())


def forget_what_was_meant(shown: Shown) -> None:
    """Once the paper is empty: the next digit may be another one. Whatever else the page shows then."""
    if shown.ink is None and not shown.pictures and MEANT.now() != NOT_SAID:
        MEANT.set(NOT_SAID)
