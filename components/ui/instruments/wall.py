"""A page of digits, each to be pressed, from one picture of all of them."""

from collections.abc import Callable

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.charts.digit_pictures import png_url, sheet
from components.ml.mnist import Split
from components.ui.instruments import COLOURS, instrument


def show_wall(
    key: str,
    split: Split,
    numbers: NDArray[np.int64],
    across: int,
    chosen: int,
    choose: Callable[[int], None],
    called: str = "Digits to choose from",
) -> None:
    """Show these digits of a part of MNIST, so many in a row. `choose` is called with the number of the one that is
    pressed, in a callback.
    """
    blank = np.zeros((-len(numbers) % across, 28, 28), np.uint8)
    pictures = np.concatenate([split.pictures[numbers], blank])
    data = {
        "sheet": png_url(sheet(pictures, across)),
        "across": across,
        "numbers": numbers.tolist(),
        "labels": split.labels[numbers].tolist(),
        "chosen": chosen,
        "called": called,
        "colours": COLOURS,
    }

    def pressed() -> None:
        number = st.session_state[key].chosen
        if isinstance(number, int) and 0 <= number < len(split.labels):
            choose(number)

    instrument("wall")(key=key, data=data, on_chosen_change=pressed)
