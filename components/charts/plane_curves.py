"""The loss of a network on the plane, epoch by epoch, for Vega-Lite: what changes is in the table, so that the chart is
updated in place.
"""

from typing import Any

from components.charts.palette import NEGATIVE, POSITIVE
from components.ml.plane_network import Learning
from components.ml.plane_settings import steps_an_epoch

MOST_ROWS = 120  # of a line
WIDTHS = (20, 50, 100, 200, 500, 1_000, 5_000, 50_000)  # epochs; the chart grows in few strides, each rebuilds it
LINES = ("training", "test", "training of the other", "test of the other")


def curves_table(shown: Learning, rival: Learning | None) -> dict[str, list[Any]]:
    """A row for each moment and line: epoch, loss, line."""
    table: dict[str, list[Any]] = {"epoch": [], "loss": [], "line": []}
    for learning, lines in ((shown, LINES[:2]), (rival, LINES[2:])):
        if learning is None:
            continue
        each = steps_an_epoch(learning.settings)
        every = -(-len(learning.moments) // MOST_ROWS)
        for moment in (*learning.moments[:-1:every], learning.moments[-1]):
            for line, score in zip(lines, (moment.train, moment.test), strict=True):
                if score.loss is not None:
                    table["epoch"].append(moment.step / each)
                    table["loss"].append(score.loss)
                    table["line"].append(line)
    return table


def curves_spec(shown: Learning, rival: Learning | None) -> dict[str, Any]:
    """Training drawn through and test dashed; the other network in the other colour."""
    colours, dashes = [POSITIVE, POSITIVE, NEGATIVE, NEGATIVE], [[1, 0], [5, 4], [1, 0], [5, 4]]
    legend = {"title": None, "orient": "right", "values": list(LINES if rival else LINES[:2])}
    end = next(width for width in WIDTHS if width >= shown.epochs)
    return {
        "padding": {"top": 6, "bottom": 4, "left": 0, "right": 5},
        "height": 170,
        "mark": {"type": "line", "strokeWidth": 2, "clip": True},
        "encoding": {
            "x": {
                "field": "epoch",
                "type": "quantitative",
                "scale": {"domain": [0, end], "nice": False},
                "title": "epoch",
            },
            "y": {"field": "loss", "type": "quantitative", "scale": {"domainMin": 0}},
            "color": {"field": "line", "scale": {"domain": LINES, "range": colours}, "legend": legend},
            "strokeDash": {"field": "line", "scale": {"domain": LINES, "range": dashes}, "legend": legend},
            "tooltip": [{"field": "line"}, {"field": "epoch", "format": ".2f"}, {"field": "loss", "format": ".4f"}],
        },
    }
