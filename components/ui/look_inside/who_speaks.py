"""Who speaks for the answer: the units that speak for the digit that is read, and for another one."""

import math

import numpy as np
import streamlit as st

from components.charts.numbers import number
from components.charts.votes import unit_tiles
from components.ml.forward import DenseLayer, as_inputs, predict
from components.ml.votes import votes
from components.ui.common.digit_source import Shown
from components.ui.common.settings import Choice
from components.ui.common.which_network import Reader

SECOND = "the second likeliest"
RATHER = Choice("rather_than", "Rather than which?", SECOND, (SECOND, *map(str, range(10))))
MOST = 5


def show_who_speaks(shown: Shown, network: Reader) -> None:
    """The difference of two logits, unit by unit; nothing as long as there is nothing to look at."""
    if len(shown.pictures) != 1 or not network.layers:
        return
    (probabilities,) = predict(network.layers, shown.pictures[0][None])
    read, second = (int(digit) for digit in np.argsort(-probabilities)[:2])
    st.subheader(f"Why {read}, and not another digit?")
    wanted = RATHER.show()
    other = second if wanted in (SECOND, str(read)) else int(wanted)
    found = votes(network.layers, shown.pictures[0], read, other)
    first = network.layers[0]
    looks = len(network.layers) == 2
    # What a unit sees here: its weights where there is ink.
    ink = as_inputs(shown.pictures[0][None])[0]
    weights = first.kernel * ink[:, None] if looks and isinstance(first, DenseLayer) else None
    what = "unit" if len(network.layers) > 1 else "pixel"
    for_read, for_other = found.strongest(MOST)
    columns = st.columns(2, gap="medium")
    for column, digit, units in ((columns[0], read, for_read), (columns[1], other, for_other)):
        with column:
            st.markdown(f"**For {digit}**, the strongest of the {len(found.contributions)} {what}s:")
            says = [float(found.contributions[unit]) for unit in units]
            names = [
                f"{what} {unit + 1}" if what == "unit" else f"row {unit // 28}, column {unit % 28}" for unit in units
            ]
            st.html(unit_tiles(units, names, says, weights) if units else "None.")
    speaks = float(found.contributions[found.contributions > 0].sum())
    against = float(found.contributions[found.contributions < 0].sum())
    difference = found.difference
    times = math.exp(min(difference, 700))
    ratio = f"{times:.1f}" if times < 100 else f"{times:,.0f}" if times < 1e6 else f"{times:.0e}"
    st.markdown(
        f"All that speaks for {read} adds up to {number(speaks, 2)}, all that speaks for {other} to "
        f"{number(against, 2)}, and the biases add {number(found.bias, 2)}, all rounded. The sum, "
        f"{number(difference, 2)}, is how far {read}'s score is above {other}'s. Softmax makes of it: {read} is e to "
        f"the power of that, {ratio} times, as likely."
    )
