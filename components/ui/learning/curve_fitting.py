"""A network that learns a curve in front of the visitor: the settings, the buttons, and what each step does."""

from dataclasses import asdict

import numpy as np
import streamlit as st

from components.charts.curve_fitting import loss_spec, loss_table
from components.charts.numbers import loss_text
from components.ml.curve_fitting import (
    CURVES,
    HIDDEN_ACTIVATIONS,
    Fitting,
    FittingSettings,
    Heights,
    answer,
    learn,
    start,
    to_learn,
)
from components.ml.optimizers import OPTIMIZERS
from components.ui.common.guess import guess_first
from components.ui.common.program import program
from components.ui.common.progress import remember
from components.ui.common.settings import Choice, OneOf, Range, Text, WholeNumber, show_all
from components.ui.common.show import poll, show_code
from components.ui.common.words import linked
from components.ui.instruments.curve import show_curve
from components.ui.learning.fitting_explained import show_four_steps, show_verdict

DEFAULT = FittingSettings()
RATE = OneOf("fit_rate", "Learning rate", DEFAULT.learning_rate, (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0))
UNITS = Range("fit_units", "Hidden units", DEFAULT.hidden_units, 1, 32, 1)
SEED = WholeNumber("fit_seed", "Seed", DEFAULT.seed, 0, 9_999)
ACTIVATION = Choice("fit_activation", "Activation of the hidden units", DEFAULT.activation, HIDDEN_ACTIVATIONS)
OPTIMIZER = Choice("fit_optimizer", "Optimizer", DEFAULT.optimizer, tuple(OPTIMIZERS))
WHAT = {
    "gradient descent": "**Gradient descent**: each weight moves by its [gradient][gradient] times the learning rate.",
    "momentum": "**[Momentum][momentum]** keeps part of the speed of the last steps, like a ball that rolls downhill.",
    "adam": "**[Adam][Adam]** gives each weight a step of its own size, judged by its recent gradients.",
}
CURVE = Choice("fit_shape", "Curve to learn", DEFAULT.curve, tuple(CURVES))


def _text(heights: Heights) -> str:
    return " ".join(f"{height:g}" for height in heights)


LOW, HIGH = -3.0, 7.0  # of the picture, and of a curve that is drawn in it
DRAWN = Text(
    "fit_drawn",
    "Heights of the curve drawn by hand",
    _text(DEFAULT.drawn),
    st.text_input,
    help=f"Of its {len(DEFAULT.drawn)} points, from x = −2 to 2, with spaces between them. Or pull the points.",
)
NOISE = Range("fit_noise", "Noise", DEFAULT.noise, 0.0, 1.0, 0.1)
STEPS_A_LOOK = 20
LOOK_SECONDS = 0.2

# The network as it is now, with the settings that it was begun with; and the number of the visit in which it runs by
# itself, or None. Leaving the page ends the visit, and so pauses the run.
_FITTING, _RUNNING = "fitting", "fitting_runs"


def curve_fitting() -> None:
    """The whole section."""
    guess = st.container()
    picture, controls = st.columns([3, 2], gap="medium")
    # The controls have the last word, so all that depends on them is drawn after them, in its own place.
    with controls:
        by_hand = CURVE.show() == "drawn by hand"
        with st.grid(2, min_column_width=100):
            show_all(RATE, UNITS)
        show_all(ACTIVATION, OPTIMIZER)
        with st.popover("Noise, seed and heights" if by_hand else "Noise and seed", icon=":material/tune:"):
            show_all(NOISE, SEED, *[DRAWN] * by_hand)
            if by_hand and not _heights():
                st.caption(f":material/error: {len(DEFAULT.drawn)} numbers are needed. The first curve is used.")
        # Not a caption: in its grey, a link is too pale.
        st.markdown(
            linked(
                f":small[{WHAT[OPTIMIZER.now()]} The random weights come from the **[seed][seed]**: the same number, "
                "the same start. A change here starts again; what was learned until then is lost.]"
            )
        )
    fitting = current_fitting()
    with guess:
        guess_first("curve_fitting", outcome(fitting))
    with picture:
        _buttons(fitting)
        poll(_look, _running(), LOOK_SECONDS)
    poll(_explain, _running(), LOOK_SECONDS)


def chosen_settings() -> FittingSettings:
    """What the controls say now."""
    network = RATE.now(), UNITS.now(), ACTIVATION.now(), OPTIMIZER.now(), SEED.now()
    return FittingSettings(*network, CURVE.now(), NOISE.now(), _heights() or DEFAULT.drawn)


def _heights() -> Heights:
    """The curve drawn by hand, as far as it is in the picture; empty where the text is not one."""
    try:
        heights = [float(text) for text in DRAWN.now().replace(",", ".").split()]
    except ValueError:
        return ()
    inside = tuple(round(min(HIGH, max(LOW, height)), 1) + 0.0 for height in heights)
    return inside if len(inside) == len(DEFAULT.drawn) else ()


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
    with st.container(horizontal=True, gap="xsmall"):
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
                "Run", key="fit_run", icon=":material/play_arrow:", on_click=_run, args=(True,), disabled=fitting.over
            )
        st.button("Start again", key="fit_again", on_click=_start_again)


def _look() -> None:
    """One look at the network; while it runs, some steps are taken before it."""
    if st.session_state[_FITTING].settings != chosen_settings():
        st.rerun()  # a point was pulled in the picture, which only this part of the page has heard of
    if _running():
        _take(STEPS_A_LOOK)
        if current_fitting().over:
            _run(False)
            st.rerun()
    fitting = current_fitting()
    x, y = to_learn(fitting.settings)
    drawn = fitting.settings.curve == "drawn by hand"
    show_curve(
        "fit_curve",
        "fit",
        {"drawn": DRAWN} if drawn else {},
        across=(-2, 2),
        upright=(LOW, HIGH),
        ticks=((-2, -1, 0, 1, 2), (-2, 0, 2, 4, 6)),
        title="x",
        label="The network's curve beside the true one.",
        values={"drawn": _text(fitting.settings.drawn)} if drawn else {},
        says=f"Step {fitting.steps}, loss {loss_text(fitting.loss)}.",
        truth=np.hstack([x, y]).tolist(),
        guesses=np.hstack([x, answer(fitting, x)]).tolist(),
        ratio=0.58,
    )
    # Always the same text: a chart whose text changes is rebuilt instead of updated in place.
    st.vega_lite_chart(loss_table(fitting), loss_spec(fitting.steps), key="fit_loss", alt="The loss after each step.")
    show_verdict(fitting)  # last: its text may be long or short, and nothing moves


def _explain() -> None:
    """What the next step does, with its numbers, and the code."""
    fitting = current_fitting()
    show_four_steps(fitting)
    show_code(
        program("curve_fitting", **asdict(fitting.settings), steps=fitting.steps),
        "The same network in NumPy alone, with your settings and steps. It prints the loss above.",
    )
