"""What pages know of the training: an engine to which runs are given, whoever carries them out."""

from typing import Any, Protocol

from components.training.events import Installation
from components.training.snapshot import Moment, Snapshot
from components.training.specification import TrainingSpecification

WORKER_DIED = "The training process ended unexpectedly, and this run can't go on. Start it again."
WORKER_HUNG = "The training process no longer answered and was ended, and this run can't go on. Start it again."
WORKER_GONE = "The training process does not start. Try again in a minute; the server's log says more."
NO_TENSORFLOW = (
    "TensorFlow is not installed on this server, so no network can be trained here. "
    "Install the app with Python 3.11 to 3.14 on Linux, on Windows or on a Mac with Apple's own processor, and train "
    "there."
)
DESK_AWAY = (
    "The training service does not answer. This page goes on by itself when it is back. If that takes more than a "
    "minute, tell your teacher."
)
RUN_LOST = "The training service was started anew, and this run was lost with the old one. Start it again."
SERVER_FULL = "Too many runs are waiting on this server. Try again in a minute."
ONE_AT_A_TIME = "You have a run that is not over yet. Stop it before you start another one."


class EngineUnavailable(RuntimeError):
    """No run can be taken now. The message is a sentence for the visitor."""


class Engine(Protocol):
    """Carries out runs, first come, first served. A run lives here and not in a page's script, so a page switch, a
    refresh or a dropped connection does not touch it. While others wait, a run that has learned for a minute makes
    room for them, and goes on when its turn comes again; it learns the same as without.

    Anyone who knows a run's id may look at it and steer it, so ids are unguessable. Only its owner can end, rename or
    delete it; nobody else's wish changes anything. A run that nobody has looked at for half an hour is dropped.
    """

    def lacking(self) -> str:
        """What is missing here for any training, as sentences for the visitor; empty where nothing is."""
        ...

    def away(self) -> str:
        """Why it can't be asked just now, as sentences for the visitor; empty where it can.

        One that `may_be_away` then shows runs as they were last, and nothing can be begun or steered.
        """
        ...

    may_be_away: bool

    def warm(self) -> None:
        """Get ready in the background, so that the first run need not wait. Returns at once."""

    def installation(self) -> Installation | None:
        """What the runs are carried out on; None as long as nobody is ready to tell. Raises EngineUnavailable where
        nobody will be.
        """
        ...

    def warmed(self) -> Moment | None:
        """The network that has learned a little while this server got ready, for those who have not trained one yet."""
        ...

    def submit(self, specification: TrainingSpecification, owner: str, name: str = "") -> str:
        """Queue a run and return its id. Raises EngineUnavailable, also where `owner` has an active run already."""
        ...

    def control(self, run_id: str, **orders: Any) -> None:
        """Change some of the run's Orders: `control(run_id, pause_at=0)`.

        A run that is over, or unknown, takes no orders. Raises InvalidSpecification.
        """

    def stop(self, run_id: str, owner: str) -> None:
        """End the run; what it has learned stays."""

    def rename(self, run_id: str, owner: str, name: str) -> None:
        """Call it something else."""

    def settle(self, run_id: str, seconds: float) -> None:
        """Wait until an order that takes a moment is carried out (pause, stop, one batch), but not longer than this."""

    def snapshot(self, run_id: str) -> Snapshot | None:
        """How the run stands now; None for an id that is unknown or was dropped. Raises EngineUnavailable where the
        engine is away and nobody here knows.
        """
        ...

    def runs_of(self, owner: str) -> list[str]:
        """The ids of an owner's runs, in the order in which they were begun."""
        ...

    def cancel(self, run_id: str, owner: str) -> None:
        """End the run, whatever it is doing, and forget it."""

    def close(self) -> None:
        """End everything and forget all runs."""
