"""The one training engine of this server."""

import streamlit as st

from components.training.engine import Engine


@st.cache_resource(max_entries=1, show_spinner=False)
def engine() -> Engine:
    """The engine that all visitors share; it starts its worker when it is first warmed."""
    return Engine()
