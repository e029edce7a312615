"""The learning rate, shown with a single weight: two sliders, the path, and the verdict on the rate."""

import streamlit as st

from components.charts.numbers import number
from components.ml.one_weight import LEFT, LOWEST, MOST_STEPS, RIGHT, START, Place, Regime, factor, path, regime
from components.ui.common.fragment import fragment
from components.ui.common.guess import forget_guess, guess_first
from components.ui.common.program import program
from components.ui.common.settings import Range
from components.ui.common.show import show_code
from components.ui.instruments.curve import show_curve

RATE = Range("w_rate", "Learning rate of the weight", 0.03, 0.01, 1.2, 0.01)
STEPS = Range("w_steps", "Steps taken", 0, 0, MOST_STEPS, 1)
BEGIN = Range("w_start", "Where the weight begins", START, LEFT, RIGHT, 0.1)


@fragment
def one_weight() -> None:
    """The whole section; a move here draws it alone, which takes a third of the page's time."""
    question = st.container()
    # The picture first: on a phone it then stands right above the sliders.
    picture, controls = st.columns([3, 2], gap="large")
    with controls:
        rate = RATE.show(on_change=_ask_anew)
        steps = STEPS.show()
        start = BEGIN.show()
        with question:
            guess_first("one_weight", regime(rate).value if steps else None)
        places = path(rate, steps, start)
        if steps:
            _verdict(rate, places)
        else:
            st.info(
                f"The weight is at {number(start)}. The lowest loss is at w = {number(LOWEST)}. Move **Steps taken**."
            )
    with picture:
        show_curve(
            "w_path",
            "weight",
            {"x": BEGIN, "rate": RATE, "steps": STEPS},
            across=(LEFT, RIGHT),
            upright=(-1.5, 37.0),  # a little above the highest loss inside the picture
            ticks=((-4, -2, 0, 2, 4, 6, 8), (0, 10, 20, 30)),
            title="weight w",
            label=f"The loss of one weight, a valley with its lowest point at {number(LOWEST)}.",
        )
    show_code(
        program("one_weight", w=start, learning_rate=rate, steps=len(places) - 1),
        "The same steps. It prints each weight and its loss.",
    )


def _ask_anew() -> None:
    """Another rate, another question: the weight goes back to its start, and the guess on the old rate is forgotten."""
    STEPS.set(0)
    forget_guess("one_weight")


def _where(places: tuple[Place, ...]) -> str:
    last = places[-1]
    left = "" if LEFT <= last.weight <= RIGHT else ", outside the picture"
    return f"Step {last.number}: w = {number(last.weight)}, loss {number(last.loss)}{left}."


def _verdict(rate: float, places: tuple[Place, ...]) -> None:
    kept = factor(rate)
    share = f"{number(100 * abs(kept), 1)} %"
    where = _where(places)
    match regime(rate):
        case Regime.TOO_SMALL:
            left = f"{number(100 * kept**MOST_STEPS, 0)} %"
            st.warning(
                f"**Too small.** {where} Each step leaves {share} of the way to the lowest point. "
                f"After {MOST_STEPS} steps, {left} of the way is still left."
            )
        case Regime.RIGHT:
            st.success(f"**About right.** {where} Each step leaves {share} of the way to the lowest point.")
        case Regime.OSCILLATING:
            closer = "It never comes closer." if kept == -1 else "It comes closer, on either side in turn."
            st.warning(
                f"**Oscillating.** {where} Each step jumps across the lowest point and leaves {share} of the distance. "
                f"{closer}"
            )
        case Regime.DIVERGING:
            st.error(
                f"**Diverging.** {where} Each step jumps across the lowest point and makes the distance {share} of "
                "what it was. The path is drawn until it leaves the picture."
            )
