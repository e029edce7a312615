"""How a step follows from the gradients: three rules, as pure functions, with Keras' formulas and defaults.

Each takes the parameters, their gradients, what it remembers of the steps before, and the learning rate; it returns
the new parameters and the new memory.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from components.ml.small_network import Parameters

# Keras' SGD has no momentum unless it is given one; 0.9 is what its users give it.
MOMENTUM = 0.9
BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-7


@dataclass(frozen=True, eq=False)
class Memory:
    """What a rule remembers: the steps taken, and up to two running numbers for each parameter."""

    steps: int
    first: Parameters
    second: Parameters


UpdateRule = Callable[[Parameters, Parameters, Memory, float], tuple[Parameters, Memory]]


def no_memory(parameters: Parameters) -> Memory:
    """Before the first step: all zeros."""
    zeros = tuple(np.zeros_like(array) for array in parameters)
    return Memory(0, zeros, zeros)


def gradient_descent(
    parameters: Parameters, gradients: Parameters, memory: Memory, rate: float
) -> tuple[Parameters, Memory]:
    """p ← p - rate · g: against the gradient, as far as it is steep."""
    moved = tuple(p - rate * g for p, g in zip(parameters, gradients, strict=True))
    return moved, Memory(memory.steps + 1, memory.first, memory.second)


def momentum(parameters: Parameters, gradients: Parameters, memory: Memory, rate: float) -> tuple[Parameters, Memory]:
    """v ← 0.9 v - rate · g, p ← p + v: a ball that keeps nine tenths of its speed v."""
    speeds = tuple(MOMENTUM * v - rate * g for v, g in zip(memory.first, gradients, strict=True))
    moved = tuple(p + v for p, v in zip(parameters, speeds, strict=True))
    return moved, Memory(memory.steps + 1, speeds, memory.second)


def adam(parameters: Parameters, gradients: Parameters, memory: Memory, rate: float) -> tuple[Parameters, Memory]:
    """Kingma and Ba, 2014: m and v are running means of g and g²; each p moves by about rate · m / sqrt(v).

    The means begin at 0, and `unbiased` makes up for it: section 2's shorter form of the paper's algorithm 1.
    """
    steps = memory.steps + 1
    means = tuple(BETA_1 * m + (1 - BETA_1) * g for m, g in zip(memory.first, gradients, strict=True))
    squares = tuple(BETA_2 * v + (1 - BETA_2) * g**2 for v, g in zip(memory.second, gradients, strict=True))
    unbiased = rate * np.sqrt(1 - BETA_2**steps) / (1 - BETA_1**steps)
    moved = tuple(p - unbiased * m / (np.sqrt(v) + EPSILON) for p, m, v in zip(parameters, means, squares, strict=True))
    return moved, Memory(steps, means, squares)


# By the names that the page gives them.
OPTIMIZERS: dict[str, UpdateRule] = {"gradient descent": gradient_descent, "momentum": momentum, "adam": adam}
