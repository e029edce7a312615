"""Ideas taken over from nature: three drawings, and what came along and what stayed behind."""

from pathlib import Path

import streamlit as st

from components.ui.choice import choice
from components.ui.path import DONE_SORTING, remember
from components.ui.sorting import sort_into, things
from components.ui.texts import texts

DRAWINGS = Path(__file__).with_name("drawings")
PLACES = ("taken over", "left out")


@st.fragment
def nature() -> None:
    """Three pictures; of the chosen one, four things to sort."""
    ideas = texts("nature")
    with st.grid(3, min_column_width=220):
        for name, idea in ideas.items():
            with st.container(border=True, height="stretch"):
                st.image(str(DRAWINGS / f"{name}.svg"), width="stretch", alt=idea["alt"])
                st.markdown(f"**{idea['title']}**")
                st.markdown(idea["line"])
    chosen = choice("Look closer at", list(ideas), "birds", key="idea")
    st.markdown("What did the invention take over, and what did it leave out?")
    if sort_into(PLACES, things(ideas[chosen]["features"]), f"nature_{chosen}"):
        remember("first_steps", DONE_SORTING)
        st.markdown("An inventor takes over an idea or two and leaves out the rest. Nobody builds a whole bird.")
