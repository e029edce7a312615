"""An activation function and its slope, with the point that is looked at."""

from itertools import groupby

import numpy as np
import plotly.graph_objects as go

from components.charts.palette import NEGATIVE, NEUTRAL, POSITIVE
from components.charts.plotly_style import styled
from components.ml.activations import ACTIVATIONS, SLOPES

REACH = 6.0  # the picture goes from -REACH to REACH
DEAD = 0.01  # a slope below this hands back less than a hundredth


def flat_parts(name: str) -> list[tuple[float, float]]:
    """From where to where, within the picture, the slope is below `DEAD`."""
    z = np.linspace(-REACH, REACH, 1201)
    dead = SLOPES[name](z) < DEAD
    parts = []
    for is_dead, group in groupby(zip(z.tolist(), dead.tolist(), strict=True), key=lambda pair: pair[1]):
        if is_dead:
            places = [place for place, _ in group]
            parts.append((places[0], places[-1]))
    return parts


def activation_figure(name: str, z: float) -> go.Figure:
    """The curve in full, its slope dashed, a point on each at z, and a grey ground where the slope is nearly 0."""
    figure = go.Figure()
    for low, high in flat_parts(name):
        figure.add_vrect(low, high, fillcolor=NEUTRAL, opacity=0.18, line_width=0)
    # The step jumps at 0, where a line between two points would be a ramp.
    places = np.sort(np.append(np.linspace(-REACH, REACH, 241), [-1e-9, z]))
    for label, table, colour, dash, symbol in (
        ("output", ACTIVATIONS, POSITIVE, "solid", "circle"),
        ("slope", SLOPES, NEGATIVE, "dash", "diamond"),
    ):
        function = table[name]
        figure.add_scatter(
            x=places,
            y=function(places),
            mode="lines",
            line={"width": 3, "dash": dash, "color": colour},
            hovertemplate=f"z = %{{x:.2f}}: {label} %{{y:.3f}}<extra></extra>",
            name=label,
        )
        figure.add_scatter(
            x=[z],
            y=function(np.array([z])),
            mode="markers",
            marker={"size": 13, "symbol": symbol, "color": colour},
            hoverinfo="skip",
            showlegend=False,
            name=f"{label} at z",
        )
    bounded = abs(float(ACTIVATIONS[name](np.array([REACH]))[0])) <= 1
    top, tick = (1.2, 0.5) if bounded else (REACH, 1)
    across = {"title": "z", "range": [-REACH, REACH], "dtick": 2}
    return styled(figure, 340, across, {"range": [-1.2, top], "dtick": tick}, l=35)
