"""Gates by hand: every gate but XOR has a solution, and the code that is shown prints what the page shows."""

from itertools import product

import pytest

from components.ml.perceptron import GATES, Perceptron, truth_table

SOLUTIONS = {
    "AND": Perceptron(1, 1, -1.5),
    "OR": Perceptron(1, 1, -0.5),
    "NAND": Perceptron(-1, -1, 1.5),
    "NOR": Perceptron(-1, -1, 0.5),
}


@pytest.mark.parametrize("gate", SOLUTIONS)
def test_the_known_solutions_solve_their_gates(gate: str) -> None:
    assert [row.right for row in truth_table(SOLUTIONS[gate], gate)] == [True] * 4


def test_the_gates_are_what_python_says_they_are() -> None:
    pairs = list(product((0, 1), repeat=2))
    assert GATES["AND"] == tuple(a & b for a, b in pairs)
    assert GATES["OR"] == tuple(a | b for a, b in pairs)
    assert GATES["NAND"] == tuple(1 - (a & b) for a, b in pairs)
    assert GATES["NOR"] == tuple(1 - (a | b) for a, b in pairs)
    assert GATES["XOR"] == tuple(a ^ b for a, b in pairs)


def test_the_start_is_wrong_for_and() -> None:
    """With everything at 0 the sum is 0 and step(0) is 1, so only (1, 1) is right."""
    rows = truth_table(Perceptron(0, 0, 0), "AND")
    assert [(row.z, row.answer, row.right) for row in rows] == [(0, 1, False)] * 3 + [(0, 1, True)]


def test_no_slider_position_solves_xor_and_three_is_the_best() -> None:
    tenths = [value / 10 for value in range(-20, 21, 4)]
    scores = [
        sum(row.right for row in truth_table(Perceptron(w1, w2, b), "XOR")) for w1, w2, b in product(tenths, repeat=3)
    ]
    assert max(scores) == 3
