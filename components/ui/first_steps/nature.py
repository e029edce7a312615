"""Ideas taken over from nature: three drawings to press, and what came along and what stayed behind."""

from base64 import b64encode
from collections.abc import Mapping

import streamlit as st

from components.charts.html import Landed, box, div, landed_things, picture_of, told
from components.charts.palette import NEUTRAL
from components.ui.common.content import CONTENT, texts
from components.ui.common.fragment import fragment
from components.ui.common.settings import Choice
from components.ui.first_steps.sorting import Sorting, things

DRAWINGS = CONTENT / "drawings"
IDEA = Choice("idea", "Look closer at", "birds", tuple(texts("nature")))
PLACES = ("taken over", "left out")


@fragment
def nature() -> None:
    """The drawings; of the chosen one, nature's part and the engineers', and four things to sort."""
    ideas = texts("nature")
    with st.container(key="pressed_ideas"):
        idea = ideas[IDEA.show(label_visibility="collapsed")]
        st.html(div("display:grid;grid-template-columns:repeat(3,1fr);gap:8px", "".join(map(_drawing, ideas))))
    sorting = Sorting(f"nature_{IDEA.now()}", PLACES, things(idea["features"]))
    with st.grid(2, min_column_width=300):
        st.markdown(f"**In nature.** {idea['nature']}")
        st.markdown(f"**{idea['title']}.** {idea['line']}")
        # The boxes first: on a phone they then stand above the question, where nothing moves them.
        st.html(_boxes(sorting.by_place()))
        with st.container():
            st.markdown("**What did the invention take over, and what did it leave out?**")
            if sorting.ask():
                st.markdown("An inventor takes over an idea or two. Nobody builds a whole bird.")


def _drawing(name: str) -> str:
    drawing = b64encode((DRAWINGS / f"{name}.svg").read_bytes()).decode()
    return f'<img src="data:image/svg+xml;base64,{drawing}" alt="{texts("nature")[name]["alt"]}" style="width:100%">'


def _boxes(landed: Mapping[str, Landed]) -> str:
    """A box for each place, with what has landed there."""
    style = "min-height:4.5em;display:flex;flex-wrap:wrap;gap:4px;align-content:flex-start"
    boxes = "".join(
        box(f"<b>{place}</b>{div(style, landed_things(found))}", NEUTRAL) for place, found in landed.items()
    )
    inside = [f"{place}: {told(found) or 'nothing yet'}." for place, found in landed.items()]
    return picture_of(f"Two boxes. {' '.join(inside)}", boxes, "display:grid;grid-template-columns:1fr 1fr;gap:8px")
