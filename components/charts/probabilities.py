"""The ten probabilities of an answer as bars, for Vega-Lite."""

from collections.abc import Sequence
from typing import Any


def percent(share: float) -> str:
    """A share as a percentage with one decimal, but never 100 % of what is less."""
    return "> 99.9 %" if 0.9995 <= share < 1 else f"{100 * share:.1f} %"


def probability_table(probabilities: Sequence[float]) -> dict[str, list[Any]]:
    """One row a digit, with the largest marked."""
    top = max(range(10), key=lambda digit: probabilities[digit])
    return {
        "digit": [str(digit) for digit in range(10)],
        "probability": [float(p) for p in probabilities],
        "text": [percent(p) for p in probabilities],
        "answer": [digit == top for digit in range(10)],
    }


def probability_spec() -> dict[str, Any]:
    """Ten horizontal bars from 0 to 1 with their percentages."""
    digit = {
        "field": "digit",
        "type": "ordinal",
        "title": "digit",
        "axis": {"labelFontSize": 15, "labelOverlap": False},
    }
    return {
        "height": 290,
        "encoding": {
            "y": digit,
            "x": {
                "field": "probability",
                "type": "quantitative",
                # A little room to the right of 1, for the text.
                "scale": {"domain": [0, 1.3]},
                "axis": {"values": [0, 0.25, 0.5, 0.75, 1], "format": ".0%"},
                "title": "probability",
            },
        },
        "layer": [
            {
                "mark": {"type": "bar", "cornerRadiusEnd": 3},
                "encoding": {"opacity": {"condition": {"test": "datum.answer", "value": 1}, "value": 0.45}},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 13},
                "encoding": {"text": {"field": "text"}},
            },
        ],
    }
