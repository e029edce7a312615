"""A network of a visitor's own, from a weights file or taught here, which reads what is drawn."""

from dataclasses import dataclass
from itertools import count

import streamlit as st

from components.ml.forward import Layer
from components.ui.common.visitor import visitor

_LOADED = "loaded"
_numbers = count(1)


@dataclass(frozen=True)
class LoadedNetwork:
    """A network that this browser's visitor has loaded or taught; nobody else sees it.

    `number` is another one for each; `beside` is the run that was shown when this one came.
    """

    name: str
    layers: tuple[Layer, ...]
    number: int
    beside: str | None


@st.cache_resource(max_entries=60, show_spinner=False)
def _kept_for(visitor: str) -> dict[str, LoadedNetwork]:
    """Outlasts a refresh, as what is kept for a browser does. Networks are large: of sixty browsers."""
    return {}


def loaded_network() -> LoadedNetwork | None:
    """The network that this visitor loaded or taught, or None."""
    return _kept_for(visitor()).get(_LOADED)


def keep_network(name: str, layers: tuple[Layer, ...], beside: str | None) -> None:
    """Let it read from now on. For a callback."""
    _kept_for(visitor())[_LOADED] = LoadedNetwork(name, layers, next(_numbers), beside)


def put_network_away() -> None:
    """For a callback."""
    _kept_for(visitor()).pop(_LOADED, None)
