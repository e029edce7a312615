"""Other models of scikit-learn on the playground's data, beside the Perceptron: accuracy, spread, time, border."""

import statistics
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression, Perceptron, SGDClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.svm import LinearSVC
from sklearn.tree import DecisionTreeClassifier

from components.ml.classification_data import Data, DataSettings, IntArray, make_data
from components.ml.sklearn_perceptron import PerceptronSettings

PERCEPTRON, SAME = "Perceptron", 'SGDClassifier(loss="perceptron")'
GRID = 60  # points on each side of the plane at which a border is looked for

_OTHERS: dict[str, Callable[[], Any]] = {
    "Logistic regression": partial(LogisticRegression, max_iter=1000),
    "Linear support vector machine": partial(LinearSVC, random_state=42),
    "Network of 16 hidden units": partial(MLPClassifier, (16,), solver="lbfgs", max_iter=150, random_state=42),
    "5 nearest neighbours": partial(KNeighborsClassifier, 5),
    "Decision tree": partial(DecisionTreeClassifier, random_state=42),
}
STRAIGHT = {PERCEPTRON, SAME, "Logistic regression", "Linear support vector machine"}  # a line, or in space a plane


@dataclass(frozen=True)
class Score:
    """A model's test accuracy over some splits, mean and standard deviation, and the median seconds of one fit."""

    name: str
    mean: float
    spread: float
    seconds: float


@dataclass(frozen=True)
class Region:
    """What a model answers over a plane: the test accuracy on one split, and 0 or 1 at (GRID, GRID) points, whose
    places are xs and ys.
    """

    name: str
    accuracy: float
    xs: list[float]
    ys: list[float]
    answers: IntArray


def models(settings: PerceptronSettings) -> dict[str, Callable[[], Any]]:
    """What makes each model, by its name; the Perceptron with these settings, and what it is but another name for."""
    same = partial(SGDClassifier, loss="perceptron", learning_rate="constant", **asdict(settings))
    return {PERCEPTRON: partial(Perceptron, **asdict(settings)), SAME: same, **_OTHERS}


def compare(data: DataSettings, settings: PerceptronSettings, splits: Sequence[int]) -> list[Score]:
    """Each model on the same splits of the same examples."""
    parts = [make_data(data, split) for split in splits]
    return [_score(name, make, parts) for name, make in models(settings).items()]


def _score(name: str, make: Callable[[], Any], parts: Sequence[Data]) -> Score:
    accuracies, seconds = [], []
    for part in parts:
        began = time.perf_counter()
        model = _fitted(make, part)
        seconds.append(time.perf_counter() - began)
        accuracies.append(float(model.score(part.x_test, part.y_test)))
    return Score(name, statistics.mean(accuracies), statistics.stdev(accuracies), statistics.median(seconds))


def regions(data: DataSettings, settings: PerceptronSettings) -> list[Region]:
    """Each model's answers over the plane of two features; without the Perceptron's other name."""
    part = make_data(data)
    both = np.vstack([part.x_train, part.x_test])
    xs, ys = (np.linspace(low, high, GRID) for low, high in zip(both.min(axis=0), both.max(axis=0), strict=True))
    plane = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    found = []
    for name, make in models(settings).items():
        if name != SAME:
            model = _fitted(make, part)
            answers = model.predict(plane).reshape(GRID, GRID)
            accuracy = float(model.score(part.x_test, part.y_test))
            found.append(Region(name, accuracy, xs.tolist(), ys.tolist(), answers))
    return found


def _fitted(make: Callable[[], Any], data: Data) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # unscaled features: what that costs is seen in the scores
        return make().fit(data.x_train, data.y_train)
