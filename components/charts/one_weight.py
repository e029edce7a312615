"""The loss of a single weight as a curve, and the steps down it."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from components.charts.palette import NEGATIVE, NEUTRAL, POSITIVE
from components.charts.plotly_style import along, styled
from components.ml.one_weight import LEFT, LOWEST, RIGHT, Place, loss

TOP = 37.0  # a little above the highest loss inside the picture


def path_figure(path: Sequence[Place]) -> go.Figure:
    """The curve, the path with its start as a square and its end as a larger circle, and a dotted line at the lowest
    point. A step that leads out of the picture is drawn as far as the edge.
    """
    weights = np.linspace(LEFT, RIGHT, 161).tolist()
    losses = [loss(weight) for weight in weights]
    line = {"width": 3, "color": POSITIVE}
    figure = go.Figure()
    figure.add_scatter(x=weights, y=losses, mode="lines", line=line, hoverinfo="skip", name="loss")
    last = len(path) - 1
    figure.add_scatter(
        **along([(step.weight, step.loss) for step in path]),
        mode="lines+markers",
        line={"width": 1.5, "color": NEGATIVE},
        marker={
            "size": [16 if step.number in (0, last) else 9 for step in path],
            "symbol": ["square" if step.number == 0 else "circle" for step in path],
            "color": NEGATIVE,
            "opacity": 1,
        },
        customdata=[step.number for step in path],
        hovertemplate="step %{customdata}: w = %{x:.3f}, loss %{y:.3f}<extra></extra>",
        name="the steps, from the square on",
    )
    figure.add_vline(LOWEST, line={"width": 1.5, "dash": "dot", "color": NEUTRAL})
    across = {"title": "weight w", "range": [LEFT, RIGHT], "dtick": 2, "zeroline": False}
    return styled(figure, 340, across, {"title": "loss", "range": [-1.5, TOP], "zeroline": False})
