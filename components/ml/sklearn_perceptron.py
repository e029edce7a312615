"""scikit-learn's Perceptron on some data: the course's experiment, with every parameter that it has.

The functions here only call scikit-learn. What it does is described in its User Guide, "Perceptron" (1.1.14).
"""

import warnings
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

import numpy as np
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import Perceptron
from sklearn.metrics import confusion_matrix

from components.ml.classification_data import Data, DataSettings, FloatArray, IntArray, make_data
from components.ml.neuron import Neuron
from components.ml.stopping import Reason, fitted, why_it_stopped

# How many epochs of a long run are looked at for the curve of accuracy per epoch.
MAX_CURVE_POINTS = 30
# What would have come after it stopped is looked at for at most so many epochs, and to this one at least.
MOST_BEYOND, FEWEST_IN_ALL = 20, 12
BY_ITSELF = {Reason.LOSS, Reason.VALIDATION_SCORE, Reason.NO_MISTAKES}


class ImpossibleExperiment(ValueError):
    """scikit-learn refuses these settings. The message is a sentence for the visitor."""


@dataclass(frozen=True)
class PerceptronSettings:
    """What `Perceptron` is asked for, by scikit-learn's own names; the defaults are the course's.

    `tol` None means: never stop early. `penalty` None, "l2", "l1" or "elasticnet"; `alpha` is its strength.
    `class_weight` None, or "balanced": a mistake counts the more, the rarer its class.
    """

    max_iter: int = 1000
    eta0: float = 0.1
    tol: float | None = 1e-3
    shuffle: bool = True
    random_state: int = 42
    penalty: str | None = None
    alpha: float = 0.0001
    early_stopping: bool = False
    class_weight: str | None = None


@dataclass(frozen=True)
class Result:
    """What came out. `weights` (n_features,); `confusion` (2, 2), rows the true class, columns the answer; `curve` has
    the accuracy on train and test, 0 to 1, after some of the epochs, by their number; `beyond` those that would have
    come after it stopped by itself.
    """

    data: Data
    train_accuracy: float
    test_accuracy: float
    epochs: int
    weights: FloatArray
    bias: float
    confusion: IntArray
    stopped: Reason
    curve: dict[int, tuple[float, float]]
    beyond: dict[int, tuple[float, float]]
    warnings: tuple[str, ...] = ()

    def wrong(self, train_accuracy: float, test_accuracy: float) -> tuple[int, int]:
        """How many of the train and of the test examples are wrong at these accuracies."""
        return (
            round((1 - train_accuracy) * len(self.data.y_train)),
            round((1 - test_accuracy) * len(self.data.y_test)),
        )

    @property
    def z(self) -> FloatArray:
        """The sum z of each test example."""
        z: FloatArray = self.data.x_test @ self.weights + self.bias
        return z

    @property
    def as_measured(self) -> tuple[FloatArray, float]:
        """The weights and the bias that give the same sums for the features as they were measured."""
        weights: FloatArray = self.weights / self.data.scale
        return weights, self.bias - float(weights @ self.data.mean)

    def neuron(self, index: int) -> Neuron:
        """The learned neuron at work on one test example.

        scikit-learn answers 1 where z > 0, the course's step where z >= 0; they differ only at exactly 0.
        """
        return Neuron(tuple(self.data.x_test[index].tolist()), tuple(self.weights.tolist()), self.bias, self.data.names)


def run(data_settings: DataSettings, settings: PerceptronSettings) -> Result:
    """Carry out the experiment. Raises ImpossibleExperiment with scikit-learn's reason."""
    model = Perceptron(**asdict(settings))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            data = make_data(data_settings)
            model.fit(data.x_train, data.y_train)
        except ValueError as refusal:
            raise ImpossibleExperiment(_plainly(str(refusal))) from refusal
    stopped = why_it_stopped(model, data.x_train, data.y_train)
    return Result(
        data=data,
        train_accuracy=float(model.score(data.x_train, data.y_train)),
        test_accuracy=float(model.score(data.x_test, data.y_test)),
        epochs=int(model.n_iter_),
        weights=model.coef_[0],
        bias=float(model.intercept_[0]),
        confusion=confusion_matrix(data.y_test, model.predict(data.x_test), labels=[0, 1]),
        stopped=stopped,
        curve=dict(_curve(data, model, 1, model.n_iter_)),
        beyond=dict(_beyond(data, model)) if stopped in BY_ITSELF else {},
        # What a ConvergenceWarning has to say, `stopped` says: the warning comes where the last epoch was enough, too.
        warnings=tuple(
            dict.fromkeys(
                f"scikit-learn says: {warning.message}"
                for warning in caught
                if not issubclass(warning.category, ConvergenceWarning)
            )
        ),
    )


def _plainly(refusal: str) -> str:
    """scikit-learn's reason, in plain words where it is one of those that a visitor comes to."""
    if "least populated class" in refusal or "number of classes" in refusal or "test_size" in refusal:
        return (
            "One class has too few examples for this split: the training part, the test part and what early_stopping "
            "keeps aside need one each. More examples, another share of the test part or no early_stopping would do."
        )
    return f"scikit-learn refuses these settings: {refusal}"


def after(result: Result, settings: PerceptronSettings, epoch: int) -> Result:
    """What there was after this many of the result's epochs: its numbers, but for those that tell of the whole."""
    data = result.data
    model = fitted(Perceptron(**asdict(settings)), epoch, data.x_train, data.y_train)
    return replace(
        result,
        train_accuracy=float(model.score(data.x_train, data.y_train)),
        test_accuracy=float(model.score(data.x_test, data.y_test)),
        weights=model.coef_[0],
        bias=float(model.intercept_[0]),
        confusion=confusion_matrix(data.y_test, model.predict(data.x_test), labels=[0, 1]),
    )


def accuracies(
    data_settings: DataSettings, settings: PerceptronSettings, seed: int, learned_from: float = 1.0
) -> tuple[float, float]:
    """Train and test accuracy on the same examples, split and shuffled with this seed; of the training part only a
    share is `learned_from`, with at least one example of each class.
    """
    data = make_data(data_settings, seed)
    x, y = data.x_train, data.y_train
    count = max(round(learned_from * len(y)), int(np.unique(y, return_index=True)[1].max()) + 1)
    model = Perceptron(**asdict(replace(settings, random_state=seed)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(x[:count], y[:count])
    return float(model.score(x[:count], y[:count])), float(model.score(data.x_test, data.y_test))


def _curve(data: Data, model: Perceptron, first: int, last: int) -> Iterator[tuple[int, tuple[float, float]]]:
    """Accuracy along the way, from one epoch to another."""
    for epoch in np.unique(np.geomspace(first, last, MAX_CURVE_POINTS).round().astype(int)).tolist():
        then = fitted(model, epoch, data.x_train, data.y_train)
        yield epoch, (then.score(data.x_train, data.y_train), then.score(data.x_test, data.y_test))


def _beyond(data: Data, model: Perceptron) -> Iterator[tuple[int, tuple[float, float]]]:
    """The same without a `tol`, from the epoch in which it stopped on, for as long again and some epochs more."""
    last = min(2 * model.n_iter_, model.n_iter_ + MOST_BEYOND)
    yield from _curve(data, clone(model).set_params(tol=None), model.n_iter_, max(last, FEWEST_IN_ALL))
