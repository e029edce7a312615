"""Hidden units that give the same everywhere on the plane, so that nothing after them can learn from them."""

from typing import Literal

import numpy as np

from components.ml.plane_changes import Unit
from components.ml.plane_data import EDGE, features
from components.ml.plane_settings import PlaneSettings
from components.ml.small_network import SmallNetwork, forward

SIDE = 15  # places looked at, on a side
FLAT = 0.02  # the largest difference between two places that counts as none
Why = Literal["no weights", "dead", "saturated"]


def flat_units(network: SmallNetwork, settings: PlaneSettings) -> dict[Unit, Why]:
    """Which they are, and why: all its weights are (nearly) 0; its relu gets no positive sum anywhere, so its slope is
    0 and it never learns again; or its sums are so large that tanh or sigmoid is at its end everywhere.
    """
    line = np.linspace(-EDGE, EDGE, SIDE)
    places = np.array([(x1, x2) for x1 in line for x2 in line])
    passed = forward(network, features(settings.features, places))
    found: dict[Unit, Why] = {}
    for layer, outputs in enumerate(passed.outputs[1:-1]):
        sums = passed.sums[layer]
        for place in np.flatnonzero(np.ptp(outputs, axis=0) < FLAT):
            if np.ptp(sums[:, place]) < FLAT:
                why: Why = "no weights"
            else:
                why = "dead" if settings.activation == "relu" else "saturated"
            found[Unit(layer, int(place))] = why
    return found
