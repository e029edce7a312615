"""How accuracy falls as digits are spoiled more and more, for one network or several."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from components.charts.palette import NEGATIVE, POSITIVE
from components.charts.plotly_style import styled


def spoiled_figure(levels: Sequence[float], accuracies: Mapping[str, Sequence[float]], unit: str) -> go.Figure:
    """A line for each network, by its name, in the order of the levels."""
    figure = go.Figure()
    for (name, values), colour, dash in zip(accuracies.items(), (POSITIVE, NEGATIVE), ("solid", "dash"), strict=False):
        line = {"color": colour, "dash": dash, "width": 3}
        figure.add_scatter(x=list(levels), y=list(values), mode="lines+markers", name=name, line=line)
    down = {"title": "accuracy", "range": [0, 1.02], "tickformat": ".0%"}
    return styled(figure, 280, {"title": unit, "tickvals": list(levels)}, down, l=60)
