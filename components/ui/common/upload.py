"""A field for a visitor's file, which is read before the page is drawn, and what is wrong with the file."""

from collections.abc import Callable

import streamlit as st


def upload(name: str, label: str, about: str, read: Callable[[bytes, str], None]) -> None:
    """Show the field. `read` gets the file's bytes and its name, and keeps in the session what it makes of them. The
    message of a ValueError that it raises is shown, as Markdown. `name` tells the page's fields apart.
    """
    file = st.file_uploader(label, key=_key(name), help=about, on_change=_read, args=(name, read))
    if file is not None and (problem := st.session_state.get(_problem(name))):
        st.error(problem)


def count(name: str) -> int:
    """How many files have been read so in this session."""
    files: int = st.session_state.get(f"{name}_count", 0)
    return files


def _read(name: str, read: Callable[[bytes, str], None]) -> None:
    file = st.session_state[_key(name)]
    st.session_state.pop(_problem(name), None)
    if file is None:
        return
    try:
        read(file.getvalue(), file.name)
    except ValueError as problem:
        st.session_state[_problem(name)] = str(problem)
        return
    st.session_state[f"{name}_count"] = count(name) + 1


def _key(name: str) -> str:
    # Once it has handed over its file, another field takes its place: on a later visit it would have forgotten the file
    # that is still loaded, and could not take it away.
    return f"{name}_{count(name)}"


def _problem(name: str) -> str:
    return f"{name}_problem"
