"""AI, ML and DL: three circles that can be pressed, and ten examples that land in them."""

import streamlit as st

from components.charts.nested_circles import ROOM, in_circles
from components.ui.common.content import texts
from components.ui.common.fragment import fragment
from components.ui.common.settings import Choice
from components.ui.first_steps.sorting import Sorting, things

CIRCLES = tuple(ROOM)
CIRCLE = Choice("circle", "Circle", "AI", CIRCLES)


@fragment
def circles() -> None:
    """The picture; beside it what its chosen circle is, and the examples."""
    found = texts("circles")
    sorting = Sorting("sort", CIRCLES, things(found["examples"]))
    picture, words = st.columns(2, gap="medium")
    with picture, st.container(key="pressed_circles"):
        chosen = CIRCLE.show(label_visibility="collapsed")
        st.html(in_circles(chosen, sorting.by_place()))
    with words:
        st.markdown(f"**{found[chosen]['name']} ({chosen}): {found[chosen]['word']}**\n\n{found[chosen]['about']}")
        if sorting.ask():
            st.markdown("Rules that people wrote: **AI**. Learned from data: **ML**. Learned by many layers: **DL**.")
