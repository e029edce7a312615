"""What the network at hand reads in a whole part of MNIST, read once for all who ask."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.ml.forward import Layer, predict
from components.ml.mnist import Split
from components.ui.common.own_network import AtHand

# So many digits of a part are read: with convolutions it takes some seconds.
READ = 10_000


def answers(network: AtHand, part: str, split: Split) -> NDArray[np.int64]:
    """Its answers to the first READ digits of this part: (READ,)."""
    return _answers(network.key, part, network.layers, split)


@st.cache_data(show_spinner="The network reads 10,000 digits …", max_entries=10)
def _answers(network: str, part: str, _layers: tuple[Layer, ...], _split: Split) -> NDArray[np.int64]:
    read: NDArray[np.int64] = predict(_layers, _split.pictures[:READ]).argmax(axis=1)
    return read
