"""This server's training engine."""

import streamlit as st

from components.training.engine import Engine
from components.training.subprocess_engine import SubprocessEngine


@st.cache_resource(max_entries=1, show_spinner=False, on_release=SubprocessEngine.close)
def engine() -> Engine:
    """The engine that all visitors share; it starts its first worker when it is warmed.

    When Streamlit's cache is cleared, the engine ends with its workers and runs, and the next visit starts another.
    """
    return SubprocessEngine()
