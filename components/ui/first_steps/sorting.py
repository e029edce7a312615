"""Things to sort into named places: each is checked at once and explained, and none can be lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.ui.common.progress import remember

TRIES = 2  # before an answer is given away


@dataclass(frozen=True)
class Thing:
    """What is to be sorted, the place where it belongs, and why, in a sentence."""

    text: str
    place: str
    why: str


def things(rows: Sequence[dict[str, Any]]) -> tuple[Thing, ...]:
    """The rows of a data file as things."""
    return tuple(Thing(row["text"], row["place"], row["why"]) for row in rows)


def sort_into(places: Sequence[str], to_sort: tuple[Thing, ...], key: str) -> bool:
    """Ask of each where it belongs. A wrong answer gets a second try before it is explained; all are kept for the
    session, and can be changed.

    Returns whether all of them are where they belong.
    """
    right = 0
    tries: dict[int, int] = st.session_state.setdefault(f"{key}_tries", {})
    with st.grid(2, min_column_width=300):
        for number, thing in enumerate(to_sort):
            with st.container():
                answer = st.pills(
                    thing.text,
                    places,
                    key=f"{key}_{number}",
                    wrap=True,
                    persist_state="session",
                    on_change=_answered,
                    args=(key, number, to_sort),
                )
                right += answer == thing.place
                if answer == thing.place:
                    st.caption(f"✓ **{thing.place}.** {thing.why}")
                elif answer and tries.get(number, 0) < TRIES:
                    st.caption("✗ Not there. Try once more.")
                elif answer:
                    st.caption(f"✗ No, it is **{thing.place}.** {thing.why}")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{right} of {len(to_sort)}** in the right place.")
        st.button(
            "Sort again",
            key=f"{key}_again",
            icon=":material/replay:",
            on_click=_forget,
            args=(key, len(to_sort)),
        )
    return right == len(to_sort)


def _answered(key: str, number: int, to_sort: tuple[Thing, ...]) -> None:
    tries = st.session_state[f"{key}_tries"]
    tries[number] = tries.get(number, 0) + 1
    if all(st.session_state[f"{key}_{number}"] == thing.place for number, thing in enumerate(to_sort)):
        remember("first_steps", "sorted things into their places")


def _forget(key: str, count: int) -> None:
    st.session_state[f"{key}_tries"] = {}
    for number in range(count):
        st.session_state[f"{key}_{number}"] = None
