"""The canvas, and beside it what a network reads: the 28x28 pixels that it sees, its answer, its probabilities."""

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from components.charts.digit_pictures import enlarged, png_url
from components.charts.numbers import percent
from components.charts.probabilities import probability_spec, probability_table
from components.ml.doubt import looks_like_no_digit
from components.ml.drawing import CANVAS_SIDE, PICTURE_SIDE
from components.ml.forward import Layer, predict
from components.ml.mnist import Mnist
from components.training.snapshot import Moment, Snapshot
from components.ui.common.digit_source import Picture, Shown, digit_to_read
from components.ui.common.engine import engine
from components.ui.common.output_neuron import show_output_neuron
from components.ui.common.runs import current_run, redraw_if_outdated
from components.ui.common.show import poll
from components.ui.common.which_network import Reader, reader, reader_file

# CSS pixels: with the canvas and the curves as wide as a projector's page.
ANSWER_WIDTH = 280
LOOK_SECONDS = 0.3

NO_DIGIT = (
    "It looks like nothing that was learned from. The network itself can't say so: its ten probabilities always add up "
    "to 100 %, whatever you draw. A second, small network has learned to tell digits from letters, signs and torn "
    "digits. Of MNIST's test digits, and of the same changed like pens, it doubts 3 in 100."
)

Probabilities = NDArray[np.float32]  # (digits, 10)
More = Callable[[Shown, Reader, DeltaGenerator], None]


@st.fragment
def read_digit(run: Snapshot | None, moment: Moment | None, mnist: Mnist, more: More | None = None) -> None:
    """A digit of the visitor's own, or one of the test set where drawing is not possible, and what is read in it:
    by `run`, at `moment` if one is given, by the network from the visitor's file, or by the one that the server began
    with. While the run learns, the answer follows it. `more` shows what else a page has to say of it,
    beside the answer or below.
    """
    redraw_if_outdated(run)
    with st.container():  # one place for what comes and goes, so that the canvas keeps its own
        from_file = reader_file(run)
    row = st.container(horizontal=True, gap="small")
    with row.container(width=CANVAS_SIDE):
        shown = digit_to_read(mnist, full_screen=more is None)
    network = reader(run, moment, from_file)
    with row.container(width=ANSWER_WIDTH):
        # The answer follows the run; and where the first network is only getting ready, one is to come.
        awaited = bool(shown.pictures) and (run.moving if run else not network.layers)
        poll(_show_answer, awaited, LOOK_SECONDS, run, moment, from_file, shown)
    if more is not None:
        more(shown, network, row.container(width="stretch"))


def _show_answer(run_then: Snapshot | None, moment: Moment | None, from_file: bool, shown: Shown) -> None:
    redraw_if_outdated(run_then)
    run, pictures = current_run(), shown.pictures
    network = reader(run, moment, from_file)
    moving = run is not None and run.moving
    answers, doubts = None, np.zeros(0, bool)
    if pictures and network.layers:
        answers, doubts = predict(network.layers, np.array(pictures)), looks_like_no_digit(np.array(pictures))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="which_digit"):
        st.markdown(f"**What it sees and reads**{network.which if pictures else ''}", width="content")
        which = _choose_one(answers, doubts, len(pictures)) if len(pictures) > 1 else 0
    seen = pictures[which] if pictures else np.zeros((PICTURE_SIDE, PICTURE_SIDE), np.uint8)
    # As high with an answer as without: nothing below moves when one comes.
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="verdict"):
        st.image(png_url(enlarged(seen, 4)), width=112, alt="The 28 by 28 grey pixels that the network gets.")
        with st.container(width="stretch"):
            if shown.problem:
                st.warning(shown.problem)
            elif not pictures:
                st.markdown("Draw a digit, **0** to **9**, large. It is read after each stroke.")
            elif answers is None:
                st.info(network.about)
            else:
                # Spoken, once (components/ui/common/browser/announce.js): not while every look changes it.
                with st.container(key=None if moving else "said_answer"):
                    _say(answers, doubts, which, shown.label)
    st.vega_lite_chart(
        probability_table(None if answers is None else [float(p) for p in answers[which]]),
        probability_spec(),
        key="probabilities",
        # A text that changed with the drawing would rebuild the chart instead of updating it.
        alt="Ten bars: the probability of each digit. The text above names the largest.",
    )
    if answers is not None:
        with st.container(key="about_answer"):
            if network.about:
                st.caption(network.about)
            if not moving:
                if network.is_trained and (first := engine().warmed()) is not None:
                    st.caption(f"The network that the server began with read {_reading(first.layers(), seen)}.")
                show_output_neuron(network.layers, seen)
                if shown.whole is not None and len(pictures) == 1:
                    _why_it_is_prepared(network.layers, shown.whole, seen)


def _reading(layers: Sequence[Layer], picture: Picture) -> str:
    """As in "4 (61.2 %)"."""
    (probabilities,) = predict(layers, picture[None])
    return f"{probabilities.argmax()} ({percent(probabilities.max())})"


def _why_it_is_prepared(layers: Sequence[Layer], whole: Picture, seen: Picture) -> None:
    with st.expander("Why your drawing is prepared", icon=":material/crop_free:"):
        for picture, about in ((whole, "As it was drawn, only shrunk"), (seen, "Prepared as MNIST's digits are")):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.image(png_url(enlarged(picture, 2)), width=56, alt=f"{about}: 28 by 28 pixels.")
                with st.container(width="stretch"):
                    st.markdown(f"{about}: it reads {_reading(layers, picture)}")
        st.caption(
            "Its longer side becomes 20 pixels, and its centre of mass comes to the middle. A network of dense layers "
            "knows each pixel by its place: a digit that is elsewhere, or smaller, is news to it. Of 1,000 digits that "
            "people drew, the course's network read 23 % as they were, and 96 % prepared."
        )


def _digits(answers: Probabilities, doubts: NDArray[np.bool_]) -> list[str]:
    """What is read, with a question mark for what looks like no digit."""
    return ["?" if doubt else str(answer) for answer, doubt in zip(answers.argmax(axis=1), doubts, strict=True)]


def _choose_one(answers: Probabilities | None, doubts: NDArray[np.bool_], count: int) -> int:
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


def _say(answers: Probabilities, doubts: NDArray[np.bool_], which: int, label: int | None) -> None:
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
