"""Backpropagation by numbers: a network of three neurons, one press a phase, and every product spelled out."""

import numpy as np
import streamlit as st

from components.charts.backpropagation import network_picture
from components.charts.numbers import number
from components.ml.backpropagation import ExampleSettings, Phase, Round, advance, begin
from components.ui.common.fragment import fragment
from components.ui.common.guess import guess_first
from components.ui.common.program import program
from components.ui.common.settings import OneOf, Range, WholeNumber, show_all
from components.ui.common.show import show_code, show_table
from components.ui.instruments import COLOURS, instrument

DEFAULT = ExampleSettings()
X1 = Range("b_x1", "Input x1", DEFAULT.x1, -2.0, 2.0, 0.1)
X2 = Range("b_x2", "Input x2", DEFAULT.x2, -2.0, 2.0, 0.1)
TARGET = Range("b_target", "Target", DEFAULT.target, 0.0, 1.0, 0.1)
RATE = OneOf("b_rate", "Rate of the update", DEFAULT.learning_rate, (0.01, 0.1, 0.5, 1.0, 5.0, 10.0))
SEED = WholeNumber("b_seed", "Seed of the weights", DEFAULT.seed, 0, 9_999)
PHASES = {Phase.FORWARD: "Forward", Phase.LOSS: "Loss", Phase.BACKWARD: "Backward", Phase.UPDATE: "Update"}
_ROUND = "backprop_round"
WORDS_PX = 116  # three lines


@fragment
def backpropagation() -> None:
    """The whole section; a move here draws it alone, which takes a third of the page's time."""
    question = st.container()
    buttons, words = st.columns(2)
    picture = st.container()
    # Their own row, below the picture: on a phone all of it is then on one screen.
    with st.grid(5, min_column_width=100):
        show_all(X1, X2, TARGET, RATE, SEED)
    st.caption(
        "w is a weight, b a bias, g a gradient. δ (delta) is a neuron's signal: how the loss L changes with its sum z. "
        "The slope is sigmoid's at z. Blue edges are positive, orange ones negative. After an update, outputs and "
        "gradients are those from before it. A change of a setting begins again with the seed's weights."
    )
    shown = current_round()
    with question:
        guess_first("backpropagation", outcome(shown))
    with buttons:
        _buttons(shown)
    words.container(height=WORDS_PX, border=False).info(_words(shown))  # so the picture below keeps its place
    with picture:
        examples = {"x1": X1, "x2": X2, "target": TARGET}
        instrument("network")(
            key="b_network",
            data={
                **network_picture(shown),
                "controls": {name: setting.key for name, setting in examples.items()},
                "values": {name: setting.now() for name, setting in examples.items()},
                "colours": COLOURS,
            },
        )
    if shown.phase >= Phase.BACKWARD:
        _check(shown)
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


def _words(shown: Round) -> str:
    answer = float(shown.passed.answer[0, 0])
    target = number(shown.settings.target)
    match shown.phase:
        case Phase.START:
            return "The inputs are there, and random weights. Press **Forward**."
        case Phase.FORWARD:
            y = shown.units[-1]
            sigmoid = f"sigmoid({number(y.z)}) = {number(y.output)}"
            return f"**Forward.** Each neuron takes the sigmoid of its sum z: y = {sigmoid}."
        case Phase.LOSS:
            error = f"{number(answer, shown.answer_digits)} − {target}"
            return f"**Loss.** (answer − target)² = ({error})² = **{number(shown.loss, 4)}**."
        case Phase.BACKWARD:
            return (
                "**Backward.** Each weight gets its gradient g: how the loss changes with it. Press an edge or a row "
                "to see its product."
            )
        case Phase.UPDATE:
            return (
                f"**Update.** Each weight becomes w − {shown.settings.learning_rate:g} × g. With the new "
                f"weights the loss is **{number(shown.loss_after, 4)}**; it was {number(shown.loss, 4)}."
            )


def _check(shown: Round) -> None:
    with st.expander("Check every gradient", icon=":material/fact_check:"):
        st.markdown(
            "A gradient can be found without the chain rule, too. Make one weight a little larger, then a little "
            "smaller, and see how much the loss changes. This is slow: the whole network has to be computed twice "
            f"for each weight. **Largest difference: {shown.largest_difference:.12f}.**"
        )
        show_table(
            [
                {
                    "weight": edge.name,
                    "chain rule": number(edge.gradient, 8),
                    "by nudging": number(edge.checked, 8),
                    "difference": f"{abs(edge.gradient - edge.checked):.12f}",
                }
                for edge in shown.edges
            ],
            alt=f"Gradients by both ways; the largest difference is {shown.largest_difference:.12f}.",
        )
