"""The ten probabilities of an answer as bars, for Vega-Lite."""

from collections.abc import Sequence
from typing import Any


def percent(share: float) -> str:
    """A share as a percentage with one decimal, but never 100 % of what is less."""
    return "> 99.9 %" if 0.9995 <= share < 1 else f"{100 * share:.1f} %"


def probability_table(probabilities: Sequence[float]) -> dict[str, list[Any]]:
    """One row a digit, with its percentage beside it, and the largest marked."""
    top = max(range(10), key=lambda digit: probabilities[digit])
    return {
        "digit": [f"{digit}:  {percent(p)}" for digit, p in enumerate(probabilities)],
        "probability": [float(p) for p in probabilities],
        "answer": [digit == top for digit in range(10)],
    }


def probability_spec() -> dict[str, Any]:
    """Ten horizontal bars from 0 to 1. The percentages are the axis' labels, which take the theme's colour."""
    return {
        "height": 290,
        "mark": {"type": "bar", "cornerRadiusEnd": 3},
        "encoding": {
            "y": {
                "field": "digit",
                "type": "ordinal",
                "sort": None,
                "title": None,
                "axis": {"labelFontSize": 14, "labelOverlap": False, "ticks": False, "domain": False},
            },
            "x": {
                "field": "probability",
                "type": "quantitative",
                "scale": {"domain": [0, 1]},
                "axis": {"values": [0, 0.25, 0.5, 0.75, 1], "format": ".0%"},
                "title": "probability",
            },
            "opacity": {"condition": {"test": "datum.answer", "value": 1}, "value": 0.45},
        },
    }
