"""Why scikit-learn's Perceptron stopped learning, found out from what it did.

The rules are those of `_plain_sgd` in scikit-learn's `_sgd_fast.pyx.tp`. With a `tol`, it stops after five epochs in a
row (`n_iter_no_change`) whose loss is not at least `tol` below the lowest so far; with `early_stopping`, whose accuracy
on the examples kept aside is not at least `tol` above the highest so far. Otherwise it stops after `max_iter` epochs.
"""

import warnings
from enum import Enum, auto
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import Perceptron


class Reason(Enum):
    """What ended the learning."""

    LOSS = auto()
    VALIDATION_SCORE = auto()
    NO_MISTAKES = auto()
    CUT_SHORT = auto()
    TOL_IS_NEVER = auto()


def why_it_stopped(model: Perceptron, x: NDArray[Any], y: NDArray[Any]) -> Reason:
    """Why this model stopped, which was fitted to x (n, features) and y (n,), 0 or 1, with a fixed random_state.

    With the same seed, a fit of more or fewer epochs goes the same way; that is how the rest is found out.
    """
    if model.tol is None:
        return Reason.TOL_IS_NEVER
    # Where it stopped by itself in the very last epoch, it would have stopped there with more epochs, too.
    if model.n_iter_ == model.max_iter and fitted(model, model.max_iter + 1, x, y).n_iter_ > model.max_iter:
        return Reason.CUT_SHORT
    if model.early_stopping:
        return Reason.VALIDATION_SCORE
    # With a penalty, weights move without mistakes, too.
    if model.penalty is None and _all_right(fitted(model, model.n_iter_ - 1, x, y), x, y):
        return Reason.NO_MISTAKES
    return Reason.LOSS


def fitted(model: Perceptron, epochs: int, x: NDArray[Any], y: NDArray[Any]) -> Perceptron:
    """A new model like this one, after a fit of this many epochs: with the same seed, those of any longer fit."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # being cut short is what is wanted here
        return clone(model).set_params(max_iter=epochs).fit(x, y)


def _all_right(model: Perceptron, x: NDArray[Any], y: NDArray[Any]) -> bool:
    """Whether no example would move the weights; one with z = 0 would."""
    return bool(np.all(np.where(y == 1, 1, -1) * model.decision_function(x) > 0))


def explain(reason: Reason, max_iter: int, tol: float | None, early_stopping: bool) -> str:
    """The reason in one or two sentences, with the way to go on where it was cut short."""
    over = "its one epoch (max_iter) was over" if max_iter == 1 else f"its {max_iter} epochs (max_iter) were over"
    match reason:
        case Reason.LOSS:
            return f"It stopped because 5 epochs in a row did not bring the loss {tol:g} (tol) below its lowest so far."
        case Reason.VALIDATION_SCORE:
            return (
                "It stopped by its accuracy on the tenth of the training data that early_stopping keeps aside: "
                f"5 epochs in a row did not bring it {tol:g} (tol) above its highest so far."
            )
        case Reason.NO_MISTAKES:
            return (
                "It stopped because nothing was left to learn: in its last epoch it got every training example right. "
                "It waits until 5 epochs in a row have not improved the loss."
            )
        case Reason.TOL_IS_NEVER:
            other = ", not even early_stopping" if early_stopping else ""
            return f"It stopped because {over}. With tol at never, nothing else stops it{other}."
        case Reason.CUT_SHORT:
            return (
                f"It stopped because {over}; it might still improve. "
                "Raise max_iter, or raise tol so that it is content sooner."
            )
