"""The learning rule, against scikit-learn's own Perceptron."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from components.ml.learning_rule import (
    MAX_EPOCHS,
    Example,
    blobs,
    gate_examples,
    learn,
    look_at,
    scikit_learn_after,
    separable,
)
from components.ml.perceptron import GATES, Perceptron

START = Perceptron(0.0, 0.0, 0.0)


def weights(perceptron: Perceptron) -> tuple[float, float, float]:
    return perceptron.w1, perceptron.w2, perceptron.b


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("learning_rate", [0.1, 0.5, 1.0])
@pytest.mark.parametrize("start", [START, Perceptron(-1.3, 0.7, 0.2)])
def test_after_every_epoch_it_is_where_scikit_learn_is(gate: str, learning_rate: float, start: Perceptron) -> None:
    examples = gate_examples(gate)
    for epochs in range(1, 16):
        learned = learn(examples, start, learning_rate, epochs * 4)
        theirs = scikit_learn_after(epochs, examples, start, learning_rate)
        assert weights(learned.perceptron) == pytest.approx(theirs, abs=1e-12)


@given(
    seed=st.integers(0, 10_000),
    distance=st.floats(0.5, 2),
    learning_rate=st.sampled_from([0.1, 0.25, 0.5, 1.0]),
    epochs=st.integers(1, 40),
)
@settings(max_examples=60)
def test_on_two_clouds_it_is_where_scikit_learn_is(
    seed: int, distance: float, learning_rate: float, epochs: int
) -> None:
    examples = blobs(seed, distance)
    learned = learn(examples, START, learning_rate, epochs * len(examples))
    theirs = scikit_learn_after(epochs, examples, START, learning_rate)
    assert weights(learned.perceptron) == pytest.approx(theirs, abs=1e-12)


@given(
    w1=st.floats(-2, 2),
    w2=st.floats(-2, 2),
    b=st.floats(-1, 1),
    points=st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=2, max_size=20),
)
@settings(max_examples=60)
def test_what_a_line_can_part_is_parted(w1: float, w2: float, b: float, points: list[tuple[float, float]]) -> None:
    """The perceptron convergence theorem (Novikoff, 1962): at most (R / margin)² mistakes, for points within R.

    Here a line is drawn first, and the points are those that keep a margin of it.
    """
    norm = (w1**2 + w2**2 + b**2) ** 0.5
    assume(norm > 0.1)
    margins = [(w1 * x1 + w2 * x2 + b) / norm for x1, x2 in points]
    examples = [
        Example(*point, int(margin > 0)) for point, margin in zip(points, margins, strict=True) if abs(margin) > 0.25
    ]
    assume(len({example.target for example in examples}) == 2)
    learned = learn(examples, START, 1.0, MAX_EPOCHS * len(examples))
    assert learned.settled
    assert sum(learned.mistakes) <= 3 / 0.25**2
    ours = weights(learn(examples, START, 1.0, learned.epochs * len(examples)).perceptron)
    assert ours == pytest.approx(scikit_learn_after(learned.epochs, examples, START, 1.0), abs=1e-12)


def test_and_from_nought_step_by_step() -> None:
    """The whole way, worked out by hand."""
    examples = gate_examples("AND")
    way = [learn(examples, START, 1.0, steps) for steps in range(1, 9)]
    assert [weights(learned.perceptron) for learned in way] == [
        (0, 0, -1),  # (0, 0) lay on the line
        (0, 0, -1),
        (0, 0, -1),
        (1, 1, 0),  # (1, 1) got -1
        (1, 1, -1),  # (0, 0) lay on the line
        (1, 0, -2),  # (0, 1) lay on the line
        (1, 0, -2),
        (2, 1, -1),
    ]
    assert [learned.mistakes for learned in way] == [(1,), (1,), (1,), (2,), (2, 1), (2, 2), (2, 2), (2, 3)]
    assert [learned.epochs for learned in way] == [0, 0, 0, 1, 1, 1, 1, 2]
    first = way[0].last
    assert first is not None
    assert (first.number, first.z, first.error, first.undecided) == (0, 0, -1, False)


def test_it_settles_and_stays_where_it_is() -> None:
    examples = gate_examples("AND")
    end = learn(examples, START, 1.0, 10_000)
    assert end.settled
    assert end.over
    assert end.complete
    assert end.mistakes[-1] == 0
    assert end == learn(examples, START, 1.0, end.steps)
    assert not learn(examples, START, 1.0, end.steps - 1).over


def test_xor_goes_round_for_ever() -> None:
    end = learn(gate_examples("XOR"), START, 1.0, 10_000)
    assert (end.epochs, end.settled, end.over) == (MAX_EPOCHS, False, True)
    assert min(end.mistakes) > 0


def test_on_the_line_the_rule_sees_a_mistake_where_the_courses_step_does_not() -> None:
    """z = 0 with target 1: step(0) is 1, which is right; scikit-learn moves the line all the same."""
    step = look_at(START, 3, Example(1, 1, 1), 0.5)
    assert step.error == 1
    assert step.undecided
    assert weights(step.after) == (0.5, 0.5, 0.5)
    assert not look_at(START, 0, Example(0, 0, 0), 0.5).undecided


def test_clouds_are_the_same_for_the_same_seed() -> None:
    assert blobs(3, 1.0) == blobs(3, 1.0)
    assert blobs(3, 1.0) != blobs(4, 1.0)
    assert [example.target for example in blobs(0, 1.0)] == [0, 1] * 12


def test_separable_is_what_a_long_enough_run_of_the_rule_finds() -> None:
    """By the convergence theorem, the rule settles where there is a line with no point on it, and only there."""
    for seed in range(12):
        examples = blobs(seed, 1.2)
        perceptron = Perceptron(0.0, 0.0, 0.0)
        for _ in range(3_000):
            before = perceptron
            for number, example in enumerate(examples):
                perceptron = look_at(perceptron, number, example, 1.0).after
            if perceptron == before:
                break
        assert separable(examples) == (perceptron == before)
    assert not separable(gate_examples("XOR"))
    assert separable(gate_examples("NAND"))
