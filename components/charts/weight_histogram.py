"""How one layer's weights are distributed, now and at the start, for Vega-Lite."""

import itertools
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.charts.numbers import number
from components.charts.vega import Spec, either, quantitative

Weights = NDArray[np.float32]
KINDS = ["now", "start"]


def histogram_table(start: Weights, now: Weights, bins: int = 51) -> dict[str, list[Any]]:
    """One row a bin and kind: its middle, its range in words, the share of the weights in it (0 to 1), and the kind.

    Both arrays, of any shape, are counted in the same bins, which reach as far on both sides of 0. The outermost two
    are always empty, so that an outline of steps begins and ends at 0. What is no finite number is in no bin.
    """
    finite = [weights[np.isfinite(weights)] for weights in (now, start)]
    reach = _round_up(max(float(np.abs(weights).max(initial=0)) for weights in finite))
    width = 2 * reach / (bins - 2)
    edges = np.linspace(-reach - width, reach + width, bins + 1)
    ranges = [f"{number(low, 4)} to {number(high, 4)}" for low, high in itertools.pairwise(edges.tolist())]
    now_counts, start_counts = (np.histogram(weights, edges)[0] for weights in finite)
    return {
        "weight": ((edges[:-1] + edges[1:]) / 2).round(9).tolist() * 2,
        "range": ranges * 2,
        "share": [*(now_counts / now.size).tolist(), *(start_counts / start.size).tolist()],
        "kind": [kind for kind in KINDS for _ in range(bins)],
    }


def _round_up(value: float) -> float:
    """The next larger round number: the bins shall stay the same from one moment to the next as long as they can."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10, 15) if step * power > value)


def histogram_spec() -> Spec:
    """The chart, which never changes: the weights now as a filled area, those at the start as an outline of steps."""
    now = "datum.kind === 'now'"
    # A legend knows nothing of fillOpacity, and would show both as filled.
    symbols = {"fillOpacity": either("datum.value === 'now'", 0.6, 0)}
    squares = {"orient": "top", "symbolType": "square", "symbolSize": 180}
    legend = {**squares, "title": None, "encoding": {"symbols": symbols}}
    colour = {"field": "kind", "type": "nominal", "scale": {"domain": KINDS}, "legend": legend}
    percents = {"format": "~%", "tickCount": 5}
    return {
        "height": 240,
        # The last tick may stand close to the edge, and half of its label beyond it.
        "padding": {"left": 0, "top": 5, "right": 16, "bottom": 10},
        "mark": {"type": "area", "interpolate": "step", "opacity": 1},
        "encoding": {
            "x": quantitative("weight", title="weight", scale={"nice": False}),
            "y": quantitative("share", title="share of weights", stack=None, axis=percents),
            "fill": colour,
            "stroke": colour,
            "fillOpacity": either(now, 0.6, 0),
            "strokeWidth": either(now, 0, 2.5),
            "tooltip": [
                {"field": "kind", "title": "when"},
                {"field": "range", "title": "weights"},
                quantitative("share", title="share", format=".1%"),
            ],
        },
    }
