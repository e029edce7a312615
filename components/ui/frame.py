"""What all pages share: the title, the way on to the next page, the start-up work."""

import gc

import streamlit as st

from components.ui.runs import engine


@st.cache_resource(max_entries=1, show_spinner=False)
def _start_up() -> None:
    # Streamlit collects garbage after every rerun. What the imports left behind never becomes garbage, and
    # freezing it once takes most of the time out of that collection.
    gc.collect()
    gc.freeze()


def start_up() -> None:
    """Once per server: make reruns quick, and warm the training worker before anybody needs it."""
    _start_up()
    engine().warm()


def count_visit(url_path: str) -> None:
    """Count the arrivals at a page in `st.session_state["visit"]`: what a visit begins with belongs to its number."""
    if st.session_state.get("page") != url_path:
        st.session_state["page"] = url_path
        st.session_state["visit"] = st.session_state.get("visit", 0) + 1


def page_header(title: str, lead: str) -> None:
    """The page's title and the one sentence that says what to do here."""
    st.title(title)
    st.markdown(lead)


def next_page(path: str, invitation: str, icon: str = ":material/arrow_forward:") -> None:
    """The link at a page's end that leads to the next one."""
    st.space("medium")
    st.page_link(path, label=invitation, icon=icon)
