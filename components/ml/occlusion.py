"""Which pixels matter: how far the network's answer falls where a patch is wiped off the picture.

Occlusion: M. D. Zeiler and R. Fergus, "Visualizing and Understanding Convolutional Networks" (2014).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from components.ml.forward import Layer, predict

PATCH = 4  # pixels of its side


def occlusion(layers: Sequence[Layer], picture: NDArray[np.uint8], digit: int) -> NDArray[np.float32]:
    """For each pixel of a picture (28, 28), by how much the probability of this digit falls when a patch around it
    becomes black; negative where it rises. Pixels near each other share most of their patches.

    The mean over all patches that cover a pixel, in a stride of one.
    """
    side = len(picture)
    places = [(row, column) for row in range(side - PATCH + 1) for column in range(side - PATCH + 1)]
    # What has no ink can't be wiped off; the answer stays as it is.
    inked = [(row, column) for row, column in places if picture[row : row + PATCH, column : column + PATCH].any()]
    wiped = np.repeat(picture[None], len(inked) + 1, axis=0)
    for wipe, (row, column) in zip(wiped[1:], inked, strict=True):
        wipe[row : row + PATCH, column : column + PATCH] = 0
    probabilities = predict(layers, wiped)[:, digit]
    falls, covers = np.zeros((side, side), np.float32), np.zeros((side, side), np.float32)
    for row, column in places:
        covers[row : row + PATCH, column : column + PATCH] += 1
    for (row, column), probability in zip(inked, probabilities[1:], strict=True):
        falls[row : row + PATCH, column : column + PATCH] += probabilities[0] - probability
    return falls / covers
