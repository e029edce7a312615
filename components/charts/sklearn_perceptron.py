"""What a trained perceptron does with its examples: accuracy by epoch, weights, boundary."""

from collections.abc import Mapping

import plotly.graph_objects as go

from components.charts.half_plane import add_half_plane, corners
from components.charts.numbers import number
from components.charts.palette import NEGATIVE, POSITIVE
from components.charts.plotly_style import styled
from components.ml.sklearn_perceptron import Result


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
    return styled(figure, 300, across, {"title": "accuracy"}, l=50)


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


def boundary_figure(result: Result) -> go.Figure:
    """The plane of two features: the decision line, its positive side, train points full and test points open."""
    data = result.data
    both = [*data.x_train.tolist(), *data.x_test.tolist()]
    xs, ys = [point[0] for point in both], [point[1] for point in both]
    rectangle = corners(min(xs) - 0.3, max(xs) + 0.3, min(ys) - 0.3, max(ys) + 0.3)
    figure = go.Figure()
    w1, w2 = result.weights.tolist()
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
                name=f"class {label}, {part}",
                hovertemplate="x1 %{x:.2f}, x2 %{y:.2f}<extra>%{fullData.name}</extra>",
            )
    (left, low), (right, high) = rectangle[0], rectangle[2]
    across, upright = {"title": "x1", "range": [left, right]}, {"title": "x2", "range": [low, high]}
    return styled(figure, 430, across | {"zeroline": False}, upright | {"zeroline": False}, l=50)
