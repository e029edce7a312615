"""The first screen: the canvas, and beside it the whole network at work on what is drawn, and why it answers so."""

from dataclasses import replace

import numpy as np
import streamlit as st

from components.ml.damage import Damage, damaged
from components.ml.doubt import looks_like_no_digit
from components.ml.drawing import CANVAS_SIDE, PICTURE_SIDE
from components.ml.forward import predict
from components.ml.mnist import Mnist
from components.training.snapshot import Moment, Snapshot
from components.ui.common.digit_source import Shown, digit_to_read
from components.ui.common.fragment import fragment
from components.ui.common.rewind import chosen_moment
from components.ui.common.runs import current_run, redraw_if_outdated
from components.ui.common.show import poll
from components.ui.common.verdict import say
from components.ui.common.which_network import Reader, reader, reader_file
from components.ui.look_inside.below import show_below
from components.ui.look_inside.broken import damage_now, show_break_it, tell_damage
from components.ui.look_inside.clinic import show_clinic
from components.ui.look_inside.look_there import scroll_if_asked, show_way_back
from components.ui.look_inside.meant import forget_what_was_meant
from components.ui.look_inside.network import show_network
from components.ui.look_inside.one_neuron import show_one_neuron
from components.ui.look_inside.own_digits import show_own_digits
from components.ui.look_inside.panel import BREAK, CAUSE, NEURON, OWN, PANEL, SOFTMAX, what_is_shown
from components.ui.look_inside.softmax import show_softmax, show_temperature
from components.ui.look_inside.which_neuron import show_choice

LOOK_SECONDS = 0.3
BLANK = np.zeros((PICTURE_SIDE, PICTURE_SIDE), np.uint8)
HOW_TO_READ_IT = (
    "Each tile is a unit: what it looks for, blue where ink speaks for it, orange where against. A deeper unit's tile "
    "is the mean of the test digits it likes most; a filter's, where its pattern stands in this digit. The bar below a "
    "tile tells how strongly it fires. A line is what one passes on times the weight: blue adds, orange takes away, "
    "and the thicker, the more."
)


@fragment
def show_stage(run: Snapshot | None, mnist: Mnist) -> None:
    """A digit, drawn or of the test set, and the network of `run`, at the moment that is chosen, at work on it."""
    redraw_if_outdated(run)
    with st.container():  # one place for what comes and goes, so that the canvas keeps its own
        from_file = reader_file(run)
    row = st.container(horizontal=True, gap="small")
    with row.container(width=CANVAS_SIDE):
        shown = digit_to_read(mnist, full_screen=False)
        show_way_back()
        with st.container():
            moment = chosen_moment(run) if run else None
    whole = reader(run, moment, from_file)
    forget_what_was_meant(shown)
    with row.container(width="stretch", gap="small"):
        picture, below = st.container(), st.container(gap="small")
    with below:  # first what is chosen, and then its picture
        panel = PANEL.show(label_visibility="collapsed")
        if not whole.layers:
            panel = ""
    damage = damage_now(whole.layers)
    network = _broken(whole, damage)
    if panel == CAUSE:
        show_clinic(shown, network, below, run, moment is not None, mnist)
    elif panel:
        with below:
            _show_panel(panel, shown, whole, network, damage, mnist)
    with picture:
        if run.moving if run else not whole.layers:
            poll(_show_while_it_learns, True, LOOK_SECONDS, what_is_shown(), run, moment, from_file, shown, mnist)
        else:
            _show_at_work(whole, network, damage, shown, mnist)
    with below:
        if whole.layers and whole.about:
            st.caption(whole.about)
    show_below(shown, network, mnist)
    scroll_if_asked()


def _broken(network: Reader, damage: Damage) -> Reader:
    """With what the visitor has broken in it."""
    return replace(network, layers=damaged(network.layers, damage))


def _show_panel(panel: str, shown: Shown, whole: Reader, network: Reader, damage: Damage, mnist: Mnist) -> None:
    if panel == OWN:
        show_own_digits(shown, whole.layers, mnist)
    elif panel == NEURON and len(shown.pictures) <= 1:
        show_choice(whole.layers)
        show_one_neuron(network.layers, shown.pictures[0] if shown.pictures else BLANK)
    elif not shown.pictures:
        st.caption("Draw a digit first.")
    elif len(shown.pictures) > 1:
        st.caption("Draw a single digit: one at a time is looked into.")
    elif panel == SOFTMAX:
        show_temperature()
    else:
        read = int(predict(network.layers, shown.pictures[0][None]).argmax())
        show_break_it(whole.layers, damage, read, mnist.test)


def _show_while_it_learns(
    shown_then: tuple[object, ...],
    run_then: Snapshot | None,
    moment: Moment | None,
    from_file: bool,
    shown: Shown,
    mnist: Mnist,
) -> None:
    """Look by look. What is pressed in the picture opens what is below it, which is drawn with the whole page."""
    redraw_if_outdated(run_then)
    if what_is_shown() != shown_then:
        st.rerun()
    whole = reader(current_run(), moment, from_file)
    damage = damage_now(whole.layers)
    _show_at_work(whole, _broken(whole, damage), damage, shown, mnist)


def _show_at_work(whole: Reader, network: Reader, damage: Damage, shown: Shown, mnist: Mnist) -> None:
    pictures, layers = shown.pictures, network.layers
    if not layers:
        st.info(whole.about)
        return
    softmax = PANEL.now() == SOFTMAX and len(pictures) == 1
    with st.container(key="verdict_in_a_line", horizontal=True, vertical_alignment="center"):
        if shown.problem:
            st.warning(shown.problem)
        elif not pictures:
            st.markdown("### Draw a digit, 0 to 9\nThe network is at rest.")
        else:
            answers, doubts = predict(layers, np.array(pictures)), looks_like_no_digit(np.array(pictures))
            with st.container(width="content", key=None if whole.is_learning else "said_answer"):
                say(answers, doubts, 0, shown.label)
            if len(pictures) > 1:
                st.caption("The first is seen at work.", width="content")
        if whole.which:
            st.caption(whole.which.removeprefix(", "), width="content")
        if not softmax:
            st.caption("How to read it", width="content", help=HOW_TO_READ_IT)
    if softmax:
        show_softmax(layers, pictures[0])
    else:
        show_network(layers, pictures[0] if pictures else None, damage.scaled, mnist)
    if PANEL.now() != BREAK or len(pictures) != 1:  # beside its controls it would push away what is pulled
        tell_damage(whole.layers, damage)
