"""Arithmetic with pictures: the enlarged digit and another one, blended or subtracted; or shifted against itself."""

import numpy as np
import streamlit as st

from components.charts.digit_pictures import enlarged, png_url
from components.charts.numbers import percent
from components.ml.forward import predict
from components.ml.mnist import Split
from components.ml.typical import distance, shifted
from components.ui.common.own_network import network_at_hand
from components.ui.common.settings import Choice, Range, WholeNumber

BLEND, DIFFERENCE, SHIFT = "blended", "subtracted", "shifted"
HOW = Choice("combined", "Combined", BLEND, (BLEND, DIFFERENCE, SHIFT))
SECOND = WholeNumber("second", "Another digit's number", 1, 0, 59_999)
SHARE = Range("blend", "Share of the other digit", 0.5, 0.0, 1.0, 0.05)
COLUMNS = Range("columns", "Columns to the right", 2, -8, 8, 1)
SIDE = 4  # squares of so many pixels


def two_digits(split: Split, number: int) -> None:
    """The controls, the pictures, how far apart they are, and what the network at hand reads in the last one."""
    picture = split.pictures[number]
    how = HOW.show(label_visibility="collapsed")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if how == SHIFT:
            columns = COLUMNS.show(width=320)
            other = made = shifted(picture, columns)
        else:
            second = SECOND.show(high=len(split.labels) - 1, width=240)
            other = split.pictures[second]
            share = SHARE.show(width=320) if how == BLEND else 0.5
            mixed = (1 - share) * picture + share * other
            made = np.rint(mixed if how == BLEND else np.abs(picture.astype(float) - other)).astype(np.uint8)
    names = [f"number {number:,}", "moved" if how == SHIFT else f"number {second:,}", how]
    pictures = (picture, other, made) if how != SHIFT else (picture, other)
    with st.container(horizontal=True, gap="medium"):
        for shown, name in zip(pictures, names, strict=False):
            st.image(png_url(enlarged(shown, SIDE)), name, width=28 * SIDE, alt=f"Picture: {name}.")
    st.markdown(f"The two are {distance(picture, other):.1f} apart, as points of 784 numbers from 0 to 1.{_read(made)}")


def _read(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> str:
    network = network_at_hand()
    if network is None:
        return ""
    (probabilities,) = predict(network.layers, picture[None])
    read, chance = int(probabilities.argmax()), percent(float(probabilities.max()))
    return f" In the last picture {network.name[0].lower()}{network.name[1:]} reads {read} ({chance})."
