"""Which framework to begin with: three questions, and the framework that the answers speak for."""

from typing import NamedTuple

import streamlit as st

from components.ui.common.content import texts
from components.ui.common.fragment import fragment
from components.ui.common.settings import Choice

FIRST = texts("frameworks")["first"]
AIMS, STYLES, COMPANIES = (tuple(FIRST[question]) for question in ("aim", "style", "company"))
AIM = Choice("fw_aim", "What are your first networks for?", AIMS[0], AIMS)
STYLE = Choice("fw_style", "How do you like to work?", STYLES[0], STYLES)
COMPANY = Choice("fw_company", "Who do you work with?", COMPANIES[0], COMPANIES)


class Advice(NamedTuple):
    """The framework to begin with, the one that does its arithmetic, and a reason from each answer."""

    framework: str
    engine: str
    reasons: tuple[str, str, str]


def advice(aim: str = AIMS[0], style: str = STYLES[0], company: str = COMPANIES[0]) -> Advice:
    """The people one works with decide the engine, or, without any, the aim; the style decides if Keras is on top."""
    by_aim, by_style, by_company = FIRST["aim"][aim][style], FIRST["style"][style], FIRST["company"][company]
    engine = by_company.get("engine", by_aim["engine"])
    beside = "" if engine == by_aim["engine"] else f" That alone would point to {by_aim['engine']}."
    reasons = by_aim["why"] + beside, by_style["why"].format(engine=engine), by_company["why"]
    return Advice(by_style.get("on_top", engine), engine, reasons)


@fragment
def which_first() -> None:
    """The questions and the advice."""
    framework, engine, reasons = advice(AIM.show(), STYLE.show(), COMPANY.show())
    on = "" if framework == engine else f", on {engine}"
    st.info("\n".join([f"**Begin with {framework}{on}.**\n", *(f"- {reason}" for reason in reasons)]))
