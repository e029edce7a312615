"""The units of a layer as small square pictures: what each looks for, or a filter's feature map of this picture."""

import numpy as np
from numpy.typing import NDArray

from components.charts.digit_pictures import png_url, sheet
from components.charts.weight_pictures import colours
from components.ml.at_work import LayerAtWork
from components.ml.forward import DenseLayer, Layer


def unit_sheet(
    layer: Layer, working: LayerAtWork, units: NDArray[np.intp], favourites: NDArray[np.uint8] | None
) -> str:
    """These units' pictures side by side, as a data URL. `favourites` (units, 28, 28) are those of a dense layer that
    does not look at the picture itself.
    """
    if not isinstance(layer, DenseLayer):
        pictures = np.moveaxis(working.passed_on[:, :, units], -1, 0)
    elif favourites is not None:
        return png_url(sheet(favourites[units], len(units)))
    else:
        pictures = layer.kernel[:, units].T.reshape(-1, 28, 28)
    return png_url(sheet(colours(pictures), len(units)))
