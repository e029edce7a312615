"""What was done to a network by hand, as text that fits into an address."""

import re
from collections.abc import Sequence

from components.ml.plane_changes import Change, Unit
from components.ml.plane_settings import PlaneSettings

MOST_CHANGES = 40
WEIGHT_LIMIT, MOST_NOISE = 8.0, 2.0  # of what can be set by hand
_KINDS = {"w": "weight", "o": "off", "k": "freeze", "f": "free", "n": "noise"}


def written_changes(changes: Sequence[Change]) -> str:
    """As they stand in an address: after how many steps, what, where, and how much: "12w1.0.2=0.5"."""
    letters = {kind: letter for letter, kind in _KINDS.items()}
    return " ".join(
        f"{one.step}{letters[one.kind]}"
        + (f"{one.unit.layer}.{one.unit.place}" if one.unit else "")
        + (f".{one.source}" if one.kind == "weight" else "")
        + (f"={one.value:g}" if one.kind in ("weight", "noise") else "")
        for one in changes
    )


def read_changes(text: str, settings: PlaneSettings) -> tuple[Change, ...]:
    """What `written_changes` wrote, as far as this network has these units."""
    changes = []
    for word in text.split()[:MOST_CHANGES]:
        found = re.fullmatch(
            r"(\d{1,5})([wokfn])(?:(\d)\.(\d))?(?:\.(-?\d))?(?:=(-?\d{1,3}(?:\.\d{1,4})?))?", word, re.ASCII
        )
        if not found:
            continue
        step, letter, layer, place, source, value = found.groups()
        sizes = settings.sizes
        if (letter == "n") != (layer is None) or (letter in "wn") != (value is not None):
            continue
        unit = None if layer is None else Unit(int(layer), int(place))
        last = len(sizes) - (1 if letter == "w" else 2)  # the output can be changed, but not switched off
        if unit and not (unit.layer < last and unit.place < sizes[unit.layer + 1]):
            continue
        if letter == "w" and not (source is not None and -1 <= int(source) < sizes[int(layer)]):
            continue
        if abs(float(value or 0)) > (MOST_NOISE if letter == "n" else WEIGHT_LIMIT) or (
            letter == "n" and value[0] == "-"
        ):
            continue
        kind = _KINDS[letter]
        changes.append(Change(int(step), kind, unit, int(source or -1), float(value or 0)))  # type: ignore[arg-type]
    return tuple(sorted(changes, key=lambda one: one.step))
