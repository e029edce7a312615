"""The unit that is chosen: its numbers at the point that is looked at, and what can be done to it by hand."""

import numpy as np
import streamlit as st

from components.charts.numbers import number
from components.ml.neuron import Neuron
from components.ml.plane_changes import Change, Unit
from components.ml.plane_data import features
from components.ml.plane_network import Learning
from components.ml.small_network import forward
from components.ui.common.show import button
from components.ui.instruments.neuron import show_neuron
from components.ui.plane.changes import MOST_CHANGES, WEIGHT_LIMIT
from components.ui.plane.state import State, change

_SOURCE, _OF = "plane_source", "plane_hand_of"  # in the session


def _looked_at(now: State, shown: Learning) -> tuple[Unit, list[str], bool]:
    """The chosen unit, or the output; what its inputs are called; whether it is a hidden one."""
    settings = shown.settings
    last = len(settings.hidden)
    unit = now.chosen or Unit(last, 0)
    if unit.layer == 0:
        return unit, list(settings.features), last > 0
    return unit, [f"unit {n + 1}" for n in range(settings.sizes[unit.layer])], unit.layer < last


def show_unit(now: State, shown: Learning) -> None:
    """Of the chosen unit, or of the output where none is chosen."""
    settings = shown.settings
    last = len(settings.hidden)
    unit, names, is_hidden = _looked_at(now, shown)
    network = shown.working
    passed = forward(network, features(settings.features, np.array([now.at])))
    neuron = Neuron(
        tuple(map(float, passed.outputs[unit.layer][0])),
        tuple(map(float, network.weights[unit.layer][:, unit.place])),
        float(network.biases[unit.layer][unit.place]),
        tuple(names),
        network.activations[unit.layer],
    )
    name = f"Unit {unit.place + 1} of layer {unit.layer + 1}" if is_hidden else "The output"
    x1, x2 = now.at
    st.markdown(f"**{name}** at the point ({number(x1)}, {number(x2)}), the cross")
    show_neuron(neuron, "plane_neuron", "output")
    if is_hidden:
        after = network.weights[unit.layer + 1][unit.place]
        to = ["the output"] if unit.layer + 1 == last else [f"unit {n + 1}" for n in range(len(after))]
        adds = ", ".join(
            f"{number(neuron.output * weight, 2)} to {each}" for each, weight in zip(to, after, strict=True)
        )
        st.caption(f"It adds {adds}.")


def show_by_hand(now: State, shown: Learning) -> None:
    """Folded up: one of its weights at a time; the unit off or as it is; the layer; noise on all weights."""
    unit, names, is_hidden = _looked_at(now, shown)
    with st.expander("Change it by hand", icon=":material/build:"):
        if now.runs:
            st.caption("Pause it first.")
            return
        if len(shown.changes) >= MOST_CHANGES:
            st.caption(f"{MOST_CHANGES} changes by hand are the most that a link can hold. Go back, or start again.")
            return
        sources = [*names, "bias"]
        source = st.segmented_control(
            "Its weight from",
            sources,
            default=sources[0],
            required=True,
            wrap=True,
            key=f"{_SOURCE}_{unit.layer}_{len(sources)}",
        )
        index = sources.index(source) if source in names else -1
        matrix, bias = shown.network.weights[unit.layer], shown.network.biases[unit.layer]
        value = float(bias[unit.place] if index < 0 else matrix[index, unit.place])
        at_first = min(WEIGHT_LIMIT, max(-WEIGHT_LIMIT, round(value, 2)))
        key = f"plane_hand_{unit.layer}_{unit.place}_{index}"
        # What the slider said of another network, or before a step, is no wish for this one.
        if st.session_state.get(_OF) is not matrix or key not in st.session_state:
            st.session_state[key] = at_first
        st.session_state[_OF] = matrix
        label = "Bias" if index < 0 else f"Weight from {source}"
        # With its default, too: a browser that draws two runs of this page at once hears only what the second says.
        pulled = st.slider(label, -WEIGHT_LIMIT, WEIGHT_LIMIT, at_first, 0.01, key=key)
        if pulled != at_first:
            change(Change(0, "weight", unit, index, pulled))
            st.rerun()
        with st.container(horizontal=True, gap="xsmall"):
            if is_hidden and unit in shown.off | shown.frozen:
                button("Let it work and learn", "undo", "plane_free", change, Change(0, "free", unit))
            elif is_hidden:
                button("Switch it off", "power_settings_new", "plane_off", change, Change(0, "off", unit))
                button("Keep its weights", "lock", "plane_freeze", change, Change(0, "freeze", unit))
                button("Keep the layer's weights", "lock", "plane_freeze_layer", _freeze_layer, shown, unit.layer)
            button("Noise on all weights", "blur_on", "plane_noise_now", change, Change(0, "noise", value=0.5))


def _freeze_layer(shown: Learning, layer: int) -> None:
    for place in range(shown.settings.hidden[layer]):
        if Unit(layer, place) not in shown.frozen:
            change(Change(0, "freeze", Unit(layer, place)))
