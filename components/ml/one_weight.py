"""Gradient descent with a single weight w, whose loss (w - 2)² can be drawn whole: what the learning rate does.

The gradient is 2 (w - 2). A step takes w to w - rate · 2 (w - 2), so each step multiplies the distance from the
lowest point by 1 - 2 rate. That one factor decides everything.
"""

from dataclasses import dataclass
from enum import Enum

LOWEST = 2.0
START = -1.0
MOST_STEPS = 20
# What the picture shows of the weight. A step that leads out of it ends the path, so no number grows without end.
LEFT, RIGHT = -4.0, 8.0
# It has arrived, to the eye, when this share of the way is left.
ARRIVED = 0.05


class Regime(Enum):
    """What becomes of the steps; the values are what the page says."""

    TOO_SMALL = "It creeps"
    RIGHT = "It walks straight to the lowest point"
    OSCILLATING = "It jumps back and forth"
    DIVERGING = "It flies away"


@dataclass(frozen=True)
class Place:
    """A place on the path: the steps taken so far, the weight there and its loss."""

    number: int
    weight: float
    loss: float


def loss(weight: float) -> float:
    """(w - 2)²."""
    return (weight - LOWEST) ** 2


def gradient(weight: float) -> float:
    """The slope of the loss: 2 (w - 2)."""
    return 2 * (weight - LOWEST)


def factor(rate: float) -> float:
    """What a step multiplies the distance from the lowest point by."""
    return round(1 - 2 * rate, 10) + 0.0  # 1 - 2 · 0.35 is 0.30000000000000004


def regime(rate: float) -> Regime:
    """Exact, from the factor: below -1 it diverges, below 0 each step jumps across the lowest point, and of the rest
    those are too small that have more than a twentieth of the way left after 20 steps.
    """
    kept = factor(rate)
    if kept < -1:
        return Regime.DIVERGING
    if kept < 0:
        return Regime.OSCILLATING
    return Regime.TOO_SMALL if kept**MOST_STEPS > ARRIVED else Regime.RIGHT


def path(rate: float, steps: int, start: float = START) -> tuple[Place, ...]:
    """The start and up to `steps` steps; the last one may lie outside the picture, and is then the end."""
    places = [Place(0, start, loss(start))]
    while len(places) <= steps and LEFT <= places[-1].weight <= RIGHT:
        weight = places[-1].weight
        weight -= rate * gradient(weight)
        places.append(Place(len(places), weight, loss(weight)))
    return tuple(places)
