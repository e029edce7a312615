"""What all Plotly figures have in common: axes that hold still, thin margins, and the legend above."""

from typing import Any

import plotly.graph_objects as go

Axis = dict[str, Any]


def styled(figure: go.Figure, height: int, x: Axis, y: Axis, **margins: int) -> go.Figure:
    """The figure with this height and these axes, in Plotly's terms; `margins` are l, r, t and b, in pixels.

    The axes hold still: a finger that scrolls the page across a picture would move them.
    """
    figure.update_xaxes(fixedrange=True, **x)
    figure.update_yaxes(fixedrange=True, **y)
    figure.update_layout(
        height=height,
        margin={"l": 45, "r": 10, "t": 10, "b": 45, **margins},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"},
    )
    return figure


def along(points: list[tuple[float, float]]) -> dict[str, list[float]]:
    """Points as the x and y of a trace."""
    return {"x": [x for x, _ in points], "y": [y for _, y in points]}
