"""Things to reach on a page, each with what is said once it is reached."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class Goal:
    """What to reach, when it is reached, judged by what the page has to show, and what is then said about it."""

    key: str
    wish: str
    reached: Callable[..., bool]
    why: str


def show_list(title: str, goals: Sequence[Goal], done: Collection[str]) -> None:
    """Folded up: all of them, and of those that are `done` the reason."""
    with st.expander(title, icon=":material/flag:"):
        for goal in goals:
            if goal.key in done:
                st.markdown(f":material/check_circle: **{goal.wish}** {goal.why}")
            else:
                st.markdown(f":material/radio_button_unchecked: {goal.wish}")
        st.caption(f"{len(done)} of {len(goals)} done.")
