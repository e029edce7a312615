"""A digit, coloured by what its places do for an answer."""

import numpy as np
from numpy.typing import NDArray

from components.charts.palette import NEGATIVE, POSITIVE


def occlusion_picture(picture: NDArray[np.uint8], falls: NDArray[np.float32]) -> NDArray[np.uint8]:
    """The picture (28, 28) in dark grey, blue where the answer falls without it, orange where it rises: (28, 28, 3).

    The strongest place has the full colour.
    """
    strength = np.abs(falls) / (np.abs(falls).max() or 1)
    colours = np.array([tuple(bytes.fromhex(colour[1:])) for colour in (NEGATIVE, POSITIVE)], np.float32)
    tint = colours[(falls > 0).astype(int)]
    grey = 0.45 * picture[..., None].astype(np.float32) + 20
    mixed = (1 - strength[..., None]) * grey + strength[..., None] * tint
    coloured: NDArray[np.uint8] = np.rint(mixed).astype(np.uint8)
    return coloured
