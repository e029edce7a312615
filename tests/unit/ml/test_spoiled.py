"""Spoiled digits: what each level does, pixel by pixel."""

import numpy as np
import pytest

from components.ml.mnist import Mnist
from components.ml.spoiled import SPOILINGS


@pytest.mark.parametrize("kind", SPOILINGS)
def test_level_0_changes_nothing_and_the_same_is_done_every_time(kind: str, mnist: Mnist) -> None:
    pictures, spoiling = mnist.test.pictures[:20], SPOILINGS[kind]
    np.testing.assert_array_equal(spoiling.at(pictures, 0), pictures)
    worst = spoiling.levels[-1]
    np.testing.assert_array_equal(spoiling.at(pictures, worst), spoiling.at(pictures, worst))
    changed = np.abs(spoiling.at(pictures, worst).astype(int) - pictures).mean()
    assert changed > 3  # of 255


def test_a_bite_is_a_black_square_in_the_middle(mnist: Mnist) -> None:
    white = np.full((50, 28, 28), 255, np.uint8)
    for picture in SPOILINGS["bite"].at(white, 8):
        rows, columns = np.nonzero(picture == 0)
        assert len(rows) == 64
        assert {len(set(rows)), len(set(columns))} == {8}
        assert min(rows.min(), columns.min()) >= 4
        assert max(rows.max(), columns.max()) < 24


def test_shift_turn_and_thickness_move_the_ink_as_they_say(mnist: Mnist) -> None:
    dot = np.zeros((1, 28, 28), np.uint8)
    dot[0, 5, 13] = 255  # above the middle
    assert np.argwhere(SPOILINGS["shift"].at(dot, 3)[0]).tolist() == [[5, 16]]
    columns = np.nonzero(SPOILINGS["turn"].at(dot, 60)[0])[1]
    assert columns.mean() < 10  # to the left
    assert SPOILINGS["thickness"].at(dot, 1)[0, 4:7, 12:15].all()
    assert not SPOILINGS["thickness"].at(dot, -1).any()


def test_noise_has_its_standard_deviation() -> None:
    grey = np.full((40, 28, 28), 128, np.uint8)
    assert (SPOILINGS["noise"].at(grey, 0.1).astype(float) / 255).std() == pytest.approx(0.1, rel=0.02)
