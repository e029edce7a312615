"""How often a network is right, by how sure it is."""

from collections.abc import Sequence

import plotly.graph_objects as go

from components.charts.palette import NEUTRAL, POSITIVE
from components.charts.plotly_style import styled
from components.ml.calibration import Bin


def reliability_figure(bins: Sequence[Bin]) -> go.Figure:
    """A bar for each bin, as high as the share that is right; the line is where it would be as right as it is sure."""
    figure = go.Figure(
        go.Bar(
            x=[(one.low + one.high) / 2 for one in bins],
            y=[one.right for one in bins],
            width=0.09,
            customdata=[[one.count, one.said] for one in bins],
            marker={"color": POSITIVE},
            name="right",
            hovertemplate="sure: %{customdata[1]:.1%}, right: %{y:.1%}, of %{customdata[0]} digits<extra></extra>",
        )
    )
    line = {"color": NEUTRAL, "dash": "dash", "width": 2}
    figure.add_scatter(x=[0, 1], y=[0, 1], mode="lines", line=line, name="as right as it is sure", hoverinfo="skip")
    across = {"title": "how sure it is", "range": [0, 1.01], "tickformat": ".0%", "dtick": 0.2}
    return styled(figure, 280, across, {"title": "how often right", "range": [0, 1.02], "tickformat": ".0%"}, l=60)
