"""A decision with three yes-or-no inputs: the course's "shall I go outside?"."""

from dataclasses import replace

from components.ml.neuron import Neuron

# The course's three inputs and how much each weighs.
OUTSIDE = {"sunny": 0.6, "weekend": 0.3, "free": 0.8}


def deciding(neuron: Neuron) -> tuple[str, ...]:
    """The names of the inputs each of which, turned round alone, would turn the answer round. Inputs are 0 or 1."""
    return tuple(
        name
        for number, name in enumerate(neuron.names)
        if replace(
            neuron, inputs=tuple(1 - x if number == other else x for other, x in enumerate(neuron.inputs))
        ).output
        != neuron.output
    )
