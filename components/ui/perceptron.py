"""How the perceptron page says how well the neuron does, in words as well as in the picture."""

from collections.abc import Sequence

import streamlit as st

from components.charts.neuron_card import number
from components.ml.perceptron import GateName, TruthRow


def show_score(rows: Sequence[TruthRow], gate: GateName) -> None:
    """The score, and what it means."""
    right = sum(row.right for row in rows)
    if right == len(rows):
        st.success(f"**{right} of {len(rows)} right.** This neuron is {_article(gate)} {gate} gate.")
    elif gate == "XOR" and right == 3:
        st.info(f"**{right} of {len(rows)} right.** No single neuron can do better at XOR: look at the line.")
    else:
        st.warning(f"**{right} of {len(rows)} right.** Wrong: {_places(rows)}.")


def show_truth_table(rows: Sequence[TruthRow]) -> None:
    """One line for each input: the sum, the answer, the target, and whether they agree."""
    st.table(
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
        hide_index=True,
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
