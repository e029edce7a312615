"""Units as tiles: what each looks for, and how much it says."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from components.charts.digit_pictures import pixels
from components.charts.html import div
from components.charts.numbers import number
from components.charts.palette import NEUTRAL
from components.charts.weight_pictures import colours

SIDE = 72  # CSS pixels


def unit_tiles(
    units: Sequence[int], names: Sequence[str], says: Sequence[float], weights: NDArray[np.float32] | None
) -> str:
    """HTML: a tile for each unit, by its name, with what it `says`; and if it looks at the picture itself, its
    column (784,) of `weights`, each times the ink there.
    """
    cells = ""
    for unit, name, said in zip(units, names, says, strict=True):
        picture = ""
        if weights is not None:
            words = f"{name}: blue where the ink speaks for it, orange where against it"
            style = f"border:1px solid {NEUTRAL}80"
            picture = pixels(colours(weights[:, unit].reshape(28, 28)), words, style, side=SIDE)
        sign = "+" if said > 0 else ""
        cells += div("text-align:center;min-width:72px", f"{picture}{name}<br><b>{sign}{number(said, 2)}</b>")
    return div("display:flex;flex-wrap:wrap;gap:8px;font-size:0.85rem;line-height:1.3", cells)
