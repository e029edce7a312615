"""What the worker tells the server while it trains: one immutable event a line, as JSON."""

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Ready:
    """The worker has imported TensorFlow and waits for a run."""

    keras: str
    tensorflow: str


@dataclass(frozen=True)
class Validation:
    """How the network does, at this moment, on test digits it does not learn from.

    `loss` is the mean cross-entropy, `accuracy` the share that is right, both over the validation digits;
    `answers` are the digits it now reads in the watched pictures.
    """

    loss: float
    accuracy: float
    answers: tuple[int, ...]


@dataclass(frozen=True)
class Progress:
    """Some batches more. `epoch` and `batch` count from 1; `seconds` since the run began.

    `loss` and `accuracy` are means over the training batches since the report before, as they were learned.
    """

    run: str
    epoch: int
    batch: int
    seconds: float
    loss: float
    accuracy: float
    validation: Validation | None


@dataclass(frozen=True)
class Finished:
    """All epochs are done. Loss and accuracy over the 10,000 test digits; the weights are in the file."""

    run: str
    seconds: float
    test_loss: float
    test_accuracy: float


@dataclass(frozen=True)
class Stopped:
    """The run was ended early, as asked; the weights it had are in the file if it had learned at all."""

    run: str
    seconds: float


@dataclass(frozen=True)
class Failed:
    """The run came to grief. `reason` is a sentence for the visitor."""

    run: str
    reason: str


Event = Ready | Progress | Finished | Stopped | Failed
_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in (Ready, Progress, Finished, Stopped, Failed)}


def encode(event: Event) -> str:
    """One line of JSON, without the newline."""
    return json.dumps({"event": type(event).__name__, **asdict(event)})


def decode(line: str) -> Event:
    """The event in a line of JSON; ValueError, KeyError or TypeError if there is none."""
    data = json.loads(line)
    kind = _KINDS[data.pop("event")]
    if data.get("validation"):
        answers = tuple(data["validation"]["answers"])
        data["validation"] = Validation(**{**data["validation"], "answers": answers})
    event: Event = kind(**data)
    return event
