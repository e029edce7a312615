"""Leads the eye to what a press has changed out of sight, as a digit chosen far below, which is read at the top."""

import time

import streamlit as st

from components.ui.common.digit_source import NUMBER, SOURCE, TEST_DIGIT, pick_test_digit

_THERE, _BACK = "look_there", "look_back"  # in the session


def look_there(key: str) -> None:
    """Scroll to the container with this key, as far as it is out of sight. For a callback."""
    st.session_state[_THERE] = key


def look_into(number: int, back: str = "") -> None:
    """Let this test digit run through the network at the top; `back` is the heading's anchor below. For a callback."""
    pick_test_digit(number)
    st.session_state[_BACK] = number, back
    look_there("stage")


def show_way_back() -> None:
    """Below a digit that was chosen further down: the way back to the others."""
    number, back = st.session_state.get(_BACK, (-1, ""))
    if back and SOURCE.now() == TEST_DIGIT and NUMBER.now() == number:
        st.markdown(f"[Back to the pictures below](#{back})")


def scroll_if_asked() -> None:
    """Now that all is drawn."""
    if key := st.session_state.pop(_THERE, ""):
        block = "start" if key == "stage" else "nearest"
        scroll = f"document.querySelector('.st-key-{key}')?.scrollIntoView({{behavior: 'smooth', block: '{block}'}})"
        # A script that is there already is not run again, so each is another one.
        st.html(f"<script>{scroll} // {time.monotonic_ns()}</script>", unsafe_allow_javascript=True)
