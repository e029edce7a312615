"""A visitor's own table, from a file."""

import streamlit as st

from components.ui.common.plain_text import plain_text
from components.ui.common.show import button
from components.ui.common.table_file import Table, UnreadableTable, read_table
from components.ui.common.upload import upload

_FILE, _TABLE = "own_file", "own_table"  # in the session
EXAMPLE = "height,width,kind\n3.1,0.4,leaf\n2.9,0.5,leaf\n1.2,1.9,flower\n..."


def own_table() -> Table | None:
    """The table of this session's visitor."""
    table: Table | None = st.session_state.get(_TABLE)
    return table


def show_upload() -> None:
    """Choose the file, or put the one that is loaded away."""
    table = own_table()
    if table is not None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            rows, columns = table.features.shape
            zero, one = map(plain_text, table.classes)
            st.markdown(
                f"{plain_text(table.file)}: {rows:,} rows, {columns} features. 0 is **{zero}**, 1 is **{one}**.",
                width="stretch",
            )
            button("Remove", "close", "remove_table", lambda: st.session_state.pop(_TABLE))
        return
    upload(
        _FILE,
        "A CSV file: a row for each example, its class in the last column",
        "It is only read, never run, and nobody else sees it. At most 5 MB.",
        _load,
    )


def ask_for_file() -> None:
    """Where the picture will be."""
    st.info("Your own examples come from a file that a spreadsheet has saved as CSV, such as this:")
    st.code(EXAMPLE, language=None)


def _load(content: bytes, name: str) -> None:
    try:
        st.session_state[_TABLE] = read_table(content, name)
    except UnreadableTable as problem:
        raise UnreadableTable(plain_text(str(problem))) from problem  # it quotes what stands in the file
