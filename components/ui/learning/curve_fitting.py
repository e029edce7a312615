"""A network that learns y = x² + x in front of the visitor: the settings, the buttons, and what each step does."""

from dataclasses import asdict

import numpy as np
import streamlit as st

from components.charts.curve_fitting import fit_spec, fit_table, loss_spec, loss_table
from components.charts.numbers import loss_text, three_digits
from components.ml.curve_fitting import (
    EXPLODED,
    HIDDEN_ACTIVATIONS,
    LEARNED,
    MOST_STEPS,
    POINTS,
    Fitting,
    FittingSettings,
    answer,
    best_line_loss,
    learn,
    next_adjustment,
    start,
)
from components.ml.optimizers import OPTIMIZERS
from components.ui.common.guess import guess_first
from components.ui.common.program import program
from components.ui.common.progress import remember
from components.ui.common.settings import Choice, OneOf, Range, WholeNumber, show_all
from components.ui.common.show import poll, show_code

DEFAULT = FittingSettings()
RATE = OneOf(
    "fit_rate",
    "Learning rate",
    DEFAULT.learning_rate,
    (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0),
    help="How far a step goes. Higher: faster, until it overshoots. Lower: slow and steady.",
)
UNITS = Range(
    "fit_units",
    "Hidden units",
    DEFAULT.hidden_units,
    1,
    32,
    1,
    help="Neurons between x and the answer. Each can put one bend into the curve. More: finer curves.",
)
SEED = WholeNumber(
    "fit_seed",
    "Seed",
    DEFAULT.seed,
    0,
    9_999,
    help="Which random weights to begin with. The same seed gives the same start.",
)
ACTIVATION = Choice(
    "fit_activation",
    "Activation of the hidden units",
    DEFAULT.activation,
    HIDDEN_ACTIVATIONS,
    help="Which bend a unit makes. linear makes none. Section 3 shows the others.",
)
OPTIMIZER = Choice(
    "fit_optimizer",
    "Optimizer",
    DEFAULT.optimizer,
    tuple(OPTIMIZERS),
    help="How a step follows from the gradients. gradient descent takes them as they are; momentum keeps some "
    "of the speed of the steps before; adam fits the step to each weight.",
)
STEPS_A_LOOK = 20
LOOK_SECONDS = 0.2
SHOWN_X = 1.0  # where the card reads a guess

# The network as it is now, with the settings that it was begun with; and the number of the visit in which it runs by
# itself, or None. Leaving the page ends the visit, and so pauses the run.
_FITTING, _RUNNING = "fitting", "fitting_runs"


def curve_fitting() -> None:
    """The whole section."""
    guess = st.container()
    picture, controls = st.columns([3, 2], gap="large")
    # The controls have the last word, so all that depends on them is drawn after them, in its own place.
    with controls:
        show_all(RATE, UNITS, ACTIVATION, OPTIMIZER, SEED)
        st.caption("A change here starts again from the seed's random weights. What was learned until then is lost.")
    fitting = current_fitting()
    with guess:
        guess_first("curve_fitting", outcome(fitting))
    with picture:
        _buttons(fitting)
        poll(_look, _running(), LOOK_SECONDS)
    poll(_explain, _running(), LOOK_SECONDS)


def chosen_settings() -> FittingSettings:
    """What the controls say now."""
    return FittingSettings(RATE.now(), UNITS.now(), ACTIVATION.now(), OPTIMIZER.now(), SEED.now())


def current_fitting() -> Fitting:
    """The network of these settings: the one that has learned something with them, or else a new one."""
    fitting = st.session_state.get(_FITTING)
    settings = chosen_settings()
    if fitting is None or fitting.settings != settings:
        fitting = st.session_state[_FITTING] = start(settings)
        st.session_state[_RUNNING] = None
    return fitting


def outcome(fitting: Fitting) -> str | None:
    """The answer to the question, once it is known how the run ends."""
    if not fitting.over:
        return None
    if fitting.diverged or fitting.loss > 0.5:
        return "Far from it"
    return "On it" if fitting.loss < 0.01 else "Near it"


def _running() -> bool:
    return bool(st.session_state.get(_RUNNING) == st.session_state["visit"])


def _take(steps: int) -> None:
    fitting = st.session_state[_FITTING] = learn(current_fitting(), steps)
    remember("learning", f"took {fitting.steps:,} steps with a small network")


def _run(on: bool) -> None:
    current_fitting()
    st.session_state[_RUNNING] = st.session_state["visit"] if on else None


def _start_again() -> None:
    st.session_state[_FITTING] = start(chosen_settings())
    st.session_state[_RUNNING] = None


def _buttons(fitting: Fitting) -> None:
    running = _running()
    with st.container(horizontal=True):
        for steps in (1, 10, 100):
            st.button(
                f"{steps} step{'s' if steps > 1 else ''}",
                key=f"fit_{steps}",
                on_click=_take,
                args=(steps,),
                disabled=running or fitting.over,
            )
        if running:
            st.button("Pause", key="fit_pause", icon=":material/pause:", on_click=_run, args=(False,))
        else:
            st.button(
                "Run",
                key="fit_run",
                icon=":material/play_arrow:",
                on_click=_run,
                args=(True,),
                disabled=fitting.over,
            )
        st.button("Start again", key="fit_again", icon=":material/replay:", on_click=_start_again)


def _look() -> None:
    """One look at the network; while it runs, some steps are taken before it."""
    if _running():
        _take(STEPS_A_LOOK)
        if current_fitting().over:
            _run(False)
            st.rerun()
    fitting = current_fitting()
    with st.container():  # one place for what comes and goes, so that the charts keep theirs
        _verdict(fitting)
    # Always the same texts: a chart whose text changes is rebuilt instead of updated in place.
    st.vega_lite_chart(fit_table(fitting), fit_spec(), key="fit_curve", alt="The network's curve beside the true one.")
    st.vega_lite_chart(loss_table(fitting), loss_spec(fitting.steps), key="fit_loss", alt="The loss after each step.")


def _explain() -> None:
    """What the next step does, with its numbers, and the code."""
    fitting = current_fitting()
    _four_steps(fitting)
    show_code(
        program("curve_fitting", **asdict(fitting.settings), steps=fitting.steps),
        "The same network in NumPy alone, with your settings and steps. It prints the loss above.",
    )


def _verdict(fitting: Fitting) -> None:
    state = f"**Step {fitting.steps:,}. Loss {loss_text(fitting.loss)}.**"
    if fitting.diverged:
        st.warning(_explosion(fitting), icon=":material/trending_up:")
    elif fitting.over and fitting.settings.activation == "linear":
        best = best_line_loss()
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
        st.info(f"{state} The larger the loss, the worse the guesses.", icon=":material/straighten:")


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


def _four_steps(fitting: Fitting) -> None:
    guess = float(answer(fitting, np.array([[SHOWN_X]]))[0, 0])
    truth = SHOWN_X**2 + SHOWN_X
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
        f"1. **Guess.** At x = {SHOWN_X:g} the network says {three_digits(guess)}. The truth is {truth:g}.\n"
        f"1. **Measure.** Square each error and take the mean of all {POINTS}: the **loss**, or mean squared error, "
        f"is {loss_text(fitting.loss)}.\n"
        f"1. **Adjust.** {adjust}\n"
        f"1. **Repeat.** {repeat}"
    )
