"""The plane of a perceptron with two inputs: points, the decision line, and the side where it answers 1."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.half_plane import add_half_plane, corners, half_plane
from components.charts.palette import NEGATIVE, NEUTRAL, POSITIVE, WRONG
from components.charts.plotly_style import along, styled
from components.ml.perceptron import Perceptron

# Where points stand at 0 and 1, the picture shows a little more on all sides.
AROUND_THE_GATES = (-0.6, 1.6)
# An arrow as long as the weights would leave the picture.
ARROW_SCALE = 0.25


@dataclass(frozen=True)
class Point:
    """A point, the answer that it wants, whether it gets it, and what is said when it is pointed at."""

    x1: float
    x2: float
    target: int
    right: bool
    says: str


def decision_plane(
    perceptrons: Sequence[Perceptron],
    points: Sequence[Point],
    bounds: tuple[float, float] = AROUND_THE_GATES,
    names: tuple[str, str] = ("x1", "x2"),
    before: Perceptron | None = None,
    looked_at: Point | None = None,
) -> go.Figure:
    """Draw the plane. Squares want 1, circles want 0; a wrong point is crossed out.

    Of a single perceptron the weights are drawn as an arrow from its line, at a quarter of their length. `before` is
    where the line was, and `looked_at` the point that moved it.
    """
    low, high = bounds
    figure = go.Figure()
    for perceptron in perceptrons:
        add_half_plane(figure, perceptron.w1, perceptron.w2, perceptron.b, corners(low, high, low, high))
    for number, trace in enumerate(figure.data):  # each name once in the legend
        trace.showlegend = trace.name not in {earlier.name for earlier in figure.data[:number]}
    if before is not None:
        _, line = half_plane(before.w1, before.w2, before.b, corners(low, high, low, high))
        dashed = {"width": 3, "color": NEUTRAL, "dash": "dash"}
        figure.add_scatter(**along(line), mode="lines", line=dashed, hoverinfo="skip", name="before")
    if looked_at is not None:
        ring = {"size": 36, "symbol": "circle-open", "color": NEUTRAL, "line": {"width": 4}}
        place = along([(looked_at.x1, looked_at.x2)])
        figure.add_scatter(**place, mode="markers", marker=ring, hoverinfo="skip", name="looked at")
    size = 22 if len(points) <= 8 else 12
    for target, symbol, colour in ((1, "square", POSITIVE), (0, "circle", NEGATIVE)):
        chosen = [point for point in points if point.target == target]
        figure.add_scatter(
            **along([(point.x1, point.x2) for point in chosen]),
            mode="markers",
            marker={"size": size, "symbol": symbol, "color": colour, "line": {"width": 2, "color": "white"}},
            customdata=[point.says for point in chosen],
            hovertemplate="%{customdata}<extra></extra>",
            name=f"target {target}",
        )
    wrong = along([(point.x1, point.x2) for point in points if not point.right])
    cross = {"size": size * 1.5, "symbol": "x-thin", "line": {"width": 4, "color": WRONG}}
    figure.add_scatter(**wrong, mode="markers", marker=cross, hoverinfo="skip", name="wrong")
    if len(perceptrons) == 1:
        _add_weights(figure, perceptrons[0], bounds)
    # One unit is as long in both directions: only then does the arrow stand upright on the line.
    ticks = [0, 1] if bounds == AROUND_THE_GATES else None
    axis = {"range": list(bounds), "tickvals": ticks, "zeroline": False, "constrain": "domain"}
    upright = {"title": names[1], "scaleanchor": "x", **axis}
    return styled(figure, 400, {"title": names[0], **axis}, upright, l=40, b=40)


def _add_weights(figure: go.Figure, perceptron: Perceptron, bounds: tuple[float, float]) -> None:
    """The weights as an arrow; it starts where the line is nearest to the picture's middle, if that is to be seen."""
    w1, w2 = perceptron.w1, perceptron.w2
    square = w1 * w1 + w2 * w2
    if not square:
        return
    middle = sum(bounds) / 2
    distance = (w1 * middle + w2 * middle + perceptron.b) / square
    foot = (middle - distance * w1, middle - distance * w2)
    if not all(bounds[0] <= x <= bounds[1] for x in foot):
        return
    figure.add_annotation(
        ax=foot[0],
        ay=foot[1],
        x=foot[0] + ARROW_SCALE * w1,
        y=foot[1] + ARROW_SCALE * w2,
        axref="x",
        ayref="y",
        arrowhead=2,
        arrowwidth=3,
        arrowcolor=POSITIVE,
        text="",
    )
