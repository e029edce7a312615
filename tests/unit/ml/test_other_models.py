"""The playground's other models, against scikit-learn called by hand."""

import numpy as np
import pytest
from sklearn.datasets import make_moons
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier

from components.ml.classification_data import DataSettings
from components.ml.other_models import GRID, MODELS, PERCEPTRON, SAME, STRAIGHT, region, score
from components.ml.sklearn_perceptron import PerceptronSettings, accuracies

MOONS = DataSettings(n_samples=200, kind="moons")


@pytest.mark.parametrize(
    "settings", [PerceptronSettings(), PerceptronSettings(penalty="l1", alpha=0.01, tol=None, max_iter=5)]
)
def test_sgd_classifier_with_its_loss_is_the_perceptron(settings: PerceptronSettings) -> None:
    one, other = (region(name, MOONS, settings) for name in (PERCEPTRON, SAME))
    np.testing.assert_array_equal(one.answers, other.answers)
    assert score(PERCEPTRON, MOONS, settings, 1)[0] == score(SAME, MOONS, settings, 1)[0]


@pytest.mark.parametrize("seed", range(3))
def test_a_score_is_that_of_a_split(seed: int) -> None:
    x, y = make_moons(200, noise=0.2, random_state=42)
    x_train, x_test, y_train, y_test = train_test_split(x, y, random_state=seed)
    by_hand = KNeighborsClassifier(5).fit(x_train, y_train).score(x_test, y_test)
    accuracy, seconds = score("5 nearest neighbours", MOONS, PerceptronSettings(), seed)
    assert accuracy == by_hand
    assert seconds > 0


def test_borders_that_may_bend_do_better_where_a_line_can_not() -> None:
    data = DataSettings(n_samples=400, kind="XOR")
    means = {name: np.mean([score(name, data, PerceptronSettings(), seed)[0] for seed in (0, 1)]) for name in MODELS}
    assert max(means[name] for name in STRAIGHT) < 0.7
    assert min(mean for name, mean in means.items() if name not in STRAIGHT) > 0.85


def test_a_straight_border_is_a_straight_line_in_the_picture() -> None:
    """Along each row of the plane the Perceptron's answer changes once at most; its accuracy is the page's."""
    own = region(PERCEPTRON, MOONS, PerceptronSettings())
    assert own.answers.shape == (GRID, GRID)
    assert np.abs(np.diff(own.answers, axis=1)).sum(axis=1).max() == 1
    near = region("5 nearest neighbours", MOONS, PerceptronSettings())
    assert np.abs(np.diff(near.answers, axis=1)).sum(axis=1).max() > 1
    assert own.accuracy == accuracies(MOONS, PerceptronSettings(), 42)[1]
