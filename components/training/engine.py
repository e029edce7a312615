"""What pages know of the training: an engine to which runs are given, whoever carries them out."""

from typing import Any, Protocol

from components.training.events import Installation
from components.training.snapshot import Snapshot
from components.training.specification import TrainingSpecification


class EngineBusy(RuntimeError):
    """No run can be taken now. The message is a sentence for the visitor."""


class Engine(Protocol):
    """Carries out runs, first come, first served. A run lives here and not in a page's script, so a page switch, a
    refresh or a dropped connection does not touch it.

    Anyone who knows a run's id may look at it and steer it, so ids are unguessable. A run that nobody has looked at
    for half an hour is dropped.
    """

    def lacking(self) -> str:
        """What is missing here for any training, as sentences for the visitor; empty where nothing is."""
        ...

    def warm(self) -> None:
        """Get ready in the background, so that the first run need not wait. Returns at once."""

    def installation(self) -> Installation | None:
        """What the runs are carried out on; None as long as nobody is ready to tell. Raises EngineBusy where nobody
        will be.
        """
        ...

    def submit(self, specification: TrainingSpecification, owner: str, name: str = "") -> str:
        """Queue a run and return its id. Raises EngineBusy, also where `owner` has an active run already."""
        ...

    def control(self, run: str, **orders: Any) -> None:
        """Change some of the run's Orders, or its name: `control(run, pause_at=0)`, `control(run, name="fast")`.

        A run that is over, or unknown, takes no orders. Raises InvalidSpecification.
        """

    def snapshot(self, run: str) -> Snapshot | None:
        """How the run stands now; None for an id that is unknown or was dropped."""
        ...

    def cancel(self, run: str) -> None:
        """End the run, whatever it is doing, and forget it."""
