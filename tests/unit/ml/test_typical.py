"""What is typical of a digit, against the same by hand, digit by digit."""

import numpy as np
import pytest
from sklearn.neighbors import NearestCentroid, NearestNeighbors

from components.ml.mnist import Mnist, Split
from components.ml.typical import coarser, distance, ink, like_another, mean_and_spread, nearest, shifted, strangeness


def test_strangeness_is_the_distance_from_the_mean_of_its_digit(mnist: Mnist) -> None:
    part = Split(mnist.test.pictures[:2_000], mnist.test.labels[:2_000])
    found = strangeness(part)
    for digit in (1, 8):
        pixels = part.pictures[part.labels == digit].reshape(-1, 784) / 1.0
        away = np.sqrt(((pixels - pixels.mean(axis=0)) ** 2).sum(axis=1))
        np.testing.assert_allclose(found[part.labels == digit], away / away.mean(), rtol=1e-4)


def test_what_is_like_another_is_nearer_to_its_mean(mnist: Mnist) -> None:
    """Above 1 are those that a comparison with the ten means reads wrong."""
    part = Split(mnist.test.pictures[:2_000], mnist.test.labels[:2_000])
    pixels = part.pictures.reshape(-1, 784) / 1.0
    means = np.array([pixels[part.labels == digit].mean(axis=0) for digit in range(10)])
    nearest = np.sqrt(((pixels[:, None] - means) ** 2).sum(axis=2)).argmin(axis=1)
    np.testing.assert_array_equal(like_another(part) > 1, nearest != part.labels)


def test_means_and_spreads_are_of_the_first_digits_of_each_kind(mnist: Mnist) -> None:
    means, spreads = mean_and_spread(mnist.train, 100)
    sevens = mnist.train.pictures[mnist.train.labels == 7][:100]
    np.testing.assert_allclose(means[7], sevens.mean(axis=0), atol=0.51)
    assert means.shape == spreads.shape == (10, 28, 28)
    # The spread is in proportion, its largest value 255.
    largest = max(mnist.train.pictures[mnist.train.labels == digit][:100].std(axis=0).max() for digit in range(10))
    np.testing.assert_allclose(spreads[7], sevens.std(axis=0) * 255 / largest, atol=0.51)
    assert spreads.max() == 255


def test_of_one_digit_the_mean_is_itself_and_nothing_differs(mnist: Mnist) -> None:
    means, spreads = mean_and_spread(mnist.train, 1)
    np.testing.assert_array_equal(means[5], mnist.train.pictures[0])
    assert not spreads.any()


@pytest.mark.filterwarnings("ignore:self.within_class_std_dev_")  # pixels that no digit uses
def test_comparing_with_the_ten_means_reads_82_of_100(mnist: Mnist) -> None:
    """The page says so of a network that would do no more than that."""
    flat = mnist.train.pictures.reshape(-1, 784) / 1.0, mnist.test.pictures.reshape(-1, 784) / 1.0
    right = NearestCentroid().fit(flat[0], mnist.train.labels).score(flat[1], mnist.test.labels)
    assert round(100 * right) == 82


@pytest.mark.parametrize("side", [28, 14, 7, 4, 2])
def test_a_coarser_picture_has_the_mean_of_each_square(side: int, mnist: Mnist) -> None:
    picture = mnist.test.pictures[0]
    coarse = coarser(picture, side)
    block = 28 // side
    assert coarse.shape == (28, 28)
    assert coarse[0, 0] == round(picture[:block, :block].mean())
    middle = slice(14, 14 + block)
    assert (coarse[middle, middle] == round(picture[middle, middle].mean())).all() or 14 % block
    if side == 28:
        np.testing.assert_array_equal(coarse, picture)


def test_the_nearest_digits_are_scikit_learns(mnist: Mnist) -> None:
    """More of them than fit into one chunk, so that the chunks' borders are crossed."""
    part = Split(mnist.train.pictures[:21_000], mnist.train.labels[:21_000])
    wanted = mnist.test.pictures[3]
    theirs = NearestNeighbors(n_neighbors=5, algorithm="brute").fit(part.pictures.reshape(-1, 784) / 255)
    distances, numbers = theirs.kneighbors(wanted.reshape(1, -1) / 255)
    ours, away = nearest(part, wanted, 5)
    assert ours == numbers[0].tolist()
    np.testing.assert_allclose(away, distances[0], rtol=1e-5)
    assert distance(part.pictures[ours[0]], wanted) == pytest.approx(distances[0][0])


def test_ink_is_counted_pixel_by_pixel(mnist: Mnist) -> None:
    part = Split(mnist.test.pictures[:500], mnist.test.labels[:500])
    found = ink(part)
    assert found.used[14, 14] == np.mean([picture[14, 14] > 0 for picture in part.pictures])
    assert found.black == (part.pictures == 0).mean()
    assert found.white == (part.pictures == 255).mean()
    ones = part.pictures[part.labels == 1]
    assert found.per_digit[1] == pytest.approx(ones.mean() / 255)
    assert found.per_digit.argmin() == 1


@pytest.mark.parametrize("columns", [-8, -1, 0, 1, 8])
def test_a_shifted_picture_is_the_same_some_columns_on(columns: int, mnist: Mnist) -> None:
    picture = mnist.test.pictures[0]
    moved = shifted(picture, columns)
    for column in range(28):
        before = column - columns
        expected = picture[:, before] if 0 <= before < 28 else np.zeros(28)
        np.testing.assert_array_equal(moved[:, column], expected)
