"""The state of one run at one moment, as a page reads it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from components.ml.forward import DenseLayer
from components.training.events import Progress
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
    """One point of a learning curve, `seconds` after the run began. `epoch` is a fraction: 1.5 is halfway through
    the second epoch.
    """

    epoch: float
    seconds: float
    loss: float
    accuracy: float


@dataclass(frozen=True)
class Snapshot:
    """Everything a page shows of a run; immutable, so that a page can read it while the run goes on.

    `test_loss` and `test_accuracy` are over the 10,000 test digits and stay None for a run that was stopped.
    `layers` are the learned weights once the run has ended. `runs_ahead` counts the runs that come first while this
    one is queued.
    """

    run: str
    specification: TrainingSpecification
    state: RunState = RunState.QUEUED
    runs_ahead: int = 0
    stopping: bool = False
    epoch: int = 0
    batch: int = 0
    seconds: float = 0.0
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

    @property
    def seconds_left(self) -> float | None:
        """How long the training will take from here, at its pace so far; None until that can be told.

        The pace is that since the first report: before it, the network was compiled and nothing was learned.
        """
        if len(self.training) < 2:
            return None
        first, last = self.training[0], self.training[-1]
        pace = (last.seconds - first.seconds) / (last.epoch - first.epoch)
        return pace * (self.specification.epochs - last.epoch)

    def after(self, progress: Progress) -> "Snapshot":
        """This snapshot with one report more."""
        epoch = progress.epoch - 1 + progress.batch / self.specification.batches
        point = CurvePoint(epoch, progress.seconds, progress.loss, progress.accuracy)
        validation, answers = self.validation, self.answers
        if progress.validation is not None:
            now = progress.validation
            validation = _thinned((*validation, CurvePoint(epoch, progress.seconds, now.loss, now.accuracy)))
            answers = now.answers
        return replace(
            self,
            epoch=progress.epoch,
            batch=progress.batch,
            seconds=progress.seconds,
            training=_thinned((*self.training, point)),
            validation=validation,
            answers=answers,
        )


def _thinned(points: tuple[CurvePoint, ...]) -> tuple[CurvePoint, ...]:
    # The first and the last point always stay.
    return points if len(points) <= MAX_POINTS else (*points[:-1:2], points[-1])
