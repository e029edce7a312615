"""The playground's experiment against scikit-learn, called as the course calls it."""

import numpy as np
import pytest
from sklearn.datasets import make_classification
from sklearn.linear_model import Perceptron
from sklearn.model_selection import train_test_split

from components.ml.sklearn_perceptron import DataSettings, ImpossibleExperiment, PerceptronSettings, make_data, run


def course_script() -> tuple[Perceptron, float]:
    """Section 14 of the course, word for word."""
    features, labels = make_classification(n_samples=1000, n_features=10, n_classes=2, random_state=42)
    x_train, x_test, y_train, y_test = train_test_split(features, labels, random_state=42)
    model = Perceptron(max_iter=1000, eta0=0.1, random_state=42, tol=1e-3, shuffle=True)
    model.fit(x_train, y_train)
    return model, model.score(x_test, y_test)


def test_the_defaults_are_the_courses_script() -> None:
    model, accuracy = course_script()
    result = run(DataSettings(), PerceptronSettings())
    assert result.test_accuracy == accuracy
    assert result.epochs == model.n_iter_
    np.testing.assert_array_equal(result.weights, model.coef_[0])
    assert result.bias == model.intercept_[0]


def test_the_confusion_matrix_counts_the_test_examples() -> None:
    result = run(DataSettings(), PerceptronSettings())
    assert result.confusion.sum() == 250
    assert np.trace(result.confusion) / 250 == result.test_accuracy
    assert result.confusion.sum(axis=1).tolist() == np.bincount(result.data.y_test).tolist()


@pytest.mark.parametrize(
    "settings",
    [PerceptronSettings(), PerceptronSettings(tol=None, max_iter=37), PerceptronSettings(early_stopping=True)],
)
def test_the_curve_ends_where_the_run_ends(settings: PerceptronSettings) -> None:
    """Each point is a shorter fit with the same seed, which is the beginning of the longer one."""
    result = run(DataSettings(), settings)
    first, *_, last = epochs = list(result.curve)
    assert (last, *result.curve[last]) == (result.epochs, result.train_accuracy, result.test_accuracy)
    assert epochs == sorted(epochs)
    assert first == 1


def test_the_curve_follows_the_run_epoch_by_epoch() -> None:
    """An independent way to the same numbers: without shuffling, partial_fit goes on epoch by epoch."""
    settings = PerceptronSettings(shuffle=False, tol=None, max_iter=8)
    result = run(DataSettings(), settings)
    model = Perceptron(eta0=0.1, random_state=42, shuffle=False)
    for train, _ in result.curve.values():
        model.partial_fit(result.data.x_train, result.data.y_train, classes=[0, 1])
        assert train == model.score(result.data.x_train, result.data.y_train)


@pytest.mark.parametrize("features", [2, 3, 4, 20])
def test_any_number_of_features_works(features: int) -> None:
    """make_classification wants two redundant features by default, which 2 or 3 features have no room for."""
    data = make_data(DataSettings(n_features=features))
    assert data.x_train.shape == (750, features)
    assert data.x_test.shape == (250, features)


def test_settings_that_scikit_learn_refuses_get_a_sentence() -> None:
    with pytest.raises(ImpossibleExperiment, match=r"scikit-learn refuses these settings: .*alpha"):
        run(DataSettings(), PerceptronSettings(alpha=-1.0))


def test_the_neuron_at_work_answers_as_scikit_learn_does() -> None:
    result = run(DataSettings(), PerceptronSettings())
    model, _ = course_script()
    answers = [result.neuron(index).output for index in range(50)]
    assert answers == model.predict(result.data.x_test[:50]).tolist()
