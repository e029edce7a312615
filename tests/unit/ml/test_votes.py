"""What units say adds up to what the network says."""

import numpy as np
import pytest

from components.ml.forward import predict
from components.ml.mnist import Mnist
from components.ml.votes import votes
from components.training.snapshot import Snapshot


@pytest.mark.parametrize(("one", "other"), [(7, 2), (4, 9), (0, 0)])
def test_votes_add_up_to_the_ratio_of_the_probabilities(
    one: int, other: int, course_run: Snapshot, mnist: Mnist
) -> None:
    """Softmax: the ratio of two probabilities is e to the power of the difference of their logits."""
    for picture in mnist.test.pictures[:20]:
        (probabilities,) = predict(course_run.layers, picture[None])
        found = votes(course_run.layers, picture, one, other)
        ratio = np.log(float(probabilities[one])) - np.log(float(probabilities[other]))
        assert found.difference == pytest.approx(ratio, abs=1e-3)
        assert len(found.contributions) == 128


def test_the_strongest_are_on_their_own_side(course_run: Snapshot, mnist: Mnist) -> None:
    found = votes(course_run.layers, mnist.test.pictures[0], 7, 3)
    for_one, for_other = found.strongest(6)
    assert found.contributions[for_one[0]] == found.contributions.max() > 0
    assert found.contributions[for_other[0]] == found.contributions.min() < 0
    assert sorted(found.contributions[for_one], reverse=True) == found.contributions[for_one].tolist()
    assert votes(course_run.layers, mnist.test.pictures[0], 3, 3).strongest(6) == ([], [])
