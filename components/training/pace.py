"""How long a batch takes, before it was tried: for the length of the queue, and for how often a run can listen."""

from components.training.snapshot import Snapshot
from components.training.specification import TrainingSpecification, compiled, same_step

# Measured on two cores with one thread a worker: dense networks from 101,770 to 1.2 million parameters in batches
# of 32 to 512, the convolutional preset, dropout, noise, shift and rotation.
SECONDS_A_BATCH = 30e-6
SECONDS_A_PARAMETER = 1.3e-9  # the optimizer's step
SECONDS_A_MULTIPLICATION = 27e-12  # forwards and backwards, for one digit
PREPARATION = 1.0  # seconds to trace and compile a network that the worker has not met
# What a turn takes beside the learning, until it was measured: fresh weights, and the test and the files at its end.
AROUND = 0.3
# How much longer a batch takes while another worker learns, too, until that was measured.
CROWDING = 1.3


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
    # Each of them makes new pictures: about 10 µs a digit; pens 120 µs for every second one.
    changes = (augmentation.shift > 0) + (augmentation.rotation > 0) + (augmentation.noise > 0)
    changes += 6 * augmentation.pens
    return seconds + changes * 10e-6 * specification.batch_size


class Pace:
    """What runs have taken on this machine, for telling how long the next ones will take.

    Two that learn at once slow each other down, so what a run took `crowded` is kept apart from what it took alone.
    """

    def __init__(self) -> None:
        self._measured: dict[tuple[TrainingSpecification, bool], float] = {}  # seconds a batch
        self._slower = 1.0  # than the machine that the estimates were made on
        self._crowding = CROWDING
        self._around = AROUND

    def learn(self, specification: TrainingSpecification, batches: int, seconds: float, crowded: bool = False) -> None:
        """Take into account that `batches` batches took `seconds`."""
        if batches <= 0 or seconds <= 0:
            return
        step = same_step(specification)
        self._measured[step, crowded] = seconds / batches
        if (step, not crowded) in self._measured:
            self._crowding = max(1.0, self._measured[step, True] / self._measured[step, False])
        self._slower = self._seconds_a_batch(specification, False) / usual_seconds_a_batch(specification)

    def learn_around(self, seconds: float) -> None:
        """Take into account by how many `seconds` a whole turn was longer than its learning."""
        self._around = seconds

    def seconds(self, specification: TrainingSpecification, epochs: int | None = None, crowded: bool = False) -> float:
        """How long a run will take from its turn to its end."""
        step = same_step(specification)
        known = (step, True) in self._measured or (step, False) in self._measured
        batches = specification.batches * (specification.epochs if epochs is None else epochs)
        preparation = self._around + (0.0 if known else PREPARATION)
        return preparation + self._seconds_a_batch(specification, crowded) * batches

    def seconds_left(self, snapshot: Snapshot, crowded: bool = False) -> float:
        """How long a run will take from here, once it is its turn: at its own pace, if that is known."""
        left = snapshot.seconds_left
        if left is not None:
            return self._around + left
        return self.seconds(snapshot.specification, snapshot.orders.epochs, crowded) * (1 - snapshot.fraction)

    def _seconds_a_batch(self, specification: TrainingSpecification, crowded: bool) -> float:
        step = same_step(specification)
        if (step, crowded) in self._measured:
            return self._measured[step, crowded]
        if (step, not crowded) in self._measured:
            return self._measured[step, not crowded] * (self._crowding if crowded else 1 / self._crowding)
        return usual_seconds_a_batch(specification) * self._slower * (self._crowding if crowded else 1.0)
