"""What several models answer over the same plane, side by side."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from components.charts.palette import NEGATIVE, POSITIVE
from components.charts.plotly_style import styled
from components.ml.classification_data import Data
from components.ml.other_models import Region

ACROSS, ROW_HIGH = 3, 210  # plots in a row, pixels
SHOWN_POINTS = 150  # those of the test part first; more would hide the regions


def regions_figure(regions: Sequence[Region], data: Data) -> go.Figure:
    """One small plane a model: where it answers 1 is blue, where 0 orange; examples are squares and circles."""
    rows = -(-len(regions) // ACROSS)
    titles = [f"{region.name}: {region.accuracy:.3f}" for region in regions]
    figure = make_subplots(rows, ACROSS, subplot_titles=titles, horizontal_spacing=0.03, vertical_spacing=0.12)
    x = np.vstack([data.x_test, data.x_train])[:SHOWN_POINTS]
    y = np.concatenate([data.y_test, data.y_train])[:SHOWN_POINTS]
    for place, region in enumerate(regions):
        cell = {"row": place // ACROSS + 1, "col": place % ACROSS + 1}
        figure.add_heatmap(
            x=region.xs,
            y=region.ys,
            z=region.answers.astype(np.uint8),
            zmin=0,
            zmax=1,
            colorscale=[(0, NEGATIVE), (1, POSITIVE)],
            opacity=0.3,
            showscale=False,
            hoverinfo="skip",
            **cell,
        )
        for label, symbol, colour in ((0, "circle", NEGATIVE), (1, "square", POSITIVE)):
            chosen = x[y == label]
            figure.add_scatter(
                x=chosen[:, 0],
                y=chosen[:, 1],
                mode="markers",
                marker={"symbol": symbol, "color": colour, "size": 5},
                hoverinfo="skip",
                showlegend=False,
                **cell,
            )
    figure.update_annotations(font_size=13)
    still = {"showticklabels": False, "showgrid": False, "zeroline": False}
    return styled(figure, rows * ROW_HIGH, still, still, l=10, t=30, b=10)
