"""Leafing through MNIST: a page of digits to press, in the order that is chosen, and one of them large."""

import math

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.ml.mnist import DOUBTED_LABELS, Split
from components.ml.typical import strangeness
from components.ui.common.own_network import network_at_hand
from components.ui.common.progress import remember
from components.ui.common.settings import Choice, OneOf, PageNumber, Switch, WholeNumber
from components.ui.common.show import button
from components.ui.gallery.read_digits import answers
from components.ui.instruments import COLOURS, instrument
from components.ui.instruments.wall import show_wall

ALL = "all"
# How many digits on a page, and in a row of it: fewer are larger.
ACROSS = {24: 8, 60: 10, 112: 14, 200: 20}
IN_ORDER, TYPICAL, STRANGE, SHUFFLED, WRONG = "in order", "typical", "strange", "shuffled", "read wrong"
DOUBTFUL = "doubtful"
PART = Choice("part", "Part", "train", ("train", "test"))
DIGIT = Choice("digit", "Digit", ALL, (ALL, *map(str, range(10))))
ORDER = Choice("order", "Order", IN_ORDER, (IN_ORDER, TYPICAL, STRANGE, SHUFFLED, WRONG, DOUBTFUL))
A_PAGE = OneOf("a_page", "Digits on a page", 24, tuple(ACROSS))
LEAF = PageNumber("leaf", "Page", 1)
NUMBER = WholeNumber("number", "Number of the enlarged digit", 0, 0, 59_999)
NUMBERS = Switch("numbers", "Numbers", True)
SCALED = Switch("scaled", "Divided by 255", False)
SHUFFLE_SEED = 42
_CHANGED, _VISIT = "gallery_changed", "gallery_visit"  # in the session


@st.cache_data(show_spinner=False, max_entries=2)
def _strangeness(part: str, _split: Split) -> NDArray[np.float32]:
    return strangeness(_split)


def in_order(split: Split, part: str, wanted: str, order: str) -> NDArray[np.int64]:
    """The numbers of the digits that are `wanted` ("all" or "0" to "9"), in this order; of the network at hand those
    that it reads wrong; or those whose label is in doubt. A number is the digit's place in its part of MNIST, from 0.
    """
    numbers = np.arange(len(split.labels))
    if order == WRONG:
        network = network_at_hand()
        read = answers(network, part, split) if network else split.labels[:0]
        numbers = np.flatnonzero(read != split.labels[: len(read)])
    elif order == DOUBTFUL:
        numbers = np.array(list(DOUBTED_LABELS) if part == "test" else [], np.int64)
    elif order == SHUFFLED:
        numbers = np.random.default_rng(SHUFFLE_SEED).permutation(numbers)
    elif order in (TYPICAL, STRANGE):
        numbers = np.argsort(_strangeness(part, split), kind="stable")
        numbers = numbers if order == TYPICAL else numbers[::-1]
    return numbers if wanted == ALL else numbers[split.labels[numbers] == int(wanted)]


def digit_grid(split: Split, numbers: NDArray[np.int64], fields: st.delta_generator.DeltaGenerator) -> int:
    """Show one page of these digits, to be pressed, and return the number of the chosen one, which is in the address
    and can be typed in as well. `fields` is where that stands, and how many digits a page has.
    """
    with fields:
        a_page = A_PAGE.show(on_change=first_leaf, width=240)
    pages = max(1, math.ceil(len(numbers) / a_page))
    place = st.container()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        leaf = min(LEAF.show(pages=pages, on_change=_other_digits), pages)
        button("Random page", "shuffle", "random_page", _random_page, pages, disabled=pages < 2)
    shown = numbers[(leaf - 1) * a_page : leaf * a_page]
    last = len(split.labels) - 1
    # A link to a page, or to an order, names no digit of it.
    arrived = st.session_state.get(_VISIT) != st.session_state["visit"]
    st.session_state[_VISIT] = st.session_state["visit"]
    unnamed = arrived and NUMBER.key not in st.query_params and NUMBER.now() not in shown
    if len(shown) and (st.session_state.pop(_CHANGED, False) or NUMBER.now() > last or unnamed):
        NUMBER.set(int(shown[0]))
    with fields:
        chosen = NUMBER.show(f"Number of the enlarged digit, 0 to {last:,}", high=last, width=300, on_change=_looked)
    with place:
        if len(shown):
            show_wall("wall", split, shown, ACROSS[a_page], chosen, _choose)
        else:
            st.info("There is none of these. Choose another digit, order or part.")
            if ORDER.now() == DOUBTFUL and PART.now() != "test":
                button("Show the test part", "arrow_forward", "to_test", _to_test)
    return chosen


def pixel_picture(split: Split, number: int, title: str) -> None:
    """The digit large, as squares with their numbers in them."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f"**{title}**", width="content")
        shown, scaled = NUMBERS.show(), SCALED.show()
    picture, label = split.pictures[number], split.labels[number]
    data = {
        "rows": picture.tolist(),
        "shown": shown,
        "scaled": scaled,
        "label": f"A handwritten {label} as 28 rows of 28 numbers, from {picture.min()} to {picture.max()}.",
        "colours": COLOURS,
    }
    instrument("pixels")(key="pixels", data=data)


def first_leaf() -> None:
    """Begin again at the first page and its first digit, because others are shown now. For a widget's callback."""
    LEAF.set(1)
    st.session_state[_CHANGED] = True


def _to_test() -> None:
    PART.set("test")
    first_leaf()


def _other_digits() -> None:
    st.session_state[_CHANGED] = True


def _random_page(pages: int) -> None:
    LEAF.set(int(np.random.default_rng().integers(1, pages + 1)))
    st.session_state[_CHANGED] = True


def _choose(number: int) -> None:
    NUMBER.set(number)
    _looked()


def _looked() -> None:
    remember("mnist_gallery", f"looked closely at digit number {NUMBER.now():,}")
