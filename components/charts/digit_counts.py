"""How many pictures of each digit MNIST has."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from components.charts.plotly_style import styled


def digit_counts(train_labels: NDArray[np.uint8], test_labels: NDArray[np.uint8]) -> go.Figure:
    """Bars side by side for each digit: pictures in train, pictures in test, with their numbers."""
    figure = go.Figure()
    most = int(np.bincount(train_labels).max())
    for name, labels, pattern in (("train", train_labels, ""), ("test", test_labels, "/")):
        counts = np.bincount(labels, minlength=10).tolist()
        figure.add_bar(
            x=counts,
            y=[str(digit) for digit in range(10)],
            orientation="h",
            name=name,
            text=[f"{count:,}" for count in counts],
            textposition="outside",
            constraintext="none",  # Plotly would shrink the numbers to the bars: to 4.7 pixels on a phone
            cliponaxis=False,
            marker={"pattern": {"shape": pattern}},
            hovertemplate="digit %{y}: %{x:,} pictures<extra>%{fullData.name}</extra>",
        )
    figure.update_layout(bargap=0.1)
    digits = {"title": "digit", "type": "category", "autorange": "reversed"}
    return styled(figure, 440, {"title": "pictures", "range": [0, 1.15 * most]}, digits)
