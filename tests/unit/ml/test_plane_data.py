"""Points on a plane: what they are drawn from, and which are put aside."""

import numpy as np
import pytest

from components.ml.learning_rule import Example
from components.ml.plane_data import FEATURES, HEIGHTS, KINDS, OWN, Points, PointSettings, features, points
from components.ml.small_network import Array

CLASSES = [kind for kind in KINDS if kind not in HEIGHTS]
SEEDS = range(5)


def every(data: Points) -> tuple[Array, Array]:
    """All points, for learning and for the test."""
    return np.vstack([data.x, data.x_test]), np.vstack([data.y, data.y_test])


def fresh(settings: PointSettings) -> Points:
    """Drawn again, and not remembered."""
    return points.__wrapped__(settings)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_settings_draw_the_same_points_and_another_seed_others(kind: str) -> None:
    one, again, other = (fresh(PointSettings(kind, seed=seed)) for seed in (7, 7, 8))
    for name in ("x", "y", "x_test", "y_test"):
        np.testing.assert_array_equal(getattr(one, name), getattr(again, name))
    assert not np.array_equal(one.x, other.x)


@pytest.mark.parametrize("n", [20, 21, 200])
@pytest.mark.parametrize("kind", KINDS)
def test_there_are_as_many_as_asked_for(kind: str, n: int) -> None:
    data = fresh(PointSettings(kind, n, test_share=0.3))
    x, y = every(data)
    assert x.shape == (n, 2)
    assert y.shape == (n, 1)
    assert len(data.x_test) == pytest.approx(0.3 * n, abs=1)


@pytest.mark.parametrize("noise", [0.0, 0.3])
@pytest.mark.parametrize("kind", CLASSES)
def test_there_are_as_many_of_each_class(kind: str, noise: float) -> None:
    """But for XOR, whose corners are drawn: about."""
    for seed in SEEDS:
        _, y = every(fresh(PointSettings(kind, 200, noise, seed=seed)))
        assert set(y.ravel()) == {0.0, 1.0}
        assert y.mean() == pytest.approx(0.5, abs=0.12 if kind == "XOR" else 0)


@pytest.mark.parametrize("kind", CLASSES)
@pytest.mark.parametrize("share", [0.1, 0.3, 0.5])
def test_the_test_has_its_share_of_each_class(kind: str, share: float) -> None:
    for seed in SEEDS:
        data = fresh(PointSettings(kind, 150, test_share=share, seed=seed))
        for value in (0, 1):
            aside, kept = (int((y == value).sum()) for y in (data.y_test, data.y))
            assert aside == round(share * (aside + kept))


@pytest.mark.parametrize("kind", KINDS)
def test_no_point_is_for_both(kind: str) -> None:
    data = fresh(PointSettings(kind))
    assert len(np.unique(np.vstack([data.x, data.x_test]), axis=0)) == 200


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_test_all_are_learned_from(kind: str) -> None:
    data = fresh(PointSettings(kind, test_share=0))
    assert (data.x.shape, data.y.shape) == ((200, 2), (200, 1))
    assert (data.x_test.shape, data.y_test.shape) == ((0, 2), (0, 1))


@pytest.mark.parametrize("kind", KINDS)
def test_however_much_is_for_the_test_one_of_each_class_is_learned_from(kind: str) -> None:
    data = fresh(PointSettings(kind, 20, test_share=1.0))
    assert len(data.x) == (2 if kind in CLASSES else 1)


@pytest.mark.parametrize("kind", KINDS)
def test_without_noise_the_points_are_in_the_picture_or_close_to_it(kind: str) -> None:
    for seed in SEEDS:
        x, y = every(fresh(PointSettings(kind, 500, 0.0, seed=seed)))
        assert np.abs(x).max() < 3.5
        assert np.abs(x).max() > 1.5  # and the picture is not empty
        assert np.abs(y).max() <= 1


@pytest.mark.parametrize("kind", KINDS)
def test_noise_lets_points_stray(kind: str) -> None:
    """A height strays by a third of the noise, as heights go from -1 to 1 and the picture from -3 to 3. Moons are
    drawn 1.6 times as large as scikit-learn's, and their noise is as large as that of the others.
    """
    for noise in (0.2, 0.5):
        calm, rough = (every(fresh(PointSettings(kind, 2_000, amount, test_share=0))) for amount in (0.0, noise))
        if kind in HEIGHTS:
            np.testing.assert_array_equal(calm[0], rough[0])
            assert (rough[1] - calm[1]).std() == pytest.approx(noise / 3, rel=0.1)
        elif kind == "two clouds":
            middles = np.where(rough[1], 1.3, -1.3)
            assert (rough[0] - middles).std() == pytest.approx(0.5 + noise, rel=0.1)
        else:
            np.testing.assert_array_equal(calm[1], rough[1])
            assert (rough[0] - calm[0]).std() == pytest.approx(noise, rel=0.1)


def test_xor_is_class_1_where_the_signs_differ() -> None:
    x, y = every(fresh(PointSettings("XOR", 500, 0.0)))
    np.testing.assert_array_equal(y[:, 0] == 1, (x[:, 0] < 0) != (x[:, 1] < 0))
    assert np.abs(x).min() >= 0.25  # there is a gap between them
    _, noisy = every(fresh(PointSettings("XOR", 500, 0.5)))
    np.testing.assert_array_equal(noisy, y)  # its class is that of the place it strays from


def test_the_circle_is_class_1_inside() -> None:
    x, y = every(fresh(PointSettings("circle", 500, 0.0)))
    radius = np.hypot(*x.T)
    assert radius[y[:, 0] == 1].max() < 1.3 < 1.9 < radius[y[:, 0] == 0].min()


def test_the_spirals_arms_are_each_other_turned_by_half() -> None:
    """Of each point, the angle that is left when its arm is wound back."""
    x, y = every(fresh(PointSettings("spiral", 500, 0.0)))
    radius = np.hypot(*x.T)
    wound = np.arctan2(*x.T) - 1.75 * 2 * np.pi * radius / 2.8 - np.pi * y[:, 0]
    np.testing.assert_allclose(np.cos(wound), 1)


def test_heights_are_the_slopes_and_the_hills() -> None:
    x, y = every(fresh(PointSettings("slope", 500, 0.0)))
    np.testing.assert_allclose(y[:, 0], x.sum(axis=1) / 6)
    x, y = every(fresh(PointSettings("hill", 500, 0.0)))
    assert np.hypot(*(x[y.argmax()] - 1.1)) < 0.5
    assert np.hypot(*(x[y.argmin()] + 1.1)) < 0.5


def test_heights_are_no_classes() -> None:
    assert [kind for kind in (*KINDS, OWN) if not PointSettings(kind).classes] == list(HEIGHTS)
    data = fresh(PointSettings("hill"))
    assert len(data.x_test) == 60
    assert len(np.unique(data.y)) == 140


OWN_POINTS = tuple(Example(float(x), x / 2, x % 2) for x in range(-2, 3))


def test_own_points_are_those_that_were_set() -> None:
    """Three of class 0 and two of class 1. Half of three is two, as Python rounds."""
    data = fresh(PointSettings(OWN, test_share=0.5, own=OWN_POINTS))
    x, y = every(data)
    assert sorted(zip(*x.T, *y.T, strict=True)) == [(one.x1, one.x2, one.target) for one in OWN_POINTS]
    assert [int((data.y == value).sum()) for value in (0, 1)] == [1, 1]


@pytest.mark.parametrize("own", [(), OWN_POINTS[:1], OWN_POINTS[:2]])
def test_of_few_own_points_one_of_each_class_is_learned_from(own: tuple[Example, ...]) -> None:
    data = fresh(PointSettings(OWN, test_share=0.9, own=own))
    assert data.x.shape == (len(own), 2)
    assert data.y.shape == (len(own), 1)
    assert data.x_test.shape == (0, 2)


def test_features_are_what_their_names_say() -> None:
    x = np.array([[1.0, -2.0], [0.5, 3.0]])
    assert features(("x1", "x2", "x1²", "x2²", "x1·x2"), x).tolist() == [[1, -2, 1, 4, -2], [0.5, 3, 0.25, 9, 1.5]]
    assert features(("sin x2", "sin x1"), x).tolist() == [
        [float(np.sin(-2.0)), float(np.sin(1.0))],
        [float(np.sin(3.0)), float(np.sin(0.5))],
    ]
    assert features(tuple(FEATURES), x).shape == (2, 7)
    assert features(("x1",), np.empty((0, 2))).shape == (0, 1)
