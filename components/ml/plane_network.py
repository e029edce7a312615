"""A small network learns points on a plane, batch by batch; it can be rewound, changed by hand, and followed exactly.

All of it follows from its settings, the changes that were made by hand, and the number of steps: the same three give
the same numbers, always. So a link that holds them opens the same network, and a rewound one learns the same again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from components.ml.optimizers import OPTIMIZERS, Memory, no_memory
from components.ml.penalties import with_penalty
from components.ml.plane_data import PointSettings, features, points
from components.ml.small_network import (
    Array,
    Loss,
    Parameters,
    SmallNetwork,
    backward,
    forward,
    loss_of,
    random_network,
)

ACTIVATIONS = ("tanh", "relu", "sigmoid", "linear")
EXPLODED = 1_000.0  # A first loss is most often below 1; the highest, of many linear units with all features, 200.
MOST_STEPS = 50_000
MOST_MOMENTS = 240  # that are kept to go back to; of more, every second one goes


@dataclass(frozen=True)
class PlaneSettings:
    """What is chosen before the first step. `hidden` are the units of each hidden layer, `penalty` a key of PENALTIES
    with its `share`, `initialisation` one of INITIALISATIONS. The seed draws the weights and the order of the points.
    """

    points: PointSettings = field(default_factory=PointSettings)
    features: tuple[str, ...] = ("x1", "x2")
    hidden: tuple[int, ...] = (4, 2)
    activation: str = "tanh"
    learning_rate: float = 0.03
    batch_size: int = 10
    optimizer: str = "adam"
    penalty: str = "none"
    share: float = 0.001
    initialisation: str = "glorot_uniform"
    seed: int = 42

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units from the features to the output."""
        return (len(self.features), *self.hidden, 1)

    @property
    def loss(self) -> Loss:
        """Of classes the log loss, of heights the mean squared error."""
        return "log loss" if self.points.classes else "mean squared error"


class Unit(NamedTuple):
    """Which one: the layer, 0 is the first hidden one, and its place there, from 0."""

    layer: int
    place: int


@dataclass(frozen=True)
class Change:
    """What was done by hand after so many steps, to a unit, or with `unit` None to the whole network.

    "weight" sets the weight from the source in the layer before, or with source -1 the bias, to `value`; "off" lets the
    unit pass on nothing, "freeze" keeps what it has learned, and "free" ends both; "noise" adds noise of this standard
    deviation to all weights and biases.
    """

    step: int
    kind: Literal["weight", "off", "freeze", "free", "noise"]
    unit: Unit | None = None
    source: int = -1
    value: float = 0.0


class Score(NamedTuple):
    """Loss, without the penalty, and the share of right answers, which heights have not; None without points."""

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
        return _marked(self.changes, "off")

    @property
    def frozen(self) -> frozenset[Unit]:
        """The units whose weights and bias stay as they are."""
        return _marked(self.changes, "freeze")

    @property
    def working(self) -> SmallNetwork:
        """The network as it works, in which nothing comes from what is off."""
        return _without(self.network, self.off)


def _marked(changes: Sequence[Change], kind: str) -> frozenset[Unit]:
    marked: set[Unit] = set()
    for change in changes:
        if change.unit is not None and change.kind == kind:
            marked.add(change.unit)
        elif change.unit is not None and change.kind == "free":
            marked.discard(change.unit)
    return frozenset(marked)


def steps_an_epoch(settings: PlaneSettings) -> int:
    """Batches until all training points were seen once."""
    return max(1, -(-len(points(settings.points).x) // settings.batch_size))


def start(settings: PlaneSettings) -> Learning:
    """The first weights, from the seed."""
    output = "sigmoid" if settings.points.classes else "linear"
    activations = (*[settings.activation] * len(settings.hidden), output)
    network = random_network(settings.sizes, activations, settings.seed, settings.initialisation)
    moment = _moment(settings, network, 0, no_memory(network.parameters), frozenset())
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
    off, held = learning.off, _held(learning)
    network, memory, moments = learning.network, learning.now.memory, learning.moments
    step, last, diverged = learning.step, min(learning.step + steps, MOST_STEPS), False
    while step < last and not diverged:
        batch = _order(settings.seed, step // per_epoch, len(x))[step % per_epoch :: per_epoch]
        # Numbers that grow without end are expected here, and found out by the loss.
        with np.errstate(over="ignore", invalid="ignore"):
            after, remembered = _step(settings, network, memory, x[batch], data.y[batch], off, held)
            diverged = _exploded(settings, _without(after, off), x, data.y)
        if not diverged:
            network, memory, step = after, remembered, step + 1
        if diverged or step == last or step % per_epoch == 0:
            moments = _with_moment(moments, _moment(settings, network, step, memory, off), per_epoch)
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
    moment = _moment(learning.settings, network, learning.step, learning.now.memory, _marked(changes, "off"))
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


def answer(network: SmallNetwork, settings: PlaneSettings, x: Array) -> Array:
    """What the network answers at points (n, 2): (n,)."""
    return forward(network, features(settings.features, x)).answer[:, 0]


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
    held: tuple[Array, ...] | None,
) -> tuple[SmallNetwork, Memory]:
    working = _without(network, off)
    gradients = backward(working, forward(working, x), y, settings.loss).gradients
    gradients = with_penalty(settings.penalty, settings.share, network.parameters, gradients)
    after, known = OPTIMIZERS[settings.optimizer](network.parameters, gradients, memory, settings.learning_rate)
    if held is not None:
        # What stays gathers no speed, either, with which it would leap when it is free again; so it is in Keras.
        first, second = _kept(held, memory.first, known.first), _kept(held, memory.second, known.second)
        after, known = _kept(held, network.parameters, after), replace(known, first=first, second=second)
    return network.with_parameters(after), known


def _kept(held: tuple[Array, ...], before: Parameters, after: Parameters) -> Parameters:
    return tuple(np.where(*three) for three in zip(held, before, after, strict=True))


def _exploded(settings: PlaneSettings, network: SmallNetwork, x: Array, y: Array) -> bool:
    if not np.isfinite(sum(float(array.sum()) for array in network.parameters)):
        return True
    return not loss_of(settings.loss, forward(network, x), y) < EXPLODED  # and not ">=", which NaN would pass


def _without(network: SmallNetwork, off: frozenset[Unit]) -> SmallNetwork:
    """With weights of 0 from these units."""
    if not off:
        return network
    weights = [array.copy() for array in network.weights]
    for layer, place in off:
        weights[layer + 1][place] = 0
    return replace(network, weights=tuple(weights))


def _held(learning: Learning) -> tuple[Array, ...] | None:
    """Of each parameter, whether it stays as it is: a frozen unit's own, and all that is into or from one that is off.
    None where all may move.
    """
    off, frozen = learning.off, learning.frozen
    if not off | frozen:
        return None
    held = [np.zeros(array.shape, bool) for array in learning.network.parameters]
    for layer, place in off | frozen:
        held[2 * layer][:, place] = held[2 * layer + 1][place] = True
    for layer, place in off:
        held[2 * layer + 2][place] = True
    return tuple(held)


def _moment(settings: PlaneSettings, network: SmallNetwork, step: int, memory: Memory, off: frozenset[Unit]) -> Moment:
    data, working = points(settings.points), _without(network, off)
    train, test = (_score(settings, working, x, y) for x, y in ((data.x, data.y), (data.x_test, data.y_test)))
    return Moment(step, network.parameters, memory, train, test)


def _score(settings: PlaneSettings, network: SmallNetwork, x: Array, y: Array) -> Score:
    if not len(x):
        return Score(None, None)
    passed = forward(network, features(settings.features, x))
    right = float(np.mean((passed.answer >= 0.5) == (y == 1))) if settings.points.classes else None
    return Score(loss_of(settings.loss, passed, y), right)


def _with_moment(moments: Sequence[Moment], last: Moment, per_epoch: int) -> tuple[Moment, ...]:
    """The first, this last one, and between them those at the end of an epoch, or of every second, fourth, eighth, so
    that there are not too many: as far apart at the beginning, where the most happens, as later.
    """
    apart = per_epoch
    while last.step > apart * (MOST_MOMENTS - 2):
        apart *= 2
    return (*(moment for moment in moments if moment.step < last.step and moment.step % apart == 0), last)
