"""Loss and accuracy as they change while a network learns, of one run or of several, for Vega-Lite.

What changes while a run goes on is in the table: Streamlit updates a chart in place only while its spec is the same.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.palette import NEUTRAL
from components.charts.vega import Spec, either, legend_above, quantitative

# (x, value), where x is in epochs, as a fraction, or in seconds.
Curve = Sequence[tuple[float, float]]
Table = dict[str, list[Any]]

DIGITS = ("training", "validation")
# Names up to this length stand side by side in the legend: two of them fit on a phone.
SHORT_NAME = 14


@dataclass(frozen=True)
class RunCurves:
    """One run's curves. `name` must differ from the names of the runs beside it.

    A point of `training` is the mean over the digits since the point before. The curves of epochs have one point at
    each epoch's end: the mean over the whole epoch, and the validation there.
    """

    name: str
    training: Curve
    validation: Curve
    training_epochs: Curve = ()
    validation_epochs: Curve = ()


def curve_table(runs: Sequence[RunCurves], moment: float | None = None) -> Table:
    """All curves in one long table: x, value, which digits, which run, and the part of the picture a row belongs to.

    The vertical line at `moment` is a row of its own, which has no value.
    """
    rows: list[tuple[float, float | None, str | None, str | None, str]] = [
        (x, value, digits, run.name, part)
        for run in runs
        for digits, part, curve in (
            ("training", "line", run.training),
            ("validation", "line", run.validation),
            ("training", "epoch", run.training_epochs),
            ("validation", "epoch", run.validation_epochs),
        )
        for x, value in curve
    ]
    if moment is not None:
        rows.append((moment, None, None, None, "moment"))
    columns = ("x", "value", "digits", "run", "part")
    return {column: [row[place] for row in rows] for place, column in enumerate(columns)}


# Pixels: of the curves themselves, of the legend's first line and of each further one, of the numbers below the x axis.
CURVES_HIGH, LEGEND_HIGH, LINE_HIGH, NUMBERS_HIGH = 90, 36, 22, 44
EDGE = 8  # where there is no legend, and no axis: half a number of the y axis
Y_AXIS_WIDE = 48  # in both, so that their curves stand one below the other


def curve_spec(name: str, x: str, x_max: float | None, runs: Sequence[str] = (), *, upper: bool) -> Spec:
    """The chart of `name` by `x` ("epoch" or "seconds"), from 0 to `x_max`, or as far as the data go. Of two, one below
    the other, the `upper` one has the legend for both, and the lower one the numbers of the x axis.

    Dashes tell validation from training; at the epochs' ends stand open circles for it and full ones for training.
    With one run the colour tells the same; with several, whose names are `runs`, it tells the run.
    """
    several = len(runs) > 1
    columns = 2 if max(map(len, runs), default=0) <= SHORT_NAME else 1
    rows = math.ceil(len(runs) / columns) if several else 0
    colour = _channel("run", runs, columns, -30 - LINE_HIGH * rows) if several else _channel("digits", DIGITS, 2, -30)
    dash = _channel("digits", DIGITS, 2, -30, range=[[1, 0], [6, 4]])
    if not upper:
        colour["legend"] = dash["legend"] = None
    scale = {"zero": True, "nice": False} if x_max is None else {"domain": [0, x_max], "nice": False}
    axis: Spec = {"titlePadding": 2, **({"tickMinStep": 1} if x == "epoch" else {})}
    if upper:
        axis |= {"title": None, "labels": False}
    across = quantitative("x", title=x, scale=scale, axis=axis)
    shared = {
        "x": across,
        "y": quantitative("value", title=name, scale={"zero": False}, axis={"minExtent": Y_AXIS_WIDE}),
        "color": colour,
        "tooltip": [
            *([{"field": "run"}] if runs else []),
            {"field": "digits"},
            quantitative("x", title=x, format=".2f"),
            quantitative("value", title=name, format=".4f"),
        ],
    }
    line = {"type": "line", "strokeWidth": 1.8 if several else 2.5, "interpolate": "linear", "clip": True}
    # Neither the rule nor the circles are read aloud: before an epoch's end, and without a moment, their groups are
    # empty, and must not be announced as pictures.
    rule = {"type": "rule", "strokeWidth": 2, "color": NEUTRAL, "clip": True, "aria": False}
    circle = {"type": "point", "opacity": 1, "aria": False}
    # Circles are left out beyond the end instead of clipped, which would halve those at it.
    inside = "" if x_max is None else f" && datum.x <= {x_max}"
    above, below = (LEGEND_HIGH + LINE_HIGH * rows, EDGE) if upper else (EDGE, NUMBERS_HIGH)
    return {
        "padding": {"top": above, "bottom": EDGE if upper else 0, "left": 0, "right": 5},
        "height": above + CURVES_HIGH + below,
        "layer": [
            _layer("datum.part === 'line'", line, {**shared, "strokeDash": dash}),
            _layer(f"datum.part === 'epoch'{inside}", circle, {**shared, **_circles(several)}),
            _layer("datum.part === 'moment'", rule, {"x": across}),
        ],
    }


def _layer(rows: str, mark: Spec, encoding: Spec) -> Spec:
    return {"transform": [{"filter": rows}], "mark": mark, "encoding": encoding}


def _channel(field: str, domain: Sequence[str], columns: int, y: int, **scale: Any) -> Spec:
    legend = legend_above(y, columns)
    return {"field": field, "type": "nominal", "scale": {"domain": list(domain), **scale}, "legend": legend}


def _circles(small: bool) -> Spec:
    """Open circles for validation. Full ones for training: their edge reaches the centre."""
    (full_size, full_edge), (open_size, open_edge) = ((12, 3.6), (25, 2)) if small else ((19, 4.4), (45, 2))
    training = "datum.digits === 'training'"
    return {"size": either(training, full_size, open_size), "strokeWidth": either(training, full_edge, open_edge)}
