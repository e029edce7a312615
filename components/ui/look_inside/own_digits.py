"""The visitor's own handwriting: labelled drawings, how well a network reads them, and teaching it to."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.charts.digit_pictures import answer_strip
from components.charts.numbers import a_digit, counted, percent
from components.ml.forward import Layer, predict
from components.ml.mnist import Mnist, Split
from components.ml.share import Share
from components.training.teaching import taught
from components.ui.common.background import draw_page_too, show_job
from components.ui.common.canvas import clear_drawing, drawn_strokes
from components.ui.common.digit_source import DRAW, SOURCE, Shown
from components.ui.common.handwriting_file import MAX_DIGITS, OwnDigit, UnreadableHandwriting, from_file, to_file
from components.ui.common.loaded_network import keep_network, loaded_network
from components.ui.common.progress import remember
from components.ui.common.runs import current_run
from components.ui.common.settings import Switch
from components.ui.common.show import button
from components.ui.common.upload import upload
from components.ui.common.visitor import kept
from components.ui.look_inside.judged import judged_on, read_right

_DIGITS, _REMOVED = "own_digits", "removed_digits"  # kept for the browser
_FILE, _LESSON = "handwriting_file", "lesson"  # in the session
# The digits that are asked for, each three times, in an order that looks like none.
ASKED = (3, 7, 0, 5, 1, 8, 4, 9, 2, 6, 4, 1, 7, 9, 3, 0, 6, 2, 8, 5, 9, 2, 5, 7, 1, 4, 6, 8, 0, 3)
# From so many on, half of them can be learned from, and the other half tell what that was worth.
ENOUGH_FOR_HALVES = 10
SHOWN = 40
HALF = Switch("teach_half", "Learn from every second one only, and measure on the others", False)


@dataclass(frozen=True)
class _Lesson:
    """What a network was asked to learn: its layers, the digits, and those that it is measured on."""

    layers: tuple[Layer, ...]
    learned: tuple[OwnDigit, ...]
    measured: tuple[OwnDigit, ...]


def own_digits() -> tuple[OwnDigit, ...]:
    """What this browser's visitor has kept; nobody else sees it."""
    digits: tuple[OwnDigit, ...] = kept().get(_DIGITS, ())
    return digits


def keep_drawing(label: int) -> None:
    """Keep what is on the canvas as this digit. For a callback."""
    strokes = tuple(tuple(stroke) for stroke in drawn_strokes() if stroke)
    digit = OwnDigit(label, strokes)
    if strokes and digit not in own_digits():
        kept()[_DIGITS] = (*own_digits(), digit)[-MAX_DIGITS:]


def show_own_digits(shown: Shown, layers: tuple[Layer, ...], mnist: Mnist) -> None:
    """Ask for digits, tell how well the network reads them, and teach it."""
    digits = own_digits()
    asked = ASKED[len(digits) % len(ASKED)]
    with st.container(horizontal=True, vertical_alignment="center"):
        if SOURCE.now() != DRAW:
            st.markdown("Choose **Draw a digit** on the left, and draw what you are asked for.", width="content")
        else:
            st.markdown(f"Draw {a_digit(asked).replace(str(asked), f'**{asked}**')}.", width="content")
            ready = len(shown.pictures) == 1
            button("Keep it, next", "arrow_forward", "keep_asked", _keep_and_clear, asked, disabled=not ready)
        if digits:
            button("Take the last one back", "undo", "take_back", _take_back)
        st.caption(f"{counted(len(digits), 'digit')} kept; thirty take two minutes.", width="content")
    if SOURCE.now() == DRAW and len(shown.pictures) == 1 and layers:
        read = int(predict(layers, shown.pictures[0][None]).argmax())
        if read != asked:
            st.caption(f"It reads {read}. If you drew {a_digit(asked)}, keep it: that is what it can learn from.")
    if digits:
        _show_gap(digits, layers, mnist.test)
        _show_lesson(digits, layers, mnist.test)
    _show_files(digits)


def _keep_and_clear(label: int) -> None:
    keep_drawing(label)
    clear_drawing()


def _take_back() -> None:
    kept()[_DIGITS] = own_digits()[:-1]


def _show_gap(digits: Sequence[OwnDigit], layers: Sequence[Layer], test: Split) -> None:
    labels, read = _read(digits, layers)
    own = Share.of(int((read == labels).sum()), len(digits))
    on_mnist, _ = read_right(tuple(layers), test)
    st.markdown(
        f"Of your digits it reads **{own.right} of {own.count}**, {percent(own.value)}; of MNIST's "
        f"({judged_on(layers)}) {percent(on_mnist)}. {_verdict(own, on_mnist)}"
    )
    pictures = [digit.picture for digit in digits[-SHOWN:]]
    meant = [f"meant: {label}" for label in labels[-SHOWN:]]
    st.html(answer_strip(pictures, labels[-SHOWN:].tolist(), read[-SHOWN:].tolist(), meant))


def _verdict(own: Share, on_mnist: float) -> str:
    """The gap with its uncertainty."""
    beyond = round(on_mnist, 3) < round(own.low, 3) or round(on_mnist, 3) > round(own.high, 3)
    chance = "is more than chance" if beyond else "may be chance"
    return (
        f"With {counted(own.count, 'digit')}, the true share may be from {percent(own.low)} to {percent(own.high)} "
        f"(95 % confidence): the gap {chance}."
    )


def _read(digits: Sequence[OwnDigit], layers: Sequence[Layer]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Their labels, and what is read."""
    labels = np.array([digit.label for digit in digits], np.int64)
    return labels, predict(layers, np.array([digit.picture for digit in digits])).argmax(axis=1)


def _show_lesson(digits: tuple[OwnDigit, ...], layers: tuple[Layer, ...], test: Split) -> None:
    halves = len(digits) >= ENOUGH_FOR_HALVES and HALF.show()
    lesson = _Lesson(layers, digits[::2] if halves else digits, digits[1::2] if halves else ())
    button("Teach it my digits", "school", "teach", _begin, lesson)
    now: _Lesson | None = st.session_state.get(_LESSON)
    if now is None:
        st.caption("It learns on for some seconds: from 8,000 training digits, with yours mixed in.")
        return
    pictures = np.array([digit.picture for digit in now.learned])
    labels = np.array([digit.label for digit in now.learned], np.uint8)
    subject = (now.layers, now.learned)
    call = (now.layers, pictures, labels)
    show_job("lesson", subject, taught, [call], lambda found: _show_taught(now, found[0], test), "Learning")


def _begin(lesson: _Lesson) -> None:
    st.session_state[_LESSON] = lesson


def _show_taught(lesson: _Lesson, after: tuple[Layer, ...], test: Split) -> None:
    """What it was worth, what it cost, and the way to draw for it."""
    before_mnist, after_mnist = (read_right(layers, test)[0] for layers in (lesson.layers, after))
    digits = lesson.measured or lesson.learned
    whose = "the others, which it never saw" if lesson.measured else "those that it learned from"
    right = [int(np.equal(*_read(digits, layers)).sum()) for layers in (lesson.layers, after)]
    st.success(
        f"It learned from {counted(len(lesson.learned), 'digit')} of yours. Of {whose}, it read {right[0]} of "
        f"{len(digits)} right; now it reads {right[1]}. On {judged_on(after)} of MNIST its accuracy "
        f"{_changed(before_mnist, after_mnist)}."
    )
    loaded = loaded_network()
    if loaded is not None and loaded.layers is after:
        st.caption("The taught network reads now, here and under Train and draw.")
    else:
        button("Let it read", "visibility", "use_taught", _use, after, len(lesson.learned))


def _changed(before: float, after: float) -> str:
    if round(before, 4) == round(after, 4):
        return f"stayed at {after:.4f}"
    return f"{'fell' if after < before else 'rose'} from {before:.4f} to {after:.4f}"


def _use(layers: tuple[Layer, ...], count: int) -> None:
    run = current_run()
    keep_network(f"the network that was taught {counted(count, 'digit')}", layers, run.run_id if run else None)
    draw_page_too()
    remember("look_inside", "taught a network your own digits", "taught")


def _show_files(digits: Sequence[OwnDigit]) -> None:
    # With a key it stays open when what is above it goes.
    with st.expander(
        "Save them, or add those of others", icon=":material/folder_open:", key="own_files", on_change="rerun"
    ):
        if digits:
            with st.container(horizontal=True):
                st.download_button(
                    "Save as digits.json", to_file(digits), "digits.json", "application/json", on_click="ignore"
                )
                button("Remove all", "delete", "remove_own_digits", _remove)
        elif removed := kept().get(_REMOVED):
            button(f"Bring back the {counted(len(removed), 'digit')}", "undo", "bring_back", _bring_back)
        upload(
            _FILE,
            "Add a file of digits, yours or a classmate's; one after the other makes one set",
            "JSON with strokes, as it is saved here. It is only read, never run, and nobody else sees it.",
            _load,
        )


def _load(content: bytes, name: str) -> None:
    new = [digit for digit in dict.fromkeys(from_file(content)) if digit not in set(own_digits())]
    if not new:
        raise UnreadableHandwriting("This file holds no digits that are not here already.")
    if len(new) + len(own_digits()) > MAX_DIGITS:
        raise UnreadableHandwriting(f"Together they would be more than {MAX_DIGITS:,} digits. Remove some first.")
    kept()[_DIGITS] = (*own_digits(), *new)


def _remove() -> None:
    if own_digits():  # another tab may have been first
        kept()[_REMOVED] = kept().pop(_DIGITS)
    st.session_state.pop(_LESSON, None)


def _bring_back() -> None:
    kept()[_DIGITS] = (*own_digits(), *kept().pop(_REMOVED, ()))[-MAX_DIGITS:]
