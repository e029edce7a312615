"""What is told below the network at work: cause and cure, one's own digits, one neuron, the softmax, what breaks it."""

from collections.abc import Sequence

from components.ml.forward import Layer
from components.ui.common.output_neuron import DIGIT
from components.ui.common.settings import Choice, set_also_in_address
from components.ui.look_inside.which_neuron import LAYER, UNIT, choose_neuron

CAUSE, OWN, NEURON, SOFTMAX, BREAK = "Cause and cure", "My digits", "One neuron", "Softmax", "Break it"
PANEL = Choice("looked_at", "What to look at", CAUSE, (CAUSE, OWN, NEURON, SOFTMAX, BREAK))


def what_is_shown() -> tuple[object, ...]:
    """The panel, and the neuron."""
    return PANEL.now(), LAYER.now(), UNIT.now(), DIGIT.now()


def open_neuron(layers: Sequence[Layer], layer: int, unit: int) -> None:
    """Look at this one, numbered from 0. For a callback."""
    choose_neuron(layers, layer, unit)
    if PANEL.now() != BREAK:  # there it is chosen to be broken
        set_also_in_address(PANEL, NEURON)
