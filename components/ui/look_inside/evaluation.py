"""How good the network is on all 10,000 test digits: by digit, mistake by mistake, and by how sure it is."""

import re

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

from components.charts.calibration import reliability_figure
from components.charts.confusion import confusion_table, worst_confusions
from components.charts.numbers import a_digit, counted, percent
from components.ml.calibration import above, reliability
from components.ml.evaluation import loss_and_accuracy
from components.ml.mnist import Split
from components.ui.common.digit_source import NUMBER, SOURCE, TEST_DIGIT, Shown
from components.ui.common.settings import OneOf, PageNumber, Range
from components.ui.common.show import button, chart, show_table
from components.ui.common.which_network import Reader
from components.ui.instruments import instrument
from components.ui.instruments.wall import show_wall
from components.ui.look_inside.judged import judged
from components.ui.look_inside.look_there import look_into, look_there
from components.ui.look_inside.meant import right_answer
from components.ui.look_inside.spoiled import show_spoiled
from components.ui.look_inside.two_networks import show_two_networks

LABEL = OneOf("mixed_label", "Written", 4, range(10))
ANSWER = OneOf("mixed_answer", "Read as", 9, range(10))
LEAF = PageNumber("mixed_leaf", "Page", 1)
THRESHOLD = Range("unsure_below", "It says “I don't know” below", 0.5, 0.0, 0.99, 0.01)
WORST, A_PAGE, ACROSS = 8, 24, 12
PICTURES = "every-mistake"  # the heading's anchor


def show_evaluation(shown: Shown, network: Reader, test: Split) -> None:
    """Folded up: with convolutions it takes some seconds."""
    unfolded = st.expander(
        "How good is it? All 10,000 test digits", icon=":material/fact_check:", key="evaluation", on_change="rerun"
    )
    with unfolded:
        if not unfolded.open or not network.layers:
            return
        probabilities, labels = judged(network.layers, test), test.labels.astype(np.int64)
        read = probabilities.argmax(axis=1)
        loss, accuracy = loss_and_accuracy(probabilities, labels)
        st.markdown(f"**Accuracy {accuracy:.4f}, loss {loss:.4f}**: {int((read != labels).sum()):,} are read wrong.")
        counts = confusion_matrix(labels, read, labels=range(10)).tolist()
        matrix, by_digit = st.columns([3, 2], gap="medium")
        with by_digit:
            _show_by_digit(labels, read)
        with st.container(key="mistakes"):
            _show_cell(test, probabilities, counts)
        with matrix:  # after its controls, whose values a link may hold
            about = "Each row is a digit as it was written, its label. Each column is what the network answered."
            _show_matrix(confusion_table(counts, f"{about} Press one.", pressable=True))
        show_two_networks(network.layers, probabilities, test)
        show_spoiled(network.layers, shown.pictures[0] if len(shown.pictures) == 1 else None, right_answer(shown), test)
        _show_sureness(probabilities, labels)


def _show_matrix(html: str) -> None:
    def pressed() -> None:
        cell = re.fullmatch(r"(\d),(\d)", str(st.session_state["matrix"].chosen))
        if cell:
            _choose_cell(int(cell[1]), int(cell[2]))

    data = {"html": html, "chosen": f"{LABEL.now()},{ANSWER.now()}"}
    instrument("matrix")(key="matrix", data=data, on_chosen_change=pressed)


def _show_by_digit(labels: NDArray[np.int64], read: NDArray[np.int64]) -> None:
    precision, recall, _, _ = precision_recall_fscore_support(labels, read, labels=range(10), zero_division=np.nan)
    show_table(
        {
            "digit": list(range(10)),
            "precision": ["–" if np.isnan(value) else f"{value:.3f}" for value in precision],
            "recall": [f"{value:.3f}" for value in recall],
        }
    )


def _show_cell(test: Split, probabilities: NDArray[np.float32], counts: list[list[int]]) -> None:
    """The digits of one cell of the matrix, those first that the network is surest of."""
    st.subheader("Every mistake is a picture", anchor=PICTURES)
    with st.container(horizontal=True, gap="xsmall"):
        for label, answer, times in worst_confusions(counts, WORST):
            button(f"{label} as {answer}: {times}", "search", f"cell_{label}_{answer}", _choose_cell, label, answer)
    with st.grid(2, min_column_width=130, gap="medium"):
        label, answer = LABEL.show(on_change=_first_leaf), ANSWER.show(on_change=_first_leaf)
    numbers = np.flatnonzero((test.labels == label) & (probabilities.argmax(axis=1) == answer))
    numbers = numbers[np.argsort(-probabilities[numbers, answer], kind="stable")]
    st.markdown(f"**{counted(len(numbers), 'digit')}: {a_digit(label)}, read as {answer}.** Press one to look into it.")
    if not len(numbers):
        return
    pages = -(-len(numbers) // A_PAGE)
    leaf = min(LEAF.show(pages=pages), pages) if pages > 1 else 1
    shown = numbers[(leaf - 1) * A_PAGE : leaf * A_PAGE]
    show_wall("cell_wall", test, shown, ACROSS, NUMBER.now() if SOURCE.now() == TEST_DIGIT else -1, _look_into)


def _show_sureness(probabilities: NDArray[np.float32], labels: NDArray[np.int64]) -> None:
    """How often it is right when it is so sure; and what it would be to answer only when sure."""
    st.subheader("Is it as right as it is sure?")
    bins = reliability(probabilities, labels)
    bars, words = st.columns(2, gap="medium")
    with bars:
        told = "; ".join(f"{one.low:.0%} to {one.high:.0%}: {one.right:.0%} right" for one in bins)
        chart(reliability_figure(bins), key="reliability", alt=f"How often it is right, by how sure it is. {told}.")
    with words:
        answered, right = above(probabilities, labels, THRESHOLD.show())
        told = "None of these is right or wrong." if right is None else f"Of these, {percent(right)} are right."
        st.markdown(f"It answers {percent(answered)} of the digits. {told}")
        surest = bins[-1]
        st.markdown(
            f"Where it says {surest.low:.0%} or more, {percent(surest.said)} on average, it is right in "
            f"{percent(surest.right)} of {surest.count:,} digits."
        )


def _choose_cell(label: int, answer: int) -> None:
    LABEL.set(label)
    ANSWER.set(answer)
    _first_leaf()
    look_there("mistakes")


def _look_into(number: int) -> None:
    look_into(number, PICTURES)


def _first_leaf() -> None:
    LEAF.set(1)
