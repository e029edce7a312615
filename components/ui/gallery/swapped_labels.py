"""The label is not in the picture: what becomes of a network's accuracy where two labels are swapped."""

import numpy as np
import streamlit as st

from components.charts.digit_pictures import answer_strip
from components.ml.mnist import Split
from components.ui.common.fragment import fragment
from components.ui.common.own_network import network_at_hand
from components.ui.common.settings import OneOf
from components.ui.gallery.read_digits import answers

ONE = OneOf("swap_one", "Swap the label", 4, range(10))
OTHER = OneOf("swap_other", "with the label", 9, range(10))
SHOWN = 8


@fragment
def swapped_labels(test: Split) -> None:
    """Two labels, the accuracy by the right labels and by the swapped ones, and some of the digits."""
    with st.grid(2, min_column_width=130, gap="medium"):
        one, other = ONE.show(), OTHER.show()
    network = network_at_hand()
    if network is None:
        st.info("There is no network yet that could be judged: the server is still starting.")
        return
    labels = test.labels.astype(np.int64)
    told = labels.copy()
    told[labels == one], told[labels == other] = other, one
    read = answers(network, "test", test)
    right, by_swapped = ((read == each[: len(read)]).mean() for each in (labels, told))
    with st.container(horizontal=True, gap="medium", key="figures_swapped"):
        st.metric("Accuracy by MNIST's labels", f"{right:.3f}", width="content")
        change = None if one == other else f"{by_swapped - right:+.3f}"
        st.metric("by the swapped labels", f"{by_swapped:.3f}", change, "off", width="content")
    if one == other:
        st.markdown("Choose two different labels.")
        return
    shown = np.flatnonzero((labels == one) | (labels == other))[:SHOWN]
    st.html(answer_strip(list(test.pictures[shown]), told[shown].tolist(), read[shown].tolist()))
    st.markdown(
        f"{network.name} is the same, and so is every picture. Only the labels by which it is judged have changed: "
        f"what was right is wrong now. Had it learned with swapped labels, it would call every {one} a {other}, and be "
        "right by them. Nothing in a picture says what people call it."
    )
