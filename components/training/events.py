"""What the worker tells the server while it trains: one immutable event a line, as JSON."""

import base64
import json
from dataclasses import asdict, dataclass
from typing import Any, Protocol


class Stored(Protocol):
    """Bytes that may be kept on another machine: `len(stored)` tells how many, `bytes(stored)` fetches them."""

    def __len__(self) -> int: ...

    def __bytes__(self) -> bytes: ...


@dataclass(frozen=True)
class Installation:
    """What the worker runs on: versions, Keras' backend, TensorFlow's devices, as in "CPU:0".

    `printed` is what the scripts of eager.py print there, by operation: at once, and in a graph.
    """

    python: str
    tensorflow: str
    keras: str
    numpy: str
    backend: str
    devices: list[str]
    printed: dict[str, list[str]]


@dataclass(frozen=True)
class Ready:
    """The worker has imported TensorFlow and waits for a run.

    `batches` of the course's network took `seconds` in its warm-up, at whose end its `weights` (npz of float16) had
    this `loss` and `accuracy` over the 1,000 validation digits.
    """

    installation: Installation
    batches: int
    seconds: float
    weights: Stored
    loss: float
    accuracy: float


@dataclass(frozen=True)
class Compiled:
    """The worker has made another network's training step: `networks` of them since it started."""

    networks: int


@dataclass(frozen=True)
class Progress:
    """How far the run is and how well it does; the first one shows the network before it has learned anything.

    Attributes:
        batches: Batches learned since the run began.
        seconds: Time spent learning, without pauses.
        loss, accuracy: Means over the training digits learned since the report before; None in the first report.
        epoch_loss, epoch_accuracy: The same over the whole epoch, in the report at its end; else None.
        validation_loss, validation_accuracy: Over the 1,000 validation digits, with the weights in this report.
        weights: The network at this moment, an npz of float16 (components/training/weights_file.py).
    """

    run_id: str
    batches: int
    seconds: float
    loss: float | None
    accuracy: float | None
    epoch_loss: float | None
    epoch_accuracy: float | None
    validation_loss: float
    validation_accuracy: float
    weights: Stored


@dataclass(frozen=True)
class Paused:
    """It waits, as ordered; the worker keeps it. `weights` is npz of float32, `keras_file` what `model.save` wrote."""

    run_id: str
    batches: int
    seconds: float
    weights: Stored
    keras_file: Stored


@dataclass(frozen=True)
class Finished(Paused):
    """All epochs are done. Loss and accuracy over the 10,000 test digits."""

    test_loss: float
    test_accuracy: float


@dataclass(frozen=True)
class Stopped(Paused):
    """The run was ended early. `reason` is a sentence for the visitor, unless the visitor stopped it."""

    reason: str = ""


@dataclass(frozen=True)
class Failed:
    """The run failed. `reason` is a sentence for the visitor."""

    run_id: str
    reason: str


@dataclass(frozen=True)
class Steered:
    """From this batch on, the learning rate is another one."""

    run_id: str
    batches: int
    learning_rate: float


RunEvent = Progress | Steered | Paused | Finished | Stopped | Failed
Event = Ready | Compiled | RunEvent
_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in Event.__args__}


def encode(event: Event) -> str:
    """One line of JSON, without the newline; bytes in base64."""
    data = {"event": type(event).__name__, **asdict(event)}
    return json.dumps(data, default=lambda value: base64.b64encode(bytes(value)).decode())


def decode(line: str) -> Event:
    """The event in a line of JSON; ValueError, KeyError or TypeError if there is none."""
    data = json.loads(line)
    kind = _KINDS[data["event"]]
    del data["event"]
    for name in {"weights", "keras_file"} & data.keys():
        data[name] = base64.b64decode(data[name])
    if kind is Ready:
        data["installation"] = Installation(**data["installation"])
    event: Event = kind(**data)
    return event
