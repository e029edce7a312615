"""The state of one run at one moment, as a page reads it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from components.ml.forward import DenseLayer
from components.training.events import Progress, Validation
from components.training.specification import TrainingSpecification

# More points than a chart has pixels help nobody; past this, every second one of the older points is dropped.
MAX_POINTS = 400


class RunState(StrEnum):
    """Where a run stands. The last three are ends."""

    QUEUED = "queued"
    RUNNING = "running"
    STOPPED = "stopped"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True)
class CurvePoint:
    """One point of a learning curve. `epoch` is a fraction: 1.5 is halfway through the second epoch."""

    epoch: float
    loss: float
    accuracy: float


@dataclass(frozen=True)
class Snapshot:
    """Everything a page shows of a run; immutable, so that a page can read it while the run goes on.

    `seconds_left` is None until it can be told. `test_loss` and `test_accuracy` are over the 10,000 test digits
    and stay None for a run that was stopped. `layers` are the learned weights once the run has ended. `runs_ahead`
    counts the runs that come first while this one is queued.
    """

    run: str
    specification: TrainingSpecification
    state: RunState = RunState.QUEUED
    runs_ahead: int = 0
    stopping: bool = False
    epoch: int = 0
    batch: int = 0
    seconds: float = 0.0
    seconds_left: float | None = None
    training: tuple[CurvePoint, ...] = ()
    validation: tuple[CurvePoint, ...] = ()
    answers: tuple[int, ...] = ()
    test_loss: float | None = None
    test_accuracy: float | None = None
    layers: tuple[DenseLayer, ...] = ()
    reason: str = ""

    @property
    def active(self) -> bool:
        """Whether the run is still to change."""
        return self.state in (RunState.QUEUED, RunState.RUNNING)

    @property
    def fraction(self) -> float:
        """How much of the training is done, 0 to 1."""
        if self.state is RunState.FINISHED:
            return 1.0
        batches = self.specification.batches
        return (max(self.epoch - 1, 0) * batches + self.batch) / (self.specification.epochs * batches)

    def after(self, progress: Progress) -> "Snapshot":
        """This snapshot with one report more."""
        epoch = progress.epoch - 1 + progress.batch / self.specification.batches
        new = replace(
            self,
            epoch=progress.epoch,
            batch=progress.batch,
            seconds=progress.seconds,
            training=_thinned((*self.training, CurvePoint(epoch, progress.loss, progress.accuracy))),
        )
        # The first report comes after the network was compiled; only the pace since then tells what is left.
        if self.training and new.fraction > self._first_fraction:
            pace = (progress.seconds - self._first_seconds) / (new.fraction - self._first_fraction)
            new = replace(new, seconds_left=pace * (1 - new.fraction))
        elif not self.training:
            new = replace(new, _first_seconds=progress.seconds, _first_fraction=new.fraction)
        return new._with(progress.validation, epoch) if progress.validation else new

    def _with(self, validation: Validation, epoch: float) -> "Snapshot":
        point = CurvePoint(epoch, validation.loss, validation.accuracy)
        return replace(self, validation=_thinned((*self.validation, point)), answers=validation.answers)

    _first_seconds: float = 0.0
    _first_fraction: float = 0.0


def _thinned(points: tuple[CurvePoint, ...]) -> tuple[CurvePoint, ...]:
    # The first and the last point always stay.
    return points if len(points) <= MAX_POINTS else (*points[:-1:2], points[-1])
