"""Instruments: pictures that answer at once, while a slider is moved or something in them is pulled.

An instrument is a component of Streamlit's second kind: a module in this folder (`neuron.js` and so on, with what they
share, `shared.js`) that draws in the page itself, and a Python function that shows it. Its state is settings like all
others: it reads sliders and switches as they stand in the page, and what is pulled in it moves them.
"""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from components.charts import palette

FOLDER = Path(__file__).parent
COLOURS = {name: getattr(palette, name) for name in ("POSITIVE", "NEGATIVE", "NEUTRAL", "NODE", "WRONG")}


@cache
def module(name: str) -> str:
    """The text of an instrument's module, with what all share before it."""
    return "\n".join((FOLDER / f"{part}.js").read_text(encoding="utf-8") for part in ("shared", name))


@cache
def instrument(name: str) -> Any:
    """The component of this name; called with `key` and `data`, it is shown. It takes the page's own styles."""
    return st.components.v2.component(f"instrument_{name}", js=module(name), isolate_styles=False)
