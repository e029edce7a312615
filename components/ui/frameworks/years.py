"""The three frameworks through the years."""

import streamlit as st

from components.charts.frameworks import timeline
from components.ui.common.settings import Range
from components.ui.frameworks.facts import NAMES, YEARS, frameworks, lanes, latest

YEAR = Range(
    "fw_year",
    "Year",
    2019,
    *YEARS,
    1,
    help="Move right: more has happened. Full circles: it has happened by then. Empty circles: it comes later.",
)


@st.fragment
def years() -> None:
    """A slider through the years, and where each framework stood."""
    facts = frameworks()
    year = YEAR.show()
    st.html(timeline(lanes(), YEARS, year))
    with st.grid(3, min_column_width=240):
        for name in NAMES:
            event = latest(name, year)
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{name} in {year}**")
                st.markdown(f"{event.change.text} {event.change.link}" if event else "Not there yet.")
                st.markdown(f"*Its aim.* {facts.goals[name]}")
