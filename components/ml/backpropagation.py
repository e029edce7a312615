"""One example on its way through two inputs, two hidden neurons and one output, and its error on the way back."""

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property

import numpy as np

from components.ml.activations import SLOPES
from components.ml.optimizers import gradient_descent, no_memory
from components.ml.small_network import (
    Array,
    Backward,
    Forward,
    Parameters,
    SmallNetwork,
    backward,
    finite_differences,
    forward,
    mean_squared_error,
    random_network,
)

SIZES = (2, 2, 1)
NEURONS = (("x1", "x2"), ("h1", "h2"), ("y",))


@dataclass(frozen=True)
class ExampleSettings:
    """The inputs, what the output should be, the learning rate, and the seed of the first weights."""

    x1: float = 1.0
    x2: float = 0.5
    target: float = 1.0
    learning_rate: float = 1.0
    seed: int = 42


class Phase(IntEnum):
    """What has been done in this round."""

    START = 0
    FORWARD = 1
    LOSS = 2
    BACKWARD = 3
    UPDATE = 4


@dataclass(frozen=True)
class Edge:
    """A weight, or a bias, whose input is always 1: dL/dweight is the `signal` at its end times what it carried."""

    source: str
    end: str
    weight: float
    carried: float
    signal: float
    gradient: float
    checked: float  # the same by finite differences
    updated: float

    @property
    def name(self) -> str:
        """ "x1 → h1", or "bias of h1"."""
        return f"{self.source} → {self.end}" if self.source else f"bias of {self.end}"


@dataclass(frozen=True)
class Unit:
    """A neuron: its sum z, its output, the slope there, and dL/dz, its signal, with the factors that it came from.

    For the output neuron these are [2, answer - target]; for a hidden one [signal of y, weight to y]; the slope is
    the last factor of both.
    """

    name: str
    z: float
    output: float
    slope: float
    signal: float
    factors: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Round:
    """A network with the weights of this round, and how far the round has come."""

    settings: ExampleSettings
    network: SmallNetwork
    phase: Phase = Phase.START
    number: int = 1

    @property
    def _inputs(self) -> Array:
        return np.array([[self.settings.x1, self.settings.x2]])

    @property
    def _target(self) -> Array:
        return np.array([[self.settings.target]])

    @cached_property
    def passed(self) -> Forward:
        """The forward pass."""
        return forward(self.network, self._inputs)

    @cached_property
    def loss(self) -> float:
        """(y - target)²: the mean squared error of one example."""
        return mean_squared_error(self.passed.answer, self._target)

    @cached_property
    def answer_digits(self) -> int:
        """How many decimals of the answer are needed, three or more, to work out the loss with its four."""
        answer = float(self.passed.answer[0, 0])
        enough = (
            digits
            for digits in range(3, 16)
            if round((round(answer, digits) - self.settings.target) ** 2, 4) == round(self.loss, 4)
        )
        return next(enough, 16)

    @cached_property
    def back(self) -> Backward:
        """The backward pass."""
        return backward(self.network, self.passed, self._target)

    @cached_property
    def checked(self) -> Parameters:
        """The gradients by finite differences."""
        return finite_differences(self.network, self._inputs, self._target)

    @cached_property
    def updated(self) -> SmallNetwork:
        """The network after a step of gradient descent."""
        parameters = self.network.parameters
        moved, _ = gradient_descent(parameters, self.back.gradients, no_memory(parameters), self.settings.learning_rate)
        return self.network.with_parameters(moved)

    @cached_property
    def loss_after(self) -> float:
        """The loss with the updated weights."""
        return mean_squared_error(forward(self.updated, self._inputs).answer, self._target)

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """The four weights and two biases into h1 and h2, then the two weights and the bias into y."""
        edges = []
        for layer in (0, 1):
            carried = [*self.passed.outputs[layer][0], 1.0]
            columns = [
                np.vstack([parameters[2 * layer], parameters[2 * layer + 1]])  # the bias as one more row
                for parameters in (self.network.parameters, self.back.gradients, self.checked, self.updated.parameters)
            ]
            for unit, end in enumerate(NEURONS[layer + 1]):
                for row, source in enumerate((*NEURONS[layer], "")):
                    weight, gradient, checked, updated = (float(column[row, unit]) for column in columns)
                    signal = float(self.back.signals[layer][0, unit])
                    edges.append(Edge(source, end, weight, float(carried[row]), signal, gradient, checked, updated))
        return tuple(edges)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """h1, h2 and y."""
        units = []
        to_y = self.network.weights[1][:, 0]
        signal_of_y = float(self.back.signals[1][0, 0])
        for layer in (0, 1):
            for unit, name in enumerate(NEURONS[layer + 1]):
                z = self.passed.sums[layer][0, unit]
                output = float(self.passed.outputs[layer + 1][0, unit])
                error = (2.0, output - self.settings.target)
                factors = error if layer == 1 else (signal_of_y, float(to_y[unit]))
                slope = float(SLOPES["sigmoid"](np.asarray(z)))
                units.append(Unit(name, float(z), output, slope, float(self.back.signals[layer][0, unit]), factors))
        return tuple(units)

    @cached_property
    def largest_difference(self) -> float:
        """Between a gradient by the chain rule and the same by finite differences."""
        return max(abs(edge.gradient - edge.checked) for edge in self.edges)


def begin(settings: ExampleSettings) -> Round:
    """The first round: weights and biases between -1 and 1, with two decimals, easy to follow by hand."""
    network = random_network(SIZES, ("sigmoid", "sigmoid"), settings.seed)
    random = np.random.default_rng(settings.seed)
    parameters = tuple(np.round(random.uniform(-1, 1, p.shape), 2) for p in network.parameters)
    return Round(settings, network.with_parameters(parameters))


def advance(current: Round) -> Round:
    """The next phase; after the update comes the forward pass of the next round, with the new weights."""
    if current.phase is Phase.UPDATE:
        return Round(current.settings, current.updated, Phase.FORWARD, current.number + 1)
    return replace(current, phase=Phase(current.phase + 1))
