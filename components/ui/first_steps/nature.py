"""Ideas taken over from nature: three drawings, and what came along and what stayed behind."""

import streamlit as st

from components.ui.common.content import CONTENT, texts
from components.ui.common.settings import Choice
from components.ui.first_steps.sorting import sort_into, things

DRAWINGS = CONTENT / "drawings"
IDEA = Choice("idea", "Look closer at", "birds", tuple(texts("nature")))
PLACES = ("taken over", "left out")


@st.fragment
def nature() -> None:
    """Three pictures; of the chosen one, its story, and four things to sort."""
    ideas = texts("nature")
    pictures = st.container()
    chosen = IDEA.show()
    # Side by side on a phone, too, so that its first screen has something to press.
    with pictures, st.grid(3, min_column_width=90):
        for name, idea in ideas.items():
            with st.container():
                st.image(str(DRAWINGS / f"{name}.svg"), width="stretch", alt=idea["alt"])
                title = f"**▸ {idea['title']}**" if name == chosen else idea["title"]
                st.markdown(title, text_alignment="center")
    st.markdown(ideas[chosen]["line"])
    st.markdown("What did the invention take over, and what did it leave out?")
    if sort_into(PLACES, things(ideas[chosen]["features"]), f"nature_{chosen}"):
        st.markdown("An inventor takes over an idea or two and leaves out the rest. Nobody builds a whole bird.")
