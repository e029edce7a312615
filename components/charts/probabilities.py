"""The ten probabilities of an answer as bars, for Vega-Lite."""

from collections.abc import Sequence
from typing import Any

from components.charts.numbers import percent
from components.charts.vega import Spec, either, quantitative


def probability_table(probabilities: Sequence[float] | None) -> dict[str, list[Any]]:
    """One row a digit: its probability, as a number and as a text, and whether it is the largest. None: no answer."""
    if probabilities is None:
        return {"digit": list(range(10)), "probability": [0.0] * 10, "percent": [""] * 10, "answer": [False] * 10}
    top = max(range(10), key=lambda digit: probabilities[digit])
    return {
        "digit": list(range(10)),
        "probability": [float(p) for p in probabilities],
        "percent": [percent(p) for p in probabilities],
        "answer": [digit == top for digit in range(10)],
    }


def probability_spec() -> Spec:
    """Ten horizontal bars, each with its percentage behind it.

    The axis is of the digits alone, always the same ten: a chart that is updated in place keeps the categories that
    it has and puts new ones behind them.
    """
    digit = {
        "field": "digit",
        "type": "ordinal",
        "scale": {"domain": list(range(10))},
        "title": None,
        "axis": {"labelFontSize": 13, "labelFlush": False, "labelOverlap": False, "ticks": False, "domain": False},
    }
    # Behind the longest bar there is room for its percentage.
    scale, axis = {"domain": [0, 1.3]}, {"values": [0, 0.25, 0.5, 0.75, 1], "format": ".0%"}
    bar = {"type": "bar", "cornerRadiusEnd": 3}
    # Streamlit's theme colours axes, but no texts: this is black on light and white on dark.
    ink = {"expr": "luminance(background) > 0.5 ? 'black' : 'white'"}
    text = {"type": "text", "align": "left", "dx": 6, "fontSize": 14, "color": ink}
    return {
        "height": 230,
        "padding": {"left": 5, "top": 5, "right": 0, "bottom": 10},
        "encoding": {"y": digit, "x": quantitative("probability", title=None, scale=scale, axis=axis)},
        "layer": [
            {"mark": bar, "encoding": {"opacity": either("datum.answer", 1, 0.45)}},
            {"mark": text, "encoding": {"text": {"field": "percent"}}},
        ],
    }
