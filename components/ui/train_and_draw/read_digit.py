"""What a trained network reads in a picture: the 28x28 pixels that it sees, its answer, its probabilities."""

from collections.abc import Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.charts.digit_pictures import enlarged, png_url
from components.charts.numbers import percent
from components.charts.probabilities import probability_spec, probability_table
from components.ml.drawing import CANVAS_SIDE, UnreadableDrawing, to_mnist_image
from components.ml.forward import DenseLayer, Layer, as_inputs, forward, predict
from components.ml.mnist import Mnist
from components.ml.neuron import Neuron
from components.training.snapshot import Moment, RunState, Snapshot
from components.ui.common.engine import engine
from components.ui.common.plain_text import plain_text
from components.ui.common.settings import Choice, WholeNumber
from components.ui.instruments.neuron import show_neuron
from components.ui.train_and_draw.canvas import drawing_canvas
from components.ui.train_and_draw.runs import redraw_if_outdated
from components.ui.train_and_draw.take_home import loaded_network

DRAW, TEST_DIGIT = "Draw a digit", "Pick a test digit"
FILE, RUN = "file", "run"
SOURCE = Choice("source", "Where the digit comes from", DRAW, (DRAW, TEST_DIGIT))
NUMBER = WholeNumber("test_digit", "Number of the test digit", 0, 0, 9_999)
READER = Choice("reader", "Which network reads", RUN, (FILE, RUN))
OUTPUT_NEURON = Choice("output_neuron", "The neuron for digit", 0, tuple(range(10)))


@st.fragment
def read_digit(run: Snapshot | None, moment: Moment | None, mnist: Mnist) -> None:
    """A digit of the visitor's own, or one of the test set where drawing is not possible, and what is read in it:
    by `run`, at `moment` if one is given, or by the network from the visitor's file.
    """
    redraw_if_outdated(run)
    with st.container():  # one place for what comes and goes, so that the canvas keeps its own
        layers, reader = _reader(run, moment)
    source = SOURCE.show(label_visibility="collapsed")
    row = st.container(horizontal=True, gap="medium")
    label = None
    with row.container(width=CANVAS_SIDE):
        if source == DRAW:
            picture = _drawn_picture()
        else:
            picture, label = _test_digit(mnist)
    if picture is None:
        return
    with row.container(width=340):
        st.markdown(f"**What the network sees, and what it reads**{reader}")
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.image(png_url(enlarged(picture, 5)), width=140, alt="The 28 by 28 grey pixels that the network gets.")
            # Beside the picture also where two of five parts of the page are hardly wider than the canvas.
            with st.container(width=150 if layers else 180):
                if layers:
                    probabilities = predict(layers, picture[None])[0]
                    with st.container(key="said_answer"):  # spoken, once (components/ui/common/browser/announce.js)
                        _show_answer(probabilities, label)
                else:
                    st.info(_why_not(run))
        if layers:
            st.vega_lite_chart(
                probability_table([float(p) for p in probabilities]),
                probability_spec(),
                key="probabilities",
                # A text that changed with the drawing would rebuild the chart instead of updating it.
                alt="Ten bars: the probability of each digit. The text above names the largest.",
            )
    if layers:
        _look_inside(layers, picture)


def _reader(run: Snapshot | None, moment: Moment | None) -> tuple[tuple[Layer, ...], str]:
    """The network that reads, and which one that is where it is not the run as it is now."""
    loaded = loaded_network()
    if loaded is not None:
        names = {FILE: plain_text(loaded.name)}
        if run is not None:
            names[RUN] = plain_text(run.name)
        # What is new reads: a file beside the run that was there already, and else the run.
        first = FILE if run is None or run.run_id == loaded.beside else RUN
        READER.belong_to((loaded.number, run and run.run_id), first)
        reader = READER.show(options=list(names), default=first, format_func=lambda reader: names[reader])
        if reader == FILE:
            return loaded.layers, f", from {names[FILE]}"
    if moment is not None:
        return moment.layers(), f" at epoch {moment.point.epoch:.2f}"
    # While it learns, every answer would be of another moment than the page around it.
    if run is None or run.moving:
        return (), ""
    return run.layers, _which_weights(run)


def _which_weights(run: Snapshot) -> str:
    """Which weights those of a run that no longer learns are, where they are not what its training led to."""
    if not run.moments:
        return ""
    epoch = run.moments[-1].point.epoch
    if not epoch:
        return ", with its first weights: it has learned nothing yet"
    return f", with its weights of epoch {epoch:.2f}, the last before it failed" if run.state is RunState.FAILED else ""


def _why_not(run: Snapshot | None) -> str:
    """Why there is no network to read the digit, and what comes next."""
    if engine().lacking():
        return "No network can be trained here. Load a weights file under “Take it home”, below."
    if run is None:
        return "No network has been trained yet. Press **Train** above; your digit waits here."
    if run.moving:
        return "The network is still learning. Your digit waits here for its answer."
    return "This run left no network. Press **Train** above; your digit waits here."


def _drawn_picture() -> NDArray[np.uint8] | None:
    ink = drawing_canvas()
    try:
        return to_mnist_image(ink) if ink is not None else None
    except UnreadableDrawing as problem:
        st.warning(str(problem))
        return None


def _test_digit(mnist: Mnist) -> tuple[NDArray[np.uint8], int]:
    index = NUMBER.show()
    picture: NDArray[np.uint8] = mnist.test.pictures[index]
    label = int(mnist.test.labels[index])
    st.image(png_url(enlarged(picture, 8)), width=224, alt=f"Test digit number {index}, labelled {label}.")
    st.markdown(f"Its label says **{label}**.")
    return picture, label


def _show_answer(probabilities: NDArray[np.float32], label: int | None) -> None:
    """The answer in words; below an even chance it is called what it is. With a label, a wrong one is marked."""
    first, second = (int(digit) for digit in np.argsort(-probabilities)[:2])
    right = label in (None, first)
    sign, instead = ("", "") if right else ("✗ ", f"; the label says {label}")
    if probabilities[first] >= 0.5:
        st.markdown(f"### {sign}It reads {first}{instead}\nProbability {percent(probabilities[first])}")
    else:
        st.markdown(
            f"### {sign}It wavers: {first}?{instead}\nOnly {percent(probabilities[first])} for {first}, "
            f"{percent(probabilities[second])} for {second}"
        )


def _look_inside(layers: Sequence[Layer], picture: NDArray[np.uint8]) -> None:
    """One neuron of the last layer at work on this very picture, as a neuron card."""
    with st.expander("Look inside: one neuron of the last layer", icon=":material/search:"):
        digit = OUTPUT_NEURON.show()
        *_, inputs, _ = forward(layers, as_inputs(picture[None]))
        last = layers[-1]
        assert isinstance(last, DenseLayer)
        inputs = inputs.reshape(1, -1)
        kind = "hidden" if len(layers) > 1 else "pixel"
        neuron = Neuron(
            tuple(float(x) for x in inputs[0]),
            tuple(float(w) for w in last.kernel[:, digit]),
            float(last.bias[digit]),
            tuple(f"{kind} {index}" for index in range(len(last.kernel))),
            "linear",
        )
        show_neuron(neuron, "output_neuron_at_work", "score")
        st.caption(
            f"The same neuron as on the Perceptron page, with {len(last.kernel)} inputs and no step: it passes on its "
            "sum as a score, called a **logit**. Softmax turns the ten neurons' scores into ten probabilities: a "
            "higher score, a larger share of the 100 %."
        )
