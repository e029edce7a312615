"""Goals; the page sees when one is reached."""

import streamlit as st

from components.ml.plane_data import points
from components.ml.plane_network import Learning
from components.ui.common.goals import Goal, show_list
from components.ui.common.progress import remember
from components.ui.common.visitor import kept

_DONE, _OVERFITTED = "plane_goals", "plane_overfitted"  # kept for the browser; in the session


def _separates(learning: Learning, kind: str) -> bool:
    accuracy = learning.now.test.accuracy
    return learning.settings.points.kind == kind and accuracy is not None and accuracy >= 0.95


def _numbers(learning: Learning) -> int:
    return sum(array.size for array in learning.network.parameters)


def _overfits(learning: Learning) -> bool:
    train, test = learning.now.train.accuracy, learning.now.test.accuracy
    few = len(points(learning.settings.points).x) <= 20 and learning.settings.points.noise >= 0.2
    return few and train is not None and test is not None and train == 1 and test <= 0.85


def _cured(learning: Learning) -> bool:
    test = learning.now.test.accuracy
    overfitted: Learning | None = st.session_state.get(_OVERFITTED)
    return (
        overfitted is not None
        and learning.settings.points == overfitted.settings.points
        and test is not None
        and test >= (overfitted.now.test.accuracy or 0) + 0.1
    )


PLAIN = {"x1", "x2"}
GOALS = (
    Goal(
        "circle",
        "Separate the circle with x1, x2 and three hidden units.",
        lambda it: _separates(it, "circle") and set(it.settings.features) <= PLAIN and sum(it.settings.hidden) <= 3,
        "Three lines enclose an area: a triangle with rounded corners.",
    ),
    Goal(
        "spiral",
        "Separate the spiral with x1 and x2 alone.",
        lambda it: _separates(it, "spiral") and set(it.settings.features) <= PLAIN,
        "Units of the second layer bend what the first ones give, so the border turns more often.",
    ),
    Goal(
        "overfit",
        "Let it learn at most 20 points, with noise of 0.2 or more, by heart: all of them right, and at most "
        "85 % of the test points.",
        _overfits,
        "With many weights and few points, the border goes round each single one. That is overfitting.",
    ),
    Goal(
        "cure",
        "Cure what has learned by heart: the same points, and 10 percentage points more of the test points right.",
        _cured,
        "Fewer units, a penalty for large weights, or an earlier end keep the border simple.",
    ),
    Goal(
        "xor",
        "Separate XOR with a network of at most two numbers: weights and biases together.",
        lambda it: _separates(it, "XOR") and _numbers(it) <= 2,
        "The feature x1·x2 does it: one weight and one bias. A good feature saves a network.",
    ),
)


def reach_goals(learning: Learning) -> bool:
    """Note what is reached; whether there is news. What this browser has reached once stays so."""
    if _overfits(learning):
        st.session_state[_OVERFITTED] = learning
    done: set[str] = kept().setdefault(_DONE, set())
    news = {goal.key for goal in GOALS if goal.key not in done and goal.reached(learning)}
    done |= news
    if news:
        for goal in GOALS:
            if goal.key in news:
                st.toast(f"Goal reached. {goal.why}", icon=":material/flag:")
        remember("plane", f"reached {len(done)} of {len(GOALS)} goals", "goals", len(done))
    return bool(news)


def show_goals() -> None:
    """The list."""
    show_list("Five goals", GOALS, kept().get(_DONE, set()))
