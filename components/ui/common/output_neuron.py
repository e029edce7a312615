"""One neuron of the last layer at work on the very picture that is read, as a neuron card."""

import math
from collections.abc import Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.ml.forward import DenseLayer, Layer, as_inputs, forward
from components.ml.neuron import Neuron
from components.ui.common.settings import Choice
from components.ui.instruments.neuron import show_neuron

READ = "the one that is read"
DIGIT = Choice("output_neuron", "The neuron for digit", READ, (READ, *map(str, range(10))))


def show_output_neuron(layers: Sequence[Layer], picture: NDArray[np.uint8]) -> None:
    """Of a picture (28, 28): the inputs that matter most to the chosen digit's neuron, and its score."""
    with st.expander("Look inside: one neuron of the last layer", icon=":material/search:"):
        wanted = DIGIT.show()
        *_, inputs, outputs = forward(layers, as_inputs(picture[None]))
        digit = int(outputs.argmax()) if wanted == READ else int(wanted)
        show_output_card(layers, inputs, digit)


def show_output_card(layers: Sequence[Layer], inputs: NDArray[np.float32], digit: int) -> None:
    """The neuron card of a digit's output, with the `inputs` that the last layer gets, and what its sum is for."""
    last = layers[-1]
    assert isinstance(last, DenseLayer)
    neuron = Neuron(
        tuple(float(x) for x in inputs.reshape(-1)),
        tuple(float(w) for w in last.kernel[:, digit]),
        float(last.bias[digit]),
        input_names(layers, len(layers) - 1),
        "linear",
    )
    show_neuron(neuron, "output_neuron_at_work", "score")
    st.caption(
        f"Digit {digit}'s neuron is the same as on the Perceptron page, with {len(last.kernel)} inputs and no step: it "
        "passes on its sum as a score, called a **logit**. Softmax turns the ten neurons' scores into ten "
        "probabilities: a higher score, a larger share of the 100 %."
    )


def input_names(layers: Sequence[Layer], index: int) -> tuple[str, ...]:
    """What a dense layer's inputs are called: units of the layer before it as the pictures number them, from 1; a
    filter's places, or pixels, by row and column from 0.
    """
    count = len(layers[index].kernel)
    if index == 0:
        return tuple(f"pixel {place // 28}, {place % 28}" for place in range(count))
    before = layers[index - 1]
    if isinstance(before, DenseLayer):
        return tuple(f"unit {unit + 1}" for unit in range(count))
    filters = len(before.bias)
    side = math.isqrt(count // filters)
    return tuple(
        f"filter {place % filters + 1} at {place // filters // side}, {place // filters % side}"
        for place in range(count)
    )
