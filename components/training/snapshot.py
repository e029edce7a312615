"""The state of one run at one moment, as a page reads it, and the history that it keeps."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache, partial
from typing import TypeVar

from components.ml.forward import Layer
from components.training.events import Failed, Finished, Paused, Progress, RunEvent, Steered, Stopped, Stored
from components.training.specification import Orders, TrainingSpecification
from components.training.weights_file import from_npz

# More points than a chart has pixels help nobody; past this, every second point is dropped.
MAX_POINTS = 400
# The moments whose weights are kept take memory: 0.2 MB each for the course's network. Past this they go one by one,
# so that a run keeps about as many, however long it is.
MAX_MOMENTS = 60
MAX_MOMENT_BYTES = 24_000_000
# What the worker keeps of a paused run: each parameter, and two numbers more for it by Adam, as float32.
STATE_BYTES_A_PARAMETER = 12


class RunState(StrEnum):
    """Where a run stands. The last three are ends."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True)
class CurvePoint:
    """`seconds` of learning after the run began. `epoch` is a fraction: 1.5 is halfway through the second epoch."""

    epoch: float
    seconds: float
    loss: float
    accuracy: float


@dataclass(frozen=True)
class Moment:
    """What can be gone back to: the validation figures, the weights that had them, and the number of their report."""

    point: CurvePoint
    weights: Stored
    report: int = 0

    @property
    def ends_epoch(self) -> bool:
        """Whether an epoch had just ended."""
        return self.point.epoch.is_integer()

    def layers(self) -> tuple[Layer, ...]:
        """The network as it was then."""
        return _layers(bytes(self.weights))


@dataclass(frozen=True)
class Snapshot:
    """Everything a page shows of a run; immutable, so that a page can read it while the run goes on.

    `orders` are what the run follows now. `batches` counts those learned since the beginning, `seconds` the time
    spent learning. `runs_ahead` and `wait` (seconds) say how long a run has still to wait, in the queue or for a
    worker that is only starting; `made_room` is true if it had begun and waits because its share of time was over.
    `rates` holds the batches after which the learning rate was changed, and to what.
    `test_loss` and `test_accuracy` are over the 10,000 test digits, for a run that was finished. `weights` (npz) and
    `keras_file` are there once a run waits or has ended.
    """

    run_id: str
    specification: TrainingSpecification
    orders: Orders
    name: str = ""
    state: RunState = RunState.QUEUED
    runs_ahead: int = 0
    wait: float = 0.0
    made_room: bool = False
    batches: int = 0
    seconds: float = 0.0
    training: tuple[CurvePoint, ...] = ()
    training_epochs: tuple[CurvePoint, ...] = ()
    validation: tuple[CurvePoint, ...] = ()
    validation_epochs: tuple[CurvePoint, ...] = ()
    moments: tuple[Moment, ...] = ()
    rates: tuple[tuple[int, float], ...] = ()
    test_loss: float | None = None
    test_accuracy: float | None = None
    weights: Stored = b""
    keras_file: Stored = b""
    reason: str = ""

    @property
    def active(self) -> bool:
        """Whether the run is still to change, though perhaps not by itself: a paused run waits for its visitor."""
        return self.state in (RunState.QUEUED, RunState.RUNNING, RunState.PAUSED)

    @property
    def moving(self) -> bool:
        """Whether the run changes by itself."""
        return self.state in (RunState.QUEUED, RunState.RUNNING)

    @property
    def obeying(self) -> bool:
        """Whether an order to pause or to stop is on its way."""
        return self._obeys_after(self.batches)

    def _obeys_after(self, batches: int) -> bool:
        pauses = self.orders.pause_at is not None and self.orders.pause_at <= batches
        return self.state is RunState.RUNNING and (pauses or self.orders.stop)

    @property
    def epoch(self) -> int:
        """The epoch that is learned now, from 1; 0 before the first batch."""
        return math.ceil(self.batches / self.specification.batches)

    @property
    def batch(self) -> int:
        """How many batches of that epoch are learned."""
        return self.batches - max(self.epoch - 1, 0) * self.specification.batches

    @property
    def fraction(self) -> float:
        """How much of the training is done, 0 to 1."""
        return min(1.0, self.batches / (self.orders.epochs * self.specification.batches))

    @property
    def images_a_second(self) -> float | None:
        """How many training digits are learned from in a second, now; None until that can be told."""
        pace = self.epochs_a_second
        return pace and pace * self.specification.training_digits

    @property
    def seconds_left(self) -> float | None:
        """How long the training will take from here, at its pace now; None until that can be told."""
        pace = self.epochs_a_second
        return pace and max(0.0, self.orders.epochs - self.batches / self.specification.batches) / pace

    @property
    def epochs_a_second(self) -> float | None:
        """The pace of the last reports; None until that can be told."""
        # Since the first report: before it, the network was compiled and nothing was learned.
        recent = self.training[-20:]
        if len(recent) < 2 or recent[-1].seconds <= recent[0].seconds:
            return None
        return (recent[-1].epoch - recent[0].epoch) / (recent[-1].seconds - recent[0].seconds)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The network as it is now: what was last reported; empty before the first report."""
        if self.weights:
            return _layers(bytes(self.weights))
        return self.moments[-1].layers() if self.moments else ()

    @cached_property
    def bytes(self) -> int:
        """What the run keeps in memory, here and in its worker, all but a few kilobytes."""
        state = STATE_BYTES_A_PARAMETER * self.specification.network.parameters if self.active and self.batches else 0
        return sum(len(moment.weights) for moment in self.moments) + len(self.weights) + len(self.keras_file) + state

    @property
    def settles(self) -> bool:
        """Whether it is about to follow an order that takes only a moment: to pause, to stop, to learn one batch."""
        return self._obeys_after(self.batches + 1)

    def after(self, event: RunEvent) -> "Snapshot":
        """This snapshot, and what the worker told then."""
        if isinstance(event, Progress):
            return self._after_progress(event)
        if isinstance(event, Steered):
            return replace(self, rates=(*self.rates, (event.batches, event.learning_rate)))
        if isinstance(event, Failed):
            return replace(self, state=RunState.FAILED, reason=event.reason)
        state = {Paused: RunState.PAUSED, Stopped: RunState.STOPPED, Finished: RunState.FINISHED}[type(event)]
        changes = {name: value for name, value in vars(event).items() if name != "run_id"}
        return replace(self, state=state, **changes)

    def _after_progress(self, progress: Progress) -> "Snapshot":
        point = partial(CurvePoint, progress.batches / self.specification.batches, progress.seconds)
        # What was saved at a pause is outdated.
        changes: dict[str, object] = {"weights": b"", "keras_file": b""}
        now = point(progress.validation_loss, progress.validation_accuracy)
        changes["validation"] = thinned((*self.validation, now), MAX_POINTS)
        report = self.moments[-1].report + 1 if self.moments else 0
        moments = (*self.moments, Moment(now, progress.weights, report))
        changes["moments"] = thinned_moments(moments, min(MAX_MOMENTS, MAX_MOMENT_BYTES // len(progress.weights)))
        if progress.loss is not None and progress.accuracy is not None:
            changes["training"] = thinned((*self.training, point(progress.loss, progress.accuracy)), MAX_POINTS)
        if progress.epoch_loss is not None and progress.epoch_accuracy is not None:
            means = point(progress.epoch_loss, progress.epoch_accuracy)
            changes["training_epochs"] = (*self.training_epochs, means)
            changes["validation_epochs"] = (*self.validation_epochs, now)
        return replace(self, batches=progress.batches, seconds=progress.seconds, **changes)  # type: ignore[arg-type]


Item = TypeVar("Item")


def thinned(items: Sequence[Item], most: int) -> tuple[Item, ...]:
    """Every second item, if there are more than `most`; the first and the last one always stay."""
    if len(items) <= most:
        return tuple(items)
    return (*items[:-1:2], items[-1])


def thinned_moments(moments: Sequence[Moment], most: int) -> tuple[Moment, ...]:
    """At most `most` of them, but two in any case: the first and the last one always stay, the ends of epochs as long
    as they can. One by one those go whose neighbours are closest, so that the gaps grow evenly.
    """
    kept = list(moments)

    def loss(place: int) -> tuple[bool, int]:
        return kept[place].ends_epoch, kept[place + 1].report - kept[place - 1].report

    while len(kept) > max(most, 2):
        del kept[min(range(1, len(kept) - 1), key=loss)]
    return tuple(kept)


@lru_cache(maxsize=32)
def _layers(weights: bytes) -> tuple[Layer, ...]:
    # Moving the rewind slider, and the pages of a whole class, ask for the same networks again and again.
    return from_npz(weights)
