"""Points on a plane to learn from: two classes, or heights to be met. Drawn from a seed, or set by hand.

x1 and x2 lie about -3 to 3. What a network gets of a point are its features, such as x1² or sin x2.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.random import Generator
from sklearn.datasets import make_moons

from components.ml.learning_rule import Example
from components.ml.small_network import Array

EDGE = 3.0  # of the pictures: from -EDGE to EDGE
OWN = "your own"
FEATURES: dict[str, Callable[[Array], Array]] = {
    "x1": lambda x: x[:, 0],
    "x2": lambda x: x[:, 1],
    "x1²": lambda x: x[:, 0] ** 2,
    "x2²": lambda x: x[:, 1] ** 2,
    "x1·x2": lambda x: x[:, 0] * x[:, 1],
    "sin x1": lambda x: np.sin(x[:, 0]),
    "sin x2": lambda x: np.sin(x[:, 1]),
}


def _clouds(random: Generator, n: int, noise: float) -> tuple[Array, Array]:
    y = _halves(n)
    return np.where(y, 1.3, -1.3) + random.normal(0, 0.5 + noise, (n, 2)), y


def _xor(random: Generator, n: int, noise: float) -> tuple[Array, Array]:
    corners = random.uniform(0.25, 2.7, (n, 2)) * random.choice((-1, 1), (n, 2))
    return corners + random.normal(0, noise, (n, 2)), (corners.prod(axis=1) < 0).reshape(-1, 1).astype(float)


def _circle(random: Generator, n: int, noise: float) -> tuple[Array, Array]:
    y = _halves(n)
    inside = y[:, 0] == 1
    radius = np.where(inside, 1.3 * np.sqrt(random.uniform(0, 1, n)), random.uniform(1.9, 2.8, n))
    angle = random.uniform(0, 2 * np.pi, n)
    ring = radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return ring + random.normal(0, noise, (n, 2)), y


def _spiral(random: Generator, n: int, noise: float) -> tuple[Array, Array]:
    """Two arms, each once and three quarters round, as in TensorFlow Playground."""
    y = _halves(n)
    along = random.uniform(0.05, 1, n)
    angle = 1.75 * 2 * np.pi * along + np.pi * y[:, 0]
    arm = 2.8 * along[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
    return arm + random.normal(0, noise, (n, 2)), y


def _moons(random: Generator, n: int, noise: float) -> tuple[Array, Array]:
    x, y = make_moons(n, noise=noise / 1.6, random_state=int(random.integers(1 << 31)))
    return (x - (0.5, 0.25)) * 1.6, y.reshape(-1, 1).astype(float)


def _slope(random: Generator, n: int, noise: float) -> tuple[Array, Array]:
    x = random.uniform(-EDGE, EDGE, (n, 2))
    return x, ((x[:, :1] + x[:, 1:]) / 6 + random.normal(0, noise, (n, 1)) / 3)


def _hill(random: Generator, n: int, noise: float) -> tuple[Array, Array]:
    """A hill on one side of a valley: two bells, one upside down."""
    x = random.uniform(-EDGE, EDGE, (n, 2))
    up, down = (np.exp(-((x - middle) ** 2).sum(axis=1, keepdims=True) / 2) for middle in ((1.1, 1.1), (-1.1, -1.1)))
    return x, up - down + random.normal(0, noise, (n, 1)) / 3


def _halves(n: int) -> Array:
    """As many of class 0 as of class 1, (n, 1)."""
    return (np.arange(n) % 2).reshape(-1, 1).astype(float)


# Class 1 is 1. Of the last two, y is the height, from -1 to 1.
KINDS: dict[str, Callable[[Generator, int, float], tuple[Array, Array]]] = {
    "two clouds": _clouds,
    "XOR": _xor,
    "circle": _circle,
    "spiral": _spiral,
    "moons": _moons,
    "slope": _slope,
    "hill": _hill,
}
HEIGHTS = ("slope", "hill")


@dataclass(frozen=True)
class PointSettings:
    """Which points: `n` of a key of KINDS, straying by a standard deviation of `noise`, with a share for the test, or
    `own`, set by hand. The seed draws them and tells them apart.
    """

    kind: str = "circle"
    n: int = 200
    noise: float = 0.1
    test_share: float = 0.3
    seed: int = 42
    own: tuple[Example, ...] = ()

    @property
    def classes(self) -> bool:
        """Whether y is a class, 0 or 1, and not a height."""
        return self.kind not in HEIGHTS


@dataclass(frozen=True, eq=False)
class Points:
    """x (n, 2) and y (n, 1) to learn from, and those for the test, of which there may be none."""

    x: Array
    y: Array
    x_test: Array
    y_test: Array


@lru_cache(maxsize=64)
def points(settings: PointSettings) -> Points:
    """Draw the points and put the test's aside, of each class alike; the same settings, the same points."""
    random = np.random.default_rng(settings.seed)
    if settings.kind == OWN:
        x = np.array([(one.x1, one.x2) for one in settings.own]).reshape(-1, 2)
        y = np.array([[float(one.target)] for one in settings.own]).reshape(-1, 1)
    else:
        x, y = KINDS[settings.kind](random, settings.n, settings.noise)
    tested = np.zeros(len(x), bool)
    groups = [np.flatnonzero(y[:, 0] == value) for value in (0, 1)] if settings.classes else [np.arange(len(x))]
    for group in groups:
        # At least one is learned from.
        aside = min(round(settings.test_share * len(group)), max(len(group) - 1, 0))
        tested[random.permutation(group)[:aside]] = True
    return Points(x[~tested], y[~tested], x[tested], y[tested])


def features(names: Sequence[str], x: Array) -> Array:
    """What the network gets of points (n, 2): (n, features)."""
    return np.column_stack([FEATURES[name](x) for name in names])
