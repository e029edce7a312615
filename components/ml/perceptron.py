"""A perceptron with two inputs, tuned by hand until it is a logic gate."""

from dataclasses import dataclass

from components.ml.neuron import Neuron

GateName = str

# The four possible inputs (x1, x2), in the order of the course's table, and each gate's answers to them.
INPUTS = ((0, 0), (0, 1), (1, 0), (1, 1))
GATES: dict[GateName, tuple[int, int, int, int]] = {
    "AND": (0, 0, 0, 1),
    "OR": (0, 1, 1, 1),
    "NAND": (1, 1, 1, 0),
    "NOR": (1, 0, 0, 0),
    "XOR": (0, 1, 1, 0),
}


@dataclass(frozen=True)
class Perceptron:
    """y = step(w1 x1 + w2 x2 + b). Two weights, one bias, no unit."""

    w1: float
    w2: float
    b: float

    def neuron(self, x1: float, x2: float) -> Neuron:
        """The neuron with its numbers for one input."""
        return Neuron((x1, x2), (self.w1, self.w2), self.b, ("x1", "x2"), "step")


@dataclass(frozen=True)
class TruthRow:
    """One line of the truth table: what the perceptron answers and what the gate wants."""

    x1: int
    x2: int
    z: float
    answer: int
    target: int

    @property
    def right(self) -> bool:
        """Whether the answer is the gate's."""
        return self.answer == self.target


def truth_table(perceptron: Perceptron, gate: GateName) -> tuple[TruthRow, ...]:
    """Ask the perceptron all four inputs and compare with the gate. KeyError for a gate that is not in GATES."""
    rows = []
    for (x1, x2), target in zip(INPUTS, GATES[gate], strict=True):
        neuron = perceptron.neuron(x1, x2)
        rows.append(TruthRow(x1, x2, neuron.z, int(neuron.output), target))
    return tuple(rows)
