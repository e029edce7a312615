"""A visitor's own examples: points that are pressed into the picture, or a table from a file."""

from functools import lru_cache

import numpy as np
import streamlit as st

from components.charts.numbers import counted
from components.ml.classification_data import OwnData
from components.ml.learning_rule import Example
from components.ml.perceptron import Perceptron
from components.ml.sklearn_perceptron import Result
from components.ui.common.plain_text import plain_text
from components.ui.common.points import HIGH, LOW, NoPoints, format_points, parse_points, points_of_picture
from components.ui.common.settings import Text
from components.ui.common.show import button
from components.ui.common.table_file import Table, UnreadableTable, read_table
from components.ui.common.upload import upload
from components.ui.instruments.plane import PlanePoint, show_plane

_FILE, _TABLE = "own_file", "own_table"  # in the session
FIRST_POINTS = (
    "-1.2 -0.6 0; -0.7 0.4 0; -0.3 -1.1 0; 0 -0.2 0; 0.3 0.9 0; 0.5 -0.8 0; 0.8 0.1 0; 1.4 0.6 0; "
    "-0.2 1.6 1; 0.6 1.7 1; 0.9 1.1 1; 1.3 2.2 1; 1.7 1.4 1; 1.9 0.4 1; 2.3 1.8 1; 2.5 0.9 1"
)
POINTS = Text("own_examples", "Your points: x1, x2 and the class of each", FIRST_POINTS, st.text_area)
MAX_CHARS = 2_000
FEWEST = 4  # points of each class, so that a quarter has one of each


def own_data() -> OwnData | None:
    """The visitor's table, or else the points; None where these are too few, or can't be read."""
    try:
        return own_table() or data_of(POINTS.now())
    except NoPoints:
        return None


def own_table() -> Table | None:
    """The table of this session's visitor."""
    table: Table | None = st.session_state.get(_TABLE)
    return table


@lru_cache(maxsize=500)
def data_of(text: str) -> OwnData:
    """The points of a text as data. Raises NoPoints, also where they are too few."""
    points = parse_points(text)
    labels = np.array([point.target for point in points], np.int64)
    if np.bincount(labels, minlength=2).min() < FEWEST:
        raise NoPoints(f"Each class takes at least {FEWEST} points: some to learn from, one for the test.")
    features = np.array([(point.x1, point.x2) for point in points])
    return OwnData(features, labels, ("class 0", "class 1"), ("x1", "x2"))


def show_own_data() -> None:
    """Type or paste the points, or choose a file; or put the one that is loaded away."""
    table = own_table()
    if table is not None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            rows, columns = table.features.shape
            zero, one = map(plain_text, table.classes)
            st.markdown(
                f"{plain_text(table.file)}: {rows:,} rows, {counted(columns, 'feature')}. 0 is **{zero}**, "
                f"1 is **{one}**.",
                width="stretch",
            )
            button("Remove", "close", "remove_table", lambda: st.session_state.pop(_TABLE))
        return
    with st.expander("As text, or from a file", icon=":material/table:"):
        POINTS.show(height=120, max_chars=MAX_CHARS)
        upload(
            _FILE,
            "Or a CSV file: a row for each example, its class in the last column",
            "It is only read, never run, and nobody else sees it. At most 5 MB.",
            _load,
        )
    try:
        data_of(POINTS.now())
    except NoPoints as problem:
        st.warning(plain_text(str(problem)), icon=":material/error:")


def show_points(result: Result | None, before: Result | None = None) -> None:
    """The visitor's points, which can be added, moved and taken away, and the line that was learned from them; in grey
    that of a result from `before`.
    """
    try:
        points = parse_points(POINTS.now())
    except NoPoints:
        points = ()
    line, line_before = (_line(each) for each in (result, before))
    tests = set() if result is None else _measured(result)
    shown = [PlanePoint(one.x1, one.x2, one.target, (one.x1, one.x2) in tests) for one in points]
    show_plane(
        "own_plane",
        line,
        shown,
        bounds=(LOW, HIGH),
        before=line_before,
        on_edit=lambda points: POINTS.set(points_of_picture(points)),
    )
    st.caption(
        "Press to add a point. Press a point to change its class. Drag it to move it, or out to remove it. "
        "Hollow ones are the test."
    )


def _measured(result: Result) -> set[tuple[float, ...]]:
    """Where the test points were set."""
    places = result.data.x_test * result.data.scale + result.data.mean
    return {tuple(place) for place in (places.round(2) + 0.0).tolist()}


def _line(result: Result | None) -> Perceptron | None:
    """Among the points as they were set, also where it was learned from scaled ones; None if it lies in no plane."""
    if result is None or len(result.weights) != 2:
        return None
    (w1, w2), bias = result.as_measured
    return Perceptron(float(w1), float(w2), float(bias))


def points_text(own: OwnData) -> str:
    """The points that these data came from, as they are written into an address."""
    points = zip(own.features.tolist(), own.labels.tolist(), strict=True)
    return format_points(tuple(Example(x1, x2, label) for (x1, x2), label in points))


def set_own_data(own: OwnData) -> None:
    """Go back to these points, or to this table. For a callback."""
    st.session_state[_TABLE] = own if isinstance(own, Table) else None
    if not isinstance(own, Table):
        POINTS.set(points_text(own))


def _load(content: bytes, name: str) -> None:
    try:
        st.session_state[_TABLE] = read_table(content, name)
    except UnreadableTable as problem:
        raise UnreadableTable(plain_text(str(problem))) from problem  # it quotes what stands in the file
