"""A counted share against Wilson's formula, written out."""

import math

import pytest

from components.ml.share import Share


@pytest.mark.parametrize(("right", "count"), [(0, 1), (1, 1), (9, 10), (27, 30), (973, 1_000)])
def test_the_interval_is_wilsons(right: int, count: int) -> None:
    """E. B. Wilson, 1927: the shares from which the counted one is no more than z standard errors away."""
    z, p = 1.959964, right / count
    middle = (p + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(p * (1 - p) / count + z * z / (4 * count * count))
    share = Share.of(right, count)
    assert (share.low, share.high) == pytest.approx((middle - half, middle + half), abs=1e-6)
    assert share.value == p
