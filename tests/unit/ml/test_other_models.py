"""The playground's other models, against scikit-learn called by hand."""

import numpy as np
import pytest
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier

from components.ml.classification_data import DataSettings, make_data
from components.ml.other_models import GRID, PERCEPTRON, SAME, STRAIGHT, compare, models, regions
from components.ml.sklearn_perceptron import PerceptronSettings, by_luck

MOONS = DataSettings(n_samples=200, kind="moons")


@pytest.mark.parametrize(
    "settings", [PerceptronSettings(), PerceptronSettings(penalty="l1", alpha=0.01, tol=None, max_iter=5)]
)
def test_sgd_classifier_with_its_loss_is_the_perceptron(settings: PerceptronSettings) -> None:
    data = make_data(MOONS)
    both = models(settings)
    one, other = (both[name]().fit(data.x_train, data.y_train) for name in (PERCEPTRON, SAME))
    np.testing.assert_array_equal(one.coef_, other.coef_)
    assert one.n_iter_ == other.n_iter_


def test_scores_are_means_over_the_same_splits() -> None:
    scores = {score.name: score for score in compare(MOONS, PerceptronSettings(), range(3))}
    assert scores[PERCEPTRON].mean == scores[SAME].mean
    data = make_data(MOONS)
    x, y = np.vstack([data.x_train, data.x_test]), np.concatenate([data.y_train, data.y_test])
    assert len(x) == 200
    by_hand = []
    for seed in range(3):
        part = make_data(MOONS, seed)
        by_hand.append(KNeighborsClassifier(5).fit(part.x_train, part.y_train).score(part.x_test, part.y_test))
    assert scores["5 nearest neighbours"].mean == pytest.approx(np.mean(by_hand))
    assert scores["5 nearest neighbours"].spread == pytest.approx(np.std(by_hand, ddof=1))
    # The same splits as train_test_split makes of them with these seeds.
    first = train_test_split(*_all_of_moons(), random_state=0)
    np.testing.assert_array_equal(make_data(MOONS, 0).x_test, first[1])
    assert y.sum() == 100


def _all_of_moons() -> tuple[np.ndarray, np.ndarray]:
    from sklearn.datasets import make_moons

    return make_moons(200, noise=0.2, random_state=42)


def test_borders_that_may_bend_do_better_where_a_line_can_not() -> None:
    scores = compare(DataSettings(n_samples=400, kind="XOR"), PerceptronSettings(), range(2))
    straight = max(score.mean for score in scores if score.name in STRAIGHT)
    bent = min(score.mean for score in scores if score.name not in STRAIGHT)
    assert straight < 0.7 < 0.85 < bent


def test_a_straight_border_is_a_straight_line_in_the_picture() -> None:
    """Along each row of the plane the Perceptron's answer changes once at most; its accuracy is the page's."""
    found = {region.name: region for region in regions(MOONS, PerceptronSettings())}
    assert SAME not in found
    answers = found[PERCEPTRON].answers
    assert answers.shape == (GRID, GRID)
    assert np.abs(np.diff(answers, axis=1)).sum(axis=1).max() == 1
    assert np.abs(np.diff(found["5 nearest neighbours"].answers, axis=1)).sum(axis=1).max() > 1
    assert found[PERCEPTRON].accuracy == by_luck(MOONS, PerceptronSettings(), [42])[0]
