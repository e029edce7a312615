"""The clinic: the digit in twenty small changes, the likely cause of a wrong answer, and the cure that fits."""

from collections.abc import Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from components.charts.digit_pictures import answer_strip, labelled_strip
from components.charts.numbers import a_digit, counted, percent
from components.ml.clinic import Change, Kind, answers, as_ink, cause, changes, commonness, measured
from components.ml.doubt import looks_like_no_digit
from components.ml.drawing import digits_in
from components.ml.forward import Layer, predict
from components.ml.mnist import Mnist, Split
from components.ml.typical import nearest
from components.training.cures import cure_of
from components.training.snapshot import Snapshot
from components.training.specification import TrainingSpecification
from components.ui.common.digit_source import NUMBER, SOURCE, TEST_DIGIT, Picture, Shown, pick_test_digit
from components.ui.common.runs import race, start_run
from components.ui.common.settings import set_also_in_address
from components.ui.common.show import button, poll
from components.ui.common.which_network import Reader
from components.ui.look_inside.cured import show_cured
from components.ui.look_inside.meant import ask_what_is_meant, right_answer
from components.ui.look_inside.own_digits import keep_drawing
from components.ui.look_inside.panel import OWN, PANEL

MEASURED = 2_000  # training digits of a label
LOOK_SECONDS = 0.5


# They take a sixth of a second, and the digit stays the same while other things on the page are changed.
_changes = st.cache_data(show_spinner=False, max_entries=50)(changes)


@st.cache_data(show_spinner=False, max_entries=50)
def _measured(kind: Kind, label: int, _train: Split) -> NDArray[np.float64]:
    return measured(kind, _train.pictures[_train.labels == label][:MEASURED])


def show_clinic(
    shown: Shown, network: Reader, beside: DeltaGenerator, run: Snapshot | None, rewound: bool, mnist: Mnist
) -> None:
    """Ask for the right answer, name the cause and offer the cure, beside; the changes, below."""
    with beside:
        ink = _one_digit(shown, network, mnist)
        if ink is not None:
            ask_what_is_meant(shown)
        label = right_answer(shown) if ink is not None else None
        one = shown.pictures[0] if ink is not None else None
        poll(show_cured, run is not None and run.moving, LOOK_SECONDS, one, label)
        text, buttons = st.container(), st.container(horizontal=True, vertical_alignment="center")
    if ink is None:
        return
    picture, found = shown.pictures[0], _changes(ink)
    probabilities = answers(network.layers, found)
    (own,) = predict(network.layers, picture[None])
    with text:
        if run is not None and run.moving:
            st.caption("While it learns, nothing is diagnosed: its answers change from moment to moment.")
        elif label is None:
            st.caption("Say what it is meant to be, and you are told the likely cause.")
        elif own.argmax() == label:
            if looks_like_no_digit(picture[None])[0]:
                st.info(f"Its best guess is {label}, as meant, but it looks like no digit.")
            else:
                st.success(f"It reads {label}, which is right. The changes below show what would mislead it.")
        else:
            change = _show_cause(picture, label, found, probabilities, mnist)
            if change is not None and not rewound and not (run and run.active):
                with buttons:
                    _offer_cure(change.kind, run)
    with buttons:
        if shown.ink is not None and label is not None:
            _offer_to_keep(label)
    if shown.ink is None:
        with buttons:
            button("Another one", "casino", "show_wrong", _show_wrong, network.layers, mnist.test)
    _show_changes(found, probabilities, label)


def _one_digit(shown: Shown, network: Reader, mnist: Mnist) -> Picture | None:
    """The ink of the digit; where there is none that can be looked at, what to do."""
    if not network.layers:
        st.info(network.about)
        return None
    if not shown.pictures:
        st.markdown("Draw digits until it reads one wrong. Or take a test digit that it gets wrong:")
        button("Show me one", "casino", "show_wrong", _show_wrong, network.layers, mnist.test)
        return None
    if len(shown.pictures) > 1:
        st.info("Draw a single digit: one at a time is looked into.")
        return None
    if shown.ink is None:
        return as_ink(shown.pictures[0])
    ink: Picture = digits_in(shown.ink)[0]
    return ink


def _show_wrong(layers: Sequence[Layer], test: Split) -> None:
    """The next test digit that this network gets wrong, after the one that was shown."""
    wrong = np.flatnonzero(predict(layers, test.pictures[:2_000]).argmax(axis=1) != test.labels[:2_000])
    if not len(wrong):
        return
    later = wrong[wrong > NUMBER.now()] if SOURCE.now() == TEST_DIGIT else wrong
    pick_test_digit(int((later if len(later) else wrong)[0]))


def _show_cause(
    picture: Picture, label: int, found: Sequence[Change], probabilities: NDArray[np.float32], mnist: Mnist
) -> Change | None:
    """The change that turns the answer right, if there is one, and why; else what the digit is near to."""
    change = cause(found, probabilities, label)
    if change is None:
        none = f"**None of the {len(found)} changes below makes it {a_digit(label)}.**"
        st.markdown(f"{none} These training digits are nearest to it:")
        numbers, _ = nearest(mnist.train, picture, 3)
        labels = [int(one) for one in mnist.train.labels[numbers]]
        st.html(labelled_strip(list(mnist.train.pictures[numbers]), labels, list(map(a_digit, labels))))
        st.caption("No cure is known for this one. A network with convolutions may read it: choose one, and train it.")
        return None
    helped = int((probabilities.argmax(axis=1) == label).sum())
    most = "turns the answer right" if helped == 1 else "turn the answer right; this one most clearly"
    st.markdown(
        f"**{change.name[0].upper()}{change.name[1:]}, it reads {label}.** {_why(change, picture, label, mnist)}"
    )
    st.caption(f"{helped} of {len(found)} changes {most}.")
    return change


def _offer_cure(kind: Kind, run: Snapshot | None) -> None:
    """Of a run, and of the network that the server began with the course's; what was the cure already is no other."""
    now = run.specification if run is not None else TrainingSpecification()
    cure = cure_of(kind, now)
    if cure.specification == now:
        st.caption(f"This run has already learned {cure.words}. More epochs, or convolutions, may do more.")
        return
    button("Cure it", "healing", "cure", _begin_cure, cure.specification, run)
    epochs = counted(cure.specification.epochs, "epoch")
    st.caption(f"It trains again from the same start for {epochs}, {cure.words}.", width="content")


def _offer_to_keep(label: int) -> None:
    """Among the visitor's own digits, which the network can be taught."""
    button(f"Keep as {a_digit(label)}", "bookmark_add", "keep_meant", _keep, label)


def _keep(label: int) -> None:
    keep_drawing(label)
    set_also_in_address(PANEL, OWN)


def _begin_cure(specification: TrainingSpecification, run: Snapshot | None) -> None:
    if run is None:
        start_run(specification)
    else:
        race(specification, run)


def _why(change: Change, picture: Picture, label: int, mnist: Mnist) -> str:
    """How common what was changed is among the training digits, measured."""
    if change.kind is Kind.PLACE:
        return (
            "MNIST's digits are all of one size, and centred by their ink. A little further on, the same strokes meet "
            "other weights."
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
    return f"{told} That is nothing rare, so it is hardly the cause: the change happens to tip the answer."


def _show_changes(found: Sequence[Change], probabilities: NDArray[np.float32], label: int | None) -> None:
    st.subheader("The same digit, changed a little")
    read = probabilities.argmax(axis=1)
    pictures = [change.picture for change in found]
    st.html(answer_strip(pictures, [label] * len(found), read.tolist(), [change.name for change in found]))
