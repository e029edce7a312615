"""Twenty hard digits: the visitor's answers and time beside the network's."""

import time
from dataclasses import dataclass, field

import numpy as np
import streamlit as st

from components.charts.digit_pictures import enlarged, labelled_strip, png_url
from components.charts.numbers import counted
from components.ml.forward import predict
from components.ml.mnist import DOUBTED_LABELS, Split
from components.ml.typical import like_another
from components.ui.common.fragment import fragment
from components.ui.common.own_network import network_at_hand
from components.ui.common.progress import remember
from components.ui.common.show import button

ROUNDS = 20
# The digits are drawn from those of the test part that look most like another one, and a few from those whose label is
# in doubt.
HARDEST, IN_DOUBT = 600, 3
BUTTONS_WIDE = 358  # CSS pixels: all that a phone has
_CONTEST = "contest"  # in the session


@dataclass
class _Contest:
    """The numbers of the digits, what was answered so far, and when it began and ended (seconds)."""

    numbers: list[int]
    began: float
    answers: list[int] = field(default_factory=list)
    seconds: float = 0.0


@st.cache_data(show_spinner=False, max_entries=1)
def _hard_digits(_split: Split) -> list[int]:
    hard = np.argsort(-like_another(_split))[:HARDEST].tolist()
    return [number for number in hard if number not in DOUBTED_LABELS]


@fragment
def contest(split: Split) -> None:
    """One digit after the other, ten buttons; then the score, and what was missed."""
    now: _Contest | None = st.session_state.get(_CONTEST)
    if now is None:
        st.markdown(f"{ROUNDS} digits that are hard to read, one after the other. The network reads the same ones.")
        button("Begin", "play_arrow", "contest_begin", _begin, split)
    elif len(now.answers) < ROUNDS:
        _ask(split, now)
    else:
        _score(split, now)


def _begin(split: Split) -> None:
    some = np.random.default_rng()
    hard = some.choice(_hard_digits(split), ROUNDS - IN_DOUBT, replace=False)
    doubted = some.choice(list(DOUBTED_LABELS), IN_DOUBT, replace=False)
    numbers = some.permutation([*hard, *doubted]).tolist()
    st.session_state[_CONTEST] = _Contest(numbers, time.monotonic())


def _ask(split: Split, now: _Contest) -> None:
    asked = len(now.answers)
    picture = split.pictures[now.numbers[asked]]
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.image(png_url(enlarged(picture, 6)), width=168, alt=f"Digit {asked + 1} of {ROUNDS}, to be read.")
        st.progress(asked / ROUNDS, text=f"Digit {asked + 1} of {ROUNDS}. Which one is it?")
    with st.container(width=BUTTONS_WIDE), st.grid(5, min_column_width=52, gap="xsmall", wrap=False):
        for digit in range(10):
            st.button(str(digit), key=f"contest_{digit}", on_click=_answer, args=(digit,), width="stretch")


def _answer(digit: int) -> None:
    now: _Contest = st.session_state[_CONTEST]
    now.answers.append(digit)
    if len(now.answers) == ROUNDS:
        now.seconds = time.monotonic() - now.began


def _score(split: Split, now: _Contest) -> None:
    labels, answers = split.labels[now.numbers], np.array(now.answers)
    mine = int((answers == labels).sum())
    network = network_at_hand()
    read, its, milliseconds = np.full(ROUNDS, -1), 0, 0.0
    if network:
        began = time.perf_counter()
        read = predict(network.layers, split.pictures[now.numbers]).argmax(axis=1)
        milliseconds = 1000 * (time.perf_counter() - began)
        its = int((read == labels).sum())
    with st.container(horizontal=True, gap="large"):
        st.metric("You", f"{mine} of {ROUNDS}", f"{now.seconds:.0f} s", delta_color="off", delta_arrow="off")
        if network:
            its_time = f"{max(1, milliseconds):.0f} ms"
            st.metric(network.name, f"{its} of {ROUNDS}", its_time, delta_color="off", delta_arrow="off")
    wrong, its_wrong = answers != labels, (read != labels) & (read >= 0)
    doubted = np.isin(now.numbers, list(DOUBTED_LABELS))
    for title, places in (
        ("What both of you missed", wrong & its_wrong),
        ("What one of you missed", wrong ^ its_wrong),
        ("Read as labelled, though the label is in doubt", doubted & ~wrong & ~its_wrong),
    ):
        if not places.any():
            continue
        st.markdown(f"**{title}**")
        missed = np.flatnonzero(places).tolist()
        remarks = [
            f"You {answers[place]}{f', it {read[place]}' if network else ''}; label {labels[place]}"
            + (", in doubt" if doubted[place] else "")
            for place in missed
        ]
        numbers = [now.numbers[place] for place in missed]
        st.html(labelled_strip(list(split.pictures[numbers]), [int(label) for label in labels[missed]], remarks))
    both = int((wrong & (answers == read)).sum())
    if both:
        said = counted(both, "digit")
        st.markdown(f"On {said} you agree with each other, and not with the label. Who is right?")
    button("Twenty others", "refresh", "contest_begin", _begin, split)
    remember("mnist_gallery", f"read {mine} of {ROUNDS} hard digits", "contest", mine)
