"""The perceptron page's third stop: the learning rule, one example at a time."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from components.charts.numbers import counted, number
from components.ml.learning_rule import (
    MAX_EPOCHS,
    Example,
    Learned,
    Look,
    blobs,
    gate_examples,
    learn,
    scikit_learn_after,
    separable,
)
from components.ml.perceptron import GATES, Perceptron
from components.ui.common.fragment import fragment
from components.ui.common.guess import guess_first
from components.ui.common.program import program
from components.ui.common.settings import Choice, Range, WholeNumber
from components.ui.common.show import show_code, show_table
from components.ui.instruments.neuron import show_neuron
from components.ui.instruments.plane import AROUND_THE_GATES, PlanePoint, show_plane
from components.ui.perceptron.own_points import own_points, readable_points, set_points

CLOUDS, OWN = "Two clouds", "My own points"
DATA = Choice("data", "Learn from", "AND", (*GATES, CLOUDS, OWN))
SEED = WholeNumber("cloud_seed", "Seed of the clouds", 0, 0, 999)
DISTANCE = Range("cloud_distance", "Distance", 1.4, 0.2, 2.0, 0.1)
LEARNING_RATE = Choice("rate", "Learning rate η", 0.5, (0.1, 0.25, 0.5, 1.0))
# A line to begin with, and not the right one for any gate.
START = Perceptron(1.0, -0.5, 0.2)
START_WEIGHTS = (
    Range("start1", "Start w1", START.w1, -2.0, 2.0, 0.1),
    Range("start2", "Start w2", START.w2, -2.0, 2.0, 0.1),
    Range("start_b", "Start b", START.b, -2.0, 2.0, 0.1),
)
STATE = "rule"
TO_THE_END = 1_000_000
SETTLES, GOES_ON = "It gets all points right", "It keeps making mistakes"


@dataclass(frozen=True)
class Settings:
    """What the neuron learns from, and how."""

    examples: tuple[Example, ...]
    start: Perceptron
    learning_rate: float


@fragment
def learning_rule() -> None:
    """The neuron looks at one point after the other, and moves its line after each mistake."""
    # The picture and its buttons first: on a phone they stand above the settings.
    picture, controls = st.columns([3, 2], gap="large")
    with controls:
        settings = _settings()
    if settings is None:  # the points can still be set in the picture, beside the line to begin with
        if (points := readable_points()) is not None:
            with picture:
                _show_points(points, Perceptron(*(weight.now() for weight in START_WEIGHTS)))
        return
    with controls:
        # Another setting starts again: steps taken with two settings would be the result of neither.
        state = st.session_state.get(STATE)
        steps = state[1] if state and state[0] == settings else 0
        learned = learn(settings.examples, settings.start, settings.learning_rate, steps)
        st.session_state[STATE] = (settings, learned.steps)
        # Where it was only given too little time, neither answer to the guess would be right.
        hopeless = learned.over and not learned.settled and not separable(settings.examples)
        guess_first("learning_rule", SETTLES if learned.settled else GOES_ON if hopeless else None)
        st.markdown(_how_far(settings, learned, hopeless))
    with picture:
        last = learned.last
        _show_points(settings.examples, learned.perceptron, last)
        _buttons(learned)
    _show_step(settings, learned)
    _show_scikit_learn(settings, learned)
    show_code(
        program(
            "learning_rule",
            points=[(example.x1, example.x2) for example in settings.examples],
            targets=[example.target for example in settings.examples],
            learning_rate=settings.learning_rate,
            epochs=max(1, learned.epochs),
            **asdict(settings.start),
        ),
        "The rule in plain Python, and scikit-learn beside it. Both print the same numbers.",
    )


def _settings() -> Settings | None:
    """What the controls say; None where there is nothing to learn from."""
    examples: tuple[Example, ...] | None
    data = DATA.show()
    if data == CLOUDS:
        examples = blobs(SEED.show(), DISTANCE.show())
        st.caption(
            "The points are random. The **seed** is the number that chance begins from: the same seed, the same points."
        )
    elif data == OWN:
        examples = own_points()
    else:
        examples = gate_examples(data)
    learning_rate = LEARNING_RATE.show(format_func=lambda rate: f"{rate:g}")
    with st.popover("Start weights", icon=":material/flag:"):
        start = Perceptron(*(weight.show() for weight in START_WEIGHTS))
    return Settings(examples, start, learning_rate) if examples else None


def _buttons(learned: Learned) -> None:
    with st.container(horizontal=True):
        for label, icon, key, by in (
            ("Step", ":material/skip_next:", "rule_step", 1),
            ("One epoch", ":material/repeat:", "rule_epoch", 0),
            ("To the end", ":material/last_page:", "rule_end", TO_THE_END),
        ):
            st.button(label, icon=icon, key=key, disabled=learned.over, on_click=_go_on, args=(by,))
        st.button("Reset", icon=":material/first_page:", key="rule_reset", disabled=not learned.steps, on_click=_reset)


def _go_on(by: int) -> None:
    """Take `by` steps more; 0 means to the end of the epoch."""
    settings, steps = st.session_state[STATE]
    size = len(settings.examples)
    st.session_state[STATE] = (settings, steps + (by or size - steps % size))


def _reset() -> None:
    settings, _ = st.session_state[STATE]
    st.session_state[STATE] = (settings, 0)


def _how_far(settings: Settings, learned: Learned, hopeless: bool) -> str:
    """Epochs, mistakes, and what they mean, in words."""
    if not learned.steps:
        return f"{len(settings.examples)} points. In one epoch the neuron looks at each of them once."
    counts = ", ".join(str(count) for count in learned.mistakes[-8:])
    more = "… " if len(learned.mistakes) > 8 else ""
    said = f"**Mistakes, epoch by epoch:** {more}{counts}{'' if learned.complete else ' so far'}."
    if learned.settled:
        return f"{said} The last epoch had none: the neuron has learned it, after {counted(learned.epochs, 'epoch')}."
    if hopeless:
        return f"{said} After {MAX_EPOCHS} epochs it still makes mistakes: no line separates these points."
    if learned.over:
        return (
            f"{said} After {MAX_EPOCHS} epochs it still makes mistakes. A line could separate these points, but the "
            "gap is so narrow that the rule takes longer to find it. Try another learning rate or other start weights."
        )
    return said


def _show_points(examples: Sequence[Example], perceptron: Perceptron, last: Look | None = None) -> None:
    """The points and the line; of the last look, where the line was before it. One's own points can be moved."""
    own = DATA.now() == OWN
    values = [x for one in examples for x in (one.x1, one.x2)]
    low, high = AROUND_THE_GATES
    show_plane(
        "rule_plane",
        perceptron,
        [PlanePoint(one.x1, one.x2, one.target) for one in examples],
        bounds=(min([low, *(x - 0.3 for x in values)]), max([high, *(x + 0.3 for x in values)])),
        before=last.before if last is not None and last.error else None,
        looked_at=(last.example.x1, last.example.x2) if last is not None else None,
        on_edit=set_points if own else None,
    )
    if own:
        st.caption("Press to add a point. Press a point to change its class. Drag it to move it, or out to remove it.")


def _show_step(settings: Settings, learned: Learned) -> None:
    """What the last step did, with its numbers."""
    step = learned.last
    if step is None:
        st.caption("Press Step: the neuron looks at the first point.")
        return
    example, before, after = step.example, step.before, step.after
    st.markdown(
        f"**Epoch {len(learned.mistakes)}, point {step.number + 1} of {len(settings.examples)}:** "
        f"({example.x1:g}, {example.x2:g}) wants {example.target}. {_verdict(step)}"
    )
    show_neuron(before.neuron(example.x1, example.x2), "rule_neuron")
    if step.error:
        push = settings.learning_rate * step.error
        rate = f"{settings.learning_rate:g} · {number(step.error)}"
        show_table(
            [
                {
                    "": name,
                    "old": number(old),
                    "change: η · error · x": f"{rate} · {number(x)} = {number(push * x)}",
                    "new": number(new),
                }
                for name, old, x, new in (
                    ("w1", before.w1, example.x1, after.w1),
                    ("w2", before.w2, example.x2, after.w2),
                    ("b", before.b, 1.0, after.b),
                )
            ],
            alt="How the mistake moves the two weights and the bias.",
        )


def _verdict(look: Look) -> str:
    if look.undecided:
        return (
            "z was exactly 0: the point lay on the line. The course's step answers 1 there, which is right; "
            "scikit-learn's rule counts it as a mistake, error 1, and so does this page."
        )
    if look.z == 0:
        return "z was exactly 0: the point lay on the line, and step answers 1. Error = target − answer = −1."
    if abs(look.z) < 1e-9:
        z = f"{look.z:.1e}".replace("-", "−")
        end = f"Error {number(look.error)}." if look.error else "The answer was right, so nothing changed."
        return f"z was not quite 0 but {z}, because a computer stores tenths only approximately. {end}"
    if not look.error:
        return "The answer was right, so nothing changed."
    return (
        f"With the line before, the answer was wrong: error = target − answer = {number(look.error)}. "
        "So the line moved; the picture shows it after that."
    )


def _show_scikit_learn(settings: Settings, learned: Learned) -> None:
    """That scikit-learn, after as many epochs, has the same weights."""
    if not learned.epochs or not learned.complete:
        st.caption("At the end of each epoch, scikit-learn's weights after the same number of epochs are shown here.")
        return
    ours = (learned.perceptron.w1, learned.perceptron.w2, learned.perceptron.b)
    theirs = scikit_learn_after(learned.epochs, settings.examples, settings.start, settings.learning_rate)
    difference = max(abs(a - b) for a, b in zip(ours, theirs, strict=True))
    w1, w2, b = (number(value, 6) for value in theirs)
    verdict = "the same as here" if difference < 1e-12 else "**not** the same as here"
    largest = f"{difference:.0e}" if difference else "0"
    st.markdown(
        f"**scikit-learn's `Perceptron(shuffle=False, tol=None)` after {counted(learned.epochs, 'epoch')}:** "
        f"`coef_` {w1}, {w2} and `intercept_` {b}: {verdict} (largest difference: {largest})."
    )
