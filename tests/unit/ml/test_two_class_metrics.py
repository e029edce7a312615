"""The figures against scikit-learn's own functions."""

import numpy as np
import pytest
from scipy.stats import binom
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_score, recall_score

from components.ml.two_class_metrics import disagreement, metrics, threshold_curves


@pytest.mark.parametrize("seed", range(20))
def test_the_figures_are_scikit_learns(seed: int) -> None:
    rng = np.random.default_rng(seed)
    labels, answers = rng.integers(0, 2, 40), rng.integers(0, 2, 40)
    found = {one.name: one for one in metrics(confusion_matrix(labels, answers))}
    assert found["accuracy"].value == accuracy_score(labels, answers)
    assert found["precision"].value == precision_score(labels, answers)
    assert found["recall"].value == recall_score(labels, answers)
    assert found["F1"].value == pytest.approx(f1_score(labels, answers))
    assert found["always the majority"].value == max(labels.mean(), 1 - labels.mean())
    assert (found["recall"].right, found["recall"].of) == ((labels & answers).sum(), labels.sum())


def test_of_nothing_there_is_no_share() -> None:
    """Never answering 1, there is no answer 1 that could be right: precision has no value."""
    found = {one.name: one.value for one in metrics([[5, 0], [3, 0]])}
    assert found["precision"] is None
    assert (found["accuracy"], found["recall"]) == (5 / 8, 0)


def test_the_curves_over_the_thresholds() -> None:
    """By hand: four examples, sums 3, 2, 1, 0 of classes 1, 0, 1, 0. Of the four pairs of unlike examples three are in
    the right order, so the area is 3/4; the average precision is 1/2 (1/1 + 2/3).
    """
    curves = threshold_curves(np.array([1, 0, 1, 0]), np.array([3.0, 2.0, 1.0, 0.0]))
    assert curves is not None
    assert curves.roc_area == 0.75
    assert curves.average_precision == pytest.approx(5 / 6)
    assert curves.roc.tolist() == [[0, 0], [0, 0.5], [0.5, 0.5], [0.5, 1], [1, 1]]
    np.testing.assert_allclose(curves.precision_recall[-1], [1, 0.5])
    assert threshold_curves(np.array([1, 1]), np.array([0.0, 1.0])) is None


def test_only_what_one_of_both_gets_right_tells_them_apart() -> None:
    labels = np.array([1] * 20)
    before, now = np.r_[np.full(12, -1.0), np.full(8, 1.0)], np.r_[np.full(11, 1.0), -1.0, np.full(7, 1.0), -1.0]
    told = disagreement(labels, before, now)
    assert (told.only_before, told.only_now) == (1, 11)
    assert told.probability == pytest.approx(2 * binom.cdf(1, 12, 0.5))
    assert disagreement(labels, now, now).probability == 1
