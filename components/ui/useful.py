"""What networks are good for, one job at a time; and how far they are like a brain."""

import streamlit as st

from components.ui.settings import choice
from components.ui.texts import texts

PARTS = (("What goes in", "goes_in"), ("What comes out", "comes_out"), ("It learns from", "learns_from"))


@st.fragment
def useful() -> None:
    """A job to choose, and what goes in and comes out."""
    jobs = {job["name"]: job for job in texts("useful")["jobs"]}
    job = jobs[choice("Job", list(jobs), next(iter(jobs)), key="job")]
    with st.grid(3, min_column_width=220):
        for title, key in PARTS:
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{title}**")
                st.markdown(f"{job[key][0].upper()}{job[key][1:]}")
    st.markdown(job["why"])


def brain() -> None:
    """What is alike and what isn't, side by side."""
    found = texts("brain")
    with st.grid(2, min_column_width=300):
        for title, key in (("Alike", "alike"), ("Not alike", "different")):
            with st.container():
                st.subheader(title)
                st.markdown("\n".join(f"- {fact['text']}{_source(fact)}" for fact in found[key]))


def _source(fact: dict[str, str]) -> str:
    return f" [Source]({fact['source']})" if "source" in fact else ""
