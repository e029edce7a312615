"""The experiment: its picture, its figures, the slider that takes both back to any epoch, and why it stopped there."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from components.charts.numbers import percent
from components.charts.sklearn_perceptron import boundary_figure, scores_figure
from components.ml.classification_data import OWN, DataSettings
from components.ml.sklearn_perceptron import ImpossibleExperiment, PerceptronSettings, Result, after
from components.ml.stopping import Reason, explain
from components.ui.common.player import show_player, stop_playing
from components.ui.common.progress import remember
from components.ui.common.show import chart
from components.ui.common.table_file import Table
from components.ui.playground.cached import cached_run
from components.ui.playground.comparison import Kept
from components.ui.playground.own_data import show_points
from components.ui.playground.settings import EPOCH


@dataclass(frozen=True)
class Learned:
    """The result, the same as it was `then`, after the chosen epoch, and what 0 and 1 mean, as HTML."""

    result: Result
    then: Result
    classes: tuple[str, str]


def show_experiment(data: DataSettings, settings: PerceptronSettings, kept: Kept | None) -> Learned | None:
    """Carry it out and show it, beside a result that was kept; None where it can't be, with the way out."""
    if data.kind == OWN and data.own is None:
        stop_playing(EPOCH)
        show_points(None)
        return None
    try:
        result = cached_run(data, settings)
    except ImpossibleExperiment as problem:
        st.error(f"{problem} Change a setting to go on.")
        return None
    _remember(data, settings, result)
    figures, picture = st.container(), st.container()
    learned = Learned(result, _chosen_epoch(result, data, settings), (escape(data.classes[0]), escape(data.classes[1])))
    with figures:
        _show_figures(learned.then, kept.result if kept else None)
    with picture:
        # A line among other data would mean nothing here.
        before = kept.result if kept and kept.data.kind == data.kind else None
        _show_picture(learned, before, points=data.own is not None and not isinstance(data.own, Table))
    return learned


def show_why_it_stopped(result: Result, settings: PerceptronSettings) -> None:
    """Not between the picture and its controls: on a phone they would move with the length of the sentence."""
    why = explain(result.stopped, settings.max_iter, settings.tol, settings.early_stopping)
    (st.warning if result.stopped is Reason.CUT_SHORT else st.markdown)(why)
    for warning in result.warnings:
        st.warning(warning)


def _chosen_epoch(result: Result, data: DataSettings, settings: PerceptronSettings) -> Result:
    """The slider, and the result as it was after the chosen epoch."""
    if result.epochs < 2:
        stop_playing(EPOCH)
        return result
    epoch = show_player(
        EPOCH,
        range(1, result.epochs + 1),
        (data, settings),
        "From the first epoch to the last: picture and figures follow.",
        format_func="epoch {}".format,
    )
    return result if epoch == result.epochs else after(result, settings, epoch)


def _show_figures(result: Result, before: Result | None) -> None:
    figures = (
        ("Test accuracy", "test_accuracy", ".3f"),
        ("Train accuracy", "train_accuracy", ".3f"),
        ("Epochs (n_iter_)", "epochs", "d"),
    )
    with st.container(horizontal=True, gap="medium", key="figures"):
        for label, name, written in figures:
            value = getattr(result, name)
            change = None if before is None else f"{value - getattr(before, name):+{written}}"
            than = change and "vs. kept"
            st.metric(label, f"{value:{written}}", change, "off", width="content", delta_description=than)


def _show_picture(learned: Learned, before: Result | None, points: bool) -> None:
    """The plane with the line, where the visitor's own `points` can be moved; with more than two features, on which
    side of the border the test examples lie.
    """
    then = learned.then
    if points:
        show_points(then, before)
    elif len(then.weights) == 2:
        right = f"{percent(then.test_accuracy)} of the test points lie on the right side."
        figure = boundary_figure(then, learned.classes, before)
        chart(figure, key="boundary", alt=f"Both classes and the decision line; {right}")
    else:
        right = f"{percent(then.test_accuracy)} of them lie on the right side of 0."
        figure = scores_figure(then, learned.classes)
        chart(figure, key="scores", alt=f"The sum z of each test example, by class; {right}")


def _remember(data: DataSettings, settings: PerceptronSettings, result: Result) -> None:
    """For the path on home: what other settings make of the course's data."""
    if data == DataSettings() and settings != PerceptronSettings():
        course = cached_run(DataSettings(), PerceptronSettings()).test_accuracy
        reached = f"{result.test_accuracy:.3f}, where the course has {course:.3f}"
        remember("sklearn_perceptron", f"reached a test accuracy of {reached}", score=result.test_accuracy)
