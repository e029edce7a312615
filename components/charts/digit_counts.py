"""How many pictures of each digit MNIST has."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray


def digit_counts(train_labels: NDArray[np.uint8], test_labels: NDArray[np.uint8]) -> go.Figure:
    """Bars side by side for each digit: pictures in train, pictures in test, with their numbers."""
    figure = go.Figure()
    for name, labels, pattern in (("train", train_labels, ""), ("test", test_labels, "/")):
        counts = np.bincount(labels, minlength=10).tolist()
        figure.add_bar(
            x=[str(digit) for digit in range(10)],
            y=counts,
            name=name,
            text=[f"{count:,}" for count in counts],
            textposition="outside",
            marker={"pattern": {"shape": pattern}},
            hovertemplate="digit %{x}: %{y:,} pictures<extra>%{fullData.name}</extra>",
        )
    figure.update_xaxes(title="digit", type="category", fixedrange=True)
    figure.update_yaxes(title="pictures", fixedrange=True)
    figure.update_layout(
        height=320,
        margin={"l": 60, "r": 10, "t": 10, "b": 45},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"},
    )
    return figure
