"""What a network says of all test digits: computed once for its weights, for all who look."""

from collections.abc import Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.ml.forward import ConvolutionLayer, Layer, predict
from components.ml.mnist import Split


@st.cache_data(show_spinner="The network reads 10,000 digits …", max_entries=10)
def judged(layers: Sequence[Layer], _test: Split) -> NDArray[np.float32]:
    """Its probabilities for each test digit, (10,000, 10)."""
    return predict(layers, _test.pictures)


def convolves(layers: Sequence[Layer]) -> bool:
    """Whether it has convolutions, so that reading 10,000 digits takes seconds and not a tenth of one."""
    return any(isinstance(layer, ConvolutionLayer) for layer in layers)
