"""A network's layers, as a picture whose sizes can be moved, and how many numbers it has to learn."""

from collections.abc import Sequence

import streamlit as st

from components.charts.html import div
from components.charts.layers_picture import describe_layers, layer_names, layers_svg
from components.ml.network import LayerSummary, NetworkSettings, dense_layers
from components.ui.common.fragment import fragment
from components.ui.common.guess import guess_first
from components.ui.common.program import program
from components.ui.common.settings import Choice, Range
from components.ui.common.show import show_code, show_table

OWN, COURSE = "your own", "784-128-10"
COURSE_SIZES = NetworkSettings().layer_sizes
MOST_UNITS, MOST_HIDDEN = 10, 4
WHICH = Choice("n_which", "Network", OWN, (OWN, COURSE))
INPUTS = Range("n_inputs", "Inputs", 4, 1, MOST_UNITS, 1)
HIDDEN = Range("n_hidden", "Hidden layers", 1, 0, MOST_HIDDEN, 1)
UNITS = tuple(
    Range(f"n_units{layer}", f"Units in hidden layer {layer}", 3, 1, MOST_UNITS, 1, help="More: more weights.")
    for layer in range(1, MOST_HIDDEN + 1)
)
OUTPUTS = Range("n_outputs", "Outputs", 2, 1, MOST_UNITS, 1)
DEEP = 2  # hidden layers, from which on people speak of a deep network


@fragment
def structure() -> None:
    """Sliders, the picture and the count."""
    question = st.container()
    which = WHICH.show()
    # The picture first: on a phone it then stands right above the sliders.
    picture, controls = st.columns([3, 2], gap="large")
    with controls:
        own = _sizes(disabled=which == COURSE)
    sizes = COURSE_SIZES if which == COURSE else own
    layers = dense_layers(sizes)
    total = sum(layer.parameters for layer in layers)
    with question:
        guess_first("structure", f"About {round(total, -5):,}" if which == COURSE else None)
    with picture:
        st.image(layers_svg(sizes), width="stretch", alt=describe_layers(sizes))
        st.html(_labels(sizes))
        many = " If a layer has more than ten, only eight of them are drawn." if max(sizes) > MOST_UNITS else ""
        st.caption(f"Squares are inputs: they only pass a number on. Circles are neurons. Each line is a weight.{many}")
    st.info(_deep(len(sizes) - 2))
    _table(layers, sizes)
    show_code(program("layers", sizes=list(sizes)))


def _sizes(disabled: bool) -> tuple[int, ...]:
    """The sliders; hidden layers that are not used show none."""
    inputs = INPUTS.show(disabled=disabled)
    hidden = HIDDEN.show(disabled=disabled)
    units = [layer.show(disabled=disabled) for layer in UNITS[:hidden]]
    return (inputs, *units, OUTPUTS.show(disabled=disabled))


def _labels(sizes: Sequence[int]) -> str:
    """What stands below the picture's columns."""
    cells = "".join(
        div("text-align:center", f"<b>{size}</b><br>{name}")
        for name, size in zip(layer_names(sizes), sizes, strict=True)
    )
    columns = f"display:grid;grid-template-columns:repeat({len(sizes)},1fr)"
    return div(f"{columns};line-height:1.25;font-size:0.85rem", cells)


def _deep(hidden: int) -> str:
    if not hidden:
        return "**No hidden layer.** The inputs go straight to the output neurons."
    if hidden < DEEP:
        return "**One hidden layer,** as in the course's network. With one more it would be called deep."
    return f"**Deep.** It has {hidden} hidden layers. Training such a network is deep learning."


def _table(layers: Sequence[LayerSummary], sizes: Sequence[int]) -> None:
    total = sum(layer.parameters for layer in layers)
    show_table(
        {
            "layer": [layer.name for layer in layers],
            "weights": [f"{layer.multiplications:,}" for layer in layers],
            "biases": [f"{layer.outputs:,}" for layer in layers],
            "numbers to learn": [f"{layer.counted} = {layer.parameters:,}" for layer in layers],
        },
        alt=f"How many weights and biases each layer has: {total:,} numbers in all.",
    )
    st.markdown(
        f"**{total:,} numbers to learn.** Each neuron has one weight for each number that comes in, and one bias. "
        "So a layer has inputs × units weights, and as many biases as units."
    )
