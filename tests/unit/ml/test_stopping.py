"""Why the playground's perceptron stopped, against what scikit-learn itself prints of every epoch."""

import contextlib
import io
import re
import warnings
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Perceptron

from components.ml.classification_data import DataSettings, make_data
from components.ml.sklearn_perceptron import PerceptronSettings, run
from components.ml.stopping import Reason, explain, why_it_stopped

APART = DataSettings(n_features=2, class_sep=3.0, flip_y=0.0)
FEW_APART = DataSettings(n_samples=100, n_features=5, class_sep=3.0, flip_y=0.0)


def told_by_scikit_learn(data: DataSettings, settings: PerceptronSettings) -> Reason:
    """The reason by what scikit-learn documents of `tol` and `early_stopping`, and prints of each epoch."""
    parts = make_data(data)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Perceptron(**asdict(settings), verbose=1).fit(parts.x_train, parts.y_train)
    kind, sign = ("Validation score", 1) if settings.early_stopping else ("Objective", -1)
    scores = [sign * float(score) for score in re.findall(rf"{kind}: ([\d.]+)", printed.getvalue())]
    losses = [float(loss) for loss in re.findall(r"Avg. loss: ([\d.]+)", printed.getvalue())]
    if settings.tol is None:
        assert len(scores) == settings.max_iter
        return Reason.TOL_IS_NEVER
    # An epoch in vain is one that is not better by tol than the best before it.
    in_vain = [index > 0 and score < max(scores[:index]) + settings.tol for index, score in enumerate(scores)]
    if in_vain[-5:] != [True] * 5:
        assert len(scores) == settings.max_iter
        return Reason.CUT_SHORT
    assert "Convergence after" in printed.getvalue()
    if settings.early_stopping:
        return Reason.VALIDATION_SCORE
    return Reason.NO_MISTAKES if settings.penalty is None and losses[-1] == 0 else Reason.LOSS


@pytest.mark.parametrize(
    ("data", "perceptron", "reason"),
    [
        (DataSettings(), PerceptronSettings(), Reason.LOSS),
        (APART, PerceptronSettings(), Reason.LOSS),
        (APART, PerceptronSettings(shuffle=False), Reason.LOSS),
        (FEW_APART, PerceptronSettings(), Reason.NO_MISTAKES),
        # The loss is below tol from the first epoch on, so that improving it does not count.
        (FEW_APART, PerceptronSettings(tol=0.1), Reason.NO_MISTAKES),
        (FEW_APART, PerceptronSettings(penalty="l2"), Reason.LOSS),
        (FEW_APART, PerceptronSettings(early_stopping=True), Reason.VALIDATION_SCORE),
        (APART, PerceptronSettings(tol=None), Reason.TOL_IS_NEVER),
        (APART, PerceptronSettings(tol=None, max_iter=3), Reason.TOL_IS_NEVER),
        (APART, PerceptronSettings(tol=None, early_stopping=True, max_iter=20), Reason.TOL_IS_NEVER),
        (APART, PerceptronSettings(max_iter=1), Reason.CUT_SHORT),
        (APART, PerceptronSettings(max_iter=5), Reason.CUT_SHORT),
        (DataSettings(), PerceptronSettings(max_iter=5, early_stopping=True), Reason.CUT_SHORT),
    ],
)
def test_the_reason_is_the_one_that_scikit_learn_had(
    data: DataSettings, perceptron: PerceptronSettings, reason: Reason
) -> None:
    """After 6 of 1,000 epochs it had stopped, and the page did not say why."""
    assert run(data, perceptron).stopped is told_by_scikit_learn(data, perceptron) is reason


@settings(max_examples=50, derandomize=True)
@given(
    data=st.builds(
        DataSettings,
        n_samples=st.sampled_from([100, 200]),
        n_features=st.sampled_from([2, 5, 10]),
        class_sep=st.sampled_from([1.0, 3.0]),
        flip_y=st.sampled_from([0.0, 0.2]),
    ),
    perceptron=st.builds(
        PerceptronSettings,
        max_iter=st.sampled_from([1, 5, 6, 7, 10, 20]),
        tol=st.sampled_from([None, 0.1, 0.001]),
        shuffle=st.booleans(),
        random_state=st.integers(0, 50),
        penalty=st.sampled_from([None, "l2"]),
        early_stopping=st.booleans(),
    ),
)
def test_the_reason_is_scikit_learns_whatever_is_set(data: DataSettings, perceptron: PerceptronSettings) -> None:
    parts = make_data(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = Perceptron(**asdict(perceptron)).fit(parts.x_train, parts.y_train)
    assert why_it_stopped(model, parts.x_train, parts.y_train) is told_by_scikit_learn(data, perceptron)


def test_where_the_last_epoch_was_enough_it_was_not_cut_short() -> None:
    """scikit-learn warns whenever max_iter is reached. Here it would have stopped by itself in that very epoch."""
    data, perceptron = DataSettings(n_samples=100, n_features=10), PerceptronSettings(random_state=9)
    longer = run(data, perceptron)
    assert (longer.epochs, longer.stopped) == (10, Reason.NO_MISTAKES)
    exact = run(data, PerceptronSettings(random_state=9, max_iter=10))
    assert (exact.epochs, exact.stopped, exact.warnings) == (10, Reason.NO_MISTAKES, ())
    assert run(data, PerceptronSettings(random_state=9, max_iter=9)).stopped is Reason.CUT_SHORT


@pytest.mark.parametrize(
    ("reason", "max_iter", "early_stopping", "sentence"),
    [
        (Reason.CUT_SHORT, 1, False, "It stopped because its one epoch (max_iter) was over; it might still improve."),
        (Reason.CUT_SHORT, 5, True, "It stopped because its 5 epochs (max_iter) were over; it might still improve."),
        (Reason.TOL_IS_NEVER, 3, False, "With tol at never, nothing else stops it."),
        (Reason.TOL_IS_NEVER, 3, True, "With tol at never, nothing else stops it, not even early_stopping."),
        (Reason.LOSS, 9, False, "did not bring the loss 0.001 (tol) below its lowest so far."),
        (Reason.VALIDATION_SCORE, 9, True, "the tenth of the training data that early_stopping keeps aside"),
        (Reason.NO_MISTAKES, 9, False, "in its last epoch it got every training example right."),
    ],
)
def test_each_reason_has_its_sentence(reason: Reason, max_iter: int, early_stopping: bool, sentence: str) -> None:
    assert sentence in explain(reason, max_iter, 0.001, early_stopping)
