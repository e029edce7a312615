"""What a run's reports make of its snapshot, and the reports' way through a line of JSON."""

from dataclasses import replace

import pytest

from components.training.events import Failed, Finished, Progress, Ready, Stopped, Validation, decode, encode
from components.training.snapshot import MAX_POINTS, RunState, Snapshot
from components.training.specification import TrainingSpecification

SPECIFICATION = TrainingSpecification(epochs=2, training_digits=3_200)  # 100 batches an epoch
RUNNING = Snapshot("run", SPECIFICATION, RunState.RUNNING)


def progress(epoch: int, batch: int, seconds: float, validation: Validation | None = None) -> Progress:
    return Progress("run", epoch, batch, seconds, 0.5, 0.8, validation)


def test_one_report_more() -> None:
    snapshot = RUNNING.after(progress(2, 50, 3.0, Validation(0.4, 0.9, (7, 2))))
    assert snapshot.fraction == 0.75
    assert [(point.epoch, point.loss, point.accuracy) for point in snapshot.training] == [(1.5, 0.5, 0.8)]
    assert [(point.epoch, point.loss, point.accuracy) for point in snapshot.validation] == [(1.5, 0.4, 0.9)]
    assert snapshot.answers == (7, 2)


def test_time_left_does_not_count_what_came_before_the_first_report() -> None:
    """Compiling the network takes seconds in which nothing is learned; a pace from there would say far too much."""
    snapshot = RUNNING.after(progress(1, 20, 10.0))
    assert snapshot.seconds_left is None
    snapshot = snapshot.after(progress(1, 40, 11.0))
    assert snapshot.seconds_left == pytest.approx(8.0)  # 160 batches are left, and 20 took a second
    assert snapshot.after(progress(1, 80, 12.0)).seconds_left == pytest.approx(4.0)


def test_a_long_run_keeps_its_first_and_last_point_and_never_too_many() -> None:
    snapshot = RUNNING
    for batch in range(1, 2001):
        snapshot = snapshot.after(progress(1, batch, batch / 10))
        assert len(snapshot.training) <= MAX_POINTS + 1
    assert snapshot.training[0].epoch == 0.01
    assert snapshot.training[-1].epoch == 20.0
    epochs = [point.epoch for point in snapshot.training]
    assert epochs == sorted(epochs)


def test_a_finished_run_is_done_whatever_its_last_report_said() -> None:
    assert replace(RUNNING.after(progress(2, 97, 3.0)), state=RunState.FINISHED).fraction == 1.0


@pytest.mark.parametrize(
    "event",
    [
        Ready("3.15", "2.21"),
        progress(1, 2, 3.0),
        progress(1, 2, 3.0, Validation(0.5, 0.25, (1, 2, 3))),
        Finished("run", 1.5, 0.1, 0.97),
        Stopped("run", 1.5),
        Failed("run", "It failed: “why?”\nBecause."),
    ],
)
def test_events_survive_their_line(event: Ready | Progress | Finished | Stopped | Failed) -> None:
    line = encode(event)
    assert "\n" not in line
    assert decode(line) == event


@pytest.mark.parametrize("line", ["", "Epoch 1/5", "{}", '{"event": "Nonsense"}', '{"event": "Stopped"}'])
def test_what_is_no_event_is_refused(line: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        decode(line)
