"""What a trained perceptron does with its examples: accuracy by epoch, confusion matrix, weights, boundary."""

from collections.abc import Sequence

import plotly.graph_objects as go

from components.charts.half_plane import add_half_plane, corners
from components.charts.numbers import number
from components.charts.palette import NEGATIVE, POSITIVE
from components.ml.sklearn_perceptron import EpochScore, Result

MARGIN = {"l": 50, "r": 15, "t": 10, "b": 45}
LEGEND = {"orientation": "h", "y": 1.02, "yanchor": "bottom"}


def accuracy_by_epoch(curve: Sequence[EpochScore]) -> go.Figure:
    """Train (full line) and test accuracy (dashed) after each epoch."""
    epochs = [score.epoch for score in curve]
    figure = go.Figure()
    for name, values, dash in (
        ("train", [score.train for score in curve], "solid"),
        ("test", [score.test for score in curve], "dash"),
    ):
        figure.add_scatter(
            x=epochs,
            y=values,
            mode="lines+markers",
            name=name,
            line={"dash": dash, "width": 2.5},
            hovertemplate="epoch %{x}: %{y:.3f}",
        )
    # Whole epochs only, and for a run of one epoch no tenths of it.
    figure.update_xaxes(title="epoch", tickformat="d", dtick=1 if epochs[-1] <= 12 else None, fixedrange=True)
    figure.update_yaxes(title="accuracy", fixedrange=True)
    figure.update_layout(height=300, margin=MARGIN, legend=LEGEND, hovermode="x unified")
    return figure


def confusion_figure(result: Result) -> go.Figure:
    """Rows: the true class. Columns: the answer. The right answers stand on the diagonal."""
    words = [["right", "wrong"], ["wrong", "right"]]
    counts = result.confusion.tolist()
    figure = go.Figure(
        go.Heatmap(
            z=counts,
            x=["answer 0", "answer 1"],
            y=["true 0", "true 1"],
            text=[[f"{counts[row][column]} {words[row][column]}" for column in (0, 1)] for row in (0, 1)],
            texttemplate="%{text}",
            textfont={"size": 17},
            showscale=False,
            zmin=0,
            hoverinfo="skip",
            xgap=3,
            ygap=3,
        )
    )
    figure.update_xaxes(side="top", fixedrange=True)
    figure.update_yaxes(autorange="reversed", fixedrange=True)
    figure.update_layout(height=300, margin={"l": 60, "r": 15, "t": 40, "b": 20})
    return figure


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
    figure.update_xaxes(title="weight", range=[low, high], fixedrange=True)
    figure.update_yaxes(autorange="reversed", fixedrange=True, type="category")
    figure.update_layout(height=max(220, 70 + 26 * len(names)), margin={**MARGIN, "r": 50})
    return figure


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
    figure.update_xaxes(title="x1", range=[rectangle[0][0], rectangle[1][0]], zeroline=False)
    figure.update_yaxes(title="x2", range=[rectangle[0][1], rectangle[2][1]], zeroline=False)
    figure.update_layout(height=430, margin=MARGIN, legend=LEGEND)
    return figure
