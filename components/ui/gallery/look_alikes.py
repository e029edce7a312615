"""The digits of the other part that look most like the enlarged one."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.charts.digit_pictures import labelled_strip
from components.charts.numbers import a_digit
from components.ml.mnist import Mnist, Split
from components.ml.typical import nearest

MOST = 8


@st.cache_data(show_spinner=False, max_entries=500)
def _nearest(part: str, number: int, _among: Split, _picture: NDArray[np.uint8]) -> tuple[list[int], list[float]]:
    return nearest(_among, _picture, MOST)


def show_look_alikes(mnist: Mnist, part: str, number: int) -> None:
    """With their labels and how far away they are."""
    own, other, name = (mnist.train, mnist.test, "test") if part == "train" else (mnist.test, mnist.train, "training")
    st.subheader(f"Its look-alikes in the {name} part")
    numbers, distances = _nearest(part, number, other, own.pictures[number])
    labels = [int(label) for label in other.labels[numbers]]
    remarks = [f"{a_digit(label)}, {distance:.1f} away" for label, distance in zip(labels, distances, strict=True)]
    st.html(labelled_strip(list(other.pictures[numbers]), labels, remarks))
    alike = sum(label == own.labels[number] for label in labels)
    st.caption(
        f"{alike} of {MOST} bear the same label. The distance is that of two points: the root of the summed squares of "
        "all 784 differences, each pixel from 0 to 1."
    )
