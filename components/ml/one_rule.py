"""Is it a 1? A rule that a person writes, from three measurements of the picture, and what learns instead of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.ml.mnist import Split
from components.ml.neuron import Neuron

# A pixel above this counts as ink. The columns in the middle of the 28, counted from 0.
INK_ABOVE = 127
MIDDLE = slice(12, 16)


@dataclass(frozen=True)
class Measurements:
    """Three numbers for each of n pictures, each (n,), and whether the picture is a 1.

    `ink` is the share of pixels with ink, in percent; `tall` is how many times as high as wide the ink is; `middle` is
    the share of the ink in the four columns in the middle, in percent.
    """

    ink: NDArray[np.float64]
    tall: NDArray[np.float64]
    middle: NDArray[np.float64]
    is_one: NDArray[np.bool_]

    @property
    def columns(self) -> NDArray[np.float64]:
        """All three side by side, (n, 3), as scikit-learn takes them."""
        return np.stack([self.ink, self.tall, self.middle], axis=1)


def measure(split: Split) -> Measurements:
    """Measure all pictures of a part of MNIST at once; a tenth of a second for 60,000. Each has some ink."""
    inked = np.asarray(split.pictures > INK_ABOVE)
    rows, columns = np.any(inked, axis=2), np.any(inked, axis=1)
    height, width = (28 - lines.argmax(axis=1) - np.flip(lines, axis=1).argmax(axis=1) for lines in (rows, columns))
    middle = inked[:, :, MIDDLE].sum(axis=(1, 2)) / inked.sum(axis=(1, 2))
    return Measurements(100 * inked.mean(axis=(1, 2)), height / width, 100 * middle, split.labels == 1)


@dataclass(frozen=True)
class OneRule:
    """It is a 1 if all three hold. The defaults let every picture pass."""

    most_ink: int = 40
    least_tall: float = 0.0
    least_middle: int = 0

    def answers(self, pictures: Measurements) -> NDArray[np.bool_]:
        """For each picture, whether the rule takes it for a 1."""
        return (
            (pictures.ink <= self.most_ink)
            & (pictures.tall >= self.least_tall)
            & (pictures.middle >= self.least_middle)
        )


@dataclass(frozen=True)
class Score:
    """How many of `pictures` were answered right, how many of the `ones` were found, and the false alarms."""

    pictures: int
    ones: int
    right: int
    found: int
    false_alarms: int

    @property
    def percent(self) -> float:
        """Right answers of 100, to the tenth that is shown."""
        return round(100 * self.right / self.pictures, 1)

    @property
    def never_percent(self) -> float:
        """The same for a rule that never says 1."""
        return round(100 * (self.pictures - self.ones) / self.pictures, 1)


def score(answers: NDArray[np.bool_], is_one: NDArray[np.bool_]) -> Score:
    """Count the answers, True for "a 1", against what the pictures are."""
    found = int((answers & is_one).sum())
    false_alarms = int((answers & ~is_one).sum())
    ones = int(is_one.sum())
    return Score(len(is_one), ones, len(is_one) - false_alarms - (ones - found), found, false_alarms)


def best_change(rule: OneRule, pictures: Measurements, values: Mapping[str, Sequence[Any]]) -> tuple[str, Any] | None:
    """Which one limit to change, and to which of its `values`, to get the most right answers; None where no change
    brings a tenth of 100 more. A sixth of a second for 60,000 pictures and 200 values.
    """
    tried = {
        (name, value): score(replace(rule, **{name: value}).answers(pictures), pictures.is_one).percent
        for name, choices in values.items()
        for value in choices
    }
    best = max(tried, key=lambda change: tried[change])
    return best if tried[best] > score(rule.answers(pictures), pictures.is_one).percent else None


def wrong_ones(answers: NDArray[np.bool_], is_one: NDArray[np.bool_], most: int) -> tuple[list[int], list[int]]:
    """The places of the first 1s that were missed and of the first false alarms, up to `most` of each."""
    missed, alarms = np.flatnonzero(~answers & is_one), np.flatnonzero(answers & ~is_one)
    return missed[:most].tolist(), alarms[:most].tolist()


# The course's network 784-128-10 with the app's default settings (seed 42) on the 10,000 test digits, counted for "is
# it a 1?": its answer is a 1, or one of the other nine. tests/unit/ml/test_one_rule.py trains it and counts again.
COURSE_NETWORK = Score(pictures=10_000, ones=1_135, right=9_974, found=1_125, false_alarms=16)


@dataclass(frozen=True)
class LearnedNeuron:
    """One neuron with a sigmoid that has learned its weights from the three measurements: logistic regression."""

    weights: tuple[float, float, float]
    bias: float

    def answers(self, pictures: Measurements) -> NDArray[np.bool_]:
        """A 1 where the sum is above 0, that is, the output above a half."""
        return np.asarray(pictures.columns @ np.array(self.weights) + self.bias > 0)

    def at_work(self, pictures: Measurements, place: int) -> Neuron:
        """The neuron with the numbers of one picture, to three decimals: so the sum can be checked as it is shown."""
        inputs, weights = (tuple(np.round(values, 3).tolist()) for values in (pictures.columns[place], self.weights))
        return Neuron(inputs, weights, round(self.bias, 3), ("ink", "shape", "middle"), "sigmoid")


def learn_neuron(pictures: Measurements) -> LearnedNeuron:
    """Let scikit-learn find the weights; half a second for 60,000 pictures."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression().fit(pictures.columns, pictures.is_one)
    ink, tall, middle = model.coef_[0].tolist()
    return LearnedNeuron((ink, tall, middle), float(model.intercept_[0]))
