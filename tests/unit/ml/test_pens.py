"""Digits changed as pens change them stay digits such as MNIST has, and the changes are those that are told."""

import numpy as np
import pytest

from components.ml import pens
from components.ml.forward import predict
from components.ml.mnist import Mnist
from components.ml.pens import changed, like_pens
from components.training.snapshot import Snapshot


def test_half_of_the_digits_are_changed_and_the_seed_decides_which(mnist: Mnist) -> None:
    digits = mnist.train.pictures[:512], mnist.train.labels[:512]
    once, again, other = (like_pens(*digits, seed) for seed in ((1, 0, 0), (1, 0, 0), (1, 0, 1)))
    np.testing.assert_array_equal(once, again)
    same = (once == digits[0]).all(axis=(1, 2))
    assert 0.4 < same.mean() < 0.6
    assert (same != (other == digits[0]).all(axis=(1, 2))).any()


def test_they_are_as_large_and_as_central_as_mnists(mnist: Mnist) -> None:
    """Its longer side is 20 pixels, give or take the grey at its edge, and its centre of mass in the middle."""
    pictures = changed(mnist.train.pictures[:2_000], mnist.train.labels[:2_000], np.random.default_rng(0)).astype(float)
    ink = pictures > 100
    sides = np.array([[np.ptp(np.flatnonzero(line)) + 1 for line in (it.any(0), it.any(1))] for it in ink])
    assert np.median(sides.max(axis=1)) == 20
    assert np.quantile(sides.max(axis=1), 0.99) <= 22
    at = np.arange(28)
    for axis in (1, 2):
        centre = (pictures.sum(axis=axis) * at).sum(axis=1) / pictures.sum(axis=(1, 2))
        assert abs(centre.mean() - 13.7) < 0.7
        assert (abs(centre - 13.7) < 2.5).mean() > 0.98


def test_a_network_still_reads_most_of_them(mnist: Mnist, course_run: Snapshot) -> None:
    test = mnist.test
    pictures = changed(test.pictures[:2_000], test.labels[:2_000], np.random.default_rng(0))
    right = predict(course_run.layers, pictures).argmax(axis=1) == test.labels[:2_000]
    assert 0.7 < right.mean() < 0.9


@pytest.mark.parametrize(("label", "share"), [(1, "FLAGS"), (7, "BARS"), (0, "SLASHES")])
def test_ones_get_flags_sevens_bars_and_zeros_slashes(
    label: int, share: str, mnist: Mnist, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With all of them, more ink than with none; so many of them get one as is said. Other digits never do."""
    some = mnist.train.pictures[mnist.train.labels == label][:400]
    ink = some.astype(np.float32) / 255

    def grown(chance: float, labels: np.ndarray) -> float:
        monkeypatch.setattr(pens, share, chance)
        result = pens._with_lines(ink.copy(), labels, np.random.default_rng(0))
        return float((result.sum(axis=(1, 2)) > ink.sum(axis=(1, 2)) + 1).mean())

    usual = getattr(pens, share)
    right, wrong = np.full(len(some), label, np.uint8), np.full(len(some), 3, np.uint8)
    assert grown(0.0, right) == grown(1.0, wrong) == 0
    assert grown(1.0, right) > 0.9
    assert grown(usual, right) == pytest.approx(usual, abs=0.07)
