"""What the first hidden units look for: their weights as pictures.

A weight's colour tells its sign, and how opaque it is its size; 0 is the page's own background, in either theme.
"""

import numpy as np
from numpy.typing import NDArray

from components.charts.digit_pictures import pixels
from components.charts.html import div
from components.charts.numbers import number
from components.charts.palette import NEGATIVE, NEUTRAL, POSITIVE

MOST = 16


def weight_pictures(weights: NDArray[np.float32]) -> str:
    """HTML: a picture of each of the first 16 units, scaled by its own largest weight, and what the colours mean.

    `weights` are those of a dense layer (784, units), drawn as 28 x 28 pixels, or of a convolution
    (height, width, 1, filters). ValueError for weights that see something else than a picture.
    """
    if weights.ndim == 2 and weights.shape[0] == 784:
        unit, pictures = "unit", weights.reshape(28, 28, -1)
    elif weights.ndim == 4 and weights.shape[2] == 1:
        unit, pictures = "filter", weights[:, :, 0, :]
    else:
        raise ValueError(f"Weights of shape {weights.shape} do not look at a picture.")
    cells = "".join(_cell(f"{unit} {i + 1}", pictures[:, :, i]) for i in range(min(MOST, pictures.shape[2])))
    legend = (
        f"<div>{_swatch(POSITIVE)} + ink here speaks for the {unit}</div>"
        f"<div>{_swatch(NEGATIVE)} − ink here speaks against it</div>"
        "<div>The stronger the colour, the larger the weight. Each picture has a scale of its own.</div>"
    )
    return div("display:flex;flex-wrap:wrap;gap:4px;font-size:0.8rem;text-align:center", cells) + div(
        "display:flex;flex-wrap:wrap;gap:2px 16px;margin-top:6px;font-size:0.85rem", legend
    )


def colours(picture: NDArray[np.float32]) -> NDArray[np.uint8]:
    """The weights (..., height, width) as red, green, blue and opacity, (..., height, width, 4).

    The strongest colour is each picture's own largest weight.
    """
    size = np.abs(np.nan_to_num(picture, posinf=0, neginf=0))
    largest = size.max(axis=(-2, -1), keepdims=True)
    opacity = size / np.where(largest, largest, 1)
    positive, negative = (np.frombuffer(bytes.fromhex(colour[1:]), np.uint8) for colour in (POSITIVE, NEGATIVE))
    coloured = np.empty((*picture.shape, 4), np.uint8)
    coloured[..., :3] = np.where((picture < 0)[..., None], negative, positive)
    coloured[..., 3] = (255 * opacity).round()
    return coloured


def _cell(name: str, picture: NDArray[np.float32]) -> str:
    words = f"{name}: weights from {number(float(picture.min()), 2)} to {number(float(picture.max()), 2)}"
    return div("", pixels(colours(picture), words, f"border:1px solid {NEUTRAL}80", side=84) + name.split()[1])


def _swatch(colour: str) -> str:
    return f'<span style="display:inline-block;width:0.8em;height:0.8em;background:{colour};border-radius:3px"></span>'
