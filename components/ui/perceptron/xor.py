"""The perceptron page's last stop: two hidden neurons, and XOR can be separated."""

from collections.abc import Sequence
from dataclasses import astuple

import streamlit as st

from components.charts.neuron_card import neuron_card
from components.charts.plane import Point, decision_plane
from components.ml.perceptron import INPUTS, Perceptron
from components.ml.xor import SOLUTION, TwoLayers, XorRow, separable, xor_table
from components.ui.common.program import program
from components.ui.common.settings import Choice, Range
from components.ui.common.show import chart, show_code


def _weights(neuron: str, inputs: tuple[str, str], first: Perceptron) -> tuple[Range[float], ...]:
    named = (("w1", f"weight of {inputs[0]}"), ("w2", f"weight of {inputs[1]}"), ("b", "bias"))
    return tuple(
        Range(f"{neuron}_{key}", f"{neuron}: {label}", float(value), -2.0, 2.0, 0.1)
        for (key, label), value in zip(named, (first.w1, first.w2, first.b), strict=True)
    )


# Each neuron's name, and its three sliders.
NEURONS = (
    ("Hidden neuron h1: at first OR", _weights("h1", ("x1", "x2"), SOLUTION.hidden1)),
    ("Hidden neuron h2: at first NAND", _weights("h2", ("x1", "x2"), SOLUTION.hidden2)),
    ("Output neuron: at first AND", _weights("out", ("h1", "h2"), SOLUTION.output)),
)
NAMES = tuple(f"{x1}, {x2}" for x1, x2 in INPUTS)
SHOWN = Choice("xor_input", "The three neurons at work on x1, x2 =", NAMES[1], NAMES)


@st.fragment
def xor_network() -> None:
    """Nine sliders, and the four points before and after the hidden layer."""
    pictures = st.container()  # above the sliders: on a phone they fill more than a screen
    network = TwoLayers(*_sliders())
    with pictures:
        _show_planes(network)
    point = INPUTS[NAMES.index(SHOWN.show())]
    with st.grid(3, min_column_width=300):
        st.html(neuron_card(network.hidden1.neuron(*point), "h1"))
        st.html(neuron_card(network.hidden2.neuron(*point), "h2"))
        st.html(neuron_card(network.last_neuron(*point)))
    h1, h2, output = (astuple(neuron) for neuron in (network.hidden1, network.hidden2, network.output))
    code = program("xor", h1=h1, h2=h2, output=output)
    show_code(code, "Three neurons in plain Python, with your nine numbers.")


def _show_planes(network: TwoLayers) -> None:
    """The four points before the hidden layer and after it."""
    rows = xor_table(network)
    right = sum(row.right for row in rows)
    apart = "One line can separate them." if separable(rows) else "No line can separate them."
    # Those that fall on one spot are drawn beside each other.
    spots = len({(row.h1, row.h2) for row in rows})
    if spots < len(rows):
        apart += " Points that fall on one spot are drawn side by side."
    st.markdown(f"**{right} of 4 right.** {_meaning(rows)}")
    before, after = st.columns(2, gap="large")
    with before:
        st.markdown("**Before the hidden layer:** two neurons, two lines")
        chart(
            decision_plane([network.hidden1, network.hidden2], [_point(row, row.x1, row.x2) for row in rows]),
            key="xor_before",
            alt=f"The four points of XOR with the lines of both hidden neurons. {right} of 4 right.",
        )
    with after:
        st.markdown(f"**After it:** each point moves to (h1, h2). {apart}")
        chart(
            decision_plane([network.output], _moved(rows), names=("h1", "h2")),
            key="xor_after",
            alt=f"Where the hidden layer puts the points, with the output neuron's line. {apart} {right} of 4 right.",
        )


def _sliders() -> list[Perceptron]:
    neurons = []
    for place, (title, weights) in zip(st.columns(3, gap="medium"), NEURONS, strict=True):
        with place:
            st.markdown(f"**{title}**")
            neurons.append(Perceptron(*(weight.show() for weight in weights)))
    return neurons


def _meaning(rows: Sequence[XorRow]) -> str:
    if all(row.right for row in rows):
        return "This is XOR. The hidden layer moves the points, and then one line is enough."
    if not separable(tuple(rows)):
        return "The hidden layer puts the points so that no line can separate them: move h1 or h2."
    return "The hidden layer has done its job: a line of the output neuron can now separate them."


def _point(row: XorRow, x: int, y: int) -> Point:
    return Point(x, y, row.target, row.right, f"({row.x1}, {row.x2}) answers {row.answer}")


def _moved(rows: Sequence[XorRow]) -> list[Point]:
    """The points after the hidden layer; those that fall on one spot stand a little apart, so that both are seen."""
    spots: dict[tuple[int, int], int] = {}
    points = []
    for row in rows:
        seen = spots.setdefault((row.h1, row.h2), 0)
        spots[row.h1, row.h2] += 1
        place = Point(row.h1 + 0.16 * seen, row.h2, row.target, row.right, f"was ({row.x1}, {row.x2})")
        points.append(place)
    return points
