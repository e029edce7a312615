"""The experiment's picture, its figures, and the slider that takes both back to any of its epochs."""

from collections.abc import Sequence

import streamlit as st

from components.charts.sklearn_perceptron import boundary_figure, scores_figure
from components.ml.classification_data import DataSettings
from components.ml.sklearn_perceptron import PerceptronSettings, Result, after, run
from components.ui.common.player import show_player
from components.ui.common.show import chart
from components.ui.playground.settings import EPOCH

cached_run = st.cache_data(max_entries=200, show_spinner="scikit-learn is learning …")(run)


def show_epochs(result: Result, data: DataSettings, settings: PerceptronSettings) -> Result:
    """The slider, and the result as it was after the chosen epoch."""
    if result.epochs < 2:
        return result
    epoch = show_player(
        EPOCH,
        range(1, result.epochs + 1),
        (data, settings),
        "From the first epoch to the last: picture and figures follow.",
        format_func="epoch {}".format,
    )
    return result if epoch == result.epochs else after(result, settings, epoch)


def show_figures(result: Result) -> None:
    """How many it gets right, and how long it took."""
    with st.container(horizontal=True, gap="medium", key="figures"):
        st.metric("Test accuracy", f"{result.test_accuracy:.3f}", width="content")
        st.metric("Train accuracy", f"{result.train_accuracy:.3f}", width="content")
        st.metric("Epochs (n_iter_)", result.epochs, width="content")


def show_picture(result: Result, classes: Sequence[str]) -> None:
    """The plane with the line; with more than two features, on which side of the border the test examples lie."""
    if len(result.weights) == 2:
        right = f"{result.test_accuracy:.1%} of the test points lie on the right side."
        chart(boundary_figure(result, classes), key="boundary", alt=f"Both classes and the decision line; {right}")
    else:
        right = f"{result.test_accuracy:.1%} of them lie on the right side of 0."
        chart(scores_figure(result, classes), key="scores", alt=f"The sum z of each test example, by class; {right}")
