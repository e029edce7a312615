"""What networks are good for, one job at a time."""

import streamlit as st

from components.ui.common.content import texts
from components.ui.common.fragment import fragment
from components.ui.common.settings import Choice
from components.ui.first_steps.cards import cards

JOBS = tuple(job["name"] for job in texts("uses")["jobs"])
JOB = Choice("job", "Job", JOBS[0], JOBS)
PARTS = (("What goes in", "goes_in"), ("What comes out", "comes_out"), ("It learns from", "learns_from"))


@fragment
def uses() -> None:
    """A job to choose, and what goes in and comes out."""
    jobs = {job["name"]: job for job in texts("uses")["jobs"]}
    job = jobs[JOB.show()]
    cards({title: f"{job[key][0].upper()}{job[key][1:]}" for title, key in PARTS})
    st.markdown(job["why"])
