"""The plane of a perceptron with two inputs: four points, the decision line, and the side where it answers 1."""

from collections.abc import Sequence

import plotly.graph_objects as go

from components.charts.half_plane import add_half_plane, corners
from components.charts.palette import NEGATIVE, POSITIVE, WRONG
from components.ml.perceptron import Perceptron, TruthRow

# The four points stand at 0 and 1; the picture shows a little more on all sides.
LOW, HIGH = -0.6, 1.6


def decision_plane(perceptron: Perceptron, rows: Sequence[TruthRow]) -> go.Figure:
    """Draw the plane. Squares want 1, circles want 0; a wrong point is crossed out."""
    figure = go.Figure()
    add_half_plane(figure, perceptron.w1, perceptron.w2, perceptron.b, corners(LOW, HIGH, LOW, HIGH))
    for target, symbol, colour in ((1, "square", POSITIVE), (0, "circle", NEGATIVE)):
        chosen = [row for row in rows if row.target == target]
        figure.add_scatter(
            x=[row.x1 for row in chosen],
            y=[row.x2 for row in chosen],
            mode="markers",
            marker={"size": 22, "symbol": symbol, "color": colour, "line": {"width": 2, "color": "white"}},
            customdata=[(f"{row.z:g}", row.answer, "right" if row.right else "wrong") for row in chosen],
            hovertemplate="(%{x}, %{y})<br>z = %{customdata[0]}, answers %{customdata[1]}: %{customdata[2]}"
            "<extra></extra>",
            name=f"target {target}",
        )
    wrong = [row for row in rows if not row.right]
    figure.add_scatter(
        x=[row.x1 for row in wrong],
        y=[row.x2 for row in wrong],
        mode="markers",
        marker={"size": 34, "symbol": "x-thin", "line": {"width": 4, "color": WRONG}},
        hoverinfo="skip",
        name="wrong",
    )
    figure.update_xaxes(title="x1", range=[LOW, HIGH], tickvals=[0, 1], zeroline=False, fixedrange=True)
    figure.update_yaxes(title="x2", range=[LOW, HIGH], tickvals=[0, 1], zeroline=False, fixedrange=True)
    figure.update_layout(
        height=380,
        margin={"l": 40, "r": 10, "t": 10, "b": 40},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"},
    )
    return figure
