"""What each engine does alike, on one machine and on a cluster; its workers make up what they report."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from components.training.engine import ONE_AT_A_TIME, Engine, EngineUnavailable
from components.training.ray_engine import RayEngine
from components.training.snapshot import RunState, Snapshot
from components.training.specification import InvalidSpecification, TrainingSpecification
from components.training.subprocess_engine import SubprocessEngine
from tests.cluster import Cluster, needs_a_cluster
from tests.conftest import OWNERS, cancel, ended, start, stop, wait_until

LITTLE_WORKER = "tests.unit.training.little_worker"
# The little worker's runs of one epoch end by themselves; the others wait for orders.
LONG_RUN = TrainingSpecification(epochs=50)
SHORT_RUN = TrainingSpecification(epochs=1, training_digits=1_000)

# Ray starts a process in a second or two; a busy machine has room.
PATIENCE_SECONDS = 60

# An engine with one little worker, whose reports are so many seconds of learning apart, by its own words.
NewEngine = Callable[[float], Engine]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """One node with one core."""
    cluster = Cluster()
    yield cluster
    cluster.close()


@pytest.fixture(params=["subprocess", pytest.param("ray", marks=needs_a_cluster)])
def new_engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[NewEngine]:
    """Either engine, for one test."""
    engines: list[SubprocessEngine | RayEngine] = []

    def new_engine(seconds: float = 0.1) -> Engine:
        if request.param == "subprocess":
            engines.append(SubprocessEngine(1, (sys.executable, "-m", LITTLE_WORKER, "3", "10", str(seconds))))
        else:
            cluster = request.getfixturevalue("cluster")
            for name, value in cluster.environment.items():
                monkeypatch.setenv(name, value)
            kind = "SlowLittleWorker" if seconds > 1 else "LittleWorker"
            engines.append(RayEngine(cluster.address, f"{LITTLE_WORKER}:{kind}"))
            assert engines[-1].lacking() == ""
        return engines[-1]

    yield new_engine
    for engine in engines:
        if isinstance(engine, RayEngine):
            engine.end_service()
        engine.close()


@pytest.fixture
def engine(new_engine: NewEngine) -> Engine:
    """Either engine, with a worker that learns quickly."""
    return new_engine(0.1)


def state(engine: Engine, run: str) -> RunState:
    return snapshot(engine, run).state


def snapshot(engine: Engine, run: str) -> Snapshot:
    there = engine.snapshot(run)
    assert there is not None
    return there


def becomes(engine: Engine, run: str, wanted: RunState) -> None:
    wait_until(lambda: state(engine, run) is wanted, PATIENCE_SECONDS, f"the run is {wanted}")


def learning(engine: Engine, run: str) -> None:
    wait_until(lambda: bool(snapshot(engine, run).training), PATIENCE_SECONDS, "the run begins to learn")


def test_a_run_is_told_from_its_first_report_to_its_files(engine: Engine) -> None:
    """On a cluster a page repeats the events on a copy of its own, and fetches files when it looks at them."""
    run = start(engine, SHORT_RUN)
    finished = ended(engine, run)
    assert (finished.state, finished.batches, finished.test_accuracy) == (RunState.FINISHED, 2, 0.97)
    assert [point.epoch for point in finished.validation] == [0, 1 / 32, 2 / 32]
    assert [moment.report for moment in finished.moments] == [0, 1, 2]
    assert [bytes(moment.weights) for moment in finished.moments] == [bytes(10)] * 3
    assert (bytes(finished.weights), bytes(finished.keras_file)) == (bytes(20), bytes(20))
    installation, warmed = engine.installation(), engine.warmed()
    assert installation is not None
    assert installation.backend == "little"
    assert warmed is not None
    assert (bytes(warmed.weights), warmed.point.accuracy) == (b"weights", 0.9)


def test_runs_go_in_the_order_in_which_they_came(engine: Engine) -> None:
    runs = [start(engine, LONG_RUN) for _ in range(3)]
    becomes(engine, runs[0], RunState.RUNNING)
    assert [state(engine, run) for run in runs[1:]] == [RunState.QUEUED] * 2
    assert [snapshot(engine, run).runs_ahead for run in runs] == [0, 1, 2]
    stop(engine, runs[0])
    becomes(engine, runs[1], RunState.RUNNING)
    assert snapshot(engine, runs[2]).runs_ahead == 1


def test_a_run_that_pauses_goes_on_and_one_that_stops_keeps_its_weights(engine: Engine) -> None:
    run = start(engine, LONG_RUN)
    learning(engine, run)
    engine.control(run, pause_at=0)
    engine.settle(run, 20)
    assert state(engine, run) is RunState.PAUSED
    engine.control(run, pause_at=None)
    becomes(engine, run, RunState.RUNNING)
    assert len(snapshot(engine, run).weights) in (0, 20)
    stop(engine, run)
    assert ended(engine, run).state is RunState.STOPPED
    assert bytes(snapshot(engine, run).weights) == bytes(20)


def test_ids_are_unguessable_and_unknown_ones_harmless(engine: Engine) -> None:
    assert engine.snapshot("nonsense") is None
    engine.control("nonsense", learning_rate=float("nan"))
    engine.stop("nonsense", "nobody")
    engine.rename("nonsense", "nobody", "sense")
    engine.cancel("nonsense", "nobody")
    assert engine.snapshot("nonsense") is None
    runs = {start(engine, SHORT_RUN) for _ in range(2)}
    assert len(runs) == 2
    assert min(map(len, runs)) >= 16  # 96 bits
    for run in runs:
        cancel(engine, run)


def test_an_ended_run_takes_a_name_and_no_orders(engine: Engine) -> None:
    run = start(engine, SHORT_RUN)
    finished = ended(engine, run)
    stop(engine, run)
    engine.control(run, pause_at=0, epochs=9, learning_rate=0.1)
    assert engine.snapshot(run) == finished
    engine.rename(run, OWNERS[run], "the short one")
    assert engine.snapshot(run) == replace(finished, name="the short one")


def test_nonsense_orders_are_refused_and_change_nothing(engine: Engine) -> None:
    ahead, waiting = start(engine, LONG_RUN), start(engine, LONG_RUN)
    before = engine.snapshot(waiting)
    for orders, sentence in [
        ({"epochs": 0}, "The number of epochs must be from 1 to 50, not 0."),
        ({"learning_rate": float("nan")}, "The learning rate must be from 1e-06 to 10, not nan."),
        ({"learning_rate": 0.01, "epochs": 51}, "The number of epochs must be from 1 to 50, not 51."),
    ]:
        for run in (ahead, waiting):
            with pytest.raises(InvalidSpecification) as refused:
                engine.control(run, **orders)
            assert str(refused.value) == sentence
    assert engine.snapshot(waiting).orders == before.orders
    assert engine.snapshot(ahead).orders == before.orders
    for run in (ahead, waiting):
        cancel(engine, run)


def test_a_visitor_has_one_run_at_a_time(engine: Engine) -> None:
    run = engine.submit(LONG_RUN, owner="somebody", name="mine")
    assert engine.snapshot(run).name == "mine"
    with pytest.raises(EngineUnavailable) as refused:
        engine.submit(LONG_RUN, owner="somebody")
    assert str(refused.value) == ONE_AT_A_TIME
    other = engine.submit(SHORT_RUN, owner="somebody else")
    engine.control(run, pause_at=0)
    becomes(engine, run, RunState.PAUSED)
    with pytest.raises(EngineUnavailable):
        engine.submit(LONG_RUN, owner="somebody")
    engine.stop(run, "somebody")
    assert ended(engine, engine.submit(SHORT_RUN, owner="somebody")).state is RunState.FINISHED
    assert ended(engine, other).state is RunState.FINISHED


def test_cancel_forgets_a_run_whatever_it_does(engine: Engine) -> None:
    finished, paused = start(engine, SHORT_RUN), start(engine, LONG_RUN)
    engine.control(paused, pause_at=1)
    ended(engine, finished)
    becomes(engine, paused, RunState.PAUSED)
    compiling, queued, again = start(engine, LONG_RUN), start(engine, LONG_RUN), start(engine, LONG_RUN)
    cancel(engine, queued)
    cancel(engine, compiling)
    learning(engine, again)
    for run in (finished, paused, compiling, queued, again):
        cancel(engine, run)
        assert engine.snapshot(run) is None
    assert ended(engine, start(engine, SHORT_RUN)).state is RunState.FINISHED


def test_only_its_owner_ends_renames_or_deletes_a_run_and_whoever_has_its_id_steers_it(engine: Engine) -> None:
    """A class that opened the teacher's address and pressed Train a few times each removed the teacher's runs."""
    run = engine.submit(LONG_RUN, owner="teacher", name="Run 1")
    learning(engine, run)
    before = engine.snapshot(run)
    engine.stop(run, "student")
    engine.rename(run, "student", "mine")
    engine.cancel(run, "student")
    assert engine.snapshot(run) == before
    engine.control(run, epochs=20)
    assert engine.snapshot(run).orders.epochs == 20
    engine.rename(run, "teacher", "ours")
    engine.stop(run, "teacher")
    becomes(engine, run, RunState.STOPPED)
    assert engine.snapshot(run).name == "ours"
    engine.cancel(run, "student")
    assert engine.snapshot(run) is not None
    engine.cancel(run, "teacher")
    assert engine.snapshot(run) is None


def test_a_run_that_has_had_its_share_makes_room_for_those_that_wait_and_goes_on_by_itself(
    new_engine: NewEngine,
) -> None:
    """Two slow runs blocked a class for ten minutes. What it learns is the same as after a pause of its visitor's."""
    engine = new_engine(31.0)  # 62 seconds of learning in all
    long = start(engine, LONG_RUN)
    learning(engine, long)
    wait_until(lambda: len(engine.snapshot(long).training) == 3, 20, "it has had its share")
    # Nobody waits, so it goes on.
    assert state(engine, long) is RunState.RUNNING
    other = start(engine, LONG_RUN)
    assert (state(engine, other), engine.snapshot(other).wait) == (RunState.QUEUED, 0)
    engine.control(long, epochs=20)
    # At its next report it goes to the end of the queue; and so does the other one, after its share.
    wait_until(lambda: engine.snapshot(other).made_room, 20, "both have had a turn")
    waiting, goes_on = engine.snapshot(other), engine.snapshot(long)
    assert (waiting.state, waiting.runs_ahead, waiting.wait) == (RunState.QUEUED, 1, 60)
    assert (goes_on.state, goes_on.made_room) == (RunState.RUNNING, False)
    assert waiting.orders.pause_at is goes_on.orders.pause_at is None
    # One that its visitor pauses stays so.
    engine.control(long, pause_at=0)
    becomes(engine, long, RunState.PAUSED)
    becomes(engine, other, RunState.RUNNING)
    assert [engine.snapshot(run).made_room for run in (long, other)] == [False] * 2
