"""Points that the visitor sets: as text, by two numbers and a class, and taken away by a press."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from components.ml.learning_rule import Example
from components.ui.common.plain_text import plain_text
from components.ui.common.points import (
    MAX_POINTS,
    NoPoints,
    format_points,
    parse_place,
    parse_points,
    points_of_picture,
)
from components.ui.common.settings import Text

FIRST_POINTS = "0.2 0.3 0; 0.7 0.2 0; 0.3 0.9 1; 0.9 0.8 1"
POINTS = Text("points", "Points", FIRST_POINTS, st.text_area)
# Many more than can be: what is too much gets a sentence. The browser takes nothing of a text that is longer than this.
MAX_CHARS = 10_000
THREE_LINES_PX = 92


def own_points() -> tuple[Example, ...] | None:
    """The visitor's points; None where there is nothing to learn from, which the page then says."""
    # A field of one line would turn the line ends of pasted rows into spaces.
    text = POINTS.show(height=THREE_LINES_PX, max_chars=MAX_CHARS)
    try:
        examples = parse_points(text)
    except NoPoints as problem:
        _warn(problem)
        return None
    # The callbacks read these from the session, as they are at the press.
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for label, key in (("New x1", "new1"), ("New x2", "new2")):
            # A number field drops a comma as it is typed, where the browser's language has points, and 0,3 is 3.
            st.text_input(label, "0.5", key=key, persist_state="session", width=110)
        st.segmented_control("Class", [0, 1], default=1, required=True, key="new_class")
        full = len(examples) >= MAX_POINTS
        st.button(
            "Add",
            icon=":material/add:",
            key="add",
            disabled=full,
            help=f"There are {MAX_POINTS} points already. Remove one first." if full else None,
            on_click=_add,
        )
    try:
        _new_place()
    except NoPoints as problem:
        _warn(problem)
    if counts := Counter(_label(one) for one in examples):
        st.pills(
            "Press a point to remove it",
            list(counts),
            format_func=lambda label: label if counts[label] == 1 else f"{label} ({counts[label]} times)",
            key="remove",
            on_change=_remove,
            wrap=True,
        )
    if {one.target for one in examples} != {0, 1}:
        st.caption(":material/error: Add at least one point of each class: there is nothing to tell apart yet.")
        return None
    return examples


def readable_points() -> tuple[Example, ...] | None:
    """The points, also where there is nothing to learn from them; None if one of them can't be read."""
    try:
        return parse_points(POINTS.now())
    except NoPoints:
        return None


def set_points(points: Sequence[tuple[float, float, int]]) -> None:
    """Take the points (x1, x2, class) as they are in the picture."""
    POINTS.set(points_of_picture(points))


def _label(example: Example) -> str:
    return f"({example.x1:g}, {example.x2:g}) → {example.target}"


def _warn(problem: NoPoints) -> None:
    # It quotes what was typed, or what a link says.
    st.warning(plain_text(str(problem)), icon=":material/error:")


def _new_place() -> tuple[float, float]:
    return parse_place(st.session_state["new1"]), parse_place(st.session_state["new2"])


def _add() -> None:
    state = st.session_state
    try:
        new = Example(*_new_place(), int(state["new_class"]))
        examples = parse_points(POINTS.now())
    except NoPoints:
        return  # the text was changed in the same moment, and gets its sentence there
    # The same place twice, with two answers, would be a task without a solution by mistake.
    others = tuple(one for one in examples if (one.x1, one.x2) != (new.x1, new.x2))
    POINTS.set(format_points((*others, new)))


def _remove() -> None:
    """Take away the last of the points with the pressed label."""
    state = st.session_state
    try:
        examples = list(parse_points(POINTS.now()))
    except NoPoints:
        return  # as above
    for place in reversed(range(len(examples))):
        if _label(examples[place]) == state["remove"]:
            del examples[place]
            break
    POINTS.set(format_points(tuple(examples)))
    state["remove"] = None
