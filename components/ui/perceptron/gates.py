"""The perceptron page's second stop: tune a neuron by hand until it is a logic gate."""

from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st

from components.charts.numbers import number
from components.ml.perceptron import GATES, INPUTS, GateName, Perceptron, TruthRow, truth_table
from components.ui.common.fragment import fragment
from components.ui.common.program import program
from components.ui.common.progress import listed, remember
from components.ui.common.settings import Choice, Range
from components.ui.common.show import show_code, show_table
from components.ui.common.visitor import kept
from components.ui.instruments.neuron import show_neuron
from components.ui.instruments.plane import PlanePoint, show_plane

# What to reach, in this order; weights that reach it, for those who have tried.
GOALS = ("AND", "OR", "NAND", "NOR")
ONE_WAY = {"AND": (1.0, 1.0, -1.5), "OR": (1.0, 1.0, -0.5), "NAND": (-1.0, -1.0, 1.5), "NOR": (-1.0, -1.0, 0.5)}
GATE = Choice[GateName]("gate", "Gate", "AND", tuple(GATES))
HELP_WEIGHT = "Higher: this input pushes more towards 1. Below 0: it pushes towards 0."
HELP_BIAS = "What the sum starts from. Lower: the inputs have to bring more before the neuron answers 1."
WEIGHTS = (
    Range("w1", "Weight w1", 0.0, -2.0, 2.0, 0.1, help=HELP_WEIGHT),
    Range("w2", "Weight w2", 0.0, -2.0, 2.0, 0.1, help=HELP_WEIGHT),
    Range("b", "Bias b", 0.0, -2.0, 2.0, 0.1, help=HELP_BIAS),
)
NAMES = tuple(f"{x1}, {x2}" for x1, x2 in INPUTS)
SHOWN = Choice("input", "The neuron at work on x1, x2 =", NAMES[3], NAMES)
# After this many different settings, at any gates, a solution can be shown; after TRIES_AT_XOR, it is time to say that
# there is no way.
ENOUGH_TRIES, TRIES_AT_XOR = 5, 8


@fragment
def gates() -> None:
    """Three sliders, the neuron with its numbers, the truth table and the decision line."""
    # The picture first: on a phone it then stands right above the sliders.
    picture, controls = st.columns([3, 2], gap="large")
    with controls:
        gate = GATE.show()
        perceptron = Perceptron(*(weight.show() for weight in WEIGHTS))
        rows = truth_table(perceptron, gate)
        tries = _count_tries(gate, perceptron)
        show_score(rows, gate, tries)
        _show_goals(gate, perceptron, rows)
    with picture:
        points = [PlanePoint(row.x1, row.x2, row.target) for row in rows]
        show_plane("gates_plane", perceptron, points, WEIGHTS)
    st.caption(
        "On the line, z is 0. The arrow is (w1, w2), at a quarter of its length: it is at right angles to the "
        "line and points to the side where the neuron answers 1. Pull the line, or turn it at its arrow."
        if perceptron.w1 or perceptron.w2
        else "Both weights are 0, so z is the same everywhere, and there is no line yet. Move a weight."
    )
    card, table = st.columns([3, 2], gap="large")
    with card:
        neuron = perceptron.neuron(*INPUTS[NAMES.index(SHOWN.show())])
        show_neuron(neuron, "gates_neuron", weights=WEIGHTS[:2], bias=WEIGHTS[2])
    with table:
        show_truth_table(rows)
    _show_code(perceptron, rows)


def _show_code(perceptron: Perceptron, rows: Sequence[TruthRow]) -> None:
    numbers = asdict(perceptron)
    about = "The course's perceptron with your numbers. It prints the answers in the table above."
    sums = [perceptron.w1 * row.x1 + perceptron.w2 * row.x2 + perceptron.b for row in rows]
    if [z >= 0 for z in sums] != [bool(row.answer) for row in rows]:
        numbers = {name: round(10 * value) for name, value in numbers.items()}
        about += (
            " They are ten times as large here, which changes no answer: a computer stores tenths only approximately, "
            "and this sum, which should be 0, would come out just below it."
        )
    show_code(program("and_gate", **numbers), about)


def _count_tries(gate: GateName, perceptron: Perceptron) -> int:
    """How many different settings this visitor has seen at this gate."""
    tried: dict[GateName, set[Perceptron]] = st.session_state.setdefault("tried", {})
    tried.setdefault(gate, set()).add(perceptron)
    return len(tried[gate])


def _show_goals(gate: GateName, perceptron: Perceptron, rows: Sequence[TruthRow]) -> None:
    """Which gates have been solved; after some tries at one, a button that shows a solution."""
    solved: dict[GateName, str] = st.session_state.setdefault("solved", {})
    if all(row.right for row in rows):
        if gate not in solved or perceptron != Perceptron(*ONE_WAY[gate]):
            solved[gate] = ""  # also after it was shown: these weights are the visitor's own
        if not solved[gate]:
            made: set[GateName] = kept().setdefault("gates", set())
            made.add(gate)
            one = f"made a neuron that is {_article(gate)} {gate} gate"
            several = f"made neurons that are {listed([goal for goal in GOALS if goal in made])} gates"
            remember("perceptron", one if len(made) == 1 else several, "gates")
    marks = [f"✓ {goal}{solved[goal]}" if goal in solved else f"○ {goal}" for goal in GOALS]
    done = all(goal in solved for goal in GOALS)
    st.markdown(f"**Goals:** {' · '.join(marks)}{'. All four. Now try XOR.' if done else ''}")
    tries_in_all = sum(len(tried) for tried in st.session_state["tried"].values())
    if gate in ONE_WAY and gate not in solved:
        st.button(
            "Show me one" if tries_in_all >= ENOUGH_TRIES else f"Show me one: after {ENOUGH_TRIES} tries",
            icon=":material/visibility:",
            key="show_one",
            disabled=tries_in_all < ENOUGH_TRIES,
            help="Weights that solve this gate; after you have tried a few yourself.",
            on_click=_show_one,
        )


def _show_one() -> None:
    gate = GATE.now()
    if gate in ONE_WAY:
        st.session_state["solved"][gate] = " (shown)"
        for weight, value in zip(WEIGHTS, ONE_WAY[gate], strict=True):
            weight.set(value)


def show_score(rows: Sequence[TruthRow], gate: GateName, tries: int) -> None:
    """The score, and what it means."""
    right = sum(row.right for row in rows)
    if right == len(rows):
        st.success(f"**{right} of {len(rows)} right.** This neuron is {_article(gate)} {gate} gate.")
    elif gate == "XOR" and (right == 3 or tries >= TRIES_AT_XOR):
        best = "No single neuron can do better at XOR: look at the line."
        if right < 3:
            best = "3 of 4 is the best that a single neuron can do at XOR."
        st.info(
            f"**{right} of {len(rows)} right.** {best} The two points that want 1 lie at opposite corners, and no "
            "straight line separates them from the other two. "
            "[Two lines can.](#the-xor-wall-falls)"
        )
    else:
        st.warning(f"**{right} of {len(rows)} right.** Wrong: {_places(rows)}.")


def show_truth_table(rows: Sequence[TruthRow]) -> None:
    """One line for each input: the sum, the answer, the target, and whether they agree."""
    show_table(
        [
            {
                "x1": str(row.x1),
                "x2": str(row.x2),
                "z": number(row.z),
                "answer": str(row.answer),
                "target": str(row.target),
                "": "✓ right" if row.right else "✗ **wrong**",
            }
            for row in rows
        ],
        alt=f"Truth table. {summary(rows)}",
    )


def summary(rows: Sequence[TruthRow]) -> str:
    """What a picture of these rows shows now, for a screen reader: "3 of 4 right; (1, 1) is wrong"."""
    right = sum(row.right for row in rows)
    if right == len(rows):
        return f"{right} of {len(rows)} right."
    verb = "is" if len(rows) - right == 1 else "are"
    return f"{right} of {len(rows)} right; {_places(rows)} {verb} wrong."


def _places(rows: Sequence[TruthRow]) -> str:
    return ", ".join(f"({row.x1}, {row.x2})" for row in rows if not row.right)


def _article(gate: GateName) -> str:
    return "an" if gate[0] in "AOX" else "a"
