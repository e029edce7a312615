"""The network as a picture: what each unit gives, the border among the points, and what is pressed there."""

import time
from collections.abc import Sequence
from typing import Any

import streamlit as st

from components.charts.numbers import loss_text, number, percent
from components.ml.flat_units import Why, flat_units
from components.ml.plane_changes import Unit
from components.ml.plane_data import FEATURES, OWN, Points, points
from components.ml.plane_network import Learning
from components.ui.common.points import points_of_picture
from components.ui.common.settings import set_also_in_address
from components.ui.instruments import COLOURS, instrument
from components.ui.plane.settings import (
    ADDING,
    BOUNDS,
    CUT,
    FEATURE_NAMES,
    HIDDEN,
    KIND,
    MOST_LAYERS,
    MOST_OWN,
    MOST_UNITS,
    OWN_POINTS,
    written_hidden,
)
from components.ui.plane.state import State, state

WHY: dict[Why, str] = {
    "no weights": "It gives the same everywhere: its weights are nearly 0.",
    "dead": "It gives 0 everywhere: its sum is negative at every point. There relu has no slope, so it can't learn any "
    "more: a dead ReLU.",
    "saturated": "It gives the same everywhere: its sums are so large that its activation is flat there, with a slope "
    "of nearly 0.",
}


def show_network(now: State, shown: Learning, rival: Learning | None) -> None:
    """The network, its border among the points, and beside it that of the rival, if there is one."""
    settings, data = shown.settings, points(shown.settings.points)
    own = KIND.now() == OWN
    flat = flat_units(shown.working, settings)
    chosen = now.chosen
    placed = _placed(data)
    if own:  # in the order in which they were set, because they come back so when one is moved
        tested = {tuple(place) for place in data.x_test.tolist()}
        placed = [[one.x1, one.x2, one.target, int((one.x1, one.x2) in tested)] for one in settings.points.own]
    told = {
        "networks": [_numbers(one) for one in (shown, rival) if one is not None],
        "titles": ["Now", "The other: " + difference(rival, shown)] if rival else ["Output", ""],
        "names": list(FEATURES),
        "hidden": list(settings.hidden),
        "points": placed,
        "rival": {"points": _placed(points(rival.settings.points)), "classes": rival.settings.points.classes}
        if rival
        else None,
        "chosen": [chosen.layer + 1, chosen.place] if chosen else [len(settings.hidden) + 1, 0],
        "off": [_key(one) for one in sorted(shown.off)],
        "frozen": [_key(one) for one in sorted(shown.frozen)],
        "same": [_key(one) for one in flat],
        "says": _says(shown, flat),
        "classes": settings.points.classes,
        "cut": CUT.now() and settings.points.classes,
        "at": list(now.at),
        "own": own,
        "adding": int(ADDING.now()[-1]),
        "about": f"The network: {verdict(shown)}",
        "runs": now.runs,
        "figures": _figures(shown, rival),
        "most": {"layers": MOST_LAYERS, "units": MOST_UNITS},
        "colours": COLOURS,
    }
    if told != now.told:
        now.told, now.told_at = told, time.time()
    instrument("plane_network")(
        key="plane_network",
        # In a list: of a dict, Streamlit would look for tables in each value, which takes a millisecond.
        data=[{**told, "told_at": now.told_at}],
        on_chosen_change=_chosen,
        on_shaped_change=_shaped,
        on_featured_change=_featured,
        on_looked_change=_looked,
        on_edited_change=_edited,
    )


def _placed(data: Points) -> list[list[float]]:
    """x1, x2, y and whether it is a test point."""
    return [
        [x1, x2, round(y, 3), test]
        for x, ys, test in ((data.x, data.y, 0), (data.x_test, data.y_test, 1))
        for (x1, x2), y in zip(x.round(2).tolist(), ys[:, 0].tolist(), strict=True)
    ]


def _key(unit: Unit) -> str:
    return f"{unit.layer + 1},{unit.place}"


def _numbers(learning: Learning) -> dict[str, object]:
    network = learning.working
    return {
        "features": list(learning.settings.features),
        "weights": [
            [[float(f"{weight:.5g}") for weight in row] for row in matrix.tolist()] for matrix in network.weights
        ],
        "biases": [[float(f"{bias:.5g}") for bias in row.tolist()] for row in network.biases],
        "activations": list(network.activations),
    }


def _says(shown: Learning, flat: dict[Unit, Why]) -> dict[str, str]:
    """What is said of a tile when it is pointed at, by its place in the picture."""
    settings = shown.settings
    says = {f"0,{place}": f"{name}: " + _of_feature(name, settings.features) for place, name in enumerate(FEATURES)}
    for layer, units in enumerate(settings.hidden):
        for place in range(units):
            unit = Unit(layer, place)
            why = f" {WHY[flat[unit]]}" if unit in flat else ""
            how = (
                " It is switched off."
                if unit in shown.off
                else " It keeps its weights."
                if unit in shown.frozen
                else ""
            )
            says[_key(unit)] = (
                f"Unit {place + 1} of layer {layer + 1}: what it gives over the plane.{how or why} {verdict(shown)}"
            )
    says[f"{len(settings.hidden) + 1},0"] = verdict(shown)
    if flat:
        says[f"{len(settings.hidden) + 1},0"] += f" Units marked “same”: {len(flat)}. Point at one to see why."
    return says


def _of_feature(name: str, given: Sequence[str]) -> str:
    if name not in given:
        return "press to give it to the network."
    return "press to take it away." if len(given) > 1 else "the only one; a network needs a feature."


def verdict(shown: Learning) -> str:
    """What the large picture shows, in words."""
    now, data = shown.now, points(shown.settings.points)
    if shown.diverged:
        return (
            "Its weights grow without end: a step would overshoot by more than the last one. A smaller learning rate "
            "helps."
        )
    which, score, count = (
        ("test", now.test, len(data.x_test)) if len(data.x_test) else ("training", now.train, len(data.x))
    )
    if score.loss is None:
        return "There are no points yet. Press into the plane."
    if score.accuracy is None:
        return f"On average it is {number(score.loss**0.5, 2)} away from the height of a {which} point."
    return f"The border separates {round(score.accuracy * count)} of {count} {which} points."


def difference(one: Learning, other: Learning) -> str:
    """In which settings the first differs from the second, with its values."""
    words = []
    for name, value in vars(one.settings).items():
        if value != getattr(other.settings, name):
            if name == "points":
                value = value.kind
            elif name == "hidden":
                value = written_hidden(value) + " units"
            elif isinstance(value, Sequence) and not isinstance(value, str):
                value = ", ".join(value)
            words.append(f"{name.replace('_', ' ')} {value}" if isinstance(value, int | float) else str(value))
    return "; ".join(words) or "the same settings"


def _figures(shown: Learning, rival: Learning | None) -> str:
    words = [f"Epoch {shown.epochs:,.1f}"]
    for name, score in (("training", shown.now.train), ("test", shown.now.test)):
        if score.loss is not None:
            right = "" if score.accuracy is None else f", {percent(score.accuracy)} right"
            words.append(f"{name} loss {loss_text(score.loss)}{right}")
    if rival is not None:
        which, score = ("test", rival.now.test) if rival.now.test.loss is not None else ("training", rival.now.train)
        if score.loss is not None:
            right = "" if score.accuracy is None else f", {percent(score.accuracy)} right"
            # It may be behind for a moment, or have had all its steps.
            when = f", epoch {rival.epochs:,.1f}" if abs(rival.epochs - shown.epochs) >= 1 else ""
            words.append(f"the other{when}: {which} loss {loss_text(score.loss)}{right}")
    return " · ".join(words)


def _value(name: str) -> Any:
    return getattr(st.session_state["plane_network"], name)


def _chosen() -> None:
    now = state()
    match _value("chosen"):
        case [int(layer), int(place)]:
            unit = Unit(layer - 1, place)
            hidden = now.learning.settings.hidden
            there = 0 <= unit.layer < len(hidden) and 0 <= place < hidden[unit.layer]
            now.chosen = unit if there and unit != now.chosen else None


def _shaped() -> None:
    match _value("shaped"):
        case [*units] if len(units) <= MOST_LAYERS and all(isinstance(n, int) and 1 <= n <= MOST_UNITS for n in units):
            set_also_in_address(HIDDEN, written_hidden(tuple(units)), always=True)


def _featured() -> None:
    match _value("featured"):
        case [*names] if names and all(name in FEATURES for name in names):
            set_also_in_address(FEATURE_NAMES, ", ".join(names), always=True)


def _looked() -> None:
    match _value("looked"):
        case [float() | int() as x1, float() | int() as x2]:
            state().at = float(x1), float(x2)


def _edited() -> None:
    """With all points as they are in the picture now; beyond what a link can hold, none is added."""
    match _value("edited"):
        case [*given] if KIND.now() == OWN:
            if len(given) > MOST_OWN:
                st.toast(f"{MOST_OWN} points are the most that a link can hold.", icon=":material/error:")
            edited = [(float(x1), float(x2), int(bool(y))) for x1, x2, y in given]
            set_also_in_address(OWN_POINTS, points_of_picture(edited, BOUNDS, MOST_OWN), always=True)
