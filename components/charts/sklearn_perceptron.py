"""What a trained perceptron does with its examples: accuracy by epoch, weights, boundary."""

import statistics
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from components.charts.half_plane import Corners, add_half_plane, corners, half_plane
from components.charts.numbers import number
from components.charts.palette import NEGATIVE, NEUTRAL, NODE, POSITIVE
from components.charts.plotly_style import along, styled
from components.ml.classification_data import FloatArray, IntArray
from components.ml.sklearn_perceptron import Result
from components.ml.two_class_metrics import ThresholdCurves

Accuracies = Mapping[int, tuple[float, float]]  # of train and test, by the epoch

PICTURE_HIGH = 300  # pixels: with its slider and its figures on a projector's screen
SCORE_BARS = 20  # on each side of z = 0
ACCURACY_MARGIN = 0.03  # above 1 and below the lowest
SHORT_NAME = 14  # characters of a class' name for which an axis on a phone has room
MARKS = (("circle", NEGATIVE), ("square", POSITIVE))  # of a class
EDGE = 0.06  # around the points of a plane, as a share of it
NEAR = 0.95  # share of the examples that lie within the bars' reach


def accuracy_by_epoch(result: Result, beside: Accuracies | None = None, called: str = "") -> go.Figure:
    """Train (full line) and test accuracy (dashed) after each epoch, with the mistakes; `beside` them, thin and grey,
    the accuracies of another learning, which is `called` so in the legend.
    """
    figure, curve = go.Figure(), result.curve
    _add_accuracies(figure, curve, "", {"width": 2.5}, "lines+markers")
    mistakes = zip(*(result.wrong(*accuracies) for accuracies in curve.values()), strict=True)
    for trace, wrong in zip(figure.data, mistakes, strict=True):
        trace.update(customdata=wrong, hovertemplate="epoch %{x}: %{y:.3f}, mistakes: %{customdata}")
    if beside:
        _add_accuracies(figure, beside, f", {called}", {"width": 1.5, "color": NEUTRAL}, "lines")
    # Whole epochs only, and for a run of one epoch no tenths of it.
    figure.update_layout(hovermode="x unified")
    last = max([*curve, *(beside or ())])
    across = {"title": "epoch", "tickformat": "d", "dtick": 1 if last <= 12 else None}
    lowest = min(min(values) for values in [*curve.values(), *(beside or {}).values()])
    upright = {"title": "accuracy", "range": [lowest - ACCURACY_MARGIN, 1 + ACCURACY_MARGIN]}
    return styled(figure, 300, across, upright, l=50)


def _add_accuracies(figure: go.Figure, curve: Accuracies, end: str, line: dict[str, Any], mode: str) -> None:
    for name, dash, values in zip(("train", "test"), ("solid", "dash"), zip(*curve.values(), strict=True), strict=True):
        figure.add_scatter(
            x=list(curve),
            y=values,
            mode=mode,
            name=f"{name}{end}",
            line={"dash": dash, **line},
            hovertemplate="epoch %{x}: %{y:.3f}",
        )


def weights_figure(result: Result) -> go.Figure:
    """The learned weight of each feature, and the bias, as bars to the right (towards 1) or left (towards 0)."""
    names = [f"w{index}" for index in range(1, len(result.weights) + 1)] + ["bias"]
    values = [*result.weights.tolist(), result.bias]
    figure = go.Figure(
        go.Bar(
            x=values,
            y=names,
            orientation="h",
            marker={"color": [POSITIVE if value >= 0 else NEGATIVE for value in values]},
            text=[number(value, 2) for value in values],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    # Room on both sides for the numbers beside the bars.
    reach = 1.25 * max(abs(value) for value in values) or 1
    low, high = (-reach if min(values) < 0 else 0), (reach if max(values) > 0 else 0)
    upright = {"autorange": "reversed", "type": "category"}
    return styled(
        figure, max(220, 70 + 26 * len(names)), {"title": "weight", "range": [low, high]}, upright, l=50, r=50
    )


def boundary_figure(result: Result, classes: Sequence[str], before: Result | None = None) -> go.Figure:
    """The plane of two features: the decision line, its positive side, train points full and test points open; the
    line of a result from `before` in grey.
    """
    data = result.data
    figure, rectangle = _plane(result)
    if before is not None and len(before.weights) == 2:
        w1, w2 = before.weights.tolist()
        _, line = half_plane(w1, w2, before.bias, rectangle)
        if line:
            grey = {"width": 3, "color": NEUTRAL, "dash": "dash"}
            figure.add_scatter(**along(line), mode="lines", line=grey, hoverinfo="skip", name="z = 0, kept")
    for part, points, labels in (("train", data.x_train, data.y_train), ("test", data.x_test, data.y_test)):
        for label in (0, 1):
            symbol, colour = MARKS[label]
            marker = {
                "symbol": symbol if part == "train" else f"{symbol}-open",
                "color": colour,
                "size": 6 if part == "train" else 9,
                "opacity": 0.6 if part == "train" else 1,
                "line": {"width": 0 if part == "train" else 2},
            }
            _add_points(figure, result, points[labels == label], marker, f"{classes[label]}, {part}")
    return figure


def points_figure(result: Result, chosen: IntArray, name: str, ringed: int) -> go.Figure:
    """The same plane with the test points alone: the `chosen` ones, by their numbers, among the others in grey; a ring
    around one of them.
    """
    data = result.data
    figure, _ = _plane(result)
    others = np.delete(np.arange(len(data.y_test)), chosen)
    _add_points(figure, result, data.x_test[others], {"color": NEUTRAL, "size": 4, "opacity": 0.5}, "others")
    marks = [MARKS[label] for label in data.y_test[chosen].tolist()]
    marker = {"symbol": [symbol for symbol, _ in marks], "color": [colour for _, colour in marks], "size": 9}
    _add_points(figure, result, data.x_test[chosen], marker, name)
    if ringed in chosen:
        ring = {"symbol": "circle-open", "size": 20, "color": NODE, "line": {"width": 3}}
        _add_points(figure, result, data.x_test[[ringed]], ring, "in the neuron")
    return figure


def _plane(result: Result) -> tuple[go.Figure, Corners]:
    """The decision line and its positive side, as far as there are points."""
    data = result.data
    both = np.vstack([data.x_train, data.x_test])
    edge = EDGE * np.ptp(both, axis=0) + np.finfo(float).tiny
    (left, low), (right, high) = both.min(axis=0) - edge, both.max(axis=0) + edge
    rectangle = corners(left, right, low, high)
    figure = go.Figure()
    (w1, w2), (x1, x2) = result.weights.tolist(), map(escape, data.names)
    add_half_plane(figure, w1, w2, result.bias, rectangle)
    across, upright = {"title": x1, "range": [left, right]}, {"title": x2, "range": [low, high]}
    return styled(
        figure, PICTURE_HIGH, across | {"zeroline": False}, upright | {"zeroline": False}, l=50, b=40
    ), rectangle


def _add_points(figure: go.Figure, result: Result, points: FloatArray, marker: dict[str, Any], name: str) -> None:
    x1, x2 = map(escape, result.data.names)
    figure.add_scatter(
        x=points[:, 0],
        y=points[:, 1],
        mode="markers",
        marker=marker,
        name=name,
        hovertemplate=f"{x1} %{{x:.2f}}, {x2} %{{y:.2f}}<extra>%{{fullData.name}}</extra>",
    )


def threshold_figure(curves: ThresholdCurves) -> go.Figure:
    """The ROC curve, and precision over recall, side by side."""
    titles = (f"ROC, area {curves.roc_area:.3f}", f"average precision {curves.average_precision:.3f}")
    figure = make_subplots(1, 2, subplot_titles=titles, horizontal_spacing=0.16)
    for column, points, across, upright in (
        (1, curves.roc, "class 0 answered 1", "class 1 found (recall)"),
        (2, curves.precision_recall, "class 1 found (recall)", "precision"),
    ):
        figure.add_scatter(x=points[:, 0], y=points[:, 1], mode="lines", showlegend=False, row=1, col=column)
        figure.update_xaxes(title=across, row=1, col=column)
        figure.update_yaxes(title=upright, row=1, col=column)
    figure.update_traces(line={"width": 2.5, "color": POSITIVE}, hovertemplate="%{x:.3f}, %{y:.3f}<extra></extra>")
    figure.update_annotations(font_size=13)
    whole = {"range": [-0.02, 1.02]}
    return styled(figure, 260, whole, whole, l=50, t=30)


def scores_figure(result: Result, classes: Sequence[str]) -> go.Figure:
    """More features than a plane has: the sum z of each test example, counted, one row a class; it answers 1 where z is
    above 0.
    """
    data = result.data
    z = data.x_test @ result.weights + result.bias
    reach = float(np.quantile(np.abs(z), NEAR)) or 1.0
    z = z.clip(-0.999 * reach, 0.999 * reach)  # the few beyond stand in the last bars
    edges = np.linspace(-reach, reach, 2 * SCORE_BARS + 1)
    figure = go.Figure()
    for label, colour in ((0, NEGATIVE), (1, POSITIVE)):
        counts, _ = np.histogram(z[data.y_test == label], edges)
        figure.add_bar(
            x=((edges[1:] + edges[:-1]) / 2).tolist(),
            y=(counts if label else -counts).tolist(),
            customdata=counts.tolist(),
            marker={"color": colour},
            name=classes[label],
            hovertemplate="z near %{x:.2f}: %{customdata} examples<extra>%{fullData.name}</extra>",
        )
    figure.add_vline(x=0, line={"width": 3, "color": POSITIVE})
    zero, one = (name if len(name) <= SHORT_NAME else f"class {label}" for label, name in enumerate(classes))
    figure.update_layout(barmode="relative", bargap=0.05)
    across = {"title": f"← {zero} · sum z · {one} →", "range": [-reach, reach]}
    upright = {"title": "test examples", "tickformat": "d", "showticklabels": False}
    return styled(figure, PICTURE_HIGH, across, upright, l=50, b=40)


def luck_figure(accuracies: Sequence[float], own: float) -> go.Figure:
    """Test accuracies of other seeds, one dot each, piled up where they are alike, and one's own as a line."""
    steps = [round(200 * accuracy) for accuracy in accuracies]  # half a hundredth of accuracy
    heights = [steps[:place].count(step) for place, step in enumerate(steps)]
    figure = go.Figure(
        go.Scatter(
            x=list(accuracies),
            y=heights,
            mode="markers",
            marker={"size": 9, "color": NEUTRAL},
            name="other seeds",
            hovertemplate="%{x:.3f}<extra></extra>",
        )
    )
    figure.add_vline(x=own, line={"width": 3, "color": POSITIVE}, annotation_text="yours", annotation_position="top")
    upright = {"visible": False, "range": [-1, max(heights) + 2]}
    return styled(figure, 190, {"title": "test accuracy"}, upright, l=20, t=30)


def sweep_figure(
    values: Sequence[str], trains: Sequence[Sequence[float]], tests: Sequence[Sequence[float]], own: int
) -> go.Figure:
    """Mean accuracy on train (full line) and test (dashed) for each value, with a standard deviation to each side; the
    place of one's `own` value as a line, if it is one of them.
    """
    figure = go.Figure()
    for name, dash, accuracies in (("train", "solid", trains), ("test", "dash", tests)):
        figure.add_scatter(
            x=list(values),
            y=[statistics.mean(one) for one in accuracies],
            error_y={"array": [np.std(one, ddof=len(one) > 1) for one in accuracies], "thickness": 1.5, "width": 5},
            mode="lines+markers",
            name=name,
            line={"dash": dash, "width": 2.5},
            hovertemplate="%{x}: %{y:.3f} ± %{error_y.array:.3f}",
        )
    if own >= 0:
        figure.add_vline(x=own, line={"width": 2, "color": POSITIVE}, annotation_text="yours")
    return styled(figure, 280, {"type": "category"}, {"title": "accuracy"}, l=55, t=25)
