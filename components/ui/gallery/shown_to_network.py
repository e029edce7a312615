"""What the network at hand reads in the digit that is looked at, and the way to the page that says why."""

import streamlit as st

from components.charts.numbers import percent
from components.ml.forward import predict
from components.ml.mnist import Split
from components.ui.common.own_network import network_at_hand
from components.ui.common.site import page_at


def shown_to_network(split: Split, part: str, number: int) -> None:
    """In a line."""
    network = network_at_hand()
    if network is None:
        return
    (probabilities,) = predict(network.layers, split.pictures[number][None])
    read, chance = int(probabilities.argmax()), percent(float(probabilities.max()))
    right = "right" if read == split.labels[number] else "wrong by its label"
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.markdown(f"{network.name} reads **{read}** in it ({chance}): {right}.", width="content")
        look_inside_link(part, number)


def look_inside_link(part: str, number: int) -> None:
    """To the page that runs this digit, of "train" or of "test", through the network."""
    learned_from = {"training_digit": "true"} if part == "train" else {}
    st.page_link(
        page_at("look_inside").script,
        label="Look inside",
        icon=":material/arrow_forward:",
        query_params={"source": "Pick a test digit", "test_digit": str(number), **learned_from},
    )
