"""Softmax's shares, their loss, and how it changes with the scores."""

import numpy as np
import pytest

from components.ml.cross_entropy import cross_entropy, shares, slopes

SOME = [[2.0, 1.0, -1.0], [0.0, 0.0, 0.0], [-5.0, 5.0, 0.3]]


@pytest.mark.parametrize("scores", SOME)
def test_the_loss_is_that_of_the_share_and_its_slopes_are_finite_differences(scores: list[float]) -> None:
    assert sum(shares(scores)) == pytest.approx(1)
    assert shares([score + 3 for score in scores]) == pytest.approx(shares(scores))
    for target in range(3):
        assert cross_entropy(scores, target) == pytest.approx(-np.log(shares(scores)[target]))
        for place, slope in enumerate(slopes(scores, target)):
            nudge = 1e-5 * (np.arange(3) == place)
            more, less = (cross_entropy(np.add(scores, sign * nudge).tolist(), target) for sign in (1, -1))
            assert slope == pytest.approx((more - less) / 2e-5, abs=1e-8)


def test_three_equal_shares_are_a_third_each() -> None:
    assert cross_entropy([1.0, 1.0, 1.0], 2) == pytest.approx(np.log(3))
