"""The whole network at work on the digit: its pixels, the units of each layer, the outputs, and what flows between."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.charts.digit_pictures import png_url
from components.charts.unit_pictures import unit_sheet
from components.ml.at_work import LayerAtWork, at_work, favourites
from components.ml.forward import DenseLayer, Layer
from components.ml.mnist import Mnist
from components.ui.common.digit_source import Picture
from components.ui.instruments import COLOURS, instrument
from components.ui.look_inside.in_words import network_in_words, said_by_outputs, said_by_units
from components.ui.look_inside.panel import open_neuron
from components.ui.look_inside.which_neuron import chosen_neuron, layer_names, units_called

# So many units of a layer are shown at a time, where there is one hidden layer, two, or more.
SHOWN = (24, 24, 12, 8)
PIXELS = 6  # of a unit, the strongest
FAVOURED_OF = 2_000  # test digits
_LEAF = "at_work_leaf"  # in the session: of each layer, which page of its units is shown

_favourites = st.cache_data(show_spinner=False, max_entries=40)(favourites)


@dataclass(frozen=True)
class _Shown:
    """Of a layer's units those that are shown, from 0, in this order; on which page of how many."""

    units: NDArray[np.intp]
    page: int
    pages: int


def show_network(
    layers: Sequence[Layer], picture: Picture | None, scaled: Sequence[tuple[int, int, float]], mnist: Mnist
) -> None:
    """The network at work on a picture, or at rest without one; `scaled` is told of its units."""
    drawn = np.zeros((28, 28), np.uint8) if picture is None else picture
    working = at_work(layers, drawn)
    probabilities = working[-1].outputs
    chosen = chosen_neuron(layers, int(probabilities.argmax()))
    names = layer_names(layers)
    at_rest = picture is None
    shown = [_shown(index, one, chosen, len(layers) - 1, at_rest) for index, one in enumerate(working[:-1])]
    data = {
        "picture": png_url(drawn),
        "layers": [
            {
                "name": names[index],
                "fires": [0.0] * len(one.units) if at_rest else _fires(working[index], one, _factors(scaled, index)),
                "sheet": unit_sheet(layers[index], working[index], one.units, _liked(layers, index, mnist)),
                **_page(layers[index], one, at_rest),
            }
            for index, one in enumerate(shown)
        ],
        "outputs": [0.0] * 10 if at_rest else [round(float(share), 9) for share in probabilities],
        "resting": at_rest,
        "gaps": [[] if at_rest else _gap(working, shown, index) for index in range(len(layers))],
        "says": [
            said_by_outputs(working[-1], at_rest)
            if index == len(shown)
            else said_by_units(layers, working, index, shown[index].units, _factors(scaled, index), at_rest)
            for index in range(len(layers))
        ],
        "chosen": [chosen[0], _place(shown, chosen)],
        "about": network_in_words(layers, working, names, at_rest),
        "colours": COLOURS,
    }

    def pressed() -> None:
        match st.session_state["at_work"].chosen:
            case [int(layer), int(place)] if 0 <= layer < len(layers):
                units = shown[layer].units if layer < len(shown) else np.arange(10)
                if 0 <= place < len(units):
                    open_neuron(layers, layer, int(units[place]))

    def leafed() -> None:
        match st.session_state["at_work"].leafed:
            case [int(layer), int(page)]:
                st.session_state[_LEAF] = {**st.session_state.get(_LEAF, {}), layer: page}

    instrument("at_work")(key="at_work", data=data, on_chosen_change=pressed, on_leafed_change=leafed)


def _shown(index: int, working: LayerAtWork, chosen: tuple[int, int], hidden: int, at_rest: bool) -> _Shown:
    """All units in their order where they are few, else a page of them, the strongest first, and the chosen one."""
    most, count = SHOWN[min(hidden, len(SHOWN) - 1)], len(working.sums)
    pages = -(-count // most)
    page = min(max(st.session_state.get(_LEAF, {}).get(index, 0), 0), pages - 1)
    if pages == 1:
        return _Shown(np.arange(count), 0, 1)
    units = (np.arange(count) if at_rest else working.strongest())[page * most : (page + 1) * most]
    if chosen[0] == index and chosen[1] not in units:
        units = np.append(units, chosen[1])
    return _Shown(units, page, pages)


def _factors(scaled: Sequence[tuple[int, int, float]], index: int) -> dict[int, float]:
    """Of the layer's units that are scaled, by what."""
    return {unit: factor for where, unit, factor in scaled if where == index}


def _place(shown: Sequence[_Shown], chosen: tuple[int, int]) -> int:
    """Where the chosen unit stands among those of its layer that are shown."""
    layer, unit = chosen
    return shown[layer].units.tolist().index(unit) if layer < len(shown) else unit


def _fires(working: LayerAtWork, shown: _Shown, factors: dict[int, float]) -> list[float]:
    """What each shown unit passes on, as a share of the most that one of the layer says."""
    most = float(np.abs(working.outputs).max()) or 1.0
    return [round(float(working.outputs[unit]) * factors.get(int(unit), 1.0) / most, 3) for unit in shown.units]


def _liked(layers: Sequence[Layer], index: int, mnist: Mnist) -> NDArray[np.uint8] | None:
    """Of a dense layer that does not look at the picture itself, what its units look for."""
    deep = index > 0 and isinstance(layers[index], DenseLayer)
    return _favourites(layers, index, mnist.test.pictures[:FAVOURED_OF]) if deep else None


def _page(layer: Layer, shown: _Shown, at_rest: bool) -> dict[str, Any]:
    """Which units are shown, in words, too."""
    count, kind = len(layer.bias), f"{units_called(layer)}s"
    if shown.pages == 1:
        words = f"{count} {kind}"
    elif at_rest or shown.page:
        words = f"page {shown.page + 1} of {shown.pages}, {count} {kind}"
    else:
        words = f"the strongest of {count}"
    of = f"{len(shown.units)} of {count}" if shown.pages > 1 else f"{count}"
    return {"units": shown.units.tolist(), "page": shown.page, "pages": shown.pages, "shown": words, "of": of}


def _gap(working: Sequence[LayerAtWork], shown: Sequence[_Shown], index: int) -> list[list[float]]:
    """What each shown source adds to each shown unit: [source's place, unit's place, what it adds]. From the pixels, of
    each unit the strongest; a filter's are all those under its window, and the place is the window's middle.
    """
    added, places = working[index].added, working[index].places
    units = shown[index].units if index < len(shown) else np.arange(10)
    if index == 0 and places is not None:
        middles = (places + 1) @ np.array([28, 1])
        return [[int(middles[unit]), place, _rounded(added[0, unit])] for place, unit in enumerate(units)]
    if index == 0:
        return [
            [int(source), place, _rounded(added[source, unit])]
            for place, unit in enumerate(units)
            for source in np.argsort(-np.abs(added[:, unit]))[:PIXELS]
            if added[source, unit]
        ]
    return [
        [before, place, _rounded(added[source, unit])]
        for before, source in enumerate(shown[index - 1].units)
        for place, unit in enumerate(units)
        if added[source, unit]
    ]


def _rounded(value: float) -> float:
    return float(f"{value:.3g}")
