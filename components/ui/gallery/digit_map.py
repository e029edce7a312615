"""5,000 digits as places on a plane: alike ones lie together. Point at one, press it, or draw a line around some."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.charts.digit_pictures import enlarged, png_url, sheet
from components.charts.numbers import a_digit
from components.charts.palette import DIGITS
from components.ml.mnist import PATH, Split
from components.ui.common.fragment import fragment
from components.ui.common.words import linked
from components.ui.gallery.shown_to_network import look_inside_link
from components.ui.instruments import instrument

MAP = PATH.with_name("map.npz")  # built by data/build_map.py
ACROSS, SHOWN, IN_A_ROW = 100, 60, 12
_CHOSEN, _LASSOED = "map_chosen", "map_lassoed"  # in the session


@dataclass(frozen=True)
class DigitMap:
    """Where digits lie, (n, 2), numbered from 0, and the share of all variance that the two directions have."""

    places: NDArray[np.float32]
    share: float


@st.cache_resource(max_entries=1, show_spinner=False)
def digit_map(path: Path = MAP) -> DigitMap:
    """The map that was computed beforehand."""
    with np.load(path, allow_pickle=False) as file:
        return DigitMap(file["places"], float(file["shares"].sum()))


@st.cache_resource(max_entries=1, show_spinner=False)
def _data(_split: Split) -> dict[str, Any]:
    found = digit_map()
    count = len(found.places)
    # Half as fine, so that 5,000 pictures are a third of a megabyte.
    small = _split.pictures[:count].reshape(count, 14, 2, 14, 2).mean(axis=(2, 4)).astype(np.uint8)
    return {
        "places": found.places.round(2).tolist(),
        "labels": _split.labels[:count].tolist(),
        "numbers": list(range(count)),
        "sheet": png_url(sheet(small, ACROSS)),
        "across": ACROSS,
        "colours": DIGITS,
        "hint": "Point at a digit, press it, or draw a line around some.",
        "about": f"{count:,} digits as places on a plane, each written as its label: alike ones lie together.",
    }


@fragment
def show_digit_map(split: Split) -> None:
    """The map, and beside it what was chosen in it."""
    unfolded = st.expander("Open the map of 5,000 digits", icon=":material/map:", key="map_open", on_change="rerun")
    with unfolded:
        if not unfolded.open:
            return
        plane, chosen = st.columns([3, 2], gap="medium")
        with plane:
            callbacks = {"on_chosen_change": _choose, "on_lassoed_change": _lasso}
            instrument("map")(key="map", data=_data(split), **callbacks)
        with chosen:
            _show_chosen(split)
        st.markdown(
            linked(
                "Each digit is 784 numbers: a point in a space of 784 dimensions. The map shows the two directions in "
                f"which these points differ most, the principal components: {digit_map().share:.0%} of the variance. "
                "So no wonder that 4, 7 and 9 lie on top of each other here: what tells them apart is in the other "
                "directions."
            )
        )


def _show_chosen(split: Split) -> None:
    number: int | None = st.session_state.get(_CHOSEN)
    lassoed: list[int] = st.session_state.get(_LASSOED, [])
    if number is None and not lassoed:
        st.caption("What you press, or draw a line around, is shown here.")
    if number is not None:
        about = f"Number {number:,}, train: {a_digit(int(split.labels[number]))}"
        st.image(png_url(enlarged(split.pictures[number], 4)), width=112, alt=about)
        st.markdown(f"**{about}**")
        look_inside_link("train", number)
    if lassoed:
        shown = np.array(lassoed[:SHOWN])
        counts = np.bincount(split.labels[lassoed], minlength=10)
        st.markdown(f"**{len(lassoed):,} digits inside the line.** How many of each:")
        rows = (range(3), range(3, 6), range(6, 9), range(9, 10))
        lines = (" ".join(f"{digit}: {counts[digit]:<5}" for digit in row) for row in rows)
        st.code("\n".join(lines), language=None)
        if len(lassoed) > SHOWN:
            st.caption(f"The first {SHOWN} of them:")
        blank = np.zeros((-len(shown) % IN_A_ROW, 28, 28), np.uint8)
        pictures = np.concatenate([split.pictures[shown], blank])
        st.image(png_url(sheet(pictures, IN_A_ROW)), width="stretch", alt=f"{len(shown)} digits from inside the line.")


def _choose() -> None:
    number = st.session_state["map"].chosen
    if isinstance(number, int) and 0 <= number < len(digit_map().places):
        st.session_state[_CHOSEN] = number
        st.session_state.pop(_LASSOED, None)


def _lasso() -> None:
    numbers = st.session_state["map"].lassoed or []
    count = len(digit_map().places)
    st.session_state[_LASSOED] = [number for number in numbers if isinstance(number, int) and 0 <= number < count]
    st.session_state.pop(_CHOSEN, None)
