"""What is said of the network that learns a curve: how far it is, and what its next step does."""

import numpy as np
import streamlit as st

from components.charts.numbers import loss_text, three_digits
from components.ml.curve_fitting import (
    EXPLODED,
    LEARNED,
    MOST_STEPS,
    POINTS,
    Fitting,
    answer,
    best_line_loss,
    next_adjustment,
    to_learn,
)

SHOWN_X = 1.0  # where the list reads a guess


def show_verdict(fitting: Fitting) -> None:
    """How far it is, and what that means."""
    state = f"**Step {fitting.steps:,}. Loss {loss_text(fitting.loss)}.**"
    if fitting.diverged:
        st.warning(_explosion(fitting), icon=":material/trending_up:")
    elif fitting.over and fitting.settings.activation == "linear":
        best = best_line_loss(fitting.settings)
        line = (
            "This is the best straight line, and it can do no more."
            if fitting.loss <= 1.01 * best
            else f"This is only a straight line; the best one has a loss of {loss_text(best)}."
        )
        st.info(
            f"{state} {line} A linear unit only multiplies and adds. Many of them added up still give a straight "
            "line. For a bend, choose another activation.",
            icon=":material/horizontal_rule:",
        )
    elif fitting.loss < LEARNED:
        st.success(f"{state} The network has learned the curve.", icon=":material/check_circle:")
    elif fitting.over:
        st.info(f"{state} The run ends after {MOST_STEPS:,} steps. Other settings may come closer.")
    else:
        st.info(state, icon=":material/straighten:")


def _explosion(fitting: Fitting) -> str:
    """What is known of a step that was not taken: the loss would have been larger than EXPLODED after it."""
    limit = f"{EXPLODED:,.0f}"
    if not fitting.steps:
        return (
            "**Diverged in the first step.** It was so large that the loss would have been more than "
            f"{limit}, so it is not taken: the weights are still the random ones. Lower the learning rate."
        )
    return (
        f"**Diverged in step {fitting.steps + 1:,}.** The steps became so large that the numbers grew beyond all "
        f"bounds: the loss would have been more than {limit}. The weights from before that step are shown. "
        "Lower the learning rate."
    )


def show_four_steps(fitting: Fitting) -> None:
    """Guess, measure, adjust, repeat: the next step with its numbers."""
    guess = float(answer(fitting, np.array([[SHOWN_X]]))[0, 0])
    x, y = to_learn(fitting.settings)
    truth = float(y[np.abs(x - SHOWN_X).argmin(), 0])
    if fitting.over:
        adjust, repeat = "No more: this run is over.", f"{fitting.steps:,} steps were taken."
    else:
        move = next_adjustment(fitting)
        adjust = (
            f"Move every weight and bias a little. The {move.name} goes from {three_digits(move.before)} "
            f"to {three_digits(move.after)}: its **gradient**, how the loss changes with it, is "
            f"{three_digits(move.gradient)}."
        )
        repeat = f"That is step {fitting.steps + 1:,}. Then guess again."
    st.markdown(
        f"1. **Guess.** At x = {SHOWN_X:g} the network says {three_digits(guess)}; right is {three_digits(truth)}.\n"
        f"1. **Measure.** Square each error and take the mean of all {POINTS}: the **loss**, or mean squared error, "
        f"is {loss_text(fitting.loss)}. The larger it is, the worse are the guesses.\n"
        f"1. **Adjust.** {adjust}\n"
        f"1. **Repeat.** {repeat}"
    )
