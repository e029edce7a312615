"""This server's training engine."""

import os

import streamlit as st

from components.training.engine import Engine, EngineUnavailable
from components.training.snapshot import Snapshot
from components.training.subprocess_engine import SubprocessEngine

# Where the cluster is, as `ray start` prints it: in the environment, or in Streamlit's secrets.
ADDRESS = "RAY_ADDRESS"
# A cluster may go at any time, and pages say so within five seconds.
AWAY_LOOK_SECONDS = 2


@st.cache_resource(max_entries=1, show_spinner=False, on_release=lambda engine: engine.close())
def engine() -> Engine:
    """The engine that all visitors share: on this machine, or on a Ray cluster where an address of one is given.

    When Streamlit's cache is cleared, the engine on this machine ends with its workers and runs, and the next visit
    starts another.
    """
    if address := os.environ.get(ADDRESS) or _secret():
        from components.training.ray_engine import RayEngine

        return RayEngine(address)
    return SubprocessEngine()


def look_at(run: str) -> Snapshot | None:
    """How the run stands now; None for one that is unknown, and while the engine is away, which pages say elsewhere."""
    try:
        return engine().snapshot(run)
    except EngineUnavailable:
        return None


def _secret() -> str:
    try:
        return str(st.secrets.get(ADDRESS, ""))
    except FileNotFoundError:  # there are no secrets
        return ""
