"""A small network learns points on a plane, batch by batch; it can be rewound, changed by hand, and followed exactly.

All of it follows from its settings, the changes that were made by hand, and the number of steps: the same three give
the same numbers, always. So a link that holds them opens the same network, and a rewound one learns the same again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from components.ml.optimizers import OPTIMIZERS, Memory, no_memory
from components.ml.penalties import with_penalty
from components.ml.plane_changes import Change, Unit, held, marked, without
from components.ml.plane_data import features, points
from components.ml.plane_moments import Moment, moment_of, with_moment
from components.ml.plane_settings import PlaneSettings, steps_an_epoch
from components.ml.small_network import Array, Parameters, SmallNetwork, backward, forward, loss_of, random_network

EXPLODED = 1_000.0  # A first loss is most often below 1; the highest, of many linear units with all features, 200.
MOST_STEPS = 50_000


@dataclass(frozen=True, eq=False)
class Learning:
    """A network and its past. `moments` are some of those that it has been through, from the first to the last."""

    settings: PlaneSettings
    network: SmallNetwork
    moments: tuple[Moment, ...]
    changes: tuple[Change, ...] = ()
    diverged: bool = False

    @property
    def step(self) -> int:
        """How many steps it has learned, one for each batch."""
        return self.now.step

    @property
    def now(self) -> Moment:
        """The last moment."""
        return self.moments[-1]

    @property
    def over(self) -> bool:
        """Whether it takes no more steps."""
        return self.diverged or self.step >= MOST_STEPS

    @property
    def epochs(self) -> float:
        """How many times it has seen all points."""
        return self.step / steps_an_epoch(self.settings)

    @property
    def off(self) -> frozenset[Unit]:
        """The units that pass on nothing now."""
        return marked(self.changes, "off")

    @property
    def frozen(self) -> frozenset[Unit]:
        """The units whose weights and bias stay as they are."""
        return marked(self.changes, "freeze")

    @property
    def working(self) -> SmallNetwork:
        """The network as it works, in which nothing comes from what is off."""
        return without(self.network, self.off)


def start(settings: PlaneSettings) -> Learning:
    """The first weights, from the seed."""
    output = "sigmoid" if settings.points.classes else "linear"
    activations = (*[settings.activation] * len(settings.hidden), output)
    network = random_network(settings.sizes, activations, settings.seed, settings.initialisation)
    moment = moment_of(settings, network, 0, no_memory(network.parameters), frozenset())
    return Learning(settings, network, (moment,))


def learn(learning: Learning, steps: int) -> Learning:
    """Take `steps` steps, one for each batch, and keep a moment at the end of each epoch and of the last step.

    A step that would make the loss explode is not taken: the weights stay as they were, and it has diverged. Each step
    is looked at, so that where this happens does not depend on how many are taken at a time.
    """
    settings, per_epoch = learning.settings, steps_an_epoch(learning.settings)
    data = points(settings.points)
    if learning.over or not len(data.x):
        return learning
    x = features(settings.features, data.x)
    most_x, most_y = np.abs(x).max(axis=0), float(np.abs(data.y).max())
    off, stays = learning.off, held(learning.network.parameters, learning.off, learning.frozen)
    network, memory, moments = learning.network, learning.now.memory, learning.moments
    step, last, diverged = learning.step, min(learning.step + steps, MOST_STEPS), False
    while step < last and not diverged:
        batch = _order(settings.seed, step // per_epoch, len(x))[step % per_epoch :: per_epoch]
        # Numbers that grow without end are expected here, and found out by the loss.
        with np.errstate(over="ignore", invalid="ignore"):
            after, remembered = _step(settings, network, memory, x[batch], data.y[batch], off, stays)
            working = without(after, off)
            diverged = not _is_small(settings, working, most_x, most_y) and _exploded(settings, working, x, data.y)
        if not diverged:
            network, memory, step = after, remembered, step + 1
        if diverged or step == last or step % per_epoch == 0:
            moments = with_moment(moments, moment_of(settings, network, step, memory, off), per_epoch)
    return replace(learning, network=network, moments=moments, diverged=diverged)


def changed(learning: Learning, change: Change) -> Learning:
    """After a change by hand, now."""
    change = replace(change, step=learning.step)
    network = learning.network
    if change.kind == "weight" and change.unit is not None:
        layer, place = change.unit
        parameters = [array.copy() for array in network.parameters]
        if change.source < 0:
            parameters[2 * layer + 1][place] = change.value
        else:
            parameters[2 * layer][change.source, place] = change.value
        network = network.with_parameters(tuple(parameters))
    elif change.kind == "noise":
        random = np.random.default_rng((learning.settings.seed, learning.step, len(learning.changes)))
        noisy = [array + random.normal(0, change.value, array.shape) for array in network.parameters]
        network = network.with_parameters(tuple(noisy))
    changes = (*learning.changes, change)
    moment = moment_of(learning.settings, network, learning.step, learning.now.memory, marked(changes, "off"))
    moments = (*learning.moments[:-1], moment)
    return replace(learning, network=network, changes=changes, moments=moments, diverged=False)


def rewound(learning: Learning, step: int) -> Learning:
    """As it was at the last moment that is kept up to this step; what was done by hand later is undone."""
    moments = [moment for moment in learning.moments if moment.step <= step] or [learning.moments[0]]
    now = moments[-1]
    changes = tuple(change for change in learning.changes if change.step <= now.step)
    network = learning.network.with_parameters(now.parameters)
    return replace(learning, network=network, moments=tuple(moments), changes=changes, diverged=False)


def replayed(learning: Learning, changes: Sequence[Change], step: int, most: int) -> Learning:
    """At most `most` steps further on the way to this step, with these changes by hand on the way."""
    until = min(step, learning.step + most)
    for change in changes[len(learning.changes) :]:
        if change.step > until:
            break
        learning = changed(learn(learning, change.step - learning.step), change)
    return learn(learning, until - learning.step)


@lru_cache(maxsize=64)
def _order(seed: int, epoch: int, count: int) -> NDArray[np.intp]:
    """The order of the points in this epoch. Of ten batches the first takes every tenth of them, and so on."""
    return np.random.default_rng((seed, epoch)).permutation(count)


def _step(
    settings: PlaneSettings,
    network: SmallNetwork,
    memory: Memory,
    x: Array,
    y: Array,
    off: frozenset[Unit],
    stays: tuple[Array, ...] | None,
) -> tuple[SmallNetwork, Memory]:
    working = without(network, off)
    gradients = backward(working, forward(working, x), y, settings.loss).gradients
    gradients = with_penalty(settings.penalty, settings.share, network.parameters, gradients)
    after, known = OPTIMIZERS[settings.optimizer](network.parameters, gradients, memory, settings.learning_rate)
    if stays is not None:
        # What stays gathers no speed, either, with which it would leap when it is free again; so it is in Keras.
        first, second = _kept(stays, memory.first, known.first), _kept(stays, memory.second, known.second)
        after, known = _kept(stays, network.parameters, after), replace(known, first=first, second=second)
    return network.with_parameters(after), known


def _kept(held: tuple[Array, ...], before: Parameters, after: Parameters) -> Parameters:
    return tuple(np.where(*three) for three in zip(held, before, after, strict=True))


def _is_small(settings: PlaneSettings, network: SmallNetwork, most_x: Array, most_y: float) -> bool:
    """Whether the loss can't have exploded, whatever the signs: it is at once known of most networks that have not.

    No sum is larger than the largest inputs times the weights' sizes, and tanh and sigmoid give 1 at most. The log loss
    is |z| + log 2 at most.
    """
    most = most_x
    for weights, bias, activation in zip(network.weights, network.biases, network.activations, strict=True):
        sums = most @ np.abs(weights) + np.abs(bias)
        if not np.isfinite(sums).all():
            return False
        most = np.minimum(sums, 1) if activation in ("tanh", "sigmoid") else sums
    worst = float(sums.max())
    return worst + 1 < EXPLODED if settings.loss == "log loss" else (worst + most_y) ** 2 < EXPLODED


def _exploded(settings: PlaneSettings, network: SmallNetwork, x: Array, y: Array) -> bool:
    if not np.isfinite(sum(float(array.sum()) for array in network.parameters)):
        return True
    return not loss_of(settings.loss, forward(network, x), y) < EXPLODED  # and not ">=", which NaN would pass
