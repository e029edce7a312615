"""What a run is asked to do: one frozen value that is checked before anything is queued."""

from dataclasses import asdict, dataclass, field
from typing import Any

from components.ml.keras_network import NetworkSettings

MAX_HIDDEN_LAYERS = 4
MAX_UNITS = 512
MAX_EPOCHS = 50
MAX_TRAINING_DIGITS = 60_000
BATCH_SIZES = (8, 16, 32, 64, 128, 256, 512)
ACTIVATION_NAMES = ("relu", "sigmoid", "tanh")
OPTIMIZER_NAMES = ("adam", "rmsprop", "sgd")


class InvalidSpecification(ValueError):
    """A setting is out of range. The message is a sentence for the visitor."""


@dataclass(frozen=True)
class TrainingSpecification:
    """Everything that decides how a run goes; the defaults are the course's.

    `training_digits` is how many of the 60,000 training digits are learned from, the first ones in MNIST's own
    order. `seed` decides the first weights and the order of the batches. Raises InvalidSpecification.
    """

    network: NetworkSettings = field(default_factory=NetworkSettings)
    optimizer: str = "adam"
    learning_rate: float = 0.001
    batch_size: int = 32
    epochs: int = 5
    training_digits: int = 60_000
    seed: int = 42

    def __post_init__(self) -> None:
        def within(name: str, value: float, low: float, high: float) -> None:
            # Written so that NaN, which no comparison holds for, is refused too.
            if not low <= value <= high:
                raise InvalidSpecification(f"{name} must be from {low:,g} to {high:,g}, not {value:,g}.")

        def one_of(name: str, value: object, choices: tuple[object, ...]) -> None:
            if value not in choices:
                raise InvalidSpecification(f"{name} must be one of {', '.join(map(str, choices))}, not {value}.")

        within("The number of hidden layers", self.network.hidden_layers, 0, MAX_HIDDEN_LAYERS)
        within("The number of units", self.network.units, 1, MAX_UNITS)
        one_of("The activation function", self.network.activation, ACTIVATION_NAMES)
        one_of("The optimizer", self.optimizer, OPTIMIZER_NAMES)
        within("The learning rate", self.learning_rate, 1e-6, 10)
        one_of("The batch size", self.batch_size, BATCH_SIZES)
        within("The number of epochs", self.epochs, 1, MAX_EPOCHS)
        within("The number of training digits", self.training_digits, 100, MAX_TRAINING_DIGITS)
        within("The seed", self.seed, 0, 2**32 - 1)

    @property
    def batches(self) -> int:
        """Batches, that is steps, in one epoch: 60,000 / 32 = 1,875 for the course's run."""
        return -(-self.training_digits // self.batch_size)

    def to_json(self) -> dict[str, Any]:
        """As plain data, for the worker."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "TrainingSpecification":
        """The value that `to_json` came from."""
        return cls(**{**data, "network": NetworkSettings(**data["network"])})


# A run of a few seconds, for a first look: a tenth of the digits, three times over.
QUICK_RUN = TrainingSpecification(training_digits=6_000, epochs=3)
