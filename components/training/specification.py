"""What a run is asked to do: one frozen value that is checked before anything is queued."""

import math
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from components.ml.keras_network import INITIALISATIONS, OPTIMIZERS
from components.ml.network import Augmentation, Convolution, HiddenLayer, NetworkSettings

MAX_HIDDEN_LAYERS = 4
MAX_UNITS = 512
MAX_EPOCHS = 50
MAX_TRAINING_DIGITS = 60_000
MAX_SEED = 9_999
BATCH_SIZES = (8, 16, 32, 64, 128, 256, 512)
ACTIVATION_NAMES = ("relu", "sigmoid", "tanh", "linear")
OPTIMIZER_NAMES = tuple(OPTIMIZERS)
INITIALISATION_NAMES = tuple(INITIALISATIONS)

# Seconds of learning after which a run is ended, so that no run keeps the rest of a class waiting.
MAX_SECONDS = 600.0
MAX_FILTERS = (32, 32, 64)  # of the first, second and third convolution
KERNEL_SIZES = (3, 5)


class InvalidSpecification(ValueError):
    """A setting is out of range. The message is a sentence for the visitor."""


def _within(name: str, value: float, low: float, high: float) -> None:
    # Written so that NaN, which no comparison holds for, is refused too.
    if not low <= value <= high:
        raise InvalidSpecification(f"{name} must be from {low:,g} to {high:,g}, not {value:,g}.")


def _whole(name: str, value: float, low: int, high: int) -> None:
    _within(name, value, low, high)
    if value != int(value):
        raise InvalidSpecification(f"{name} must be a whole number, not {value:,g}.")


def _one_of(name: str, value: object, choices: tuple[object, ...]) -> None:
    if value not in choices:
        raise InvalidSpecification(f"{name} must be one of {', '.join(map(str, choices))}, not {value}.")


@dataclass(frozen=True)
class TrainingSpecification:
    """Everything that decides how a run goes; the defaults are the course's. Raises InvalidSpecification.

    Attributes:
        network: The layers, dropout, L2 and the initialisation of the weights.
        optimizer: How a step follows from the gradient, one of OPTIMIZER_NAMES.
        learning_rate: The size of a step, 1e-6 to 10.
        decay: What the learning rate is multiplied by after each epoch, 0.1 to 1.
        batch_size: Training digits in a step, one of BATCH_SIZES.
        epochs: How often all training digits are learned from, 1 to 50.
        training_digits: How many of the 60,000 training digits are learned from, the first in MNIST's own order.
        augmentation: How the digits are changed each time they are learned from.
        seed: What decides the first weights, the order of the batches and every other draw, 0 to 9,999.
    """

    network: NetworkSettings = field(default_factory=NetworkSettings)
    optimizer: str = "adam"
    learning_rate: float = 0.001
    batch_size: int = 32
    epochs: int = 5
    training_digits: int = 60_000
    augmentation: Augmentation = field(default_factory=Augmentation)
    seed: int = 42
    decay: float = 1.0

    def __post_init__(self) -> None:
        _within("The number of hidden layers", len(self.network.hidden), 0, MAX_HIDDEN_LAYERS)
        for layer in self.network.hidden:
            _whole("The number of units", layer.units, 1, MAX_UNITS)
            _one_of("The activation function", layer.activation, ACTIVATION_NAMES)
        _within("The number of convolutions", len(self.network.convolutions), 0, len(MAX_FILTERS))
        for convolution, most in zip(self.network.convolutions, MAX_FILTERS, strict=False):
            _whole("The number of filters", convolution.filters, 1, most)
            _one_of("The size of a kernel", convolution.kernel_size, KERNEL_SIZES)
        _within("The dropout", self.network.dropout, 0, 0.9)
        _within("The weight of L2", self.network.l2, 0, 1)
        _one_of("The initialisation", self.network.initialisation, INITIALISATION_NAMES)
        _one_of("The optimizer", self.optimizer, OPTIMIZER_NAMES)
        _within("The learning rate", self.learning_rate, 1e-6, 10)
        _within("The decay of the learning rate", self.decay, 0.1, 1)
        _one_of("The batch size", self.batch_size, BATCH_SIZES)
        _whole("The number of epochs", self.epochs, 1, MAX_EPOCHS)
        _whole("The number of training digits", self.training_digits, 100, MAX_TRAINING_DIGITS)
        _whole("The shift in pixels", self.augmentation.shift, 0, 8)
        _whole("The rotation in degrees", self.augmentation.rotation, 0, 90)
        _within("The noise", self.augmentation.noise, 0, 1)
        _whole("The seed", self.seed, 0, MAX_SEED)

    @property
    def batches(self) -> int:
        """Batches, that is steps, in one epoch: 60,000 / 32 = 1,875 for the course's run."""
        return math.ceil(self.training_digits / self.batch_size)

    def rate_at(self, batches: int, learning_rate: float) -> float:
        """The learning rate after so many batches, if it was `learning_rate` in the first epoch."""
        return float(learning_rate * self.decay ** (batches // self.batches))

    def to_json(self) -> dict[str, Any]:
        """As plain data, for the worker."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "TrainingSpecification":
        """The value that `to_json` came from."""
        hidden = tuple(HiddenLayer(**layer) for layer in data["network"]["hidden"])
        convolutions = tuple(Convolution(**layer) for layer in data["network"]["convolutions"])
        network = NetworkSettings(**{**data["network"], "hidden": hidden, "convolutions": convolutions})
        return cls(**{**data, "network": network, "augmentation": Augmentation(**data["augmentation"])})


def compiled(specification: TrainingSpecification) -> bool:
    """Whether XLA compiles the training step (`jit_compile`).

    Milliseconds a batch of 32 with and without it: the course's network 0.25 and 0.79, four layers of 512 units 2.5
    and 4.6; but with dropout 1.10 and 0.79, with noise 5.8 and 1.1, with convolutions 7.0 and 2.1. Shift and
    rotation can't be compiled at all.
    """
    network, augmentation = specification.network, specification.augmentation
    return not (network.convolutions or network.dropout or augmentation.by_layers)


def same_step(specification: TrainingSpecification) -> TrainingSpecification:
    """What of a specification decides its training step; runs that agree in it share the compiled network."""
    return replace(specification, seed=0, learning_rate=1.0, decay=1.0, epochs=1, training_digits=100)


@dataclass(frozen=True)
class Orders:
    """What a run is to do from now on; its visitor may change them at any time. Raises InvalidSpecification.

    `epochs` is where it ends. `pause_at` is where it pauses, in batches since its beginning: 0 is at once, None is
    never. With `stop` it ends now and keeps what it has learned.
    """

    epochs: int
    learning_rate: float
    pause_at: int | None = None
    stop: bool = False

    def __post_init__(self) -> None:
        _whole("The number of epochs", self.epochs, 1, MAX_EPOCHS)
        _within("The learning rate", self.learning_rate, 1e-6, 10)

    @classmethod
    def of(cls, specification: TrainingSpecification) -> "Orders":
        """The orders that a run begins with."""
        return cls(specification.epochs, specification.learning_rate)


# A run of a few seconds, for a first look: a tenth of the digits, three times over.
QUICK_RUN = TrainingSpecification(training_digits=6_000, epochs=3)

# The course's network, learning from digits as pens change them. What else was tried is in benchmarks/drawn_digits.py.
LIKE_PENS = TrainingSpecification(learning_rate=0.003, epochs=20, augmentation=Augmentation(pens=True), decay=0.8)
# The most that a minute or so of learning reads of what people draw.
BEST_FOR_DRAWINGS = TrainingSpecification(
    NetworkSettings(convolutions=(Convolution(8, 5), Convolution(32), Convolution(64))),
    learning_rate=0.002,
    batch_size=64,
    epochs=3,
    augmentation=Augmentation(pens=True),
    decay=0.5,
)
