"""A run's files to take home, and a network from a file to read with."""

from dataclasses import dataclass

import streamlit as st

from components.ml.forward import Layer
from components.ml.weights_file import UnreadableWeights, from_npz
from components.training.comparison import history_csv
from components.training.script import source_code
from components.training.snapshot import Snapshot
from components.ui.plain_text import plain_text

_FILE, _LOADED, _PROBLEM = "weights_file", "loaded_network", "weights_problem"


@dataclass(frozen=True)
class LoadedNetwork:
    """A network that this session's visitor has loaded from a file; nobody else sees it."""

    name: str
    layers: tuple[Layer, ...]


def downloads(snapshot: Snapshot) -> None:
    """The trained network twice, the history twice, and the script that repeats the run."""
    script = source_code(snapshot.specification, snapshot.batches, snapshot.rates)
    with st.container(horizontal=True):
        for label, data, name, icon in (
            ("Keras file", snapshot.keras_file, "network.keras", ":material/deployed_code:"),
            ("Weights", snapshot.weights, "weights.npz", ":material/scatter_plot:"),
            ("History", history_csv(snapshot), "history.csv", ":material/table:"),
            (
                "History, decimal commas",
                history_csv(snapshot, decimal_commas=True),
                "history_commas.csv",
                ":material/table:",
            ),
            ("Script", script, "train.py", ":material/code:"),
        ):
            st.download_button(
                f"{label}: {name}",
                data,
                name,
                key=f"download_{name}",
                icon=icon,
                disabled=not data,
                on_click="ignore",
            )
    # No caption: its grey is too pale for code.
    st.markdown(
        'Open the network with `keras.models.load_model("network.keras")`. The history is for a spreadsheet; '
        "where yours writes 0,5 and not 0.5, take the one with decimal commas. "
        "The script repeats this very run, with the same digits in the same order."
    )


def upload() -> None:
    """Load a weights file back, to draw digits for it."""
    file = st.file_uploader(
        "Load a weights file (.npz) back", key=_FILE, help="It is only read, never run.", on_change=_load
    )
    loaded = loaded_network()
    if file is None:
        return
    if _PROBLEM in st.session_state:
        st.error(st.session_state[_PROBLEM])
    elif loaded is not None:
        st.success(f"{plain_text(loaded.name)} is loaded. Choose it beside the canvas to draw digits for it.")


def _load() -> None:
    # Before the page is drawn: the digit that is read with it stands above.
    file = st.session_state[_FILE]
    st.session_state.pop(_PROBLEM, None)
    if file is None:
        st.session_state.pop(_LOADED, None)
        return
    try:
        st.session_state[_LOADED] = LoadedNetwork(file.name, from_npz(file.getvalue()))
    except UnreadableWeights as problem:
        st.session_state[_PROBLEM] = str(problem)


def loaded_network() -> LoadedNetwork | None:
    """The network from this visitor's file, or None."""
    loaded: LoadedNetwork | None = st.session_state.get(_LOADED)
    return loaded
