"""Which neuron is looked at: an output, at first the one of the digit that is read, or a unit of a hidden layer."""

from collections.abc import Sequence

import streamlit as st

from components.ml.forward import ConvolutionLayer, DenseLayer, Layer
from components.ui.common.output_neuron import DIGIT, READ
from components.ui.common.settings import Choice, WholeNumber, set_also_in_address

OUTPUT = "Output"
LAYER = Choice("neuron_layer", "Which layer?", OUTPUT, (OUTPUT,))
UNIT = WholeNumber("neuron_unit", "Which unit?", 1, 1, 2_048)


def layer_names(layers: Sequence[Layer]) -> list[str]:
    """As in Convolution 1, Convolution 2, Hidden layer, Output: alike ones are numbered, if there are several."""
    names, kinds = [], ["Convolution" if isinstance(layer, ConvolutionLayer) else "Hidden layer" for layer in layers]
    for index, kind in enumerate(kinds[:-1]):
        several = kinds[:-1].count(kind) > 1
        names.append(f"{kind} {kinds[: index + 1].count(kind)}" if several else kind)
    return [*names, OUTPUT]


def units_called(layer: Layer) -> str:
    """What its units are called: unit or filter."""
    return "unit" if isinstance(layer, DenseLayer) else "filter"


def chosen_neuron(layers: Sequence[Layer], read: int) -> tuple[int, int]:
    """The layer and the unit, both from 0; what this network does not have is set back first."""
    names = layer_names(layers)
    if LAYER.now() not in names:
        LAYER.set(OUTPUT)
    index = names.index(LAYER.now())
    if names[index] == OUTPUT:
        return index, read if DIGIT.now() == READ else int(DIGIT.now())
    if UNIT.now() > len(layers[index].bias):
        UNIT.set(1)
    return index, UNIT.now() - 1


def choose_neuron(layers: Sequence[Layer], layer: int, unit: int) -> None:
    """Look at this one, numbered from 0. For a callback."""
    names = layer_names(layers)
    set_also_in_address(LAYER, names[layer])
    if names[layer] == OUTPUT:
        set_also_in_address(DIGIT, str(unit))
    else:
        set_also_in_address(UNIT, unit + 1, always=True)


def show_choice(layers: Sequence[Layer], digits: bool = True) -> None:
    """Choose the layer, and of a hidden one the unit by its number; of the outputs the digit, if asked for."""
    names = layer_names(layers)
    # Low, so that what is chosen is seen with the choice: the buttons say by themselves what they are for.
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        LAYER.show(options=names, label_visibility="collapsed")
        if LAYER.now() == OUTPUT and digits:
            DIGIT.show(label_visibility="collapsed")
        elif LAYER.now() != OUTPUT:
            layer = layers[names.index(LAYER.now())]
            UNIT.show(f"Which {units_called(layer)}, of {len(layer.bias)}?", high=len(layer.bias), width=160)
