"""How far networks are like a brain."""

import streamlit as st

from components.ui.common.content import texts


def brain() -> None:
    """What is alike and what isn't, side by side."""
    found = texts("brain")
    with st.grid(2, min_column_width=300):
        for title, key in (("Alike", "alike"), ("Not alike", "different")):
            with st.container():
                st.markdown(f"**{title}**")
                st.markdown("\n".join(f"- {fact['text']}{_source(fact)}" for fact in found[key]))


def _source(fact: dict[str, str]) -> str:
    return f" [Source]({fact['source']})" if "source" in fact else ""
