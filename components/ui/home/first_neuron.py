"""Home's neuron: one slider, and the decision changes."""

import streamlit as st

from components.ml.decision import OUTSIDE
from components.ml.neuron import Neuron
from components.ui.common.fragment import fragment
from components.ui.common.settings import Range
from components.ui.instruments.neuron import show_neuron

SUN = Range("sun", "You are free today. How sunny is it?", 0.2, 0.0, 1.0, 0.1)


@fragment
def first_neuron() -> None:
    """How sunny it is, and whether a neuron with the course's weights goes outside."""
    controls, picture = st.columns([2, 3], gap="large", vertical_alignment="center")
    with controls:
        sun = SUN.show()
    neuron = Neuron((sun, 1.0), (OUTSIDE["sunny"], OUTSIDE["free"]), -1.0, ("sunny", "free"))
    with picture:
        st.caption(
            "A neuron. 0.6 and 0.8 are its weights: how much each input counts. −1 is its bias: it takes that much "
            "to get you out."
        )
        show_neuron(neuron, "first_neuron", "go", inputs=(SUN, None), says=("Stay at home", "Go outside"))
