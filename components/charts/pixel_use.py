"""How often each pixel of MNIST's pictures is used, and how much ink each digit takes."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from components.charts.palette import POSITIVE, WRONG
from components.charts.plotly_style import styled

HIGH = 280


def pixel_use(used: NDArray[np.float64]) -> go.Figure:
    """The share of pictures in which each pixel (28, 28) is not black; crossed those that never are."""
    figure = go.Figure(
        go.Heatmap(
            z=used,
            colorscale=[(0, "rgba(31,128,189,0.04)"), (1, POSITIVE)],
            showscale=False,
            xgap=1,
            ygap=1,
            hovertemplate="row %{y}, column %{x}: %{z:.1%}<extra></extra>",
        )
    )
    rows, columns = np.nonzero(used == 0)
    cross = {"symbol": "x", "size": 5, "color": WRONG}
    figure.add_scatter(x=columns, y=rows, mode="markers", marker=cross, hoverinfo="skip", name="never used")
    still = {"showgrid": False, "zeroline": False, "showticklabels": False}
    return styled(figure, HIGH, still | {"scaleanchor": "y"}, still | {"autorange": "reversed"}, l=10, b=10, t=10)


def ink_per_digit(ink: Sequence[float]) -> go.Figure:
    """The mean of all pixels of each digit's pictures, 0 to 1, as bars."""
    figure = go.Figure(
        go.Bar(x=list(map(str, range(10))), y=list(ink), marker={"color": POSITIVE}, hovertemplate="%{x}: %{y:.3f}")
    )
    return styled(figure, HIGH, {"title": "digit", "type": "category"}, {"title": "mean of all pixels"}, l=55, t=10)
