"""Softmax and cross-entropy: three scores become three shares, and the target's share becomes the loss."""

import streamlit as st

from components.charts.numbers import number
from components.ml.cross_entropy import cross_entropy, shares, slopes
from components.ui.common.fragment import fragment
from components.ui.common.guess import guess_first
from components.ui.common.program import program
from components.ui.common.settings import Choice, Range
from components.ui.common.show import show_code, show_table
from components.ui.instruments import COLOURS, instrument

DIGITS = (3, 5, 8)
HELP = "The output neuron's sum z. Higher: a larger share for this digit, and smaller ones for the others."
SCORES = tuple(
    Range(f"s_{digit}", f"Score of the {digit}", score, -5.0, 5.0, 0.1, help=HELP)
    for digit, score in zip(DIGITS, (2.0, 1.0, -1.0), strict=True)
)
TARGET = Choice("s_target", "Target: the digit that it is", DIGITS[0], DIGITS)


@fragment
def softmax() -> None:
    """The whole section; a move here draws it alone, which takes a third of the page's time."""
    question = st.container()
    # The picture first: on a phone it then stands right above the sliders.
    picture, controls = st.columns([3, 2], gap="large")
    with controls:
        scores = [setting.show() for setting in SCORES]
        target = DIGITS.index(TARGET.show())
    with question:
        guess_first("softmax", outcome(scores))
    with picture:
        data = {"names": DIGITS, "controls": [setting.key for setting in SCORES], "values": scores, "target": target}
        instrument("shares")(key="s_shares", data={**data, "colours": COLOURS})
        st.caption(
            "A bar as long as its frame is a share of 1: then the loss of this target is 0. With three equal shares "
            f"it is −ln(1/3) = {number(cross_entropy((0, 0, 0), 0))}. Near a share of 0 it grows without end."
        )
    st.markdown(
        "**Softmax**: share = e<sup>z</sup> / (the sum of all three e<sup>z</sup>). "
        "**Cross-entropy**: loss = −ln(share of the target).",
        unsafe_allow_html=True,
    )
    columns = zip(DIGITS, scores, shares(scores), slopes(scores, target), strict=True)
    show_table(
        [
            {
                "digit": str(digit),
                "score z": number(score),
                "share": number(share, 4),
                "slope of the loss": number(slope, 4),
            }
            for digit, score, share, slope in columns
        ],
        alt="The score of each digit, its share, and how the loss changes with the score.",
    )
    st.markdown(
        "The slope says how the loss changes with a score. It is the share, and for the target the share minus 1. So a "
        "step raises the target's score and lowers the others, each in proportion to how far its share is off."
    )
    values = {"digits": list(DIGITS), "scores": scores, "target": DIGITS[target]}
    show_code(program("softmax", **values), "The same in NumPy. It prints the shares, the slopes and the loss.")


def outcome(scores: list[float]) -> str | None:
    """The answer to the question, once the first score is higher than it was at first."""
    if scores[0] <= SCORES[0].default:
        return None
    rise = shares(scores)[1] - shares([SCORES[0].default, *scores[1:]])[1]
    return "They rise" if rise > 0 else "They fall" if rise < 0 else "They stay"
