"""Which framework to begin with: three questions, and the framework that the answers speak for."""

import streamlit as st

from components.ui.common.settings import Choice
from components.ui.frameworks.first_framework import Aim, Answers, Company, Style, advice

DEFAULT = Answers()
AIM = Choice("fw_aim", "What are your first networks for?", str(DEFAULT.aim), tuple(map(str, Aim)))
STYLE = Choice("fw_style", "How do you like to work?", str(DEFAULT.style), tuple(map(str, Style)))
COMPANY = Choice("fw_company", "Who do you work with?", str(DEFAULT.company), tuple(map(str, Company)))


@st.fragment
def which_first() -> None:
    """The questions and the advice."""
    found = advice(Answers(Aim(AIM.show()), Style(STYLE.show()), Company(COMPANY.show())))
    on = f", on {found.engine}" if found.framework == "Keras" else ""
    st.info("\n".join([f"**Begin with {found.framework}{on}.**\n", *(f"- {reason}" for reason in found.reasons)]))
