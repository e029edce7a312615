"""What a trained perceptron does with its examples: accuracy by epoch, weights, boundary."""

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np
import plotly.graph_objects as go

from components.charts.half_plane import add_half_plane, corners
from components.charts.numbers import number
from components.charts.palette import NEGATIVE, NEUTRAL, POSITIVE
from components.charts.plotly_style import styled
from components.ml.sklearn_perceptron import Result

PICTURE_HIGH = 300  # pixels: with its slider and its figures on a projector's screen
SCORE_BARS = 20  # on each side of z = 0
ACCURACY_MARGIN = 0.03  # above 1 and below the lowest
SHORT_NAME = 14  # characters of a class' name for which an axis on a phone has room
NEAR = 0.95  # share of the examples that lie within the bars' reach


def accuracy_by_epoch(curve: Mapping[int, tuple[float, float]]) -> go.Figure:
    """Train (full line) and test accuracy (dashed) after each epoch."""
    epochs = list(curve)
    figure = go.Figure()
    for name, dash, values in zip(("train", "test"), ("solid", "dash"), zip(*curve.values(), strict=True), strict=True):
        figure.add_scatter(
            x=epochs,
            y=values,
            mode="lines+markers",
            name=name,
            line={"dash": dash, "width": 2.5},
            hovertemplate="epoch %{x}: %{y:.3f}",
        )
    # Whole epochs only, and for a run of one epoch no tenths of it.
    figure.update_layout(hovermode="x unified")
    across = {"title": "epoch", "tickformat": "d", "dtick": 1 if epochs[-1] <= 12 else None}
    lowest = min(min(values) for values in curve.values())
    upright = {"title": "accuracy", "range": [lowest - ACCURACY_MARGIN, 1 + ACCURACY_MARGIN]}
    return styled(figure, 300, across, upright, l=50)


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


def boundary_figure(result: Result, classes: Sequence[str]) -> go.Figure:
    """The plane of two features: the decision line, its positive side, train points full and test points open."""
    data = result.data
    both = [*data.x_train.tolist(), *data.x_test.tolist()]
    xs, ys = [point[0] for point in both], [point[1] for point in both]
    rectangle = corners(min(xs) - 0.3, max(xs) + 0.3, min(ys) - 0.3, max(ys) + 0.3)
    figure = go.Figure()
    (w1, w2), (x1, x2) = result.weights.tolist(), map(escape, data.names)
    add_half_plane(figure, w1, w2, result.bias, rectangle)
    for part, points, labels in (("train", data.x_train, data.y_train), ("test", data.x_test, data.y_test)):
        for label, symbol, colour in ((0, "circle", NEGATIVE), (1, "square", POSITIVE)):
            chosen = points[labels == label]
            figure.add_scatter(
                x=chosen[:, 0],
                y=chosen[:, 1],
                mode="markers",
                marker={
                    "symbol": symbol if part == "train" else f"{symbol}-open",
                    "color": colour,
                    "size": 6 if part == "train" else 9,
                    "opacity": 0.6 if part == "train" else 1,
                    "line": {"width": 0 if part == "train" else 2},
                },
                name=f"{classes[label]}, {part}",
                hovertemplate=f"{x1} %{{x:.2f}}, {x2} %{{y:.2f}}<extra>%{{fullData.name}}</extra>",
            )
    (left, low), (right, high) = rectangle[0], rectangle[2]
    across, upright = {"title": x1, "range": [left, right]}, {"title": x2, "range": [low, high]}
    return styled(figure, PICTURE_HIGH, across | {"zeroline": False}, upright | {"zeroline": False}, l=50, b=40)


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
