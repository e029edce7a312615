"""The network that is at hand on every page: of the run that was shown last, or the one that the server began with."""

from dataclasses import dataclass

import streamlit as st

from components.ml.forward import Layer
from components.ui.common.engine import engine, look_at
from components.ui.common.plain_text import plain_text
from components.ui.common.show import poll
from components.ui.common.visitor import kept

LOOK_SECONDS = 2.0
RUN = "run"  # kept for the browser: the id of the run that was shown last


@dataclass(frozen=True)
class AtHand:
    """Its layers, what it is called at a sentence's beginning, and what tells it from others."""

    layers: tuple[Layer, ...]
    name: str
    key: str


def await_network() -> None:
    """Draw the page again once there is one: a server begins with one some seconds after its start."""
    if network_at_hand() is None:
        poll(_rerun_with_network, True, LOOK_SECONDS)


def _rerun_with_network() -> None:
    if network_at_hand() is not None:
        st.rerun()


def network_at_hand() -> AtHand | None:
    """Of the run, once it no longer moves; None as long as there is no network, or where none can be trained."""
    run = look_at(kept()[RUN]) if kept().get(RUN) else None
    if run is not None and not run.moving and run.layers:
        return AtHand(run.layers, plain_text(run.name), f"{run.run_id} {run.batches}")
    if (warmed := engine().warmed()) is not None:
        return AtHand(warmed.layers(), "The network that this server began with", "warmed")
    return None
