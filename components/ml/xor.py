"""XOR from three perceptrons: two look at the inputs, the third at their two answers."""

from dataclasses import dataclass

import numpy as np

from components.ml.neuron import Neuron
from components.ml.perceptron import GATES, INPUTS, Perceptron, TruthRow
from components.ml.small_network import SmallNetwork, backward, forward, mean_squared_error, random_network

# Of the network that learns XOR: its steps, and the loss at which all four answers are far on their side of a half.
LEARNING_RATE, MOST_STEPS, LEARNED = 10.0, 2_000, 0.01


@dataclass(frozen=True)
class TwoLayers:
    """Two hidden perceptrons and one that takes their answers h1 and h2 as its inputs: nine numbers."""

    hidden1: Perceptron
    hidden2: Perceptron
    output: Perceptron

    def hidden(self, x1: float, x2: float) -> tuple[int, int]:
        """What the hidden layer makes of a point: (h1, h2), each 0 or 1."""
        return int(self.hidden1.neuron(x1, x2).output), int(self.hidden2.neuron(x1, x2).output)

    def last_neuron(self, x1: float, x2: float) -> Neuron:
        """The output neuron with its numbers for one point."""
        output = self.output
        return Neuron(self.hidden(x1, x2), (output.w1, output.w2), output.b, ("h1", "h2"), "step")


# XOR is OR, but not AND: OR and NAND, both of them.
SOLUTION = TwoLayers(Perceptron(1, 1, -0.5), Perceptron(-1, -1, 1.5), Perceptron(1, 1, -1.5))


@dataclass(frozen=True)
class XorRow(TruthRow):
    """One line of the table: also where the hidden layer puts the point."""

    h1: int
    h2: int


def xor_table(network: TwoLayers) -> tuple[XorRow, ...]:
    """Ask the network all four inputs."""
    rows = []
    for (x1, x2), target in zip(INPUTS, GATES["XOR"], strict=True):
        neuron = network.last_neuron(x1, x2)
        rows.append(XorRow(x1, x2, neuron.z, int(neuron.output), target, *network.hidden(x1, x2)))
    return tuple(rows)


def separable(rows: tuple[XorRow, ...]) -> bool:
    """Whether some line could separate the targets after the hidden layer.

    Of points with h1 and h2 0 or 1, a line fails in two cases: two targets on one spot, or XOR once more, with the
    same target at opposite corners and the other one at both of the other corners.
    """
    at = {(row.h1, row.h2): row.target for row in rows}
    if any(at[row.h1, row.h2] != row.target for row in rows):
        return False
    return not (len(at) == 4 and at[0, 0] == at[1, 1] != at[0, 1] == at[1, 0])


def learn_xor(seed: int) -> tuple[TwoLayers, int]:
    """Nine numbers that a network of sigmoid neurons has learned by gradient descent from random weights, and its
    steps.

    They are scaled so that each neuron's largest is 2, which leaves its line where it is, and rounded to tenths. Where
    the learning ends in a bad place, or rounding moves a point across a line, it begins again with the next weights.
    """
    x, y = np.array(INPUTS, dtype=float), np.array(GATES["XOR"], dtype=float).reshape(-1, 1)
    random = np.random.default_rng(seed)
    while True:
        network = random_network((2, 2, 1), ("sigmoid", "sigmoid"), int(random.integers(1_000_000)))
        for step in range(1, MOST_STEPS + 1):
            passed = forward(network, x)
            if mean_squared_error(passed.answer, y) < LEARNED:
                found = TwoLayers(*_as_perceptrons(network))
                if all(row.right for row in xor_table(found)):
                    return found, step
                break
            gradients = backward(network, passed, y).gradients
            moved = tuple(p - LEARNING_RATE * g for p, g in zip(network.parameters, gradients, strict=True))
            network = network.with_parameters(moved)


def _as_perceptrons(network: SmallNetwork) -> list[Perceptron]:
    numbers = [np.vstack([weights, bias]) for weights, bias in zip(network.weights, network.biases, strict=True)]
    return [
        Perceptron(*(round(float(value), 1) + 0.0 for value in 2 * column / np.abs(column).max()))
        for column in np.hstack(numbers).T
    ]
