"""What a network on the plane has been through: how good it was after which step, and how to go back there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from components.ml.optimizers import Memory
from components.ml.plane_changes import Unit, without
from components.ml.plane_data import features, points
from components.ml.plane_settings import PlaneSettings
from components.ml.small_network import Array, Parameters, SmallNetwork, forward, loss_of

MOST_MOMENTS = 240  # that are kept to go back to


class Score(NamedTuple):
    """Loss, without the penalty, and the share of right answers, which heights don't have; None without points."""

    loss: float | None
    accuracy: float | None


@dataclass(frozen=True, eq=False)
class Moment:
    """The network after so many steps, how good it was, on training and test points, and what the optimizer knew."""

    step: int
    parameters: Parameters
    memory: Memory
    train: Score
    test: Score


def moment_of(
    settings: PlaneSettings, network: SmallNetwork, step: int, memory: Memory, off: frozenset[Unit]
) -> Moment:
    """The network after this step; `off` are the units that pass on nothing."""
    data, working = points(settings.points), without(network, off)
    train, test = (_score(settings, working, x, y) for x, y in ((data.x, data.y), (data.x_test, data.y_test)))
    return Moment(step, network.parameters, memory, train, test)


def _score(settings: PlaneSettings, network: SmallNetwork, x: Array, y: Array) -> Score:
    if not len(x):
        return Score(None, None)
    passed = forward(network, features(settings.features, x))
    right = float(np.mean((passed.answer >= 0.5) == (y == 1))) if settings.points.classes else None
    return Score(loss_of(settings.loss, passed, y), right)


def with_moment(moments: Sequence[Moment], last: Moment, per_epoch: int) -> tuple[Moment, ...]:
    """The first, this last one, and between them those at the end of an epoch, or of every second, fourth, eighth, so
    that there are not too many: as far apart at the beginning, where the most happens, as later.
    """
    apart = per_epoch
    while last.step > apart * (MOST_MOMENTS - 2):
        apart *= 2
    return (*(moment for moment in moments if moment.step < last.step and moment.step % apart == 0), last)
