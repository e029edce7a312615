"""The three frameworks: their years, side by side, and which one to begin with."""

from collections.abc import Sequence

import streamlit as st

from components.charts.timeline import timeline
from components.ml.first_framework import Aim, Answers, Company, Style, advice
from components.ml.frameworks import NAMES, YEARS, Change, Row, frameworks, latest
from components.ui.settings import choice, setting


@st.fragment
def years() -> None:
    """A slider through the years, and where each framework stood."""
    facts = frameworks()
    year = st.slider(
        "Year",
        *YEARS,
        2019,
        **setting("fw_year"),
        help="Move right: more has happened. Full circles: it has happened by then. Empty circles: it comes later.",
    )
    st.html(timeline(facts.events, year))
    with st.grid(3, min_column_width=240):
        for name in NAMES:
            event = latest(name, year)
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{name} in {year}**")
                st.markdown(f"{event.change.text} {_link(event.change)}" if event else "Not there yet.")
                st.markdown(f"*Its aim.* {facts.goals[name]}")


def comparison() -> None:
    """The course's two tables, with what has changed since the course was written."""
    facts = frameworks()
    _table(facts.comparison, NAMES, "TensorFlow, Keras and PyTorch compared in seven respects, with what has changed.")
    st.subheader("TensorFlow or PyTorch")
    _table(facts.versus, ("TensorFlow", "PyTorch"), "TensorFlow and PyTorch in five respects, with what has changed.")


def _table(rows: Sequence[Row], names: Sequence[str], alt: str) -> None:
    st.table(
        [{"": f"**{row.what}**", **{name: _cell(row, name) for name in names}} for row in rows],
        hide_index=True,
        alt=alt,
    )


def _cell(row: Row, name: str) -> str:
    """What the course says, and beside it what has changed."""
    now = row.now.get(name)
    return f"{row.course[name]}. **Now:** {now.text} {_link(now)}" if now else row.course[name]


def _link(change: Change) -> str:
    return f"[{change.year}]({change.source})"


@st.fragment
def which_first() -> None:
    """Three questions, and the framework that the answers speak for."""
    default = Answers()
    answers = Answers(
        Aim(choice("What are your first networks for?", list(map(str, Aim)), str(default.aim), key="fw_aim")),
        Style(choice("How do you like to work?", list(map(str, Style)), str(default.style), key="fw_style")),
        Company(choice("Who do you work with?", list(map(str, Company)), str(default.company), key="fw_company")),
    )
    found = advice(answers)
    on = f", on {found.engine}" if found.framework == "Keras" else ""
    st.info("\n".join([f"**Begin with {found.framework}{on}.**\n", *(f"- {reason}" for reason in found.reasons)]))
