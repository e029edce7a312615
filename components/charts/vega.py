"""What all Vega-Lite charts have in common: how a field is drawn, what depends on a row, and a legend above."""

from typing import Any

Spec = dict[str, Any]


def quantitative(field: str, **more: Any) -> Spec:
    """A channel that shows a field's numbers."""
    return {"field": field, "type": "quantitative", **more}


def either(test: str, value: Any, otherwise: Any) -> Spec:
    """A channel that has this value where the test, an expression of Vega's, holds for a row."""
    return {"condition": {"test": test, "value": value}, "value": otherwise}


def legend_above(y: int, columns: int = 2) -> Spec:
    """A legend of strokes, `y` pixels from the plot's upper edge, in these columns.

    It is placed by hand, from the axis' title on: in its usual place it takes a third of the height, and is cut off in
    a narrow chart.
    """
    place = {"orient": "none", "direction": "horizontal", "legendX": -40, "legendY": y, "title": None}
    strokes = {"symbolType": "stroke", "symbolSize": 400, "symbolStrokeWidth": 2.5}
    return {**place, **strokes, "columns": columns, "columnPadding": 8, "labelLimit": 280 // columns}
