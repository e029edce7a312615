"""One neuron of the network with its numbers: what comes in, times its weights, plus its bias; what it passes on."""

from collections.abc import Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.charts.digit_pictures import pixels
from components.charts.html import div
from components.charts.numbers import number
from components.charts.palette import NEUTRAL
from components.charts.weight_pictures import colours
from components.ml.at_work import LayerAtWork, at_work, windows
from components.ml.forward import ConvolutionLayer, DenseLayer, Layer
from components.ml.neuron import Neuron
from components.ui.common.digit_source import Picture
from components.ui.common.output_neuron import input_names, show_output_card
from components.ui.instruments.neuron import show_neuron
from components.ui.look_inside.which_neuron import chosen_neuron, units_called

SIDE = 112  # CSS pixels


def show_one_neuron(layers: Sequence[Layer], picture: Picture) -> None:
    """The one that was chosen."""
    working = at_work(layers, picture)
    index, unit = chosen_neuron(layers, int(working[-1].outputs.argmax()))
    layer, one = layers[index], working[index]
    inputs = working[index - 1].passed_on if index else _ink(picture)[..., None]
    if index == len(layers) - 1:
        show_output_card(layers, inputs, unit)
    elif isinstance(layer, ConvolutionLayer):
        _show_filter(layer, one, inputs, unit)
    else:
        if index == 0:
            _show_three(layer, picture, unit)
        neuron = Neuron(
            tuple(float(x) for x in inputs.reshape(-1)),
            tuple(float(w) for w in layer.kernel[:, unit]),
            float(layer.bias[unit]),
            input_names(layers, index),
            layer.activation,
        )
        show_neuron(neuron, "hidden_neuron_at_work", "output")
    if index == len(layers) - 2:
        _show_what_it_says(working[-1], unit, f"{units_called(layer)} {unit + 1}")


def _ink(picture: Picture) -> NDArray[np.float32]:
    return picture.astype(np.float32) / np.float32(255)


def _show_three(layer: DenseLayer, picture: Picture, unit: int) -> None:
    """Its weights, the ink, and their product, as pictures."""
    weights = layer.kernel[:, unit].reshape(28, 28)
    product = weights * _ink(picture)
    frame = f"border:1px solid {NEUTRAL}80"
    cells = [
        (pixels(colours(weights), "Its weights: blue where ink speaks for it, else orange", frame, SIDE), "weights"),
        (pixels(picture, "The ink", frame, SIDE), "ink, 0 to 1"),
        (pixels(colours(product), "Weights times ink: what each pixel adds", frame, SIDE), "products"),
    ]
    signs = ["×", "=", f"adding up to {number(float(product.sum()), 2)}"]
    row = "".join(
        div("text-align:center", image + name) + div("font-size:1.2rem", sign)
        for (image, name), sign in zip(cells, signs, strict=True)
    )
    st.html(div("display:flex;flex-wrap:wrap;gap:10px;align-items:center;font-size:0.85rem", row))


def _show_filter(layer: ConvolutionLayer, one: LayerAtWork, inputs: NDArray[np.float32], unit: int) -> None:
    """The window where its sum is largest: patch, kernel and products, of the channel that adds most."""
    assert one.places is not None
    row, column = one.places[unit]
    channel = int(np.abs(one.added[:, unit]).argmax())
    patch = windows(layer, inputs)[row, column, :, :, channel]
    kernel = layer.kernel[:, :, channel, unit]
    where = f"at row {row}, column {column}, where its sum is largest"
    if one.added.shape[0] > 1:
        where += f"; of its {one.added.shape[0]} inputs that of filter {channel + 1}, which adds most"
    st.markdown(f"**The window** {where}:")
    parts = [(patch, "input"), (kernel, "kernel"), (patch * kernel, "products")]
    signs = ["×", "=", f"adding up to {number(float(one.added[channel, unit]), 2)}"]
    cells = "".join(
        div("text-align:center", _table(values, name) + name) + div("font-size:1.2rem", sign)
        for (values, name), sign in zip(parts, signs, strict=True)
    )
    st.html(div("display:flex;flex-wrap:wrap;gap:10px;align-items:center;font-size:0.85rem", cells))
    rest = "" if one.added.shape[0] == 1 else f"All inputs together {number(float(one.added[:, unit].sum()), 2)}, "
    bias, z, output = (float(values[unit]) for values in (layer.bias, one.sums, one.outputs))
    st.markdown(
        f"{rest}{'with' if rest else 'With'} the bias {number(bias, 2)} the sum is {number(z, 2)}; {layer.activation} "
        f"gives **{number(output, 2)}**. The same kernel is laid over every window."
    )


def _table(values: NDArray[np.float32], name: str) -> str:
    cell = '<td style="padding:2px 5px;text-align:right">'
    rows = "".join(f"<tr>{''.join(f'{cell}{number(float(x), 2)}</td>' for x in row)}</tr>" for row in values)
    style = f"border:1px solid {NEUTRAL}80;font-variant-numeric:tabular-nums"
    return f'<table aria-label="{name}" style="{style}">{rows}</table>'


def _show_what_it_says(outputs: LayerAtWork, unit: int, called: str) -> None:
    """What it adds to each digit's score."""
    says = outputs.added[unit]
    if not says.any():
        st.caption(f"This {called} passes on 0: it adds nothing to any digit's score. Switched off, nothing changes.")
        return
    told = ", ".join(f"{digit}: {number(float(says[digit]), 2)}" for digit in np.argsort(-says))
    st.caption(f"What {called} adds to each digit's score: {told}.")
