"""How long a batch takes, before it was tried: for the length of the queue, and for how often a run can listen."""

from components.training.snapshot import Snapshot
from components.training.specification import TrainingSpecification, compiled, same_step

# Measured on two cores with one thread a worker: dense networks from 101,770 to 1.2 million parameters in batches
# of 32 to 512, the convolutional preset, dropout, noise, shift and rotation.
SECONDS_A_BATCH = 30e-6
SECONDS_A_PARAMETER = 1.3e-9  # the optimizer's step
SECONDS_A_MULTIPLICATION = 27e-12  # forwards and backwards, for one digit
PREPARATION = 1.0  # seconds to trace and compile a network that the worker has not met


def usual_seconds_a_batch(specification: TrainingSpecification) -> float:
    """An estimate from the network's size, good to about a factor of two between machines and kinds of network."""
    network, augmentation = specification.network, specification.augmentation
    multiplication = SECONDS_A_MULTIPLICATION * (4 if network.convolutions else 1)
    seconds = (
        SECONDS_A_BATCH
        + SECONDS_A_PARAMETER * network.parameters
        + multiplication * network.multiplications * specification.batch_size
    )
    if not compiled(specification):
        seconds += 0.5e-3
    # Each of them makes new pictures: about 10 µs a digit.
    changes = (augmentation.shift > 0) + (augmentation.rotation > 0) + (augmentation.noise > 0)
    return seconds + changes * 10e-6 * specification.batch_size


class Pace:
    """What runs have taken on this machine, for telling how long the next ones will take."""

    def __init__(self) -> None:
        self._measured: dict[TrainingSpecification, float] = {}
        self._slower = 1.0  # than the machine that the estimates were made on

    def learn(self, specification: TrainingSpecification, batches: int, seconds: float) -> None:
        """Take into account that `batches` batches took so long."""
        if batches > 0 and seconds > 0:
            self._measured[same_step(specification)] = seconds / batches
            self._slower = seconds / batches / usual_seconds_a_batch(specification)

    def seconds(self, specification: TrainingSpecification, epochs: int | None = None) -> float:
        """How long a run will take from its turn to its end."""
        batches = specification.batches * (specification.epochs if epochs is None else epochs)
        step = same_step(specification)
        if step in self._measured:
            return self._measured[step] * batches
        return PREPARATION + self._slower * usual_seconds_a_batch(specification) * batches

    def seconds_left(self, snapshot: Snapshot) -> float:
        """How long a run will take from here, once it is its turn: at its own pace, if that is known."""
        left = snapshot.seconds_left
        if left is not None:
            return left
        return self.seconds(snapshot.specification, snapshot.orders.epochs) * (1 - snapshot.fraction)
