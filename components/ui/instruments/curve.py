"""The curve as an instrument: a function with a handle that is pulled along it, and follows its slider."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.ui.common.settings import Range
from components.ui.instruments import COLOURS, instrument

Ends = tuple[float, float]


def show_curve(
    key: str,
    kind: str,
    controls: Mapping[str, Range[float] | Range[int]],
    across: Ends,
    upright: Ends,
    ticks: tuple[Sequence[float], Sequence[float]],
    title: str,
    label: str,
    **details: Any,
) -> None:
    """Show an "activation" with its slope, or the loss of one "weight" with the steps down it.

    `controls` has the settings that the picture follows; the handle moves the one called x. `across` and `upright` are
    the ends of the axes, `title` names the lower one, and `label` says what the picture is.
    """
    x = controls["x"]
    data = {
        "kind": kind,
        "controls": {name: setting.key for name, setting in controls.items()},
        "values": {name: setting.now() for name, setting in controls.items()},
        "across": across,
        "upright": upright,
        "ticks": ticks,
        "title": title,
        "label": label,
        "limits": {"low": x.low, "high": x.high, "step": x.step},
        "colours": COLOURS,
        **details,
    }
    instrument("curve")(key=key, data=data, on_pulled_change=lambda: _pulled(key, x))


def _pulled(key: str, setting: Range[Any]) -> None:
    """What was pulled in the picture is what the slider says."""
    pulled = st.session_state[key].pulled
    if pulled is not None:
        setting.set(min(setting.high, max(setting.low, float(pulled))))
