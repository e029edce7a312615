"""The clinic: the digit in twenty small changes, the likely cause of a wrong answer, and the cure that fits."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from components.charts.digit_pictures import answer_strip, labelled_strip
from components.charts.numbers import percent
from components.ml.clinic import Change, Kind, answers, as_ink, cause, changes, commonness, measured
from components.ml.drawing import digits_in
from components.ml.forward import Layer, predict
from components.ml.mnist import Mnist, Split
from components.ml.typical import nearest
from components.training.cures import cure_of
from components.training.snapshot import Snapshot
from components.training.specification import TrainingSpecification
from components.ui.common.digit_source import NUMBER, SOURCE, TEST_DIGIT, Picture, Shown
from components.ui.common.progress import remember
from components.ui.common.runs import current_run, race, start_run
from components.ui.common.settings import Choice
from components.ui.common.show import button, poll
from components.ui.common.which_network import Reader

NOT_SAID = "?"
MEANT = Choice("meant", "What is it meant to be?", NOT_SAID, (NOT_SAID, *map(str, range(10))))
MEASURED = 2_000  # training digits of a label
LOOK_SECONDS = 0.5
_BEFORE = "clinic_before"  # in the session


@dataclass(frozen=True)
class Before:
    """What was read before the cure began, and the run whose curves the cure's are laid over, if it was one."""

    layers: tuple[Layer, ...]
    accuracy: float | None
    cure: str  # the id of the run


@st.cache_data(show_spinner=False, max_entries=50)
def _measured(kind: Kind, label: int, _train: Split) -> NDArray[np.float64]:
    return measured(kind, _train.pictures[_train.labels == label][:MEASURED])


def show_clinic(shown: Shown, network: Reader, beside: DeltaGenerator, run: Snapshot | None, mnist: Mnist) -> None:
    """Ask for the right answer, name the cause and offer the cure, beside; the changes, below."""
    with beside:
        ink = _one_digit(shown, network, mnist)
        if ink is None:
            return
        label = _right_answer(shown)
        poll(_show_cured, run is not None and run.moving, LOOK_SECONDS, shown.pictures[0], label)
    found = changes(ink)
    probabilities = answers(network.layers, found)
    (own,) = predict(network.layers, shown.pictures[0][None])
    with beside:
        if label is None:
            st.caption("Say what it is meant to be, and the clinic looks for the cause.")
        elif own.argmax() == label:
            st.success(
                f"It reads {label}, which is right. Draw one that it gets wrong, or look at its weak spots below."
            )
        else:
            _show_cause(shown.pictures[0], label, found, probabilities, run, network, mnist)
    _show_changes(found, probabilities, label)


def _one_digit(shown: Shown, network: Reader, mnist: Mnist) -> Picture | None:
    """The ink of the digit; where there is none that can be looked at, what to do."""
    if not network.layers:
        st.info(network.about)
        return None
    if not shown.pictures:
        st.markdown(
            "Draw digits until it reads one wrong. Here you are told why, and how to cure it. Or begin with a test "
            "digit that it gets wrong:"
        )
        button("Show me one", "casino", "show_wrong", _show_wrong, network.layers, mnist.test)
        return None
    if len(shown.pictures) > 1:
        st.info("Draw a single digit: the clinic looks at one at a time.")
        return None
    if shown.ink is None:
        button("Another one", "casino", "show_wrong", _show_wrong, network.layers, mnist.test)
        return as_ink(shown.pictures[0])
    ink: Picture = digits_in(shown.ink)[0]
    return ink


def _right_answer(shown: Shown) -> int | None:
    if shown.label is not None:
        return shown.label
    meant = MEANT.show()
    return None if meant == NOT_SAID else int(meant)


def _show_wrong(layers: Sequence[Layer], test: Split) -> None:
    """The next test digit that this network gets wrong, after the one that was shown."""
    wrong = np.flatnonzero(predict(layers, test.pictures[:2_000]).argmax(axis=1) != test.labels[:2_000])
    if not len(wrong):
        return
    later = wrong[wrong > NUMBER.now()] if SOURCE.now() == TEST_DIGIT else wrong
    SOURCE.set(TEST_DIGIT)
    NUMBER.set(int((later if len(later) else wrong)[0]))


def _show_cause(
    picture: Picture,
    label: int,
    found: Sequence[Change],
    probabilities: NDArray[np.float32],
    run: Snapshot | None,
    network: Reader,
    mnist: Mnist,
) -> None:
    change = cause(found, probabilities, label)
    if change is None:
        st.markdown(
            f"**None of the {len(found)} changes below makes it a {label}.** These training digits are nearest:"
        )
        numbers, _ = nearest(mnist.train, picture, 4)
        labels = [int(one) for one in mnist.train.labels[numbers]]
        st.html(labelled_strip(list(mnist.train.pictures[numbers]), labels, [f"a {one}" for one in labels]))
        return
    helped = int((probabilities.argmax(axis=1) == label).sum())
    st.markdown(
        f"**{change.name[0].upper()}{change.name[1:]}, it reads {label}.** {_why(change, picture, label, mnist)}"
    )
    st.caption(f"{helped} of {len(found)} changes turn the answer right; this one most clearly.")
    cure = cure_of(change.kind, run.specification if run else TrainingSpecification())
    if run is None or not run.active:
        button("Cure it", "healing", "cure", _begin_cure, cure.specification, run, network, help=None)
        st.caption(f"It trains again from the same start, {cure.words}.")


def _why(change: Change, picture: Picture, label: int, mnist: Mnist) -> str:
    """How common what was changed is among the training digits, measured."""
    if change.kind is Kind.PLACE:
        return (
            "The network knows each pixel by its place. It has seen few digits whose strokes lie two pixels from where "
            "most have them."
        )
    found = commonness(change.kind, picture, _measured(change.kind, label, mnist.train))
    larger = found.value >= found.median
    match change.kind:
        case Kind.SLANT:
            side = "right" if found.value >= 0 else "left"
            fact, as_far = f"It leans {abs(found.value):.0f}° to the {side}", "do so as far"
        case Kind.STROKES:
            fact = f"Its strokes are {found.value:.1f} pixels wide"
            as_far = f"have them as {'wide' if larger else 'thin'}"
        case Kind.SHAPE:
            fact = f"It is {found.value:.1f} times as high as wide"
            as_far = f"are as {'slim' if larger else 'wide'}"
        case _:
            fact, as_far = f"It is in {found.value:.0f} parts that don't touch", "are in as many"
    told = f"{fact}; {percent(found.share)} of {MEASURED:,} training {label}s {as_far}."
    if found.explains(change):
        return f"{told} So it has seen few like it."
    return f"{told} So it is not that it has seen too few: here the change helps in another way, or by luck."


def _begin_cure(specification: TrainingSpecification, run: Snapshot | None, network: Reader) -> None:
    if run is None:
        start_run(specification)
    else:
        race(specification, run)
    began = current_run()
    if began is not None:
        accuracy = run.test_accuracy if run is not None else None
        st.session_state[_BEFORE] = Before(network.layers, accuracy, began.run_id)


def _show_cured(picture: Picture, label: int | None) -> None:
    """While a cure goes on and after it: the same digit, read before and now, and what it cost or brought."""
    before: Before | None = st.session_state.get(_BEFORE)
    run = current_run()
    if before is None or run is None or run.run_id != before.cure:
        return
    now = run.moments[-1].layers() if run.moving and run.moments else run.layers
    with st.container(border=True, key="cured"):
        if run.active:
            st.progress(run.fraction, text=f"{run.name} learns" if run.moving else f"{run.name}: {run.state}")
        if not now:
            return
        readings = [int(predict(layers, picture[None])[0].argmax()) for layers in (before.layers, now)]
        st.markdown(f"Before, it read **{readings[0]}**. Now it reads **{readings[1]}**.{_verdict(readings, label)}")
        if run.test_accuracy is not None:
            was = "" if before.accuracy is None else f" Before, it was {before.accuracy:.4f}."
            st.caption(f"Accuracy on the 10,000 test digits: {run.test_accuracy:.4f}.{was}")
            if label is not None and readings[1] == label != readings[0]:
                remember("look_inside", f"cured a network that read a {label} wrong", "cure")


def _verdict(readings: Sequence[int], label: int | None) -> str:
    if label is None or readings[0] == label:
        return ""
    return " Cured." if readings[1] == label else " Not cured: this one needs more, or another network."


def _show_changes(found: Sequence[Change], probabilities: NDArray[np.float32], label: int | None) -> None:
    st.subheader("The same digit, changed a little")
    read = probabilities.argmax(axis=1)
    pictures = [change.picture for change in found]
    if label is None:
        label = int(np.bincount(read, minlength=10).argmax())
    st.html(answer_strip(pictures, [label] * len(found), read.tolist(), [change.name for change in found]))
