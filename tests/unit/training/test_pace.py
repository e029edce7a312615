"""How long runs are told to take, before and after they were tried."""

from dataclasses import replace

import pytest

from components.ml.network import TWO_CONVOLUTIONS, Augmentation, HiddenLayer, NetworkSettings
from components.training.pace import AROUND, CROWDING, PREPARATION, Pace, usual_seconds_a_batch
from components.training.snapshot import CurvePoint, RunState, Snapshot
from components.training.specification import Orders, TrainingSpecification, compiled

COURSE = TrainingSpecification()
LARGE = TrainingSpecification(NetworkSettings((HiddenLayer(512),) * 4), batch_size=512)


def test_what_was_measured_is_believed_for_all_runs_with_the_same_step() -> None:
    pace = Pace()
    pace.learn(COURSE, batches=1_000, seconds=2.0)
    assert pace.seconds(COURSE) == pytest.approx(AROUND + 0.002 * 5 * 1875)
    shorter = replace(COURSE, seed=7, learning_rate=0.1, epochs=2, training_digits=3_200)
    assert pace.seconds(shorter) == pytest.approx(AROUND + 0.002 * 2 * 100)
    assert pace.seconds(COURSE, epochs=10) == pytest.approx(AROUND + 0.002 * 10 * 1875)
    pace.learn(shorter, batches=100, seconds=0.1)
    assert pace.seconds(COURSE) == pytest.approx(AROUND + 0.001 * 5 * 1875)


def test_a_network_that_was_never_tried_is_estimated_and_has_to_be_compiled() -> None:
    estimate = Pace().seconds(LARGE)
    assert estimate == pytest.approx(AROUND + PREPARATION + usual_seconds_a_batch(LARGE) * 5 * LARGE.batches)


def test_a_slow_machine_is_slow_with_every_network() -> None:
    pace = Pace()
    pace.learn(COURSE, batches=100, seconds=300 * usual_seconds_a_batch(COURSE))
    known = AROUND + PREPARATION
    assert pace.seconds(LARGE) - known == pytest.approx(3 * (Pace().seconds(LARGE) - known))


@pytest.mark.parametrize(("batches", "seconds"), [(0, 1.0), (10, 0.0), (-5, 1.0), (10, -1.0)])
def test_what_tells_no_pace_is_not_learned(batches: int, seconds: float) -> None:
    """A run that was stopped at its first report: no batch in no time."""
    pace = Pace()
    pace.learn(COURSE, batches, seconds)
    assert pace.seconds(COURSE) == Pace().seconds(COURSE)


def test_two_that_learn_at_once_slow_each_other_down() -> None:
    """Ten runs were told what each would take alone: 3.6 s, where it took 5.4."""
    pace = Pace()
    pace.learn(COURSE, 1_000, 1.0)
    alone = pace.seconds(COURSE)
    assert pace.seconds(COURSE, crowded=True) - AROUND == pytest.approx(CROWDING * (alone - AROUND))
    pace.learn(COURSE, 1_000, 1.6, crowded=True)
    assert pace.seconds(COURSE) == alone
    assert pace.seconds(COURSE, crowded=True) - AROUND == pytest.approx(1.6 * (alone - AROUND))
    # The same for networks that were never tried, or only in company.
    known = AROUND + PREPARATION
    assert pace.seconds(LARGE, crowded=True) - known == pytest.approx(1.6 * (pace.seconds(LARGE) - known))
    other = replace(COURSE, batch_size=64)
    pace.learn(other, 1_000, 3.2, crowded=True)
    assert pace.seconds(other) == pytest.approx(AROUND + 0.002 * 5 * other.batches)


def test_what_a_turn_takes_beside_the_learning_is_learned_too() -> None:
    """Each run takes its first weights, and at the end the test and its files: ten runs were told six seconds less."""
    pace = Pace()
    pace.learn(COURSE, batches=1_000, seconds=1.0)
    pace.learn_around(0.7)
    assert pace.seconds(COURSE) == pytest.approx(0.7 + 0.001 * 5 * 1875)
    waiting = Snapshot("run", COURSE, Orders.of(COURSE))
    assert pace.seconds_left(waiting) == pytest.approx(pace.seconds(COURSE))
    halfway = replace(waiting, state=RunState.PAUSED, batches=2 * 1875 + 938)
    assert pace.seconds_left(halfway) == pytest.approx(pace.seconds(COURSE) / 2, rel=0.01)
    # At its own pace, as soon as that is known: an epoch in two seconds.
    points = (CurvePoint(1.0, 2.0, 0.5, 0.8), CurvePoint(2.0, 4.0, 0.4, 0.9))
    learns = replace(waiting, state=RunState.RUNNING, batches=2 * 1875, training=points)
    assert pace.seconds_left(learns) == pytest.approx(0.7 + 3 * 2.0)


def test_more_work_takes_longer() -> None:
    convolutional = NetworkSettings(convolutions=TWO_CONVOLUTIONS)
    rising = [
        TrainingSpecification(NetworkSettings(())),
        COURSE,
        TrainingSpecification(augmentation=Augmentation(noise=0.1)),
        TrainingSpecification(augmentation=Augmentation(2, 15, 0.1)),
        TrainingSpecification(convolutional, augmentation=Augmentation(2, 15, 0.1)),
        TrainingSpecification(convolutional, batch_size=512, augmentation=Augmentation(2, 15, 0.1)),
    ]
    estimates = [usual_seconds_a_batch(specification) for specification in rising]
    assert estimates == sorted(set(estimates))


@pytest.mark.parametrize(
    ("specification", "is_compiled"),
    [
        (COURSE, True),
        (LARGE, True),
        (TrainingSpecification(NetworkSettings(())), True),
        (TrainingSpecification(NetworkSettings(l2=0.01), optimizer="momentum"), True),
        (TrainingSpecification(NetworkSettings(dropout=0.2)), False),
        (TrainingSpecification(NetworkSettings(convolutions=TWO_CONVOLUTIONS)), False),
        (TrainingSpecification(augmentation=Augmentation(shift=1)), False),
        (TrainingSpecification(augmentation=Augmentation(rotation=1)), False),
        (TrainingSpecification(augmentation=Augmentation(noise=0.1)), False),
    ],
)
def test_xla_compiles_what_it_makes_faster(specification: TrainingSpecification, is_compiled: bool) -> None:
    assert compiled(specification) is is_compiled
