"""Points that the visitor sets: as a line of text, by two numbers and a class, and taken away by a press."""

import streamlit as st

from components.ml.learning_rule import Example
from components.ml.points import HIGH, LOW, MAX_POINTS, NoPoints, format_points, parse_points
from components.ui.plain_text import plain_text
from components.ui.settings import setting

FIRST_POINTS = "0.2 0.3 0; 0.7 0.2 0; 0.3 0.9 1; 0.9 0.8 1"
POINTS = "points"


def own_points() -> tuple[Example, ...] | None:
    """The visitor's points; None where there is nothing to learn from, which the page then says."""
    text = st.text_input(
        "Points",
        FIRST_POINTS,
        **setting(POINTS),
        max_chars=800,
        help="x1, x2 and the class of each, with spaces between them; semicolons between the points.",
    )
    try:
        examples = parse_points(text)
    except NoPoints as problem:
        # It quotes what was typed, or what a link says.
        st.warning(plain_text(str(problem)), icon=":material/error:")
        return None
    # The callbacks read these from the session, as they are at the press.
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for label, key in (("New x1", "new1"), ("New x2", "new2")):
            st.number_input(label, LOW, HIGH, 0.5, 0.1, "%.1f", key=key, width=110)
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
    st.pills(
        "Press a point to remove it", [_label(one) for one in examples], key="remove", on_change=_remove, wrap=True
    )
    if {one.target for one in examples} != {0, 1}:
        st.caption(":material/error: Add at least one point of each class: there is nothing to tell apart yet.")
        return None
    return examples


def _label(example: Example) -> str:
    return f"({example.x1:g}, {example.x2:g}) → {example.target}"


def _add() -> None:
    state = st.session_state
    new = Example(round(state["new1"], 2), round(state["new2"], 2), int(state["new_class"]))
    try:
        examples = parse_points(state[POINTS])
    except NoPoints:
        return  # the text was changed in the same moment, and is told of where it stands
    # The same place twice, with two answers, would be a task without a solution by mistake.
    others = tuple(one for one in examples if (one.x1, one.x2) != (new.x1, new.x2))
    state[POINTS] = format_points((*others, new))


def _remove() -> None:
    state = st.session_state
    try:
        examples = parse_points(state[POINTS])
    except NoPoints:
        return  # as above
    state[POINTS] = format_points(tuple(one for one in examples if _label(one) != state["remove"]))
    state["remove"] = None
