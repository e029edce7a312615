"""Who is visiting: a browser, known by a random number in a cookie, and what this server keeps for it."""

import re
import secrets
from typing import Any

import streamlit as st

COOKIE = "neuron_to_network"
_VISITOR = "visitor"


def visitor() -> str:
    """The number of the browser that this session is in; one that takes no cookies has a new one for each session.

    Nobody can guess it, so it also serves as the owner of the browser's runs.
    """
    if _VISITOR not in st.session_state:
        # Anybody can write anything into a cookie; what is not of our making counts as none (nor is AppTest's mock).
        known = str(st.context.cookies.get(COOKIE))
        number = known if re.fullmatch(r"[\w-]{16}", known, re.ASCII) else secrets.token_urlsafe(12)
        st.session_state[_VISITOR] = number
    return str(st.session_state[_VISITOR])


@st.cache_resource(max_entries=500, show_spinner=False)
def kept_for(visitor: str) -> dict[str, Any]:
    """What outlasts a refresh, a lost connection and another tab of the same browser, but not the server; to be changed
    in place. Of too many browsers, the one that was here longest ago is forgotten.
    """
    return {}


def kept() -> dict[str, Any]:
    """What is kept for the browser of this session."""
    return kept_for(visitor())


def remember_visitor() -> None:
    """Give the browser its number, until it is closed. Sessions to come tell it, from the first moment on."""
    if st.context.cookies.get(COOKIE) != visitor():
        script = f'document.cookie = "{COOKIE}={visitor()}; path=/; SameSite=Lax"'
        st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
