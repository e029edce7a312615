"""How far the picture of an activation function goes, and where its slope is nearly 0."""

from itertools import groupby

import numpy as np

from components.ml.activations import SLOPES

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
