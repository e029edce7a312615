"""A visitor's own table of points: two columns of numbers and a class, brought onto the plane."""

import numpy as np
import streamlit as st

from components.ml.plane_data import EDGE
from components.ui.common.plain_text import plain_text
from components.ui.common.points import points_of_picture
from components.ui.common.table_file import UnreadableTable, read_table
from components.ui.common.upload import upload
from components.ui.plane.settings import BOUNDS, MOST_OWN, OWN_POINTS

_TOLD = "plane_file_told"  # in the session


def show_own_file() -> None:
    """The field, and what was made of the file."""
    upload(
        "plane_file",
        "Or a CSV file: two columns of numbers, and the class in the last one",
        f"It is only read, never run, and nobody else sees it. At most {MOST_OWN} rows.",
        _load,
    )
    if told := st.session_state.get(_TOLD):
        st.caption(told)


def _load(content: bytes, name: str) -> None:
    try:
        table = read_table(content, name)
    except UnreadableTable as problem:
        raise UnreadableTable(plain_text(str(problem))) from problem  # it quotes what stands in the file
    rows, columns = table.features.shape
    if columns != 2:
        raise UnreadableTable(f"The file has {columns} columns of numbers. Choose one with two, and the class.")
    if rows > MOST_OWN:
        raise UnreadableTable(f"The file has {rows:,} rows. The plane takes {MOST_OWN}, so that a link can hold them.")
    low, high = table.features.min(axis=0), table.features.max(axis=0)
    wide = np.where(high > low, high - low, 1)
    # A little room is left on all sides.
    placed = ((table.features - (low + high) / 2) / wide * 2 * 0.9 * EDGE).round(2)
    OWN_POINTS.set(
        points_of_picture(
            [(x1, x2, int(y)) for (x1, x2), y in zip(placed, table.labels, strict=True)], BOUNDS, MOST_OWN
        )
    )
    axes = " and ".join(
        f"x{number} is {plain_text(column)}, {left:g} to {right:g}"
        for number, column, left, right in zip((1, 2), table.names, low, high, strict=True)
    )
    zero, one = map(plain_text, table.classes)
    st.session_state[_TOLD] = f"{plain_text(name)}: {axes}. 0 is {zero}, 1 is {one}."
