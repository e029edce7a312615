"""Loss and accuracy as they change while a network learns, for Vega-Lite, which updates a chart in place."""

from collections.abc import Sequence
from typing import Any

# (epoch as a fraction, value)
Curve = Sequence[tuple[float, float]]
Table = dict[str, list[Any]]


def curve_table(training: Curve, validation: Curve) -> Table:
    """Both curves in one long table with the columns epoch, value and digits."""
    return {
        "epoch": [epoch for epoch, _ in (*training, *validation)],
        "value": [value for _, value in (*training, *validation)],
        "digits": ["training"] * len(training) + ["validation"] * len(validation),
    }


def curve_spec(name: str, epochs: int) -> dict[str, Any]:
    """The chart: validation is told from training by its dashes as well as by its colour."""
    kinds = ["training", "validation"]
    return {
        "height": 280,
        "mark": {"type": "line", "strokeWidth": 2.5, "interpolate": "linear", "clip": True},
        "encoding": {
            "x": {
                "field": "epoch",
                "type": "quantitative",
                "title": "epoch",
                "scale": {"domain": [0, epochs], "nice": False},
                "axis": {"tickMinStep": 1},
            },
            "y": {"field": "value", "type": "quantitative", "title": name, "scale": {"zero": False}},
            "color": {
                "field": "digits",
                "type": "nominal",
                "scale": {"domain": kinds},
                "legend": {"orient": "top", "title": None},
            },
            "strokeDash": {
                "field": "digits",
                "type": "nominal",
                "scale": {"domain": kinds, "range": [[1, 0], [6, 4]]},
            },
            "tooltip": [
                {"field": "digits", "title": "digits"},
                {"field": "epoch", "format": ".2f"},
                {"field": "value", "title": name, "format": ".4f"},
            ],
        },
    }
