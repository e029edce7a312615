"""The canvas, and beside it what a network reads: the 28x28 pixels that it sees, its answer, its probabilities."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

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
from components.ui.common.fragment import fragment
from components.ui.common.output_neuron import show_output_neuron
from components.ui.common.runs import current_run, redraw_if_outdated
from components.ui.common.show import poll
from components.ui.common.verdict import choose_one, say
from components.ui.common.which_network import reader, reader_file

# CSS pixels: with the canvas and the curves as wide as a projector's page.
ANSWER_WIDTH = 280
LOOK_SECONDS = 0.3


@fragment
def read_digit(run: Snapshot | None, moment: Moment | None, mnist: Mnist) -> None:
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
        shown = digit_to_read(mnist, full_screen=True)
    network = reader(run, moment, from_file)
    with row.container(width=ANSWER_WIDTH):
        # The answer follows the run; and where the first network is only getting ready, one is to come.
        awaited = bool(shown.pictures) and (run.moving if run else not network.layers)
        poll(_show_answer, awaited, LOOK_SECONDS, run, moment, from_file, shown)


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
        which = choose_one(answers, doubts, len(pictures)) if len(pictures) > 1 else 0
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
                    say(answers, doubts, which, shown.label)
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
