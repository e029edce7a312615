"""Leafing through MNIST: a page of small pictures at a time, one of them chosen, and its pixels as numbers."""

import math

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from components.charts.digit_pictures import enlarged, png_url
from components.charts.first_digits import first_digits
from components.ml.mnist import Split
from components.ui.common.progress import remember
from components.ui.common.settings import Choice, PageNumber, Switch, WholeNumber

ALL = "all"
PER_PAGE = 24
PART = Choice("part", "Part", "train", ("train", "test"))
DIGIT = Choice("digit", "Digit", ALL, (ALL, *map(str, range(10))))
LEAF = PageNumber("leaf", "Page", 1)
NUMBER = WholeNumber("number", "Number of the enlarged digit", 0, 0, 59_999)
SCALED = Switch("scaled", "Divided by 255", False)
_CHANGED = "gallery_changed"


@st.cache_data(show_spinner=False, max_entries=1)
def first_ten_digits(_split: Split) -> None:
    """The course's picture of the first ten training digits; drawn once a server, because Matplotlib takes 0.2 s."""
    pictures, labels = _split.pictures[:10], _split.labels[:10]
    written = ", ".join(map(str, labels))
    st.pyplot(first_digits(pictures, labels), alt=f"Ten handwritten digits in a row, labelled {written}.")


def digit_grid(split: Split, wanted: str) -> int:
    """Show one page of the digits that are `wanted` ("all" or "0" to "9") and return the number of the chosen one.

    The number is the digit's place in its part of MNIST, from 0. It is in the URL, and can be typed in as well.
    """
    numbers = np.arange(len(split.labels)) if wanted == ALL else np.flatnonzero(split.labels == int(wanted))
    pages = math.ceil(len(numbers) / PER_PAGE)
    place = st.container()
    leaf = min(LEAF.show(pages=pages), pages)
    shown = numbers[(leaf - 1) * PER_PAGE : leaf * PER_PAGE]
    with place.container(), st.grid("auto", min_column_width=72, gap="xsmall") as grid:
        for number in shown.tolist():
            with grid.cell():
                label, look = split.labels[number], f"Look at number {number:,}"
                st.image(png_url(enlarged(split.pictures[number], 2)), width=56, alt=f"A handwritten {label}")
                key = f"choose_{number}"
                st.button(f"{label}", key=key, help=look, on_click=_choose, args=(number,), width=56)
    last = len(split.labels) - 1
    if st.session_state.pop(_CHANGED, False) or NUMBER.now() > last:
        NUMBER.set(int(shown[0]))
    return NUMBER.show(f"Number of the enlarged digit, 0 to {last:,}", high=last)


def first_leaf() -> None:
    """Begin again at the first page and its first digit, because others are shown now. For a widget's callback."""
    LEAF.set(1)
    st.session_state[_CHANGED] = True


def _choose(number: int) -> None:
    NUMBER.set(number)
    remember("mnist_gallery", f"looked closely at digit number {number:,}")


def pixel_table(picture: NDArray[np.uint8], scaled: bool) -> None:
    """The 28 x 28 values as a table, as bytes or divided by 255, each on a ground of its own grey."""
    values = picture / 255 if scaled else picture
    low, high = (f"{value:g}" for value in (values.min(), values.max()))
    number = st.column_config.NumberColumn(width=44, format="%.2f" if scaled else "%d")
    st.dataframe(
        pd.DataFrame(values).style.background_gradient(cmap="gray", axis=None, vmin=0, vmax=1 if scaled else 255),
        column_config={str(column): number for column in range(28)},
        row_height=24,
        height=29 * 24 + 14,
        alt=f"The 28 rows and 28 columns of pixel values, from {low} to {high}.",
    )
