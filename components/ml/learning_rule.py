"""Rosenblatt's learning rule (1958), example by example: where the answer is wrong, w <- w + learning rate · error · x.

It is what scikit-learn's `Perceptron(shuffle=False, tol=None)` does, to the last bit: the same sums in the same order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.ml.perceptron import GATES, INPUTS, GateName, Perceptron

# Points that no line can separate never settle; after this many epochs that is plain to see.
MAX_EPOCHS = 100


@dataclass(frozen=True)
class Example:
    """A point of the plane and the answer that it wants, 0 or 1."""

    x1: float
    x2: float
    target: int


@dataclass(frozen=True)
class Look:
    """One look at one example: what the neuron said, and what came of it."""

    number: int  # of the example, from 0
    example: Example
    z: float
    before: Perceptron
    after: Perceptron

    @property
    def error(self) -> int:
        """Target minus answer as scikit-learn counts it: 0 where the example is right, else 1 or -1.

        At z = 0 exactly, the point lies on the line, and the rule counts that as a mistake for either target.
        The course's step answers 1 there.
        """
        wanted = 1 if self.example.target else -1
        return wanted if wanted * self.z <= 0 else 0

    @property
    def undecided(self) -> bool:
        """Whether the course's step would have called this right, and the rule does not: target 1, z exactly 0."""
        return self.z == 0 and self.example.target == 1


@dataclass(frozen=True)
class Learned:
    """A neuron after some steps. `mistakes` has one count an epoch; the last one may be of an epoch under way."""

    perceptron: Perceptron
    steps: int
    mistakes: tuple[int, ...]
    last: Look | None
    complete: bool  # at the end of an epoch

    @property
    def epochs(self) -> int:
        """Epochs that are over."""
        return len(self.mistakes) - (not self.complete)

    @property
    def settled(self) -> bool:
        """A whole epoch without a mistake: nothing will change any more."""
        return bool(self.epochs) and self.mistakes[self.epochs - 1] == 0

    @property
    def over(self) -> bool:
        """Whether there is nothing more to see."""
        return self.settled or self.epochs >= MAX_EPOCHS


def separable(examples: Sequence[Example]) -> bool:
    """Whether some line has all points of class 1 on one side and all of class 0 on the other, none of them on it.

    That is so if the inequalities wanted · (w1 x1 + w2 x2 + b) >= 1 have a solution, wanted being 1 or -1.
    """
    from scipy.optimize import linprog  # only once somebody gets so far

    wanted = np.array([1 if one.target else -1 for one in examples])
    points = np.array([(one.x1, one.x2, 1.0) for one in examples])
    return bool(
        linprog(np.zeros(3), A_ub=-wanted[:, None] * points, b_ub=-np.ones(len(examples)), bounds=(None, None)).success
    )


def look_at(perceptron: Perceptron, number: int, example: Example, learning_rate: float) -> Look:
    """Let the neuron answer one example, and correct it if that was wrong."""
    w1, w2, b = perceptron.w1, perceptron.w2, perceptron.b
    z = perceptron.neuron(example.x1, example.x2).z
    error = Look(number, example, z, perceptron, perceptron).error
    if error:
        push = learning_rate * error
        perceptron = Perceptron(w1 + push * example.x1, w2 + push * example.x2, b + push)
    return Look(number, example, z, Perceptron(w1, w2, b), perceptron)


def learn(examples: Sequence[Example], start: Perceptron, learning_rate: float, steps: int) -> Learned:
    """Take `steps` steps through the examples, in their order, over and over; fewer if it settles before."""
    perceptron, last = start, None
    mistakes: list[int] = []
    for taken in range(steps):
        number = taken % len(examples)
        if number == 0:
            if len(mistakes) == MAX_EPOCHS or (mistakes and mistakes[-1] == 0):
                return Learned(perceptron, taken, tuple(mistakes), last, complete=True)
            mistakes.append(0)
        last = look_at(perceptron, number, examples[number], learning_rate)
        perceptron = last.after
        mistakes[-1] += bool(last.error)
    return Learned(perceptron, steps, tuple(mistakes), last, complete=steps % len(examples) == 0)


def gate_examples(gate: GateName) -> tuple[Example, ...]:
    """The four lines of a gate's truth table."""
    return tuple(Example(*point, target) for point, target in zip(INPUTS, GATES[gate], strict=True))


def blobs(seed: int, distance: float) -> tuple[Example, ...]:
    """Two clouds of twelve points each, one a class, in turn; centres `distance` apart, standard deviation 0.25."""
    generator = np.random.default_rng(seed)
    angle = generator.uniform(0, 2 * np.pi)
    towards = np.array([np.cos(angle), np.sin(angle)]) * distance / 2
    points = generator.normal(scale=0.25, size=(24, 2))
    centres = [0.5 - towards, 0.5 + towards]
    examples = []
    for number, spread in enumerate(points):
        x1, x2 = (round(float(x), 2) for x in centres[number % 2] + spread)
        examples.append(Example(x1, x2, number % 2))
    return tuple(examples)


def scikit_learn_after(
    epochs: int, examples: Sequence[Example], start: Perceptron, learning_rate: float
) -> tuple[float, float, float]:
    """(w1, w2, b) of scikit-learn's own Perceptron after `epochs` epochs. ValueError if there is only one class."""
    import warnings  # with scikit-learn, only once somebody wants to compare

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import Perceptron as ScikitLearn

    model = ScikitLearn(max_iter=epochs, eta0=learning_rate, tol=None, shuffle=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # that it has not converged is seen on the page
        model.fit(
            [[one.x1, one.x2] for one in examples],
            [one.target for one in examples],
            coef_init=[[start.w1, start.w2]],
            intercept_init=[start.b],
        )
    w1, w2 = (float(weight) for weight in model.coef_[0])
    return w1, w2, float(model.intercept_[0])
