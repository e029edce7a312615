"""A run's files to take home, and a network from a file to read with."""

from typing import Any

import streamlit as st

from components.training.comparison import history_csv
from components.training.script import source_code
from components.training.snapshot import Snapshot
from components.training.weights_file import from_npz
from components.ui.common.loaded_network import keep_network, loaded_network, put_network_away
from components.ui.common.plain_text import plain_text
from components.ui.common.runs import current_run
from components.ui.common.show import button
from components.ui.common.upload import upload

_FILE = "weights_file"


def downloads(snapshot: Snapshot) -> None:
    """The trained network twice, the history twice, and the script that repeats the run."""
    script = source_code(snapshot.specification, snapshot.batches, snapshot.rates)
    with st.container(horizontal=True):
        for label, data, name, icon in (
            ("Keras file", bytes(snapshot.keras_file), "network.keras", "deployed_code"),
            ("Weights", bytes(snapshot.weights), "weights.npz", "scatter_plot"),
            ("History", history_csv(snapshot), "history.csv", "table"),
            ("History (0,5)", history_csv(snapshot, decimal_commas=True), "history_commas.csv", "table"),
            ("Script", script, "train.py", "code"),
        ):
            look: dict[str, Any] = {"key": f"download_{name}", "icon": f":material/{icon}:", "disabled": not data}
            st.download_button(f"{label}: {name}", data, name, on_click="ignore", **look)
    # No caption: its grey is too pale for code.
    st.markdown(
        'Open the network with `keras.models.load_model("network.keras")`. The history is for a spreadsheet; '
        "where yours writes 0,5 and not 0.5, take `history_commas.csv`. "
        "The script repeats this very run, with the same digits in the same order."
    )


def load_back() -> None:
    """Load a weights file back, to draw digits for it; or put it away again, also on a later visit."""
    loaded = loaded_network()
    if loaded is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.success(f"{plain_text(loaded.name)} is loaded. Choose above the canvas which network reads your digits.")
            button("Remove", "close", "remove_weights", put_network_away)
    upload(_FILE, "Load a weights file (.npz) back", "It is only read, never run.", _load)


def _load(content: bytes, name: str) -> None:
    layers, shown = from_npz(content), current_run()
    keep_network(name, layers, shown.run_id if shown else None)
