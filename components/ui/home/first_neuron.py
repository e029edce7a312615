"""Home's neuron: one slider, and the decision changes."""

import streamlit as st

from components.charts.neuron_card import describe_neuron, neuron_card
from components.ml.decision import OUTSIDE
from components.ml.neuron import Neuron
from components.ui.common.settings import Range

SUN = Range("sun", "You are free today. How sunny is it?", 0.2, 0.0, 1.0, 0.1)


@st.fragment
def first_neuron() -> None:
    """How sunny it is, and whether a neuron with the course's weights goes outside."""
    controls, picture = st.columns([2, 3], gap="large", vertical_alignment="center")
    with controls:
        sun = SUN.show()
    neuron = Neuron((sun, 1.0), (OUTSIDE["sunny"], OUTSIDE["free"]), -1.0, ("sunny", "free"))
    with controls:
        st.subheader("Go outside" if neuron.output else "Stay at home", anchor=False)
    with picture:
        st.html(neuron_card(neuron, "go"))
        st.caption(f"This is a neuron: {describe_neuron(neuron)}.")
