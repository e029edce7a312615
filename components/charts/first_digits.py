"""The course's picture of MNIST, drawn as the course draws it: with Matplotlib, one row, grey, no axes."""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray


def first_digits(pictures: NDArray[np.uint8], labels: NDArray[np.uint8]) -> Figure:
    """One row of pictures (n, 28, 28), each with its label above it."""
    # A Figure of its own: pyplot's global one is not made for a server with many visitors.
    figure = Figure(figsize=(len(pictures), 1.5), layout="constrained", facecolor="black")  # fits both themes
    axes = figure.subplots(1, len(pictures), squeeze=False)[0]
    for place, picture, label in zip(axes, pictures, labels, strict=True):
        place.imshow(picture, cmap="gray")
        place.set_title(str(label), color="white", fontsize=22)  # shrinks to a quarter on a phone
        place.axis("off")
    return figure
