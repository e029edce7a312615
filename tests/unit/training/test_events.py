"""What the worker says survives its line of JSON; anything else is refused."""

import pytest

from components.training.events import (
    Event,
    Failed,
    Finished,
    Installation,
    Paused,
    Progress,
    Ready,
    Steered,
    Stopped,
    decode,
    encode,
)

ANY_BYTES = bytes(range(256)) + b"\n\r\0{}"
INSTALLATION = Installation(
    "3.11.2", "2.21.0", "3.15.1", "2.4.6", "tensorflow", ["CPU:0", "GPU:0"], {"a + b": ["tf.Tensor(\n[3])", "c"]}
)


@pytest.mark.parametrize(
    "event",
    [
        Ready(INSTALLATION, 376, 0.12, b"\x00\xff", 0.3, 0.9),
        Progress("run", 0, 0.0, None, None, None, None, 2.3, 0.1, ANY_BYTES),
        Progress("run", 188, 1.5, 0.1 + 0.2, 0.9, 0.4, 0.8, 0.5, 0.85, b""),
        Steered("run", 40, 0.003),
        Paused("run", 40, 1.5, ANY_BYTES, b""),
        Finished("run", 40, 1.5, ANY_BYTES, ANY_BYTES[::-1], 0.1, 0.97),
        Stopped("run", 40, 1.5, b"", ANY_BYTES),
        Stopped("run", 40, 1.5, b"", b"", "It took “too long”.\nReally."),
        Failed("run", "It failed: “why?”\nBecause."),
    ],
)
def test_an_event_survives_its_line(event: Event) -> None:
    line = encode(event)
    assert "\n" not in line
    assert decode(line) == event


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Epoch 1/5",
        "{}",
        "3",
        "null",
        "[]",
        '"Ready"',
        '{"event": "Nonsense"}',
        '{"event": ["Ready"]}',
        '{"event": "Failed", "run_id": "run"}',
        '{"event": "Ready", "batches": 1, "seconds": 1.0}',
        '{"event": "Ready", "installation": null, "batches": 1, "seconds": 1.0}',
        '{"event": "Ready", "installation": {"devices": [], "printed": {}}, "batches": 1, "seconds": 1.0}',
        '{"event": "Ready", "installation": {"devices": 3, "printed": {"a + b": []}}, "batches": 1, "seconds": 1.0}',
        '{"event": "Failed", "run_id": "run", "reason": "", "more": 1}',
        '{"event": "Paused", "run_id": "run", "batches": 1, "seconds": 1.0, "weights": 3, "keras_file": ""}',
        '{"event": "Paused", "run_id": "run", "batches": 1, "seconds": 1.0, "weights": "é", "keras_file": ""}',
    ],
)
def test_what_is_no_event_is_refused(line: str) -> None:
    """A number on a line of its own was an AttributeError, which decode does not announce."""
    with pytest.raises((ValueError, KeyError, TypeError)):
        decode(line)
