"""The perceptron page's first stop: a decision that everybody makes, as a neuron."""

from collections.abc import Sequence

import streamlit as st

from components.ml.decision import OUTSIDE, deciding
from components.ml.neuron import Neuron
from components.ui.common.fragment import fragment
from components.ui.common.program import program
from components.ui.common.progress import listed
from components.ui.common.settings import Range, Switch
from components.ui.instruments.neuron import show_neuron

LABELS = {"sunny": "Sunny", "weekend": "Weekend", "free": "Free"}
INPUTS = tuple(Switch(name, label, name == "sunny") for name, label in LABELS.items())
WEIGHTS = tuple(
    Range(
        f"weight_{name}",
        f"Weight of {LABELS[name].lower()}",
        weight,
        -1.0,
        1.0,
        0.1,
        help="How much this counts for you. Below 0: it speaks against going out.",
    )
    for name, weight in OUTSIDE.items()
)
BIAS = Range("reluctance", "Bias", -1.0, -2.0, 1.0, 0.1)


@fragment
def decision() -> None:
    """Three switches, their weights, and whether to go outside."""
    with st.container(horizontal=True, gap="medium"):
        inputs = tuple(float(switch.show()) for switch in INPUTS)
    # The answer first: on a phone it then stands right below the switches.
    picture, controls = st.columns([3, 2], gap="large")
    with controls:
        weights = tuple(weight.show() for weight in WEIGHTS)
        bias = BIAS.show()
    neuron = Neuron(inputs, weights, bias, tuple(OUTSIDE))
    with picture:
        answers = ("Stay at home", "Go outside")
        show_neuron(neuron, "decision", "go", INPUTS, WEIGHTS, BIAS, answers)
        st.markdown(_why(neuron))
    counts = {f"weight_{name}": weight for name, weight in zip(OUTSIDE, weights, strict=True)}
    code = program("decision", **dict(zip(OUTSIDE, map(int, inputs), strict=True)), **counts, bias=bias)
    with st.expander("The same in Python", icon=":material/code:"):
        st.markdown("The course's perceptron, here as an AND gate, has two inputs:")
        st.code(program("and_gate"), language="python", wrap_lines=True)
        st.markdown("Your decision has three:")
        st.code(code, language="python", wrap_lines=True)


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
        sentences.append(f"**{listed(held)}** decided it: switch {_it(held)} off, and you would {other}.")
    if missing:
        sentences.append(f"With **{listed(missing, 'or')}**, you would {other}.")
    return " ".join(sentences)


def _it(names: Sequence[str]) -> str:
    return "it" if len(names) == 1 else "either of them" if len(names) == 2 else "any one of them"
