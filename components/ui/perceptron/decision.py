"""The perceptron page's first stop: a decision that everybody makes, as a neuron."""

from collections.abc import Sequence

import streamlit as st

from components.charts.neuron_card import describe, neuron_card
from components.ml.decision import OUTSIDE, deciding, source_code
from components.ml.neuron import Neuron
from components.ui.common.settings import setting

LABELS = {"sunny": "Sunny", "weekend": "Weekend", "free": "Free"}
BIAS = -1.0


@st.fragment
def decision() -> None:
    """Three switches, their weights, and whether to go outside."""
    with st.container(horizontal=True, gap="medium"):
        inputs = tuple(
            float(st.toggle(label, value=name == "sunny", **setting(name))) for name, label in LABELS.items()
        )
    # The answer first: on a phone it then stands right below the switches.
    picture, controls = st.columns([3, 2], gap="large")
    with controls:
        weights = tuple(
            round(
                st.slider(
                    f"Weight of {LABELS[name].lower()}",
                    -1.0,
                    1.0,
                    weight,
                    0.1,
                    "%.1f",
                    **setting(f"weight_{name}"),
                    help="How much this counts for you. Below 0: it speaks against going out.",
                ),
                1,
            )
            for name, weight in OUTSIDE.items()
        )
        bias = st.slider(
            "Bias of going out",
            -2.0,
            1.0,
            BIAS,
            0.1,
            "%.1f",
            **setting("reluctance"),
            help="Where the sum starts. Lower: it takes more to get you out.",
        )
    neuron = Neuron(inputs, weights, round(bias, 1), tuple(OUTSIDE))
    with picture:
        st.subheader("Go outside" if neuron.output else "Stay at home", anchor=False)
        st.markdown(_why(neuron))
        st.html(neuron_card(neuron, "go"))
        st.caption(f"{describe(neuron)}: {'go' if neuron.output else 'stay'}.")
    with st.expander("The same in Python", icon=":material/code:"):
        st.code(source_code(neuron), language="python", wrap_lines=True)


def _why(neuron: Neuron) -> str:
    """Which input decided, in one sentence."""
    decided = deciding(neuron)
    goes = bool(neuron.output)
    if not decided:
        return f"No single switch would change that: you {'go' if goes else 'stay'} anyway."
    on = {name for name, x in zip(neuron.names, neuron.inputs, strict=True) if x}
    held = [LABELS[name] for name in decided if name in on]
    missing = [LABELS[name] for name in decided if name not in on]
    other = "stay" if goes else "go"
    sentences = []
    if held:
        sentences.append(f"**{_listed(held, 'and')}** decided it: switch {_it(held)} off, and you would {other}.")
    if missing:
        sentences.append(f"With **{_listed(missing, 'or')}**, you would {other}.")
    return " ".join(sentences)


def _it(names: Sequence[str]) -> str:
    return "it" if len(names) == 1 else "either of them" if len(names) == 2 else "any one of them"


def _listed(names: Sequence[str], last: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"
