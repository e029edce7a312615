"""Backpropagation by numbers: a network of three neurons, one press a phase, and every product spelled out."""

import numpy as np
import streamlit as st

from components.charts.backpropagation import describe_network, network_figure
from components.charts.numbers import factor, number
from components.ml.backpropagation import Edge, ExampleSettings, Phase, Round, advance, begin
from components.ui.common.guess import guess_first
from components.ui.common.program import program
from components.ui.common.settings import OneOf, Range, WholeNumber, show_all
from components.ui.common.show import chart, show_code

DEFAULT = ExampleSettings()
X1 = Range("b_x1", "Input x1", DEFAULT.x1, -2.0, 2.0, 0.1)
X2 = Range("b_x2", "Input x2", DEFAULT.x2, -2.0, 2.0, 0.1)
TARGET = Range("b_target", "Target", DEFAULT.target, 0.0, 1.0, 0.1)
RATE = OneOf(
    "b_rate",
    "Learning rate of the update",
    DEFAULT.learning_rate,
    (0.01, 0.1, 0.5, 1.0, 5.0, 10.0),
    help="What each gradient is multiplied by. Higher: larger changes.",
)
SEED = WholeNumber("b_seed", "Seed of the weights", DEFAULT.seed, 0, 9_999, help="Which random weights to begin with.")
PHASES = {Phase.FORWARD: "Forward", Phase.LOSS: "Loss", Phase.BACKWARD: "Backward", Phase.UPDATE: "Update"}
_ROUND = "backprop_round"


@st.fragment
def backpropagation() -> None:
    """The whole section; a move here draws it alone, which takes a third of the page's time."""
    question = st.container()
    picture, controls = st.columns([3, 2], gap="large")
    with controls:
        words = st.container()
        _settings()
    shown = current_round()
    with question:
        guess_first("backpropagation", outcome(shown))
    with words:
        st.info(_words(shown))
    with picture:
        _buttons(shown)
        chart(network_figure(shown), key="b_network", alt=describe_network(shown))
        new = (
            " The weights and biases are the new ones; outputs and gradients are those from before the update."
            if shown.phase is Phase.UPDATE
            else ""
        )
        st.caption(f"w is a weight, b a bias, g a gradient. Blue edges are positive, orange ones negative.{new}")
    with st.container():
        if shown.phase >= Phase.BACKWARD:
            _tables(shown)
    W1, b1, W2, b2 = (np.round(p, 9).tolist() for p in shown.network.parameters)
    now = shown.settings
    x, target, learning_rate = [now.x1, now.x2], now.target, now.learning_rate
    show_code(
        program("backpropagation", x=x, target=target, learning_rate=learning_rate, W1=W1, b1=b1, W2=W2, b2=b2),
        "This round with its numbers, in NumPy. It prints the loss before and after the update.",
    )


def chosen_settings() -> ExampleSettings:
    """What the controls say now."""
    return ExampleSettings(X1.now(), X2.now(), TARGET.now(), RATE.now(), SEED.now())


def current_round() -> Round:
    """The round of these settings: the one that has begun with them, or else a new one."""
    shown = st.session_state.get(_ROUND)
    settings = chosen_settings()
    if shown is None or shown.settings != settings:
        shown = st.session_state[_ROUND] = begin(settings)
    return shown


def outcome(shown: Round) -> str | None:
    """The answer to the question, once the update is done. What four decimals can't tell apart is the same."""
    if shown.phase is not Phase.UPDATE:
        return None
    change = round(shown.loss_after, 4) - round(shown.loss, 4)
    return "Smaller" if change < 0 else "Larger" if change > 0 else "The same"


def _advance() -> None:
    st.session_state[_ROUND] = advance(current_round())


def _start_again() -> None:
    st.session_state[_ROUND] = begin(chosen_settings())


def _buttons(shown: Round) -> None:
    following = Phase.FORWARD if shown.phase is Phase.UPDATE else Phase(shown.phase + 1)
    done = " → ".join(f"**{name}**" if phase <= shown.phase else name.lower() for phase, name in PHASES.items())
    st.markdown(f"Round {shown.number}: {done}")
    with st.container(horizontal=True):
        # One button, so that whoever presses it by keyboard keeps it under the finger.
        st.button(PHASES[following], key="b_next", icon=":material/arrow_forward:", on_click=_advance)
        st.button("Start again", key="b_again", icon=":material/replay:", on_click=_start_again)


def _settings() -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        show_all(X1, X2, TARGET)
    with right:
        show_all(RATE, SEED)
    st.caption("A change here begins again with the seed's weights. What was learned until then is lost.")


def _words(shown: Round) -> str:
    answer = float(shown.passed.answer[0, 0])
    target = number(shown.settings.target)
    match shown.phase:
        case Phase.START:
            return "The inputs are there, and random weights. Press **Forward**."
        case Phase.FORWARD:
            sums = ", ".join(f"{unit.name} = sigmoid({number(unit.z)}) = {number(unit.output)}" for unit in shown.units)
            return f"**Forward.** Each neuron adds up inputs times weights, plus its bias: {sums}."
        case Phase.LOSS:
            error = f"{number(answer, shown.answer_digits)} − {target}"
            return f"**Loss.** (answer − target)² = ({error})² = **{number(shown.loss, 4)}**."
        case Phase.BACKWARD:
            return (
                "**Backward.** From the output back to the inputs, each weight gets its gradient g: how the loss "
                "changes with it. The tables below show the product that each one came from."
            )
        case Phase.UPDATE:
            return (
                f"**Update.** Each weight moves by −{shown.settings.learning_rate:g} × its gradient. With the new "
                f"weights the loss is **{number(shown.loss_after, 4)}**; it was {number(shown.loss, 4)}."
            )


def _tables(shown: Round) -> None:
    st.markdown(
        "**The signals.** A neuron's signal is how the loss changes with its sum z. The slope is that of sigmoid at z."
    )
    first = {
        "y": "2 × (y − target) × slope",
        "h1": "signal of y × weight × slope",
        "h2": "signal of y × weight × slope",
    }
    st.table(
        [
            {
                "neuron": unit.name,
                "signal": number(unit.signal, 4),
                "is": first[unit.name],
                "in numbers": " × ".join(factor(value, 4) for value in (*unit.factors, unit.slope)),
            }
            for unit in reversed(shown.units)
        ],
        hide_index=True,
        alt="The signal of each neuron and the product that it is.",
    )
    st.markdown(
        "**The gradients.** A weight leads to a neuron. Its gradient is that neuron's signal, times the number that "
        "came in through the weight."
    )
    st.table(
        [_edge_row(edge, shown.phase is Phase.UPDATE) for edge in shown.edges],
        hide_index=True,
        alt="Every weight with its gradient and the product that it is.",
    )
    with st.expander("Check every gradient", icon=":material/fact_check:"):
        st.markdown(
            "A gradient can be found without the chain rule, too. Make one weight a little larger, then a little "
            "smaller, and see how much the loss changes. This is slow: the whole network has to be computed twice "
            f"for each weight. **Largest difference: {shown.largest_difference:.12f}.**"
        )
        st.table(
            [
                {
                    "weight": edge.name,
                    "chain rule": number(edge.gradient, 8),
                    "by nudging": number(edge.checked, 8),
                    "difference": f"{abs(edge.gradient - edge.checked):.12f}",
                }
                for edge in shown.edges
            ],
            hide_index=True,
            alt=f"Gradients by both ways; the largest difference is {shown.largest_difference:.12f}.",
        )


def _edge_row(edge: Edge, with_update: bool) -> dict[str, str]:
    row = {
        "": edge.name,
        "weight": number(edge.weight, 4),
        "gradient": number(edge.gradient, 4),
        "signal × carried": f"{factor(edge.signal, 4)} × {factor(edge.carried, 4)}",
    }
    return {**row, "new weight": number(edge.updated, 4)} if with_update else row
