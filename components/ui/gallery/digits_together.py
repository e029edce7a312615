"""What many digits have in common, how few pixels are enough, and the course's picture of the first ten."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.charts.digit_pictures import enlarged, png_url, sheet
from components.charts.first_digits import first_digits
from components.charts.numbers import a_digit, percent
from components.charts.pixel_use import ink_per_digit, pixel_use
from components.ml.forward import predict
from components.ml.mnist import Split
from components.ml.typical import Ink, coarser, ink, mean_and_spread
from components.ui.common.own_network import network_at_hand
from components.ui.common.settings import OneOf
from components.ui.common.show import chart

HOW_MANY = OneOf("average_of", "How many of each digit", 10, (1, 2, 5, 10, 100, 1000, 5000))
SIDE = OneOf("coarse", "Squares in a row", 28, (28, 14, 7, 4, 2))


@st.cache_data(show_spinner=False, max_entries=1)
def first_ten_digits(_split: Split) -> None:
    """The course's picture of the first ten training digits; drawn once a server, because Matplotlib takes 0.2 s."""
    pictures, labels = _split.pictures[:10], _split.labels[:10]
    written = ", ".join(map(str, labels))
    st.pyplot(first_digits(pictures, labels), alt=f"Ten handwritten digits in a row, labelled {written}.")


@st.cache_data(show_spinner=False, max_entries=len(HOW_MANY.options))
def _mean_and_spread(count: int, _split: Split) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    return mean_and_spread(_split, count)


def averages(split: Split) -> None:
    """The mean picture of each digit, built up, and where those that are averaged differ."""
    count = HOW_MANY.show()
    means, spreads = _mean_and_spread(count, split)
    for pictures, about in ((means, "The mean of each pixel"), (spreads, "How much each pixel differs among them")):
        st.markdown(f"**{about}**")
        st.image(
            png_url(enlarged(sheet(pictures, 10), 2)),
            width="stretch",
            alt=f"{about}, of the first {count:,} training digits of each kind: ten pictures, 0 to 9.",
        )
    st.caption(
        "The mean of many is a blurred digit: what they share stays, what each does in its own way washes out. "
        "Taking the nearest of the ten means of all training digits reads 82 of 100 test digits right."
    )


@st.cache_data(show_spinner=False, max_entries=1)
def _ink(_split: Split) -> Ink:
    return ink(_split)


def ink_and_pixels(split: Split) -> None:
    """Where there is ever ink, how much of it a digit has, and which values the pixels have."""
    st.subheader("Ink, and pixels that never have any")
    found = _ink(split)
    never = int((found.used == 0).sum())
    where, how_much = st.columns(2, gap="medium")
    with where:
        alt = f"28 × 28 pixels by how often they have ink: most in the middle; {never} at the edges never."
        chart(pixel_use(found.used), key="pixel_use", alt=alt)
    with how_much:
        most, least = int(found.per_digit.argmax()), int(found.per_digit.argmin())
        alt = f"Ink of each digit: most for the {most}, {found.per_digit.max():.2f}; least for the {least}."
        chart(ink_per_digit(found.per_digit.tolist()), key="ink", alt=alt)
    st.markdown(
        f"Of the 47 million pixel values of the training part {found.black:.0%} are 0, black, and {found.white:.1%} "
        f"are 255, white; the others are the grey edges of strokes. {never} of the 784 pixels are black in all 60,000 "
        "pictures (crosses): the weights of these inputs never change."
    )


def few_pixels(split: Split, number: int) -> None:
    """The enlarged digit in ever coarser squares, and what is still read in it."""
    st.subheader("How few pixels are enough?")
    picture = coarser(split.pictures[number], SIDE.show())
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        about = f"Digit number {number:,} in {SIDE.now()} × {SIDE.now()} squares."
        st.image(png_url(enlarged(picture, 7)), width=196, alt=about)
        with st.container(width="stretch"):
            st.markdown(f"{about} Can you still read it?")
            if network := network_at_hand():
                (probabilities,) = predict(network.layers, picture[None])
                read, chance = int(probabilities.argmax()), percent(float(probabilities.max()))
                st.markdown(f"It is {a_digit(int(split.labels[number]))}. {network.name} reads {read}, {chance}.")
