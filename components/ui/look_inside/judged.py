"""What a network says of all test digits: computed once for its weights, for all who look."""

from collections.abc import Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from sklearn.metrics import recall_score

from components.ml.forward import ConvolutionLayer, Layer, predict
from components.ml.mnist import Split

CONVOLUTIONS_READ = 1_000  # test digits


@st.cache_data(show_spinner="The network reads 10,000 digits …", max_entries=10)
def judged(layers: Sequence[Layer], _test: Split) -> NDArray[np.float32]:
    """Its probabilities for each test digit, (10,000, 10)."""
    return predict(layers, _test.pictures)


@st.cache_data(show_spinner=False, max_entries=60)
def read_right(layers: Sequence[Layer], _test: Split) -> tuple[float, NDArray[np.float64]]:
    """The share of the digits of `judged_on` that is read right, and the same for each digit, (10,)."""
    count = _count(layers)
    read, labels = predict(layers, _test.pictures[:count]).argmax(axis=1), _test.labels[:count]
    return float((read == labels).mean()), recall_score(labels, read, labels=range(10), average=None, zero_division=0)


def judged_on(layers: Sequence[Layer]) -> str:
    """Which test digits a network is judged on at once, in words: with convolutions fewer, since it is slower."""
    return f"the first {CONVOLUTIONS_READ:,} test digits" if convolves(layers) else "all 10,000 test digits"


def _count(layers: Sequence[Layer]) -> int:
    return CONVOLUTIONS_READ if convolves(layers) else 10_000


def convolves(layers: Sequence[Layer]) -> bool:
    """Whether it has convolutions, so that reading 10,000 digits takes seconds and not a tenth of one."""
    return any(isinstance(layer, ConvolutionLayer) for layer in layers)
