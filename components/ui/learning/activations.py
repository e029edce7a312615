"""Activation functions: one curve and its slope, all of them in a table, and the neuron that uses it."""

import streamlit as st

from components.charts.activations import DEAD, REACH, flat_parts
from components.charts.numbers import fine_number, number
from components.ml.activations import LEAK, value_and_slope
from components.ml.neuron import Neuron
from components.ui.common.fragment import fragment
from components.ui.common.guess import guess_first
from components.ui.common.program import program
from components.ui.common.settings import Choice, Range
from components.ui.common.show import show_code, show_table
from components.ui.instruments.curve import show_curve
from components.ui.instruments.neuron import show_neuron

NAMES = ("step", "sigmoid", "tanh", "relu", "leaky_relu")
FUNCTION = Choice("f_name", "Activation function", "sigmoid", NAMES)
Z = Range("f_z", "Sum z", 1.0, -REACH, REACH, 0.1)
WHAT = {
    "step": "The perceptron's rule: 1 from z = 0 on, else 0. It is flat on both sides, so it never says which way "
    "to move a weight.",
    "sigmoid": "Squeezes any sum into 0 to 1. Its slope is 0.25 at most, and goes to 0 on both sides.",
    "tanh": "Squeezes any sum into −1 to 1. Its slope is 1 at z = 0, and goes to 0 on both sides.",
    "relu": "Keeps what is positive, and makes the rest 0. For negative sums its slope is 0: from such an "
    "example the neuron learns nothing.",
    "leaky_relu": f"Like relu, but it lets {LEAK:g} of a negative sum through. So its slope never dies.",
}
# Where the question is about, and from where on its answer shows.
ASKED_AT, FAR_RIGHT = 6.0, 5.0


@fragment
def activations() -> None:
    """The whole section; a move here draws it alone, which takes a third of the page's time."""
    question = st.container()
    # The picture first: on a phone it then stands right above the slider.
    picture, controls = st.columns([3, 2], gap="large")
    with controls:
        name = FUNCTION.show()
        z = Z.show()
        with question:
            guess_first("activation_slope", " and ".join(alive(ASKED_AT)) if z >= FAR_RIGHT else None)
        st.markdown(WHAT[name])
        output, slope = value_and_slope(name, z)
        dead = (
            " The slope is dead here: a step would hardly move the weights, or not at all."
            if slope < DEAD
            else f" If z grows by a little, the output grows by {number(slope)} times as much."
        )
        st.info(
            f"**{name} at z = {number(z)}: output {fine_number(output)}, slope {fine_number(slope)}.**{dead}".replace(
                "_", r"\_"
            )
        )
    with picture:
        bounded = value_and_slope(name, REACH)[0] <= 1
        show_curve(
            "f_curve",
            "activation",
            {"x": Z},
            across=(-REACH, REACH),
            upright=(-1.2, 1.2 if bounded else REACH),
            ticks=((-6, -4, -2, 0, 2, 4, 6), (-1, -0.5, 0, 0.5, 1) if bounded else (-1, 0, 1, 2, 3, 4, 5, 6)),
            title="sum z",
            label=f"The curve of {name} and its slope.",
            name=name,
            flat=flat_parts(name),
        )
        st.caption(f"In the grey areas the slope is less than {DEAD:g}. Pull the blue point.")
    neuron = Neuron((z,), (1.0,), 0.0, ("x",), name)
    show_neuron(neuron, "activation_neuron", inputs=(Z,))
    _table(z)
    show_code(program("activations", z=z), "All five functions and their slopes at your z.")


def alive(z: float) -> list[str]:
    """The functions whose slope at z is not nearly 0."""
    return [name for name in NAMES if value_and_slope(name, z)[1] >= DEAD]


def _table(z: float) -> None:
    rows = []
    for name in NAMES:
        output, slope = value_and_slope(name, z)
        rows.append(
            {
                "function": name.replace("_", r"\_"),
                f"output at {number(z)}": fine_number(output),
                f"slope at {number(z)}": fine_number(slope),
                "": "dead" if slope < DEAD else "alive",
            }
        )
    show_table(
        rows, alt=f"All five functions at z = {number(z)}. The slope is alive in {', '.join(alive(z)) or 'none'}."
    )
