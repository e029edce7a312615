"""The plane of a perceptron with two inputs: four points, the decision line, and the side where it answers 1."""

from collections.abc import Sequence

import plotly.graph_objects as go

from components.charts.palette import NEGATIVE, POSITIVE, POSITIVE_AREA
from components.ml.perceptron import Perceptron, TruthRow

LOW, HIGH = -0.6, 1.6
Point = tuple[float, float]


def decision_plane(perceptron: Perceptron, rows: Sequence[TruthRow]) -> go.Figure:
    """Draw the plane. Squares want 1, circles want 0; a wrong point is crossed out."""
    figure = go.Figure()
    region = positive_region(perceptron)
    if region:
        x, y = zip(*region, region[0], strict=True)
        figure.add_scatter(
            x=x,
            y=y,
            fill="toself",
            mode="none",
            fillcolor=POSITIVE_AREA,
            hoverinfo="skip",
            name="answers 1 here",
        )
    line = decision_line(perceptron)
    if line:
        figure.add_scatter(
            x=[point[0] for point in line],
            y=[point[1] for point in line],
            mode="lines",
            line={"width": 3, "color": POSITIVE},
            hoverinfo="skip",
            name="z = 0",
        )
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
        marker={"size": 34, "symbol": "x-thin", "line": {"width": 4, "color": "#d1242f"}},
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


def positive_region(perceptron: Perceptron) -> list[Point]:
    """The corners, in order, of the part of the drawn square where z >= 0; empty where there is none."""
    corners = [(LOW, LOW), (HIGH, LOW), (HIGH, HIGH), (LOW, HIGH)]
    # Clip the square at the line z = 0, edge by edge (Sutherland and Hodgman, 1974).
    region: list[Point] = []
    for here, there in zip(corners, corners[1:] + corners[:1], strict=True):
        z_here, z_there = (_z(perceptron, corner) for corner in (here, there))
        if z_here >= 0:
            region.append(here)
        if (z_here >= 0) != (z_there >= 0):
            region.append(_between(here, there, z_here / (z_here - z_there)))
    return region


def decision_line(perceptron: Perceptron) -> list[Point]:
    """The two ends of the line z = 0 within the drawn square; empty if it does not cross it."""
    corners = [(LOW, LOW), (HIGH, LOW), (HIGH, HIGH), (LOW, HIGH)]
    ends = []
    for here, there in zip(corners, corners[1:] + corners[:1], strict=True):
        z_here, z_there = (_z(perceptron, corner) for corner in (here, there))
        if (z_here >= 0) != (z_there >= 0):
            ends.append(_between(here, there, z_here / (z_here - z_there)))
    return ends


def _z(perceptron: Perceptron, point: Point) -> float:
    return perceptron.w1 * point[0] + perceptron.w2 * point[1] + perceptron.b


def _between(start: Point, end: Point, share: float) -> Point:
    return (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
