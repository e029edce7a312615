"""The experiment in detail: accuracy by epoch, which class was taken for which, the weights, the neuron at work."""

import streamlit as st

from components.charts.confusion import confusion_table
from components.charts.sklearn_perceptron import accuracy_by_epoch, weights_figure
from components.ui.common.show import chart
from components.ui.instruments.neuron import show_neuron
from components.ui.playground.experiment import Learned
from components.ui.playground.settings import EXAMPLE


def show_details(learned: Learned) -> None:
    """All but the curve as it was after the chosen epoch."""
    result, then, classes = learned.result, learned.then, learned.classes
    curve, confusion = st.columns(2, gap="medium")
    with curve:
        st.subheader("Accuracy per epoch")
        chart(
            accuracy_by_epoch(result.curve),
            key="curve",
            alt=f"Accuracy epoch by epoch, ending at {result.test_accuracy:.3f} on the test data.",
        )
    with confusion:
        st.subheader("Confusion matrix, test data")
        about = f"Each row is a class, 0 {classes[0]} or 1 {classes[1]}. Each column is what was answered."
        st.html(confusion_table(then.confusion.tolist(), about))
    weights, neuron = st.columns(2, gap="medium")
    with weights:
        st.subheader("What it has learned")
        chart(weights_figure(then), key="weights", alt="The learned weight of each feature, and the bias.")
    with neuron:
        st.subheader("The neuron at work")
        number = EXAMPLE.show(high=len(result.data.y_test) - 1)
        show_neuron(then.neuron(number), "playground_neuron")
        st.caption(f"The right answer is {result.data.y_test[number]}.")
