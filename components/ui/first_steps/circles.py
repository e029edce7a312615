"""AI, ML and DL: three circles to look into, and ten examples to put into them."""

import streamlit as st

from components.charts.nested_circles import CIRCLES, nested_circles
from components.ui.common.content import texts
from components.ui.common.settings import Choice
from components.ui.first_steps.sorting import sort_into, things

CIRCLE = Choice("circle", "Circle", "AI", tuple(CIRCLES))


@st.fragment
def circles() -> None:
    """The picture with what its chosen circle is; then the examples."""
    found = texts("circles")
    picture, words = st.columns([2, 3], gap="large", vertical_alignment="center")
    with words:
        chosen = CIRCLE.show()
        st.subheader(f"{found[chosen]['name']} ({chosen}): {found[chosen]['word']}", anchor=False)
        st.markdown(found[chosen]["about"])
    with picture:
        st.html(nested_circles(chosen))
    st.subheader("Sort ten examples")
    st.markdown("Put each into the **innermost** circle that it fits in. Try as often as you like.")
    if sort_into(list(CIRCLES), things(found["examples"]), "sort"):
        st.success("Rules that people wrote: AI. Learned from data: ML. Learned by many layers: DL.")
