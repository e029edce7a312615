"""What is typical of a digit, against the same by hand, digit by digit."""

import numpy as np
import pytest
from sklearn.neighbors import NearestCentroid

from components.ml.mnist import Mnist, Split
from components.ml.typical import coarser, like_another, mean_and_spread, strangeness


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
