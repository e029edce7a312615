"""Where the digit comes from that is read: the visitor's canvas, or MNIST's test or training part."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.charts.digit_pictures import enlarged, png_url
from components.ml.drawing import UnreadableDrawing, to_mnist_images, unprepared
from components.ml.mnist import Mnist
from components.ui.common.canvas import drawing_canvas
from components.ui.common.settings import Choice, Switch, WholeNumber, set_also_in_address

DRAW, TEST_DIGIT = "Draw a digit", "Pick a test digit"
SOURCE = Choice("source", "Where the digit comes from", DRAW, (DRAW, TEST_DIGIT))
NUMBER = WholeNumber("test_digit", "Number of the test digit", 0, 0, 59_999)
LEARNED_FROM = Switch("training_digit", "From the training set", False, help="The 60,000 digits that are learned from.")

Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Shown:
    """What is to be read: a picture of each digit, of a drawing also the whole canvas and its `ink`, of one of MNIST's
    its label; or the problem with the drawing.
    """

    pictures: Sequence[Picture] = ()
    whole: Picture | None = None
    label: int | None = None
    problem: str = ""
    ink: Picture | None = None


def pick_test_digit(number: int) -> None:
    """Let this one be read. For a callback; where a drawing was read before, its number's field is not there yet."""
    SOURCE.set(TEST_DIGIT)
    LEARNED_FROM.set(False)
    set_also_in_address(NUMBER, number)


def digit_to_read(mnist: Mnist, full_screen: bool) -> Shown:
    """Show the choice, and the canvas, which may fill the screen, or the test digit."""
    if SOURCE.show(label_visibility="collapsed") == TEST_DIGIT:
        picture, label = _test_digit(mnist)
        return Shown([picture], label=label)
    ink = drawing_canvas(full_screen)
    if ink is None:
        return Shown()
    try:
        return Shown(to_mnist_images(ink), unprepared(ink), ink=ink)
    except UnreadableDrawing as unreadable:
        return Shown(problem=str(unreadable))


def _test_digit(mnist: Mnist) -> tuple[Picture, int]:
    number = st.container()
    split, part = (mnist.train, "training") if LEARNED_FROM.show() else (mnist.test, "test")
    if NUMBER.now() >= len(split.labels):  # of a training digit before, or of a link
        NUMBER.set(NUMBER.default)
    with number:
        index = NUMBER.show(f"Number of the {part} digit", high=len(split.labels) - 1)
    picture: Picture = split.pictures[index]
    label = int(split.labels[index])
    st.image(
        png_url(enlarged(picture, 8)), width=224, alt=f"{part.capitalize()} digit number {index}, labelled {label}."
    )
    st.markdown(f"Its label says **{label}**.")
    return picture, label
