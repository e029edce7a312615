"""A part of a page that is drawn again alone."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

Given = ParamSpec("Given")


def fragment(part: Callable[Given, None], run_every: float | None = None) -> Callable[Given, None]:
    """As st.fragment, in a place of the page's own. Every `run_every` seconds it is drawn again by itself.

    On a busy server a part may be drawn again before the page that was drawn with it is sent; Streamlit then sends the
    page without the part, and the part after it. The browser took the gap away in between, and drew the part over what
    stands below it. The place stays.
    """
    alone = st.fragment(part, run_every=run_every)

    @wraps(part)
    def in_its_place(*args: Given.args, **kwargs: Given.kwargs) -> None:
        with st.container():
            alone(*args, **kwargs)

    return in_its_place
