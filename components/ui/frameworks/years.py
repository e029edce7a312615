"""The three frameworks through the years."""

from typing import Any

import streamlit as st

from components.charts.frameworks import timeline
from components.ui.common.content import texts
from components.ui.common.fragment import fragment
from components.ui.common.settings import Range

FACTS = texts("frameworks")
# What happened to each, in the order of the years.
EVENTS = {name: [it for it in FACTS["events"] if it["framework"] == name] for name in FACTS["goals"]}
LANES = {name: [(it["year"], it["label"]) for it in events] for name, events in EVENTS.items()}
YEARS = (2015, 2026)
YEAR = Range("fw_year", "Year", 2019, *YEARS, 1)


def latest(framework: str, year: int) -> dict[str, Any] | None:
    """The last event by the end of a year, or None before the framework's first release."""
    return next((it for it in reversed(EVENTS[framework]) if it["year"] <= year), None)


@fragment
def years() -> None:
    """A slider through the years, and where each framework stood."""
    year = YEAR.show()
    st.html(timeline(LANES, YEARS, year))
    with st.grid(3, min_column_width=240):
        for name, goal in FACTS["goals"].items():
            event = latest(name, year)
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{name}**")
                st.markdown("{text} [{year}]({source})".format(**event) if event else "Not there yet.")
                st.markdown(f"*Aim:* {goal}")
