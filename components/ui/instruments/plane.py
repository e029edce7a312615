"""The plane as an instrument: points, and the line of a neuron with two inputs, which follows its sliders and can be
pulled; or the points before and after a hidden layer.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

from components.ml.perceptron import Perceptron
from components.ui.common.settings import Range
from components.ui.instruments import COLOURS, instrument

# Where points stand at 0 and 1, the picture shows a little more on all sides.
AROUND_THE_GATES = (-0.6, 1.6)
NO_LINE = Perceptron(0.0, 0.0, -1.0)  # that one can see

Weights = Sequence[Range[float]]  # of w1, w2 and b
OnEdit = Callable[[Sequence[tuple[float, float, int]]], None]


@dataclass(frozen=True)
class PlanePoint:
    """A point of the plane and the answer that it wants, 0 or 1; a `hollow` one is drawn so."""

    x1: float
    x2: float
    target: int
    hollow: bool = False


def show_plane(
    key: str,
    perceptron: Perceptron | None,
    points: Sequence[PlanePoint],
    weights: Weights = (),
    bounds: tuple[float, float] = AROUND_THE_GATES,
    before: Perceptron | None = None,
    looked_at: tuple[float, float] | None = None,
    on_edit: OnEdit | None = None,
) -> None:
    """Show one neuron's plane; without one, the points alone. With the settings of its weights, it follows their
    sliders, and its line can be pulled.

    Without them, z counts to the last bit, as in the learning rule. `before` is where the line was, and `looked_at` the
    point that moved it. With `on_edit`, points can be added, moved, turned round and taken away; it is called with all
    of them, in a callback.
    """
    data = {
        "lines": [_line(perceptron or NO_LINE, weights)],
        "unlearned": perceptron is None,
        "before": before and asdict(before),
        "looked_at": looked_at,
        "exact": not weights,
        "limits": {"low": weights[0].low, "high": weights[0].high, "step": weights[0].step} if weights else None,
    }
    _show(key, points, bounds, ("x1", "x2"), data, weights, on_edit)


def show_two_layers(
    key: str, perceptrons: Sequence[Perceptron], points: Sequence[PlanePoint], weights: Sequence[Weights], after: bool
) -> None:
    """Show the points before the hidden layer, with the lines of its two neurons, or after it, with the third one's."""
    lines = [_line(perceptron, sliders) for perceptron, sliders in zip(perceptrons, weights, strict=True)]
    data = {"lines": lines, "layers": True, "view": "after" if after else "before"}
    _show(key, points, AROUND_THE_GATES, ("h1", "h2") if after else ("x1", "x2"), data)


def _line(perceptron: Perceptron, weights: Weights) -> dict[str, Any]:
    keys = {name: setting.key for name, setting in zip(("w1", "w2", "b"), weights, strict=False)}
    return {**asdict(perceptron), "controls": keys or None}


def _show(
    key: str,
    points: Sequence[PlanePoint],
    bounds: tuple[float, float],
    names: tuple[str, str],
    data: dict[str, Any],
    weights: Weights = (),
    on_edit: OnEdit | None = None,
) -> None:
    low, high = bounds
    ticks = [0, 1] if bounds == AROUND_THE_GATES else [tick for tick in range(-100, 101) if low <= tick <= high]
    instrument("plane")(
        key=key,
        data={
            **data,
            "points": [asdict(point) for point in points],
            "bounds": bounds,
            "ticks": ticks,
            "names": names,
            "edit": on_edit is not None,
            "colours": COLOURS,
        },
        on_pulled_change=lambda: _pulled(key, weights),
        on_edited_change=lambda: on_edit(_edited(key)) if on_edit else None,
    )


def _edited(key: str) -> list[tuple[float, float, int]]:
    """The points (x1, x2, class) that the picture has now."""
    return [(float(x1), float(x2), int(bool(target))) for x1, x2, target in st.session_state[key].edited or []]


def _pulled(key: str, weights: Weights) -> None:
    """What was pulled in the picture is what the sliders say."""
    pulled = st.session_state[key].pulled or {}
    for setting, name in zip(weights, ("w1", "w2", "b"), strict=False):
        if name in pulled:
            setting.set(min(setting.high, max(setting.low, float(pulled[name]))))
