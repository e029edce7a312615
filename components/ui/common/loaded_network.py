"""A network from a visitor's own weights file, which reads what is drawn."""

from dataclasses import dataclass

import streamlit as st

from components.ml.forward import Layer

_LOADED = "loaded_network"  # in the session


@dataclass(frozen=True)
class LoadedNetwork:
    """A network that this session's visitor has loaded from a file; nobody else sees it.

    `number` counts the files of the session; `beside` is the run that was shown when this one was loaded.
    """

    name: str
    layers: tuple[Layer, ...]
    number: int
    beside: str | None


def loaded_network() -> LoadedNetwork | None:
    """The network from this visitor's file, or None."""
    loaded: LoadedNetwork | None = st.session_state.get(_LOADED)
    return loaded


def keep_network(loaded: LoadedNetwork | None) -> None:
    """Let it read from now on, or put it away. For a callback."""
    st.session_state[_LOADED] = loaded
