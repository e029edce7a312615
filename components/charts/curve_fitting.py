"""A network's loss step by step, for Vega-Lite.

It moves several times a second, so what changes is in the table: Streamlit updates a chart in place only while its spec
is the same.
"""

from typing import Any

from components.charts.palette import POSITIVE
from components.ml.curve_fitting import LEARNED, MOST_STEPS, Fitting

# The loss chart is as wide as these many steps. It grows in few strides, because each one rebuilds the chart.
WIDTHS = (20, 100, 500, MOST_STEPS)


def loss_table(fitting: Fitting) -> dict[str, list[Any]]:
    """One row a step: the loss after it."""
    return {"step": list(range(len(fitting.losses))), "loss": list(fitting.losses)}


def loss_spec(steps: int) -> dict[str, Any]:
    """The loss from the first step on, in a chart wide enough for `steps`, where each line up is ten times more."""
    end = next(width for width in WIDTHS if width >= steps)
    return {
        "padding": {"top": 10, "bottom": 10, "left": 0, "right": 5},
        "height": 115,
        "mark": {
            "type": "line",
            "strokeWidth": 2.5,
            "clip": True,
            "color": POSITIVE,
            "point": {"color": POSITIVE} if steps <= WIDTHS[0] else False,
        },
        "encoding": {
            "x": {
                "field": "step",
                "type": "quantitative",
                "scale": {"domain": [0, end], "nice": False},
                "axis": {"tickMinStep": 1},
                "title": None,  # it would take a third of the height
            },
            "y": {
                "field": "loss",
                "type": "quantitative",
                "scale": {"type": "log", "domain": [LEARNED, 100]},
                "axis": {"values": [0.001, 0.01, 0.1, 1, 10, 100], "format": "~g"},
            },
            "tooltip": [
                {"field": "step", "type": "quantitative"},
                {"field": "loss", "type": "quantitative", "format": ".4f"},
            ],
        },
    }
