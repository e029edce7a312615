"""The side of a straight line where w1 x + w2 y + b >= 0, cut to a rectangle, to be drawn as an area and a line."""

import plotly.graph_objects as go

from components.charts.palette import POSITIVE, POSITIVE_AREA
from components.charts.plotly_style import along

XY = tuple[float, float]
Corners = tuple[XY, XY, XY, XY]


def corners(x_low: float, x_high: float, y_low: float, y_high: float) -> Corners:
    """The four corners of a rectangle, in order."""
    return ((x_low, y_low), (x_high, y_low), (x_high, y_high), (x_low, y_high))


def half_plane(w1: float, w2: float, b: float, rectangle: Corners) -> tuple[list[XY], list[XY]]:
    """(corners of the part where z >= 0, in order; the two ends of the line z = 0). Either may be empty.

    One walk round the rectangle finds both (Sutherland and Hodgman's clipping, 1974).
    """
    region: list[XY] = []
    line: list[XY] = []
    for here, there in zip(rectangle, rectangle[1:] + rectangle[:1], strict=True):
        z_here, z_there = (w1 * x + w2 * y + b for x, y in (here, there))
        if z_here >= 0:
            region.append(here)
        if (z_here >= 0) != (z_there >= 0):
            share = z_here / (z_here - z_there)
            crossing = (here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1]))
            region.append(crossing)
            line.append(crossing)
    return region, line


def add_half_plane(figure: go.Figure, w1: float, w2: float, b: float, rectangle: Corners) -> None:
    """Draw the side that answers 1, and the decision line, into a figure."""
    region, line = half_plane(w1, w2, b, rectangle)
    if region:
        figure.add_scatter(
            **along([*region, region[0]]),
            fill="toself",
            mode="none",
            fillcolor=POSITIVE_AREA,
            hoverinfo="skip",
            name="answers 1 here",
        )
    if line:
        style = {"width": 3, "color": POSITIVE}
        figure.add_scatter(**along(line), mode="lines", line=style, hoverinfo="skip", name="z = 0")
