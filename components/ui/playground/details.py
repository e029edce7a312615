"""The experiment in detail: accuracy by epoch, which class was taken for which, the weights, the neuron at work."""

import numpy as np
import streamlit as st

from components.charts.confusion import confusion_table
from components.charts.numbers import counted
from components.charts.sklearn_perceptron import accuracy_by_epoch, points_figure, threshold_figure, weights_figure
from components.ml.classification_data import IntArray
from components.ml.sklearn_perceptron import Result
from components.ml.two_class_metrics import metrics, threshold_curves
from components.ui.common.settings import Choice
from components.ui.common.show import button, chart, show_table
from components.ui.instruments.neuron import show_neuron
from components.ui.playground.experiment import Learned
from components.ui.playground.settings import EXAMPLE

WRONG = "all mistakes"
# Of the confusion matrix: the class and the answer.
CELLS = {"0 as 0": (0, 0), "0 as 1": (0, 1), "1 as 0": (1, 0), "1 as 1": (1, 1)}
CELL = Choice("cell", "Look at the examples", WRONG, (WRONG, *CELLS))
LISTED = 100  # more are counted, not listed


def show_details(learned: Learned) -> None:
    """All but the curve as it was after the chosen epoch."""
    result, then = learned.result, learned.then
    curve, figures = st.columns(2, gap="medium")
    with curve:
        st.subheader("Accuracy and mistakes per epoch")
        chart(
            accuracy_by_epoch(result, result.beyond, "had it gone on"),
            key="curve",
            alt=f"Accuracy epoch by epoch, ending at {result.test_accuracy:.3f} on the test data.",
        )
        train, test = then.wrong(then.train_accuracy, then.test_accuracy)
        st.markdown(
            f"Mistakes: {train} of {len(then.data.y_train):,} training examples, "
            f"{test} of {len(then.data.y_test):,} test examples."
        )
        if result.beyond:
            st.caption(f"In grey: what would have come after epoch {result.epochs}, had it not stopped.")
    with figures:
        st.subheader("How good are its answers?")
        _show_metrics(then)
    _show_confusion(learned)
    weights, neuron = st.columns(2, gap="medium")
    with weights:
        st.subheader("What it has learned")
        chart(weights_figure(then), key="weights", alt="The learned weight of each feature, and the bias.")
    with neuron:
        st.subheader("The neuron at work")
        number = EXAMPLE.show(high=len(result.data.y_test) - 1)
        show_neuron(then.neuron(number), "playground_neuron")
        st.caption(f"The right answer is {result.data.y_test[number]}.")


def _show_metrics(then: Result) -> None:
    """Each figure with what was counted for it, and both curves over the thresholds."""
    rows = metrics(then.confusion)
    show_table(
        {
            "test data": [row.name for row in rows],
            "": ["–" if row.value is None else f"{row.value:.3f}" for row in rows],
            "counted": [f"{row.right} of {counted(row.of, row.words, row.words)}" for row in rows],
        }
    )
    curves = threshold_curves(then.data.y_test, then.z)
    if curves is not None:
        with st.expander("With other thresholds than 0", icon=":material/tune:"):
            st.markdown(
                "It answers 1 where the sum z is above 0. A lower threshold finds more of class 1, and answers 1 "
                "wrongly more often; a higher one the other way round. Each point of a curve is a threshold."
            )
            area, precision = curves.roc_area, curves.average_precision
            alt = f"ROC curve with area {area:.3f}; precision over recall, average {precision:.3f}."
            chart(threshold_figure(curves), key="thresholds", alt=alt)


def _show_confusion(learned: Learned) -> None:
    """The confusion matrix, and the examples of one of its cells."""
    then, classes = learned.then, learned.classes
    matrix, examples = st.columns(2, gap="medium")
    with matrix:
        st.subheader("Confusion matrix, test data")
        about = f"Each row is a class{_named(classes)}. Each column is what was answered."
        st.html(confusion_table(then.confusion.tolist(), about))
        cell = CELL.show()
        chosen = examples_of(then, cell)
        if len(chosen):
            place = f"{chosen.tolist().index(EXAMPLE.now()) + 1} of " if EXAMPLE.now() in chosen else ""
            label = f"Show the next one in the neuron ({place}{len(chosen)})"
            button(label, "arrow_downward", "next_of_cell", _take_next, chosen.tolist())
    with examples:
        count = f"{cell[0].upper()}{cell[1:]}" if cell == WRONG else cell
        st.subheader(f"{count}: {len(chosen)}")
        if not len(chosen):
            st.caption("There are none.")
        elif len(then.weights) == 2:
            alt = f"The plane with the {len(chosen)} test points that are chosen."
            chart(points_figure(then, chosen, cell, EXAMPLE.now()), key="cell_points", alt=alt)
        else:
            _list(then, chosen)


def _named(classes: tuple[str, str]) -> str:
    """What 0 and 1 are, where they have names."""
    return "" if classes == ("class 0", "class 1") else f", 0 {classes[0]} or 1 {classes[1]}"


def examples_of(result: Result, cell: str) -> IntArray:
    """The numbers of the test examples in a cell, those nearest to the border first."""
    labels, answers = result.data.y_test, result.z > 0
    if cell == WRONG:
        chosen = labels != answers
    else:
        label, answer = CELLS[cell]
        chosen = (labels == label) & (answers == answer)
    numbers = np.flatnonzero(chosen)
    return numbers[np.abs(result.z[numbers]).argsort(kind="stable")]


def _list(result: Result, chosen: IntArray) -> None:
    """More features than a plane has."""
    shown = chosen[:LISTED]
    columns = {"number": shown, "class": result.data.y_test[shown], "sum z": result.z[shown].round(3)}
    columns |= {name: result.data.x_test[shown, place] for place, name in enumerate(result.data.names)}
    st.dataframe(
        columns, hide_index=True, height=300, alt=f"{counted(len(chosen), 'test example')}, with its features."
    )


def _take_next(numbers: list[int]) -> None:
    """Go round through them, one a press."""
    now = EXAMPLE.now()
    place = numbers.index(now) + 1 if now in numbers else 0
    EXAMPLE.set(numbers[place % len(numbers)])
