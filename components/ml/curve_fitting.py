"""A network with one hidden layer learns a curve, y = x² + x at first: guess, measure, adjust, repeat."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from components.ml.optimizers import OPTIMIZERS, Memory, no_memory
from components.ml.small_network import (
    Array,
    Parameters,
    SmallNetwork,
    backward,
    forward,
    mean_squared_error,
    random_network,
)

POINTS = 41
MOST_STEPS = 2_000
LEARNED = 0.001  # A loss below this is as good as a picture can show: 0.03 from the curve, on average.
EXPLODED = 10_000.0  # The first loss is between 1 and 10. From here no run has come back.
HIDDEN_ACTIVATIONS = ("tanh", "sigmoid", "relu", "linear")
Heights = tuple[float, ...]  # of a curve that was drawn: its y at as many places, evenly from x = -2 to 2

# What can be learned, from x = -2 to 2; the last one goes straight from each of its points to the next.
CURVES: dict[str, Callable[[Array, Heights], Array]] = {
    "x² + x": lambda x, _: x**2 + x,
    "sine": lambda x, _: 3 * np.sin(3 * x),
    "step": lambda x, _: np.where(x > 0, 4.0, 0.0),
    "drawn by hand": lambda x, heights: np.interp(x, np.linspace(-2, 2, len(heights)), heights),
}
DRAWN: Heights = (0.0, 3.0, 4.0, 2.0, -1.0, -2.0, 0.0, 4.0, 5.0)  # until another curve is drawn


@dataclass(frozen=True)
class FittingSettings:
    """What is chosen before the first step. `activation` is the hidden layer's; the output is linear. `curve` is a key
    of CURVES, `noise` the standard deviation of what is added to each of its points, `drawn` the one drawn by hand.
    """

    learning_rate: float = 0.03
    hidden_units: int = 8
    activation: str = "tanh"
    optimizer: str = "adam"
    seed: int = 42
    curve: str = "x² + x"
    noise: float = 0.0
    drawn: Heights = DRAWN


@dataclass(frozen=True, eq=False)
class Fitting:
    """The network after some steps. `losses` are those before the first step and after each one, all finite."""

    settings: FittingSettings
    network: SmallNetwork
    memory: Memory
    losses: tuple[float, ...]
    diverged: bool = False

    @property
    def steps(self) -> int:
        """How many steps it has learned."""
        return len(self.losses) - 1

    @property
    def loss(self) -> float:
        """The mean squared error now."""
        return self.losses[-1]

    @property
    def over(self) -> bool:
        """Whether it takes no more steps: it has learned the curve, has diverged, or has had its steps."""
        return self.diverged or self.loss < LEARNED or self.steps >= MOST_STEPS


@dataclass(frozen=True)
class Adjustment:
    """What the next step does to the one parameter that has the steepest gradient, named as in the formulas."""

    name: str
    gradient: float
    before: float
    after: float


@lru_cache(maxsize=64)
def curve(name: str = "x² + x", noise: float = 0.0, drawn: Heights = DRAWN) -> tuple[Array, Array]:
    """x, 41 points from -2 to 2, and the y to be learned there, both (41, 1). The noise is always the same."""
    x = np.linspace(-2, 2, POINTS).reshape(-1, 1)
    return x, CURVES[name](x, drawn) + noise * np.random.default_rng(0).normal(size=x.shape)


def to_learn(settings: FittingSettings) -> tuple[Array, Array]:
    """The points of these settings' curve."""
    return curve(settings.curve, settings.noise, settings.drawn)


def best_line_loss(settings: FittingSettings) -> float:
    """The loss of the straight line that fits the 41 points best, by least squares."""
    x, y = to_learn(settings)
    columns = np.hstack([x, np.ones_like(x)])
    line = np.linalg.lstsq(columns, y, rcond=None)[0]
    return mean_squared_error(columns @ line, y)


def start(settings: FittingSettings) -> Fitting:
    """Random weights from the seed, and their loss."""
    network = random_network((1, settings.hidden_units, 1), (settings.activation, "linear"), settings.seed)
    x, y = to_learn(settings)
    loss = mean_squared_error(forward(network, x).answer, y)
    return Fitting(settings, network, no_memory(network.parameters), (loss,))


def learn(fitting: Fitting, steps: int) -> Fitting:
    """Take `steps` steps, or fewer if it is over before."""
    for _ in range(steps):
        if fitting.over:
            break
        fitting = _step(fitting)
    return fitting


def _step(fitting: Fitting) -> Fitting:
    """One step, from all 41 points at once.

    A step that would make the loss explode is not taken: the weights stay as they were, and the run has diverged.
    """
    x, y = to_learn(fitting.settings)
    # Numbers that grow without end are expected here, and found out by their loss.
    with np.errstate(over="ignore", invalid="ignore"):
        parameters, memory = _adjusted(fitting)
        network = fitting.network.with_parameters(parameters)
        loss = mean_squared_error(forward(network, x).answer, y)
    if not loss < EXPLODED:  # and not "loss >= EXPLODED", which NaN would pass
        return replace(fitting, diverged=True)
    return replace(fitting, network=network, memory=memory, losses=(*fitting.losses, loss))


def _adjusted(fitting: Fitting) -> tuple[Parameters, Memory]:
    rule = OPTIMIZERS[fitting.settings.optimizer]
    return rule(fitting.network.parameters, gradients(fitting), fitting.memory, fitting.settings.learning_rate)


def gradients(fitting: Fitting) -> Parameters:
    """How the loss changes with each parameter, now."""
    x, y = to_learn(fitting.settings)
    return backward(fitting.network, forward(fitting.network, x), y).gradients


def answer(fitting: Fitting, x: Array) -> Array:
    """What the network says y is, for x (n, 1): (n, 1)."""
    return forward(fitting.network, x).answer


def next_adjustment(fitting: Fitting) -> Adjustment:
    """Of all the parameters that the next step moves, the one with the steepest gradient."""
    after, _ = _adjusted(fitting)
    before, slopes = fitting.network.parameters, gradients(fitting)
    place = max(range(len(slopes)), key=lambda i: float(np.abs(slopes[i]).max()))
    index = np.unravel_index(np.abs(slopes[place]).argmax(), slopes[place].shape)
    name = ("weight into hidden unit", "bias of hidden unit", "weight out of hidden unit", "bias of the output")[place]
    unit = "" if place == 3 else f" {index[0 if place == 2 else -1] + 1}"
    return Adjustment(name + unit, float(slopes[place][index]), float(before[place][index]), float(after[place][index]))
