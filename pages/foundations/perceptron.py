import streamlit as st

from components.charts.neuron_card import describe, neuron_card
from components.charts.plane import decision_plane
from components.ml.perceptron import GATES, INPUTS, Perceptron, source_code, truth_table
from components.ui.choice import choice
from components.ui.frame import next_page, page_header
from components.ui.perceptron import show_score, show_truth_table, summary

page_header(
    "Perceptron: one neuron, tuned by hand",
    "Move the weights and the bias until the neuron answers all four inputs like the gate.",
)

controls, pictures = st.columns([2, 3], gap="large")
with controls:
    gate = choice("Gate", list(GATES), "AND", key="gate")
    help_weight = "Higher: this input pushes more towards 1. Below 0: it pushes towards 0."
    help_bias = "What the sum starts from. Lower: the inputs have to bring more before the neuron answers 1."
    w1, w2, b = (
        st.slider(label, -2.0, 2.0, 0.0, 0.1, "%.1f", key=key, help=help_text, bind="query-params")
        for label, key, help_text in [
            ("Weight w1", "w1", help_weight),
            ("Weight w2", "w2", help_weight),
            ("Bias b", "b", help_bias),
        ]
    )
    # A link may hold any number; the slider, the picture and the code shall show the same.
    perceptron = Perceptron(round(w1, 1), round(w2, 1), round(b, 1))
    rows = truth_table(perceptron, gate)
    show_score(rows, gate)
    show_truth_table(rows)

with pictures:
    names = [f"{x1}, {x2}" for x1, x2 in INPUTS]
    shown = choice("The neuron at work on x1, x2 =", names, names[3], key="input")
    neuron = perceptron.neuron(*INPUTS[names.index(shown)])
    st.html(neuron_card(neuron))
    st.caption(describe(neuron))
    st.plotly_chart(
        decision_plane(perceptron, rows),
        config={"displayModeBar": False},
        key="plane",
        alt=f"Plane of x1 and x2 with the decision line. {summary(rows)}",
    )

with st.expander("Show the code", icon=":material/code:"):
    st.markdown("The course's perceptron with your numbers. It prints the table above.")
    st.code(source_code(perceptron, gate), language="python", wrap_lines=True)
with st.expander("What the picture shows", icon=":material/lightbulb:"):
    st.markdown(
        "The neuron multiplies each input by its weight, adds the bias, and gets the sum **z**. "
        "The step rule answers 1 when z is 0 or more, and 0 otherwise. "
        "The points where z is exactly 0 lie on a straight line. The weights turn that line, "
        "the bias moves it, and the shaded side is where the neuron answers 1. "
        "AND, OR, NAND and NOR can be cut apart by one line. XOR cannot: that is why networks have layers."
    )
next_page("pages/playground/sklearn_perceptron.py", "Next: let scikit-learn find the weights")
