"""The curve as an instrument: a function with a handle that is pulled along it, and follows its slider; or a curve that
a network learns, drawn by pulling its points.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.ui.common.settings import Range, Text
from components.ui.instruments import COLOURS, instrument

Ends = tuple[float, float]


def show_curve(
    key: str,
    kind: str,
    controls: Mapping[str, Range[float] | Range[int] | Text],
    across: Ends,
    upright: Ends,
    ticks: tuple[Sequence[float], Sequence[float]],
    title: str,
    label: str,
    **details: Any,
) -> None:
    """Show an "activation" with its slope, the loss of one "weight" with the steps down it, or a "fit" to a curve.

    `controls` has the settings that the picture follows; the handle moves the one called x, the handles of a fit the
    heights called drawn, numbers with spaces between them. `across` and `upright` are the ends of the axes, `title`
    names the lower one, and `label` says what the picture is.
    """
    pulls = controls.get("x") or controls.get("drawn")
    low, high, step = (pulls.low, pulls.high, pulls.step) if isinstance(pulls, Range) else (*upright, 0.1)
    data = {
        "kind": kind,
        "controls": {name: setting.key for name, setting in controls.items()},
        "values": {name: setting.now() for name, setting in controls.items()},
        "across": across,
        "upright": upright,
        "ticks": ticks,
        "title": title,
        "label": label,
        "limits": {"low": low, "high": high, "step": step},
        "colours": COLOURS,
        **details,
    }
    instrument("curve")(key=key, data=data, on_pulled_change=lambda: _pulled(key, pulls))


def _pulled(key: str, setting: Range[Any] | Text | None) -> None:
    """What was pulled in the picture is what the slider says."""
    pulled = st.session_state[key].pulled
    if pulled is None or setting is None:
        return
    setting.set(min(setting.high, max(setting.low, float(pulled))) if isinstance(setting, Range) else str(pulled))
