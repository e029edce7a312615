"""What is told below the network at work: the likely cause and its cure, one neuron, the softmax, or what breaks it."""

from collections.abc import Sequence

from components.ml.forward import Layer
from components.ui.common.settings import Choice, set_also_in_address
from components.ui.look_inside.which_neuron import choose_neuron

CAUSE, NEURON, SOFTMAX, BREAK = "Cause and cure", "One neuron", "Softmax", "Break it"
PANEL = Choice("inside", "What to look at", CAUSE, (CAUSE, NEURON, SOFTMAX, BREAK))


def open_neuron(layers: Sequence[Layer], layer: int, unit: int) -> None:
    """Look at this one, numbered from 0. For a callback."""
    choose_neuron(layers, layer, unit)
    set_also_in_address(PANEL, NEURON)
