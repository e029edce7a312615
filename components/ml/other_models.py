"""Other models of scikit-learn on the playground's data, beside the Perceptron: accuracy, spread, time, border."""

import time
import warnings
from collections.abc import Callable
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
MODELS = (PERCEPTRON, SAME, *_OTHERS)
STRAIGHT = {PERCEPTRON, SAME, "Logistic regression", "Linear support vector machine"}  # a line, or in space a plane


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


def score(name: str, data: DataSettings, settings: PerceptronSettings, split: int) -> tuple[float, float]:
    """A model's test accuracy on one split of the examples, and the seconds of its fit."""
    part = make_data(data, split)
    began = time.perf_counter()
    model = _fitted(name, settings, part)
    seconds = time.perf_counter() - began
    return float(model.score(part.x_test, part.y_test)), seconds


def region(name: str, data: DataSettings, settings: PerceptronSettings) -> Region:
    """A model's answers over the plane of two features."""
    part = make_data(data)
    both = np.vstack([part.x_train, part.x_test])
    xs, ys = (np.linspace(low, high, GRID) for low, high in zip(both.min(axis=0), both.max(axis=0), strict=True))
    plane = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    model = _fitted(name, settings, part)
    answers = model.predict(plane).reshape(GRID, GRID)
    return Region(name, float(model.score(part.x_test, part.y_test)), xs.tolist(), ys.tolist(), answers)


def _fitted(name: str, settings: PerceptronSettings, data: Data) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # unscaled features: what that costs is seen in the scores
        return _model(name, settings).fit(data.x_train, data.y_train)


def _model(name: str, settings: PerceptronSettings) -> Any:
    """The Perceptron with these settings, what it is but another name for, or one of the others."""
    if name == PERCEPTRON:
        return Perceptron(**asdict(settings))
    if name == SAME:
        return SGDClassifier(loss="perceptron", learning_rate="constant", **asdict(settings))
    return _OTHERS[name]()
