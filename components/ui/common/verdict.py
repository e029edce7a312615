"""The answer in words, and which of several drawn digits it is about."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.charts.numbers import percent

NO_DIGIT = (
    "It looks like nothing that was learned from. The network itself can't say so: its ten probabilities always add up "
    "to 100 %, whatever you draw. A second, small network has learned to tell digits from letters, signs and torn "
    "digits. Of MNIST's test digits, and of the same changed like pens, it doubts 3 in 100."
)

Probabilities = NDArray[np.float32]  # (digits, 10)


def _digits(answers: Probabilities, doubts: NDArray[np.bool_]) -> list[str]:
    """What is read, with a question mark for what looks like no digit."""
    return ["?" if doubt else str(answer) for answer, doubt in zip(answers.argmax(axis=1), doubts, strict=True)]


def choose_one(answers: Probabilities | None, doubts: NDArray[np.bool_], count: int) -> int:
    """Of several drawn digits, the one whose picture and bars are shown."""
    digits = ["?"] * count if answers is None else _digits(answers, doubts)
    names = [f"{place}: **{digit}**" for place, digit in enumerate(digits, start=1)]
    chosen = st.segmented_control(
        "Digit",
        range(count),
        default=0,
        format_func=names.__getitem__,
        key=f"which_of_{count}",
        required=True,
        label_visibility="collapsed",
    )
    return int(chosen)


def say(answers: Probabilities, doubts: NDArray[np.bool_], which: int, label: int | None) -> None:
    """The answer in words; a doubtful one is called what it is. With a label, a wrong one is marked."""
    probabilities = answers[which]
    first, second = (int(digit) for digit in np.argsort(-probabilities)[:2])
    chance = percent(probabilities[first])
    if len(answers) > 1:
        about = f"looks like no digit; if it is one, {first}, {chance}" if doubts[which] else f"{first}, {chance}"
        st.markdown(f"### It reads {''.join(_digits(answers, doubts))}\nDigit {which + 1}: {about}")
        return
    right = label in (None, first)
    sign, instead = ("", "") if right else ("✗ ", f"; the label says {label}")
    if doubts[which]:
        st.markdown(f"### {sign}No digit?{instead}\nIf it is one: {first}, {chance}", help=NO_DIGIT)
    elif probabilities[first] >= 0.5:
        st.markdown(f"### {sign}It reads {first}{instead}\nProbability {chance}")
    else:
        st.markdown(
            f"### {sign}It wavers: {first}?{instead}\nOnly {chance} for {first}, "
            f"{percent(probabilities[second])} for {second}"
        )
