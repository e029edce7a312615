"""The playground's experiment against scikit-learn, called as the course calls it."""

import warnings
from dataclasses import asdict, replace
from typing import Any

import numpy as np
import pytest
from sklearn.datasets import make_blobs, make_classification
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import Perceptron
from sklearn.model_selection import train_test_split

from components.ml.classification_data import KINDS, OWN, DataSettings, OwnData, make_data
from components.ml.sklearn_perceptron import ImpossibleExperiment, PerceptronSettings, accuracies, after, run


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


@pytest.mark.parametrize("kind", KINDS)
def test_every_data_set_has_two_classes_in_both_parts(kind: str) -> None:
    data = make_data(DataSettings(kind=kind))
    for x, y in ((data.x_train, data.y_train), (data.x_test, data.y_test)):
        assert set(y.tolist()) == {0, 1}
        assert x.shape == (len(y), len(data.names))
    assert abs(len(data.y_test) - (len(data.y_train) + len(data.y_test)) / 4) < 1


def test_in_xor_opposite_corners_are_alike() -> None:
    data = make_data(DataSettings(kind="XOR", class_sep=3.0))
    same_sign = data.x_train[:, 0] * data.x_train[:, 1] > 0
    np.testing.assert_array_equal(data.y_train == 0, same_sign)


def test_scaling_is_learned_from_the_training_part_alone() -> None:
    data = make_data(DataSettings(kind="breast cancer", scaled=True))
    np.testing.assert_allclose(data.x_train.mean(axis=0), 0, atol=1e-9)
    np.testing.assert_allclose(data.x_train.std(axis=0), 1)
    assert np.abs(data.x_test.mean(axis=0)).max() > 0.01


@pytest.mark.parametrize("kind", ["moons", "breast cancer"])
def test_after_its_last_epoch_a_result_is_what_it_is(kind: str) -> None:
    data, settings = DataSettings(kind=kind), PerceptronSettings(early_stopping=True)
    result = run(data, settings)
    last, first = after(result, settings, result.epochs), after(result, settings, 1)
    np.testing.assert_array_equal(last.weights, result.weights)
    np.testing.assert_array_equal(last.confusion, result.confusion)
    assert last.bias == result.bias
    once = Perceptron(max_iter=1, eta0=0.1, random_state=42, early_stopping=True)
    with pytest.warns(UserWarning, match="Maximum number of iteration"):
        once.fit(result.data.x_train, result.data.y_train)
    np.testing.assert_array_equal(first.weights, once.coef_[0])


def test_other_seeds_split_the_same_examples_anew() -> None:
    """One of the seeds is the course's own."""
    own = run(DataSettings(), PerceptronSettings())
    found = {seed: accuracies(DataSettings(), PerceptronSettings(), seed) for seed in (41, 42, 43)}
    assert found[42] == (own.train_accuracy, own.test_accuracy)
    assert len(set(found.values())) == 3


def test_of_the_training_part_only_a_share_is_learned_from() -> None:
    """The first examples; but never so few that one class is missing, which scikit-learn refuses."""
    model, _ = course_script()
    data = make_data(DataSettings(), 42)
    model.fit(data.x_train[:75], data.y_train[:75])
    scores = model.score(data.x_train[:75], data.y_train[:75]), model.score(data.x_test, data.y_test)
    assert accuracies(DataSettings(), PerceptronSettings(), 42, learned_from=0.1) == scores
    rare = DataSettings(kind="blobs", n_samples=100, share=0.05)
    assert 0 <= accuracies(rare, PerceptronSettings(), 3, learned_from=0.01)[1] <= 1


@pytest.mark.parametrize("kind", ["the course's", "breast cancer"])
def test_beyond_its_end_it_goes_on_as_it_would_have(kind: str) -> None:
    """The same learning, with nothing that stops it: to its end the same, and from there what was never seen."""
    data, settings = DataSettings(kind=kind), PerceptronSettings()
    result = run(data, settings)
    first, *_, last = list(result.beyond)
    assert first == result.epochs
    assert result.beyond[first] == result.curve[first]
    longer = run(data, replace(settings, max_iter=last, tol=None))
    assert result.beyond[last] == (longer.train_accuracy, longer.test_accuracy)
    assert not longer.beyond  # nothing stopped that one early


def test_what_was_cut_short_has_nothing_beyond() -> None:
    assert not run(DataSettings(), PerceptronSettings(max_iter=2)).beyond


@pytest.mark.parametrize("kind", ["the course's", "blobs", "moons", "circles"])
@pytest.mark.parametrize("share", [0.05, 0.8])
def test_a_class_may_be_rare(kind: str, share: float) -> None:
    data = make_data(DataSettings(kind=kind, share=share, flip_y=0.0))
    assert data.y_test.mean() == pytest.approx(share, abs=0.01)
    assert data.y_train.mean() == pytest.approx(share, abs=0.01)


def test_both_classes_as_frequent_are_drawn_as_ever() -> None:
    """Told as two counts, scikit-learn must draw the same points as for their sum: old links show the same."""
    x, y = make_blobs(300, centers=[(-1.0, -1.0), (1.0, 1.0)], random_state=42)
    x_train, _, y_train, _ = train_test_split(x, y, random_state=42)
    data = make_data(DataSettings(kind="blobs", n_samples=300))
    np.testing.assert_array_equal(data.x_train, x_train)
    np.testing.assert_array_equal(data.y_train, y_train)


def test_a_stretched_feature_ruins_it_and_scaling_mends_it() -> None:
    plain, stretched = DataSettings(kind="moons"), DataSettings(kind="moons", stretched=True)
    np.testing.assert_allclose(make_data(stretched).x_test[:, 0], 1e9 * make_data(plain).x_test[:, 0])
    scaled = run(replace(stretched, scaled=True), PerceptronSettings())
    assert run(stretched, PerceptronSettings()).test_accuracy < scaled.test_accuracy - 0.1
    assert scaled.test_accuracy == run(replace(plain, scaled=True), PerceptronSettings()).test_accuracy


def test_a_split_that_can_not_be_gets_a_sentence() -> None:
    """Of four rows in two classes, a test part of 5 % has room for one row, and so not for both classes."""
    own = OwnData(np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 0, 1, 1]), ("a", "b"), ("x",))
    with pytest.raises(ImpossibleExperiment, match="One class has too few examples for this split"):
        run(DataSettings(kind=OWN, own=own, test_share=0.05), PerceptronSettings())
    rare = DataSettings(n_features=20, n_samples=100, share=0.05, test_share=0.9)
    with pytest.raises(ImpossibleExperiment, match="One class has too few examples for this split"):
        run(rare, PerceptronSettings(early_stopping=True))


def some_settings(count: int) -> list[tuple[DataSettings, PerceptronSettings]]:
    """Drawn at random, over all that can be set."""
    rng = np.random.default_rng(0)

    def one(*options: Any) -> Any:
        return options[rng.integers(len(options))]

    return [
        (
            DataSettings(
                kind=one(*KINDS),
                n_samples=one(100, 300),
                n_features=one(2, 5, 10),
                class_sep=one(0.5, 1.0, 2.0),
                flip_y=one(0.0, 0.1),
                noise=one(0.05, 0.3),
                share=one(0.3, 0.5),
                test_share=one(0.25, 0.5),
                scaled=one(True, False),
                random_state=one(1, 2, 3),
            ),
            PerceptronSettings(
                max_iter=one(1, 7, 40),
                eta0=one(0.01, 0.1, 10.0),
                tol=one(None, 1e-1, 1e-3),
                shuffle=one(True, False),
                random_state=one(1, 2, 3),
                penalty=one(None, "l1", "l2", "elasticnet"),
                early_stopping=one(True, False),
                class_weight=one(None, "balanced"),
            ),
        )
        for _ in range(count)
    ]


@pytest.mark.parametrize(("data_settings", "settings"), some_settings(100))
def test_at_its_last_epoch_the_slider_shows_what_fit_has_learned(
    data_settings: DataSettings, settings: PerceptronSettings
) -> None:
    """To the bit; and the curve's last point is its accuracy."""
    result = run(data_settings, settings)
    data = make_data(data_settings)
    model = Perceptron(**asdict(settings))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(data.x_train, data.y_train)
    last = after(result, settings, result.epochs)
    assert last.weights.tolist() == result.weights.tolist() == model.coef_[0].tolist()
    assert last.bias == result.bias == model.intercept_[0]
    assert result.epochs == model.n_iter_ == list(result.curve)[-1]
    scores = model.score(data.x_train, data.y_train), model.score(data.x_test, data.y_test)
    assert result.curve[result.epochs] == scores
