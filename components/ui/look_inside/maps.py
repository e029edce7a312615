"""The map of digits: where 2,000 test digits and one's own lie, by their pixels or by what a hidden layer says."""

from collections.abc import Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.charts.digit_pictures import png_url, sheet
from components.charts.palette import DIGITS
from components.ml.digit_places import METHODS, TSNE_METHOD, places
from components.ml.forward import Layer, as_inputs, forward
from components.ml.mnist import Split
from components.ui.common.background import draw_page_too, show_job
from components.ui.common.digit_source import Picture, Shown
from components.ui.common.settings import Choice
from components.ui.common.which_network import Reader
from components.ui.instruments import instrument
from components.ui.look_inside.look_there import look_into
from components.ui.look_inside.which_neuron import layer_names

PIXELS = "Pixels"
OF = Choice("map_of", "By what?", PIXELS, (PIXELS,))
METHOD = Choice("map_method", "Laid out by", TSNE_METHOD, METHODS)
SHOWN, ACROSS = 2_000, 50


def show_maps(shown: Shown, network: Reader, test: Split) -> None:
    """Folded up: t-SNE takes some seconds in a process beside the pages."""
    unfolded = st.expander("The map: which digits are like it?", icon=":material/map:", key="maps", on_change="rerun")
    with unfolded:
        if not unfolded.open or not network.layers:
            return
        names = layer_names(network.layers)[:-1]
        if OF.now() not in (PIXELS, *names):
            OF.set(PIXELS)
        with st.container(horizontal=True, gap="medium"):
            of = OF.show(options=(PIXELS, *names))
            METHOD.show()
        own = shown.pictures[0] if len(shown.pictures) == 1 and shown.label is None else None
        pictures = test.pictures[:SHOWN] if own is None else np.concatenate([test.pictures[:SHOWN], own[None]])
        vectors = _vectors(network.layers, 0 if of == PIXELS else names.index(of) + 1, pictures)
        subject = (of, None if of == PIXELS else network.layers, own)
        calls = [(vectors, method) for method in METHODS]
        show_job("map_job", subject, places, calls, lambda found: _show_map(found, of, own, test), "Laid out")
        st.caption(
            "PCA shows the two directions in which the digits differ most. t-SNE keeps neighbours together, and says "
            "nothing of what is far apart. Move the rewind slider above, and a hidden layer's classes part."
        )


@st.cache_data(show_spinner=False, max_entries=20)
def _vectors(layers: Sequence[Layer], index: int, pictures: Picture) -> NDArray[np.float32]:
    return forward(layers[:index], as_inputs(pictures))[-1].reshape(len(pictures), -1)


def _show_map(found: list[NDArray[np.float32]], of: str, own: Picture | None, test: Split) -> None:
    at = METHODS.index(METHOD.now())
    if at >= len(found):
        st.caption("PCA is there; t-SNE is on its way.")
        at = 0
    count = SHOWN + (own is not None)
    small = test.pictures[:SHOWN] if own is None else np.concatenate([test.pictures[:SHOWN], own[None]])
    small = small.reshape(count, 14, 2, 14, 2).mean(axis=(2, 4)).astype(np.uint8)
    blank = np.zeros((-count % ACROSS, 14, 14), np.uint8)
    you = " Yours is the one called you." if own is not None else ""
    data = {
        "places": found[at].round(2).tolist(),
        "labels": [*test.labels[:SHOWN].tolist(), *(["you"] if own is not None else [])],
        "numbers": list(range(count)),
        "sheet": png_url(sheet(np.concatenate([small, blank]), ACROSS)),
        "across": ACROSS,
        "colours": DIGITS,
        "hint": "Point at a digit to see it, press it to look into it.",
        "about": f"{SHOWN:,} test digits as places on a plane, by {of.lower()}, {METHODS[at]}.{you}",
    }
    instrument("map")(key="digit_places", data=data, on_chosen_change=_choose)


def _choose() -> None:
    number = st.session_state["digit_places"].chosen
    if isinstance(number, int) and 0 <= number < SHOWN:
        look_into(number)
        draw_page_too()
