"""The perceptron page's last stop: two hidden neurons, and XOR can be separated."""

from collections.abc import Sequence
from dataclasses import astuple

import streamlit as st

from components.ml.perceptron import GATES, INPUTS, Perceptron
from components.ml.xor import TwoLayers, XorRow, learn_xor, separable, xor_table
from components.ui.common.fragment import fragment
from components.ui.common.program import program
from components.ui.common.progress import remember
from components.ui.common.settings import Choice, Range, show_all
from components.ui.common.show import show_code
from components.ui.instruments.neuron import show_neuron
from components.ui.instruments.plane import PlanePoint, show_two_layers


def _weights(neuron: str, inputs: tuple[str, str], first: tuple[float, float, float]) -> tuple[Range[float], ...]:
    named = (("w1", f"weight of {inputs[0]}"), ("w2", f"weight of {inputs[1]}"), ("b", "bias"))
    return tuple(
        Range(f"{neuron}_{key}", f"{neuron}: {label}", value, -2.0, 2.0, 0.1)
        for (key, label), value in zip(named, first, strict=True)
    )


# Each neuron's sliders. They begin with two lines that cross, and an answer that is OR's.
H1 = _weights("h1", ("x1", "x2"), (1.0, 0.0, -0.5))
H2 = _weights("h2", ("x1", "x2"), (0.0, 1.0, -0.5))
OUT = _weights("out", ("h1", "h2"), (1.0, 1.0, -0.5))
POINTS = [PlanePoint(x1, x2, target) for (x1, x2), target in zip(INPUTS, GATES["XOR"], strict=True)]
NAMES = tuple(f"{x1}, {x2}" for x1, x2 in INPUTS)
SHOWN = Choice("xor_input", "The three neurons at work on x1, x2 =", NAMES[1], NAMES)
_LEARNED = "xor_learned"


@fragment
def xor_network() -> None:
    """Nine sliders, and the four points before and after the hidden layer, each beside the sliders that move it."""
    network = TwoLayers(*(Perceptron(*(weight.now() for weight in weights)) for weights in (H1, H2, OUT)))
    perceptrons = (network.hidden1, network.hidden2, network.output)
    for title, after, beside in (
        ("**Before the hidden layer:** two neurons, two lines", False, H1),
        ("**After it:** each point moves to (h1, h2)", True, OUT),
    ):
        left, picture, right = st.columns([1, 2, 1], gap="medium", vertical_alignment="center")
        with left:
            show_all(*beside)
        with picture:
            st.markdown(title)
            key = "xor_after" if after else "xor_before"
            show_two_layers(key, perceptrons, POINTS, (H1, H2, OUT), after)
        with right:
            if after:
                _show_verdict(xor_table(network))
            else:
                show_all(*H2)
    point = INPUTS[NAMES.index(SHOWN.show())]
    with st.grid(3, min_column_width=300):
        show_neuron(network.hidden1.neuron(*point), "xor_h1", "h1", weights=H1[:2], bias=H1[2])
        show_neuron(network.hidden2.neuron(*point), "xor_h2", "h2", weights=H2[:2], bias=H2[2])
        show_neuron(network.last_neuron(*point), "xor_out", weights=OUT[:2], bias=OUT[2])
    h1, h2, output = (astuple(neuron) for neuron in perceptrons)
    show_code(program("xor", h1=h1, h2=h2, output=output), "Three neurons in plain Python, with your nine numbers.")


def _show_verdict(rows: Sequence[XorRow]) -> None:
    """How many of the four answers are right, what stands in the way, and a way to see it solved."""
    right = sum(row.right for row in rows)
    st.markdown(f"**{'✓ ' if right == len(rows) else ''}{right} of 4 right.** {_meaning(rows)}")
    if right == len(rows) and not st.session_state.get(_LEARNED):
        remember("perceptron", "solved XOR with three neurons", "xor")
    st.button(
        "Let it learn",
        icon=":material/school:",
        key="xor_learn",
        help="It begins with random weights, and finds nine numbers by itself.",
        on_click=_let_it_learn,
    )
    if steps := st.session_state.get(_LEARNED):
        st.caption(
            f"Found after {steps:,} steps of gradient descent, with sigmoid in place of step. "
            "Each neuron's numbers are scaled to fit its sliders; its line is the same."
        )


def _let_it_learn() -> None:
    seed = st.session_state.get("xor_seed", -1) + 1
    network, steps = learn_xor(seed)
    st.session_state["xor_seed"], st.session_state[_LEARNED] = seed, steps
    for weights, neuron in zip((H1, H2, OUT), (network.hidden1, network.hidden2, network.output), strict=True):
        for weight, value in zip(weights, astuple(neuron), strict=True):
            weight.set(value)


def _meaning(rows: Sequence[XorRow]) -> str:
    if all(row.right for row in rows):
        return "This is XOR. The hidden layer moves the points, and then one line is enough."
    if not separable(tuple(rows)):
        return "The hidden layer puts the points so that no line can separate them: move h1 or h2."
    return "The hidden layer has done its job: now turn the output neuron's line."
