"""Which framework to begin with: three questions, and the framework that the answers speak for."""

import streamlit as st

from components.ui.common.settings import choice
from components.ui.frameworks.first_framework import Aim, Answers, Company, Style, advice


@st.fragment
def which_first() -> None:
    """The questions and the advice."""
    default = Answers()
    answers = Answers(
        Aim(choice("What are your first networks for?", list(map(str, Aim)), str(default.aim), key="fw_aim")),
        Style(choice("How do you like to work?", list(map(str, Style)), str(default.style), key="fw_style")),
        Company(choice("Who do you work with?", list(map(str, Company)), str(default.company), key="fw_company")),
    )
    found = advice(answers)
    on = f", on {found.engine}" if found.framework == "Keras" else ""
    st.info("\n".join([f"**Begin with {found.framework}{on}.**\n", *(f"- {reason}" for reason in found.reasons)]))
