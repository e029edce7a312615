"""A curve that a network learns, beside the true one, and its loss step by step, for Vega-Lite.

Both move several times a second, so what changes is in the tables: Streamlit updates a chart in place only while
its spec is the same.
"""

from typing import Any

from components.charts.palette import NEGATIVE, POSITIVE
from components.ml.curve_fitting import LEARNED, MOST_STEPS, Fitting, answer, curve

TRUTH, GUESS = "to be learned", "the network"
# The loss chart is as wide as these many steps. It grows in few strides, because each one rebuilds the chart.
WIDTHS = (20, 100, 500, MOST_STEPS)


def fit_table(fitting: Fitting) -> dict[str, list[Any]]:
    """41 rows of the true curve and 41 of the network's: x, y and which of the two."""
    x, y = curve(fitting.settings.curve, fitting.settings.noise)
    guesses = answer(fitting, x)
    return {
        "x": [*x.ravel().tolist(), *x.ravel().tolist()],
        "y": [*y.ravel().tolist(), *guesses.ravel().tolist()],
        "line": [TRUTH] * len(x) + [GUESS] * len(x),
    }


def fit_spec() -> dict[str, Any]:
    """The true curve dashed, the network's in full, in a window that never moves."""
    # Placed by hand: in its usual place above the plot it takes a third of the height.
    legend = {
        "orient": "none",
        "direction": "horizontal",
        "legendX": -40,
        "legendY": -70,
        "title": None,
        "symbolType": "stroke",
        "symbolSize": 400,
        "symbolStrokeWidth": 2.5,
        "columns": 2,
        "columnPadding": 8,
        "labelLimit": 140,
    }
    return {
        "padding": {"top": 36, "bottom": 10, "left": 0, "right": 5},
        "height": 260,
        "mark": {"type": "line", "strokeWidth": 3, "clip": True},
        "encoding": {
            "x": {
                "field": "x",
                "type": "quantitative",
                "scale": {"domain": [-2, 2]},
                "axis": {"values": [-2, -1, 0, 1, 2], "format": "d"},
            },
            "y": {"field": "y", "type": "quantitative", "scale": {"domain": [-3, 7]}},
            "color": {
                "field": "line",
                "type": "nominal",
                "scale": {"domain": [TRUTH, GUESS], "range": [NEGATIVE, POSITIVE]},
                "legend": legend,
            },
            "strokeDash": {
                "field": "line",
                "type": "nominal",
                "scale": {"domain": [TRUTH, GUESS], "range": [[6, 4], [1, 0]]},
                "legend": legend,
            },
            "tooltip": [
                {"field": "line"},
                {"field": "x", "type": "quantitative", "format": ".1f"},
                {"field": "y", "type": "quantitative", "format": ".3f"},
            ],
        },
    }


def loss_table(fitting: Fitting) -> dict[str, list[Any]]:
    """One row a step: the loss after it."""
    return {"step": list(range(len(fitting.losses))), "loss": list(fitting.losses)}


def loss_spec(steps: int) -> dict[str, Any]:
    """The loss from the first step on, in a chart wide enough for `steps`, where each line up is ten times more."""
    end = next(width for width in WIDTHS if width >= steps)
    return {
        "padding": {"top": 10, "bottom": 10, "left": 0, "right": 5},
        "height": 190,
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
