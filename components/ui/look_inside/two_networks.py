"""Two networks side by side: the test digits that one gets right and the other does not."""

from collections.abc import Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.charts.numbers import counted, percent
from components.ml.forward import Layer
from components.ml.mnist import Split
from components.ui.common.engine import engine
from components.ui.common.plain_text import plain_text
from components.ui.common.runs import current_run, kept_runs
from components.ui.common.settings import Choice
from components.ui.instruments.wall import show_wall
from components.ui.look_inside.judged import judged
from components.ui.look_inside.look_there import look_into

HEADING = "beside-another-network"  # its anchor
ONLY_THIS, ONLY_OTHER, NEITHER = "only this one right", "only the other right", "both wrong"
GROUP = Choice("two_networks", "Which digits?", ONLY_THIS, (ONLY_THIS, ONLY_OTHER, NEITHER))
SHOWN, ACROSS = 48, 12


def _others() -> dict[str, tuple[str, Sequence[Layer]]]:
    """By a key, the name and the layers of each network that there is beside the one that is shown."""
    shown = current_run()
    found: dict[str, tuple[str, Sequence[Layer]]] = {
        run.run_id: (plain_text(run.name), run.layers)
        for run in kept_runs()
        if run.layers and not run.moving and (shown is None or run.run_id != shown.run_id)
    }
    warmed = engine().warmed()
    if warmed is not None:
        found["first"] = ("the network that the server began with", warmed.layers())
    return found


def other_network(layers: Sequence[Layer]) -> tuple[str, Sequence[Layer]] | None:
    """The first other network there is, with its name."""
    return next((one for one in _others().values() if not _alike(one[1], layers)), None)


def show_two_networks(layers: Sequence[Layer], probabilities: NDArray[np.float32], test: Split) -> None:
    """Beside another run, or the network that the server began with; nothing where there is no other."""
    others = {key: one for key, one in _others().items() if not _alike(one[1], layers)}
    if not others:
        return
    st.subheader("Beside another network", anchor=HEADING)
    key = st.segmented_control(
        "Beside which?",
        list(others),
        default=next(iter(others)),
        format_func=lambda key: others[key][0],
        key=f"beside_{'_'.join(others)}",
        required=True,
        wrap=True,
        label_visibility="collapsed",
    )
    this, other = (told.argmax(axis=1) == test.labels for told in (probabilities, judged(tuple(others[key][1]), test)))
    groups = {ONLY_THIS: this & ~other, ONLY_OTHER: other & ~this, NEITHER: ~this & ~other}
    told = ", ".join(f"{name}: {int(group.sum()):,}" for name, group in groups.items())
    st.markdown(
        f"This one gets {percent(this.mean())} right, {others[key][0]} {percent(other.mean())}. "
        f"Both right: {int((this & other).sum()):,}, {told}."
    )
    numbers = np.flatnonzero(groups[GROUP.show()])
    if len(numbers):
        st.caption(f"{counted(len(numbers), 'digit')}, the first {min(SHOWN, len(numbers))} here. Press one.")
        show_wall("two_networks_wall", test, numbers[:SHOWN], ACROSS, -1, _look_into, GROUP.now())


def _look_into(number: int) -> None:
    look_into(number, HEADING)


def _alike(one: Sequence[Layer], other: Sequence[Layer]) -> bool:
    """Whether they are one network; what a report told of it is good to three digits."""
    return len(one) == len(other) and all(
        mine.kernel.shape == theirs.kernel.shape and np.allclose(mine.kernel, theirs.kernel, rtol=1e-3, atol=1e-3)
        for mine, theirs in zip(one, other, strict=True)
    )
