"""The training digits that are nearest to the digit: by their pixels, and by what the last hidden layer says."""

from collections.abc import Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.charts.digit_pictures import labelled_strip
from components.charts.numbers import a_digit
from components.ml.forward import Layer, as_inputs, forward, predict
from components.ml.mnist import Split
from components.ml.typical import nearest
from components.ui.common.digit_source import Picture, Shown
from components.ui.common.which_network import Reader
from components.ui.look_inside.judged import convolves
from components.ui.look_inside.which_neuron import layer_names

MOST = 8
# Of the training digits; convolutions, which are slower, read fewer.
AMONG, AMONG_BY_CONVOLUTIONS = 10_000, 2_000


@st.cache_data(show_spinner=False, max_entries=6)
def _said(layers: Sequence[Layer], count: int, _train: Split) -> NDArray[np.float32]:
    """What the last hidden layer says of the first training digits, (count, units)."""
    return forward(layers[:-1], as_inputs(_train.pictures[:count]))[-1].reshape(count, -1)


def show_nearest(shown: Shown, network: Reader, train: Split) -> None:
    """Folded up: it reads thousands of training digits."""
    unfolded = st.expander(
        "What has it seen that is like it? The nearest training digits",
        icon=":material/groups:",
        key="nearest",
        on_change="rerun",
    )
    with unfolded:
        if not unfolded.open:
            return
        if len(shown.pictures) != 1 or not network.layers:
            st.caption("Draw a single digit.")
            return
        picture, layers = shown.pictures[0], network.layers
        count = AMONG_BY_CONVOLUTIONS if convolves(layers) else AMONG
        among = Split(train.pictures[:count], train.labels[:count])
        numbers, _ = nearest(among, picture, MOST)
        _show("By their pixels", numbers, among)
        if len(layers) > 1:
            name = layer_names(layers)[-2].lower()
            numbers = _nearest_inside(layers, picture, _said(layers, count, train))
            _show(f"By what the {name} says", numbers, among)
            read = int(predict(layers, picture[None])[0].argmax())
            alike = int((among.labels[numbers] == read).sum())
            if alike > MOST / 2:
                what = (
                    f"The output sees only what this layer says, so {a_digit(read)} is what the network takes it for."
                )
            else:
                what = "The output weighs what this layer says, so the nearest digits do not decide alone."
            st.markdown(
                f"It reads {read}. Of the {MOST} digits that look most like it to the {name}, {alike or 'none'} "
                f"{'are' if alike > 1 else 'is'} {f'{read}s' if alike > 1 else a_digit(read)}. {what}"
            )
        st.caption(f"Of the first {count:,} training digits, by distance.")


def _nearest_inside(layers: Sequence[Layer], picture: Picture, said: NDArray[np.float32]) -> list[int]:
    own = forward(layers[:-1], as_inputs(picture[None]))[-1].reshape(-1)
    numbers: list[int] = np.argsort(((said - own) ** 2).sum(axis=1), kind="stable")[:MOST].tolist()
    return numbers


def _show(title: str, numbers: list[int], among: Split) -> None:
    labels = [int(label) for label in among.labels[numbers]]
    st.markdown(f"**{title}**")
    st.html(labelled_strip(list(among.pictures[numbers]), labels, list(map(a_digit, labels))))
