"""Before and after a cure: the same digit, read by the network that was wrong and by the one that learned again."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from components.charts.numbers import a_digit
from components.ml.clinic import Kind
from components.ml.forward import Layer, predict
from components.training.cures import cure_of
from components.training.snapshot import Snapshot
from components.training.specification import TrainingSpecification
from components.ui.common.digit_source import Picture
from components.ui.common.engine import engine
from components.ui.common.plain_text import plain_text
from components.ui.common.progress import remember
from components.ui.common.runs import AGAINST, current_run


@dataclass(frozen=True)
class Before:
    """The network that was wrong, and its accuracy on the test digits, if it is known."""

    layers: tuple[Layer, ...]
    accuracy: float | None


def before_cure(run: Snapshot) -> Before | None:
    """What this run is the cure of: the run that it races, or the network that the server began with. None if it is no
    cure. It is told from both runs' settings, so that it outlasts a refresh, and a link holds it.
    """
    rivals = [rival for rival in map(engine().snapshot, st.session_state.get(AGAINST) or []) if rival is not None]
    if len(rivals) == 1 and _is_cure(run, rivals[0].specification):
        return Before(rivals[0].layers, rivals[0].test_accuracy) if rivals[0].layers else None
    warmed = engine().warmed()
    if not rivals and warmed is not None and _is_cure(run, TrainingSpecification()):
        return Before(warmed.layers(), None)
    return None


def _is_cure(run: Snapshot, specification: TrainingSpecification) -> bool:
    return any(cure_of(kind, specification).specification == run.specification for kind in Kind)


def show_cured(picture: Picture | None, label: int | None) -> None:
    """While a cure goes on and after it, what is read before and now; without a digit, only how far it is."""
    run = current_run()
    before = before_cure(run) if run is not None else None
    if run is None or before is None:
        return
    now = run.moments[-1].layers() if run.moving and run.moments else run.layers
    with st.container(border=True, key="cured"):
        if run.active:
            st.progress(run.fraction, text=f"{plain_text(run.name)}, the cure: {run.state}")
        if picture is None or not now:
            return
        was, reads = (int(predict(layers, picture[None])[0].argmax()) for layers in (before.layers, now))
        if run.active:
            st.markdown(f"Before, it read **{was}**. It still learns; by now it reads **{reads}**.")
            return
        st.markdown(f"Before, it read **{was}**. Now it reads **{reads}**.{_verdict((was, reads), label)}")
        if run.test_accuracy is not None:
            accuracy = "" if before.accuracy is None else f" Before, it was {before.accuracy:.4f}."
            st.caption(f"Accuracy on the 10,000 test digits: {run.test_accuracy:.4f}.{accuracy}")
            if label is not None and reads == label != was:
                remember("look_inside", f"cured a network that read {a_digit(label)} wrong", "cure")


def _verdict(readings: Sequence[int], label: int | None) -> str:
    if label is None or readings[0] == label:
        return ""
    return " Cured." if readings[1] == label else " Not cured: this one needs more, or another network."
