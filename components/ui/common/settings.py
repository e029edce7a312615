"""The settings of a page, which stand in its address and are kept by the session; one of a few options, as buttons."""

from collections.abc import Sequence
from typing import Any, TypeVar

import streamlit as st

Option = TypeVar("Option")

_SETTINGS = "settings_of_pages"


def setting(key: str) -> dict[str, Any]:
    """What makes a widget a setting of the page that is shown: its value stands in the address, so that a link
    reproduces the page, and the session keeps it while the page or the widget is not shown.

    >>> st.slider("Weight", -2.0, 2.0, **setting("w1"))
    """
    settings_of(st.session_state["page"]).add(key)
    return {"key": key, "bind": "query-params", "persist_state": "session"}


def settings_of(page: str) -> set[str]:
    """The keys of the settings that this session has seen on the page with this URL path."""
    known: dict[str, set[str]] = st.session_state.setdefault(_SETTINGS, {})
    return known.setdefault(page, set())


def choice(label: str, options: Sequence[Option], default: Option, key: str, **details: Any) -> Option:
    """Show the options and return the chosen one; it is a setting of the page.

    `details` go to st.segmented_control. There, an empty value in the URL, as in `?gate=`, chooses nothing, even
    where a choice is required; it counts as the default here.
    """
    details = {"wrap": True, **details, **setting(key)}
    chosen = st.segmented_control(label, options, default=default, required=True, **details)
    return default if chosen is None else chosen
