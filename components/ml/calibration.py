"""Whether a network is as often right as it is sure: of all that it reads with 90 %, are 90 % right?

C. Guo, G. Pleiss, Y. Sun and K. Q. Weinberger, "On Calibration of Modern Neural Networks" (ICML 2017).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 10


@dataclass(frozen=True)
class Bin:
    """The answers whose probability is from `low` to `high`: how many, the mean of what was said, and the share that is
    right.
    """

    low: float
    high: float
    count: int
    said: float
    right: float


def reliability(probabilities: NDArray[np.float32], labels: NDArray[np.integer]) -> list[Bin]:
    """Of probabilities (n, 10) and labels 0 to 9 (n,): equally wide bins, without those that nothing falls into."""
    said, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels
    place = np.minimum((said * BINS).astype(int), BINS - 1)
    return [
        Bin(
            number / BINS,
            (number + 1) / BINS,
            int(inside.sum()),
            float(said[inside].mean()),
            float(right[inside].mean()),
        )
        for number in range(BINS)
        if (inside := place == number).any()
    ]


def above(
    probabilities: NDArray[np.float32], labels: NDArray[np.integer], threshold: float
) -> tuple[float, float | None]:
    """If it says "I don't know" below this probability: the share that it answers, and of these the share that is
    right; None if it answers nothing.
    """
    answered = probabilities.max(axis=1) >= threshold
    if not answered.any():
        return 0.0, None
    right = probabilities.argmax(axis=1) == labels
    return float(answered.mean()), float(right[answered].mean())
