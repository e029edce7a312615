"""Calibration, by hand on a few digits."""

import numpy as np
import pytest

from components.ml.calibration import above, reliability

SURE = [0.95, 0.92, 0.91, 0.61, 0.65, 1.0]
# Right are the first, the second, the fourth and the last.
LABELS = np.array([3, 3, 5, 3, 5, 3])
PROBABILITIES = np.array([[(1 - sure) / 9] * 3 + [sure] + [(1 - sure) / 9] * 6 for sure in SURE], np.float32)


def test_answers_are_put_together_by_how_sure_they_are() -> None:
    """1.0 belongs to the last bin, and there is no bin for what nothing falls into."""
    low, high = reliability(PROBABILITIES, LABELS)
    assert (low.low, low.high, low.count, low.right) == (0.6, 0.7, 2, 0.5)
    assert low.said == pytest.approx(0.63)
    assert (high.low, high.high, high.count, high.right) == (0.9, 1.0, 4, 0.75)
    assert high.said == pytest.approx((0.95 + 0.92 + 0.91 + 1) / 4)


def test_above_a_threshold_fewer_are_answered() -> None:
    assert above(PROBABILITIES, LABELS, 0) == (1, 4 / 6)
    assert above(PROBABILITIES, LABELS, 0.9) == (4 / 6, 3 / 4)
    assert above(PROBABILITIES, LABELS, 0.99) == (1 / 6, 1)
    assert above(PROBABILITIES[:1], LABELS[:1], 0.99) == (0, None)
