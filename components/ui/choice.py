"""One of a few options, as buttons in a row."""

from collections.abc import Sequence
from typing import Any, TypeVar

import streamlit as st

Option = TypeVar("Option")

# For a widget whose value stands in the address, and is kept by the session while its page or section is not shown.
KEPT: dict[str, Any] = {"bind": "query-params", "persist_state": "session"}


def choice(label: str, options: Sequence[Option], default: Option, key: str, **details: Any) -> Option:
    """Show the options and return the chosen one; it stands in the URL under `key`.

    `details` go to st.segmented_control. There, an empty value in the URL, as in `?gate=`, chooses nothing, even
    where a choice is required; it counts as the default here.
    """
    settings = {"bind": "query-params", "wrap": True, **details}
    chosen = st.segmented_control(label, options, default=default, required=True, key=key, **settings)
    return default if chosen is None else chosen
