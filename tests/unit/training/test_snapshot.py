"""What a run's reports make of its snapshot, and how much of the past it keeps."""

from dataclasses import replace

import numpy as np
import pytest

from components.ml.forward import DenseLayer
from components.training import learning
from components.training.events import Finished, Paused, Progress, Steered, Stopped
from components.training.snapshot import (
    MAX_MOMENT_BYTES,
    MAX_MOMENTS,
    MAX_POINTS,
    CurvePoint,
    RunState,
    Snapshot,
    thinned,
    thinned_moments,
)
from components.training.specification import Orders, TrainingSpecification
from components.training.weights_file import to_npz

SPECIFICATION = TrainingSpecification(epochs=2, training_digits=3_200)  # 100 batches an epoch
NEW = Snapshot("run", SPECIFICATION, Orders.of(SPECIFICATION))
RUNNING = replace(NEW, state=RunState.RUNNING)


def progress(batches: int, seconds: float, weights: bytes = b"weights", epoch_ends: bool = False) -> Progress:
    means = (0.5, 0.8) if batches else (None, None)
    epoch_means = (0.6, 0.7) if epoch_ends else (None, None)
    return Progress("run", batches, seconds, *means, *epoch_means, 0.4, 0.9, weights)


def after(reports: list[tuple[int, float]]) -> Snapshot:
    snapshot = RUNNING
    for batches, seconds in reports:
        snapshot = snapshot.after(progress(batches, seconds))
    return snapshot


def test_the_first_report_shows_the_network_before_it_has_learned() -> None:
    snapshot = RUNNING.after(progress(0, 0.0))
    assert snapshot.training == ()
    assert snapshot.validation == (CurvePoint(0.0, 0.0, 0.4, 0.9),)
    assert (snapshot.epoch, snapshot.batch, snapshot.fraction) == (0, 0, 0.0)
    assert [moment.weights for moment in snapshot.moments] == [b"weights"]


def test_one_report_more() -> None:
    snapshot = RUNNING.after(progress(150, 3.0))
    assert (snapshot.batches, snapshot.seconds, snapshot.fraction) == (150, 3.0, 0.75)
    assert (snapshot.epoch, snapshot.batch) == (2, 50)
    assert snapshot.training == (CurvePoint(1.5, 3.0, 0.5, 0.8),)
    assert snapshot.validation == (CurvePoint(1.5, 3.0, 0.4, 0.9),)
    assert snapshot.training_epochs == snapshot.validation_epochs == ()
    assert snapshot.moments[0].point == snapshot.validation[0]


def test_an_epochs_end_is_a_point_of_its_own() -> None:
    snapshot = RUNNING.after(progress(100, 2.0, epoch_ends=True))
    assert (snapshot.epoch, snapshot.batch) == (1, 100)
    assert snapshot.training_epochs == (CurvePoint(1.0, 2.0, 0.6, 0.7),)
    assert snapshot.validation_epochs == (CurvePoint(1.0, 2.0, 0.4, 0.9),)


def test_time_left_does_not_count_what_came_before_the_first_report() -> None:
    """Compiling the network takes seconds in which nothing is learned; a pace from there would say far too much."""
    snapshot = RUNNING.after(progress(0, 0.0)).after(progress(20, 10.0))
    assert snapshot.seconds_left is None
    assert snapshot.images_a_second is None
    snapshot = snapshot.after(progress(40, 11.0))
    assert snapshot.seconds_left == pytest.approx(8.0)  # 160 batches are left, and 20 took a second
    assert snapshot.images_a_second == pytest.approx(20 * 32)
    assert snapshot.after(progress(80, 12.0)).seconds_left == pytest.approx(4.0)


def test_more_epochs_take_longer() -> None:
    snapshot = after([(20, 10.0), (40, 11.0)])
    longer = replace(snapshot, orders=Orders(epochs=4, learning_rate=0.001))
    assert longer.seconds_left == pytest.approx(18.0)
    assert longer.fraction == 0.1
    assert replace(snapshot, batches=200, orders=Orders(epochs=1, learning_rate=0.001)).fraction == 1.0


def test_a_report_in_no_time_tells_no_pace() -> None:
    assert after([(20, 1.0), (40, 1.0)]).seconds_left is None


def test_a_long_run_keeps_its_first_and_last_point_and_never_too_many() -> None:
    snapshot = RUNNING
    for batches in range(2_001):
        snapshot = snapshot.after(progress(batches, batches / 10))
        assert len(snapshot.training) <= MAX_POINTS
        assert len(snapshot.validation) <= MAX_POINTS
        assert len(snapshot.moments) <= MAX_MOMENTS
    assert (snapshot.training[0].epoch, snapshot.training[-1].epoch) == (0.01, 20.0)
    assert (snapshot.validation[0].epoch, snapshot.validation[-1].epoch) == (0.0, 20.0)
    for points in (snapshot.training, snapshot.validation, [moment.point for moment in snapshot.moments]):
        epochs = [point.epoch for point in points]
        assert epochs == sorted(set(epochs))


@pytest.mark.parametrize("seconds", [2, 2.5, 3, 4, 6, 8, 12, 20, 60, 600])
def test_a_run_of_any_length_leaves_about_sixty_moments(seconds: float) -> None:
    """A run of 3 s left 56 moments; the same on a machine a little slower, 61, and so every second one was dropped.

    The reports here are those of an unhurried worker: as soon as they are due, and at the end of each epoch.
    """
    snapshot, now, reported = RUNNING.after(progress(0, 0.0)), 0.0, 0.0
    batches = round(seconds / 0.02)
    for batch in range(1, batches + 1):
        now += 0.02
        due_after = min(max(learning.LEAST_SECONDS, now * learning.REPORT_SHARE), learning.MOST_SECONDS)
        if batch % (batches // 5) == 0 or now - reported >= due_after:
            snapshot = snapshot.after(progress(batch, now))
            reported = now
        if now > 2:
            assert 40 <= len(snapshot.moments) <= 60
    moments = [moment.point.seconds for moment in snapshot.moments]
    assert (moments[0], moments[-1]) == (0.0, pytest.approx(seconds, abs=0.5))
    # None is far from its neighbours: wherever one goes back to, there is one nearby.
    assert max(np.diff(moments)) < max(0.2, seconds / 10)


def test_large_networks_keep_fewer_moments() -> None:
    """The largest network's weights are 2.4 MB a moment: sixty of them in each of thirty runs would be 4 GB."""
    snapshot, weights = RUNNING, bytes(2_400_000)
    for batches in range(100):
        snapshot = snapshot.after(progress(batches, float(batches), weights))
        assert sum(len(moment.weights) for moment in snapshot.moments) <= MAX_MOMENT_BYTES
    assert len(snapshot.moments) >= 5
    assert (snapshot.moments[0].point.seconds, snapshot.moments[-1].point.seconds) == (0, 99)


def test_two_moments_stay_however_large_they_are() -> None:
    snapshot = RUNNING
    for batches in range(5):
        snapshot = snapshot.after(progress(batches, float(batches), bytes(MAX_MOMENT_BYTES)))
    assert [moment.point.seconds for moment in snapshot.moments] == [0, 4]


@pytest.mark.parametrize("length", [0, 1, 2, 3, 4, 5, 8, 9])
def test_thinning_leaves_the_first_and_the_last(length: int) -> None:
    items = tuple(range(length))
    assert thinned(items, length) == items
    some = thinned(items, 2)
    assert some == items if length <= 2 else len(some) < length
    assert some[:1] == items[:1]
    assert some[-1:] == items[-1:]


def test_a_steered_run_remembers_from_which_batch_on() -> None:
    snapshot = RUNNING.after(Steered("run", 40, 0.01)).after(Steered("run", 90, 0.003))
    assert snapshot.rates == ((40, 0.01), (90, 0.003))


def test_pause_and_ends() -> None:
    running = after([(20, 1.0)])
    paused = running.after(Paused("run", 25, 1.2, b"npz", b"keras"))
    assert (paused.state, paused.batches, paused.seconds) == (RunState.PAUSED, 25, 1.2)
    assert (paused.weights, paused.keras_file, paused.test_accuracy) == (b"npz", b"keras", None)
    assert paused.moments == running.moments
    stopped = running.after(Stopped("run", 25, 1.2, b"npz", b"keras", "It took too long."))
    assert (stopped.state, stopped.reason, stopped.test_accuracy) == (RunState.STOPPED, "It took too long.", None)
    finished = running.after(Finished("run", 200, 9.0, b"npz", b"keras", 0.1, 0.97))
    assert (finished.state, finished.test_loss, finished.test_accuracy) == (RunState.FINISHED, 0.1, 0.97)
    assert finished.fraction == 1.0


@pytest.mark.parametrize(
    ("state", "active", "moving"),
    [
        (RunState.QUEUED, True, True),
        (RunState.RUNNING, True, True),
        (RunState.PAUSED, True, False),
        (RunState.STOPPED, False, False),
        (RunState.FINISHED, False, False),
        (RunState.FAILED, False, False),
    ],
)
def test_who_is_still_to_change(state: RunState, active: bool, moving: bool) -> None:
    snapshot = replace(NEW, state=state)
    assert (snapshot.active, snapshot.moving) == (active, moving)


@pytest.mark.parametrize(
    ("orders", "obeying"),
    [({}, False), ({"pause_at": 0}, True), ({"pause_at": 20}, True), ({"pause_at": 21}, False), ({"stop": True}, True)],
)
def test_an_order_is_on_its_way_until_it_is_obeyed(orders: dict[str, int], obeying: bool) -> None:
    running = after([(20, 1.0)])
    ordered = replace(running, orders=replace(running.orders, **orders))
    assert ordered.obeying is obeying
    assert replace(ordered, state=RunState.PAUSED).obeying is False


def test_the_network_as_it_is_now() -> None:
    """While a run learns it is the last moment's, to three digits; once it rests, exactly what it learned."""

    def network(bias: float) -> tuple[DenseLayer, ...]:
        return (DenseLayer(np.zeros((784, 10), np.float32), np.full(10, bias, np.float32), "softmax"),)

    assert NEW.layers == ()
    running = RUNNING.after(progress(0, 0.0, to_npz(network(0.25), np.float16)))
    running = running.after(progress(20, 1.0, to_npz(network(0.5), np.float16)))
    assert running.layers[0].bias[0] == 0.5
    assert running.moments[0].layers()[0].bias[0] == 0.25
    paused = running.after(Paused("run", 25, 1.2, to_npz(network(0.1)), b"keras"))
    assert paused.layers[0].bias[0] == np.float32(0.1)


def test_a_run_knows_what_it_keeps_in_memory() -> None:
    """Its worker's part was left out: the weights of a run that is to go on, and two numbers for each by Adam."""
    running = RUNNING.after(progress(0, 0.0, bytes(10))).after(progress(1, 1.0, bytes(20)))
    files = 25, 1.2, bytes(300), bytes(4_000)
    assert running.after(Paused("run", *files)).bytes == 4_330 + 3 * 4 * 101_770
    assert running.after(Stopped("run", *files)).bytes == 4_330


def test_the_ends_of_epochs_can_be_gone_back_to_however_long_the_run_is() -> None:
    """After 20 epochs many of them were gone: moments were thinned out by the numbers of their reports only."""
    snapshot = RUNNING.after(progress(0, 0.0))
    for batch in range(1, 20 * 100 + 1):
        if batch % 100 == 0 or batch % 7 == 0:
            snapshot = snapshot.after(progress(batch, batch / 10))
            assert len(snapshot.moments) <= MAX_MOMENTS
    epochs = [moment.point.epoch for moment in snapshot.moments]
    assert set(range(21)) <= set(epochs)
    # The others are spread over the whole run.
    assert max(np.diff(epochs)) <= 0.6
    # Where there is less room, the ends of epochs are the last to go.
    few = [moment.point.epoch for moment in thinned_moments(snapshot.moments, 21)]
    assert few == list(range(21))
    fewer = [moment.point.epoch for moment in thinned_moments(snapshot.moments, 6)]
    assert len(fewer) == 6
    assert (fewer[0], fewer[-1]) == (0, 20)
    assert max(np.diff(fewer)) <= 7
    assert thinned_moments(snapshot.moments, 0) == (snapshot.moments[0], snapshot.moments[-1])
