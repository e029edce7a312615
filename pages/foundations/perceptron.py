import streamlit as st

from components.charts.neuron_card import describe, neuron_card
from components.charts.plane import decision_plane
from components.ml.perceptron import GATES, INPUTS, Perceptron, source_code, truth_table
from components.ui.frame import next_page, page_header
from components.ui.perceptron import gate_alt, truth_table_rows

page_header(
    "Perceptron: one neuron, tuned by hand",
    "Move the two weights and the bias until the neuron answers all four inputs like the gate you picked.",
)

controls, picture = st.columns([2, 3], gap="large")
with controls:
    gate = st.segmented_control(
        "Gate", list(GATES), default="AND", required=True, key="gate", bind="query-params"
    )
    perceptron = Perceptron(
        w1=st.slider(
            "w1, weight of x1", -2.0, 2.0, 0.0, 0.1, key="w1", bind="query-params",
            help="Higher: x1 = 1 pushes harder towards 1. Below 0: it pushes towards 0.",
        ),
        w2=st.slider(
            "w2, weight of x2", -2.0, 2.0, 0.0, 0.1, key="w2", bind="query-params",
            help="The same for x2.",
        ),
        b=st.slider(
            "b, bias", -2.0, 2.0, 0.0, 0.1, key="b", bind="query-params",
            help="What the sum starts from. Lower: the neuron needs more to answer 1.",
        ),
    )  # fmt: skip
rows = truth_table(perceptron, gate)
