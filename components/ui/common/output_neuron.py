"""One neuron of the last layer at work on the very picture that is read, as a neuron card."""

from collections.abc import Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.ml.forward import DenseLayer, Layer, as_inputs, forward
from components.ml.neuron import Neuron
from components.ui.common.settings import Choice
from components.ui.instruments.neuron import show_neuron

DIGIT = Choice("output_neuron", "The neuron for digit", 0, tuple(range(10)))


def show_output_neuron(layers: Sequence[Layer], picture: NDArray[np.uint8]) -> None:
    """Of a picture (28, 28): the inputs that matter most to the chosen digit's neuron, and its score."""
    with st.expander("Look inside: one neuron of the last layer", icon=":material/search:"):
        digit = DIGIT.show()
        *_, inputs, _ = forward(layers, as_inputs(picture[None]))
        last = layers[-1]
        assert isinstance(last, DenseLayer)
        inputs = inputs.reshape(1, -1)
        kind = "hidden" if len(layers) > 1 else "pixel"
        neuron = Neuron(
            tuple(float(x) for x in inputs[0]),
            tuple(float(w) for w in last.kernel[:, digit]),
            float(last.bias[digit]),
            tuple(f"{kind} {index}" for index in range(len(last.kernel))),
            "linear",
        )
        show_neuron(neuron, "output_neuron_at_work", "score")
        st.caption(
            f"The same neuron as on the Perceptron page, with {len(last.kernel)} inputs and no step: it passes on its "
            "sum as a score, called a **logit**. Softmax turns the ten neurons' scores into ten probabilities: a "
            "higher score, a larger share of the 100 %."
        )
