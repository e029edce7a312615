"""Softmax turns scores into shares, and cross-entropy is the loss of these: −ln of the share of the target."""

from collections.abc import Sequence

import numpy as np
from scipy.special import softmax


def shares(scores: Sequence[float]) -> list[float]:
    """exp(score) / the sum of all of these, for each score: between 0 and 1, together 1."""
    return [float(share) for share in softmax(np.array(scores, np.float64))]


def cross_entropy(scores: Sequence[float], target: int) -> float:
    """−ln(share of the score at the place `target`): 0 where that share is 1."""
    return float(-np.log(shares(scores)[target]))


def slopes(scores: Sequence[float], target: int) -> list[float]:
    """How the loss changes with each score: its share, and for the target its share minus 1."""
    return [share - (place == target) for place, share in enumerate(shares(scores))]
