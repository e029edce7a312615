"""How ten scores become ten probabilities: the softmax step by step, and what a temperature would make of them."""

from collections.abc import Sequence

import streamlit as st

from components.ml.at_work import at_work
from components.ml.forward import Layer
from components.ui.common.digit_source import Picture
from components.ui.common.settings import Range
from components.ui.instruments import COLOURS, instrument

TEMPERATURE = Range("temperature", "Temperature T", 1.0, 0.1, 5.0, 0.1)


def show_softmax(layers: Sequence[Layer], picture: Picture) -> None:
    """The steps, of the digit that is read."""
    scores = [float(score) for score in at_work(layers, picture)[-1].sums]
    data = {"scores": scores, "temperature": TEMPERATURE.now(), "control": TEMPERATURE.key, "colours": COLOURS}
    instrument("softmax")(key="softmax_steps", data=data)


def show_temperature() -> None:
    """The control of the steps."""
    TEMPERATURE.show(
        help="The scores are divided by it first. 1: as the network does. Higher: less sure. Lower: surer. The order "
        "stays the same."
    )
    st.caption(
        "So that no power gets too large, the largest score is taken from all of them first: it changes no share."
    )
