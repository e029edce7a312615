"""The engine with real processes: order, steering, and what becomes of runs, workers and server when one dies.

Where it is a matter of the engine's books only, its worker is a little script that speaks the protocol.
"""

import os
import platform
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from components.ml.network import TWO_CONVOLUTIONS, Augmentation, HiddenLayer, NetworkSettings
from components.training import dispatcher, shelf, worker_handle, worker_process, workers
from components.training.engine import (
    NO_TENSORFLOW,
    SERVER_FULL,
    WORKER_DIED,
    WORKER_GONE,
    WORKER_HUNG,
    EngineUnavailable,
)
from components.training.snapshot import RunState, Snapshot
from components.training.specification import QUICK_RUN, TrainingSpecification
from components.training.subprocess_engine import SubprocessEngine
from components.training.weights_file import from_npz
from components.training.worker_process import WORKER_COMMAND
from components.training.workers import MAX_DEATHS
from tests.conftest import RUN_TIMEOUT, cancel, ended, start, stop, version_here, wait_until
from tests.processes import alive, needs_posix_signals, needs_proc

ROOT = Path(__file__).parents[3]
LONG_RUN = TrainingSpecification(epochs=50)
# Ends by itself in the little script; LONG_RUN there waits for orders.
SHORT_RUN = TrainingSpecification(epochs=1, training_digits=1_000)

SILENT = (sys.executable, "-c", "import sys; sys.stdin.read()")


def state(engine: SubprocessEngine, run: str) -> RunState:
    return engine.snapshot(run).state


def cpu_seconds(process: int) -> float:
    """How long it has had a core; where the system doesn't tell, 0."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(") ")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def becomes(engine: SubprocessEngine, run: str, wanted: RunState) -> float:
    """The seconds until the run is in a state; fail at once if it ends in another one."""

    def there() -> bool:
        snapshot = engine.snapshot(run)
        assert snapshot.active or snapshot.state is wanted, f"{snapshot.state}, not {wanted}: {snapshot.reason}"
        return snapshot.state is wanted

    try:
        return wait_until(there, RUN_TIMEOUT, f"the run is {wanted}")
    except pytest.fail.Exception:
        snapshot = engine.snapshot(run)
        print(f"{snapshot.state} after {snapshot.batches} batches, ordered: {snapshot.orders}")
        raise


def learning(engine: SubprocessEngine, run: str) -> None:
    wait_until(lambda: bool(engine.snapshot(run).training), RUN_TIMEOUT, "the run begins to learn")


def batches(engine: SubprocessEngine, run: str) -> int:
    return engine.snapshot(run).batches


@pytest.fixture
def own_engine() -> Iterator[Callable[..., SubprocessEngine]]:
    """Engines that a test may harm, without TensorFlow unless it wants it."""
    engines = []

    def own_engine(*command: str, workers: int = 1, reports: int = 3, seconds: float = 0.1) -> SubprocessEngine:
        little_worker = (sys.executable, "-m", "tests.unit.training.little_worker", str(reports), "10", str(seconds))
        engines.append(SubprocessEngine(workers, command or little_worker))
        return engines[-1]

    yield own_engine
    for engine in engines:
        engine.close()


# A run, from its beginning to its end.


def test_the_courses_network_reaches_97_percent(course_run: Snapshot) -> None:
    assert course_run.state is RunState.FINISHED
    assert course_run.test_accuracy >= 0.97
    assert course_run.test_loss < 0.12
    assert (course_run.fraction, course_run.epoch, course_run.batch) == (1.0, 5, 1875)
    assert course_run.validation[-1].accuracy > course_run.validation[0].accuracy + 0.5
    assert [point.epoch for point in course_run.training_epochs] == [1, 2, 3, 4, 5]
    assert [point.epoch for point in course_run.validation_epochs] == [1, 2, 3, 4, 5]
    losses = [point.loss for point in course_run.training_epochs]
    assert losses == sorted(losses, reverse=True)
    assert [layer.kernel.shape for layer in course_run.layers] == [(784, 128), (128, 10)]
    assert course_run.keras_file.startswith(b"PK")


def test_the_courses_run_leaves_moments_to_look_back_at(course_run: Snapshot) -> None:
    # About 50; fewer on a busy machine, where a report is passed over while the last one is still being made.
    assert 20 <= len(course_run.moments) <= 60
    assert (course_run.moments[0].point.epoch, course_run.moments[-1].point.epoch) == (0, 5)
    first, last = course_run.moments[0].layers(), course_run.moments[-1].layers()
    assert not np.array_equal(first[0].kernel, last[0].kernel)
    np.testing.assert_allclose(last[0].kernel, course_run.layers[0].kernel, rtol=1e-3, atol=1e-6)


def test_runs_go_in_the_order_in_which_they_came(engine: SubprocessEngine) -> None:
    runs = [start(engine, QUICK_RUN) for _ in range(3)]
    snapshots = [engine.snapshot(run) for run in runs]
    assert [snapshot.state for snapshot in snapshots] == [RunState.RUNNING, RunState.QUEUED, RunState.QUEUED]
    assert [snapshot.runs_ahead for snapshot in snapshots] == [0, 1, 2]
    assert 0 < snapshots[1].wait < snapshots[2].wait
    ended(engine, runs[0])
    # Its wait may be longer than it was: what runs take is learned from each that ends.
    assert state(engine, runs[2]) is RunState.QUEUED
    assert engine.snapshot(runs[2]).runs_ahead == 1
    assert engine.snapshot(runs[2]).wait > 0
    stop(engine, runs[2])
    assert state(engine, runs[2]) is RunState.STOPPED
    assert ended(engine, runs[1]).state is RunState.FINISHED
    assert batches(engine, runs[2]) == 0


def test_the_wait_falls_while_the_run_ahead_learns(engine: SubprocessEngine) -> None:
    ahead = start(engine, TrainingSpecification())
    learning(engine, ahead)
    waiting = start(engine, QUICK_RUN)
    first = engine.snapshot(waiting).wait
    assert first > 0
    wait_until(lambda: engine.snapshot(ahead).fraction > 0.8, RUN_TIMEOUT, "the run ahead is nearly done")
    assert 0 < engine.snapshot(waiting).wait < first
    # More epochs ahead: a longer wait.
    engine.control(ahead, epochs=50)
    assert engine.snapshot(waiting).wait > first
    for run in (waiting, ahead):
        cancel(engine, run)


# Steering.


@pytest.mark.parametrize(
    "specification",
    [
        LONG_RUN,
        TrainingSpecification(NetworkSettings((HiddenLayer(512),) * 4), epochs=50),
        TrainingSpecification(NetworkSettings(convolutions=TWO_CONVOLUTIONS), epochs=50),
        TrainingSpecification(
            NetworkSettings((HiddenLayer(512),) * 4, convolutions=TWO_CONVOLUTIONS, dropout=0.5),
            batch_size=512,
            augmentation=Augmentation(2, 15, 0.1),
            epochs=50,
        ),
    ],
    ids=["course", "largest", "convolutional", "slowest"],
)
def test_pause_and_stop_act_within_half_a_second(
    specification: TrainingSpecification, engine: SubprocessEngine
) -> None:
    """They wait for the execution, the report and the files; none may take long, however large the network is.

    With room for a slow machine: twice the promise; and for a busy one, where the worker lets all else go first: there
    it is the promise for the time that the worker gets.
    """
    run = start(engine, specification)
    learning(engine, run)
    worker = engine.pid(run)
    began = cpu_seconds(worker)
    engine.control(run, pause_at=0)
    assert engine.snapshot(run).obeying or state(engine, run) is RunState.PAUSED
    took = [becomes(engine, run, RunState.PAUSED)]
    worked = [cpu_seconds(worker) - began]
    paused = engine.snapshot(run)
    assert not paused.obeying
    assert paused.moments[-1].point.epoch == paused.batches / specification.batches
    assert len(from_npz(paused.weights)) == len(paused.moments[-1].layers())
    engine.control(run, pause_at=None)
    wait_until(lambda: batches(engine, run) > paused.batches, RUN_TIMEOUT, "the run goes on")
    assert engine.snapshot(run).weights == b""  # what was saved at the pause is outdated
    began = cpu_seconds(worker)
    stop(engine, run)
    took.append(becomes(engine, run, RunState.STOPPED))
    worked.append(cpu_seconds(worker) - began)
    stopped = engine.snapshot(run)
    assert stopped.batches > paused.batches
    assert (stopped.test_accuracy, stopped.reason) == (None, "")
    assert len(from_npz(stopped.weights)) == len(paused.layers)
    assert stopped.keras_file.startswith(b"PK")
    assert max(worked) < 1
    assert max(took) < 10


def test_a_run_is_steered_batch_by_batch(engine: SubprocessEngine) -> None:
    """One batch, the epoch's end, other learning rates, one epoch more: a whole lesson in one run."""
    run = start(engine, replace(QUICK_RUN, epochs=1))
    engine.control(run, pause_at=1)
    becomes(engine, run, RunState.PAUSED)
    assert batches(engine, run) == 1
    for number in (2, 3):
        engine.control(run, pause_at=batches(engine, run) + 1, learning_rate=0.001 * number)
        becomes(engine, run, RunState.PAUSED)
        snapshot = engine.snapshot(run)
        assert (snapshot.batches, snapshot.batch, snapshot.epoch) == (number, number, 1)
    engine.control(run, pause_at=188, epochs=2)
    becomes(engine, run, RunState.PAUSED)
    snapshot = engine.snapshot(run)
    assert (snapshot.batches, snapshot.fraction) == (188, 0.5)
    assert [point.epoch for point in snapshot.training_epochs] == [1]
    assert snapshot.rates == ((1, 0.002), (2, 0.003))
    engine.control(run, pause_at=None, epochs=3)
    assert ended(engine, run).batches == 3 * 188
    assert state(engine, run) is RunState.FINISHED


def test_epochs_and_learning_rate_change_while_the_run_learns(engine: SubprocessEngine) -> None:
    run = start(engine, TrainingSpecification(epochs=2))
    learning(engine, run)
    engine.control(run, learning_rate=0.003, epochs=3)
    snapshot = ended(engine, run)
    assert (snapshot.state, snapshot.batches) == (RunState.FINISHED, 3 * 1875)
    [(batch, rate)] = snapshot.rates
    assert rate == 0.003
    assert 0 < batch < 3 * 1875


@pytest.mark.parametrize(
    "specification",
    [QUICK_RUN, replace(QUICK_RUN, network=NetworkSettings((HiddenLayer(16),), dropout=0.5), epochs=1)],
    ids=["course", "dropout"],
)
def test_a_paused_run_makes_room_for_others_and_then_learns_what_it_would_have_learned(
    specification: TrainingSpecification, engine: SubprocessEngine
) -> None:
    """Also when the others used the same compiled network meanwhile."""
    unpaused = start(engine, specification)
    paused = start(engine, specification)
    engine.control(paused, pause_at=100)
    others = start(engine, replace(specification, seed=7, learning_rate=0.1))
    becomes(engine, paused, RunState.PAUSED)
    assert ended(engine, others).state is RunState.FINISHED
    assert (state(engine, paused), batches(engine, paused)) == (RunState.PAUSED, 100)
    engine.control(paused, pause_at=None)
    assert ended(engine, paused).state is RunState.FINISHED
    for one, other in zip(ended(engine, unpaused).layers, engine.snapshot(paused).layers, strict=True):
        np.testing.assert_array_equal(one.kernel, other.kernel)
        np.testing.assert_array_equal(one.bias, other.bias)
    assert engine.snapshot(unpaused).test_loss == engine.snapshot(paused).test_loss


@pytest.mark.parametrize("delay", [0.0, 0.005, 0.02, 0.05])
def test_a_run_that_is_told_to_go_on_while_it_comes_to_its_pause_goes_on(
    delay: float, engine: SubprocessEngine
) -> None:
    """Whether the worker hears it before it pauses, while it saves, or after: two quick presses must not lose it."""
    run = start(engine, LONG_RUN)
    learning(engine, run)
    for _ in range(3):
        engine.control(run, pause_at=0)
        time.sleep(delay)
        engine.control(run, pause_at=None)
        before = batches(engine, run)
        wait_until(lambda before=before: batches(engine, run) > before, RUN_TIMEOUT, "the run goes on")
    stop(engine, run)
    assert ended(engine, run).state is RunState.STOPPED


def test_stop_of_a_paused_run_is_immediate_and_keeps_its_weights(engine: SubprocessEngine) -> None:
    run = start(engine, QUICK_RUN)
    engine.control(run, pause_at=5)
    becomes(engine, run, RunState.PAUSED)
    paused = engine.snapshot(run)
    stop(engine, run)
    stopped = engine.snapshot(run)
    assert stopped == replace(paused, state=RunState.STOPPED, orders=stopped.orders)
    assert len(from_npz(stopped.weights)) == 2


def test_stop_of_a_paused_run_that_waits_to_go_on_is_immediate_and_keeps_its_weights(engine: SubprocessEngine) -> None:
    run = start(engine, QUICK_RUN)
    engine.control(run, pause_at=5)
    becomes(engine, run, RunState.PAUSED)
    other = start(engine, LONG_RUN)
    engine.control(run, pause_at=None)
    assert state(engine, run) is RunState.QUEUED
    stop(engine, run)
    assert state(engine, run) is RunState.STOPPED
    assert len(from_npz(engine.snapshot(run).weights)) == 2
    cancel(engine, other)


def test_a_run_that_has_not_begun_to_learn_stops_at_once_and_the_next_one_runs(engine: SubprocessEngine) -> None:
    """Compiling a network takes a second, in which nobody listens; the visitor need not wait for it."""
    run, waiting = start(engine, replace(LONG_RUN, network=NetworkSettings((HiddenLayer(9),)))), start(engine, LONG_RUN)
    for stopped in (waiting, run):
        stop(engine, stopped)
        assert state(engine, stopped) is RunState.STOPPED
    assert ended(engine, start(engine, QUICK_RUN)).state is RunState.FINISHED
    assert [batches(engine, stopped) for stopped in (run, waiting)] == [0, 0]
    assert [state(engine, stopped) for stopped in (run, waiting)] == [RunState.STOPPED] * 2


# Grief.


def test_a_run_that_comes_to_grief_leaves_the_worker_alive(
    engine: SubprocessEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server sends only what was checked, so the damage is done on the way."""
    workers = engine.pids()
    monkeypatch.setattr(TrainingSpecification, "to_json", lambda self: {"network": {}, "epochs": "many"})
    failed = ended(engine, start(engine, QUICK_RUN))
    monkeypatch.undo()
    assert failed.state is RunState.FAILED
    assert failed.reason == "The training failed: KeyError. Try again with smaller settings."
    assert ended(engine, start(engine, SHORT_RUN)).state is RunState.FINISHED
    assert engine.pids() == workers


@needs_posix_signals
def test_ctrl_c_reaches_the_worker_and_does_nothing(engine: SubprocessEngine) -> None:
    run = start(engine, QUICK_RUN)
    learning(engine, run)
    [worker] = engine.pids()
    os.kill(worker, signal.SIGINT)
    assert ended(engine, run).state is RunState.FINISHED
    assert engine.pids() == [worker]


LOUD = """
import os
from components.training import learning, worker
original = learning.Learning.go_on
def loud(*arguments):
    print("Epoch 1/5 - a library that talks", flush=True)
    os.write(1, b"and another one, from C")
    return original(*arguments)
learning.Learning.go_on = loud
worker.main()
"""


@needs_posix_signals
def test_workers_that_die_or_hang_take_only_their_own_runs_with_them(
    own_engine: Callable[..., SubprocessEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One story, because each real worker takes seconds to start: two at work, one killed, one stopped dead.

    They carry libraries that print, which their stdout, the protocol's, must not hear of.
    """
    engine = own_engine(sys.executable, "-c", LOUD, workers=2)
    paused, killed = start(engine, LONG_RUN), start(engine, LONG_RUN)
    engine.control(paused, pause_at=10)
    becomes(engine, paused, RunState.PAUSED)
    learning(engine, killed)
    hung = start(engine, LONG_RUN)
    learning(engine, hung)
    # Both at once: each goes on while the other one does.
    before = batches(engine, killed), batches(engine, hung)
    wait_until(lambda: batches(engine, killed) > before[0], RUN_TIMEOUT, "the first run goes on")
    wait_until(lambda: batches(engine, hung) > before[1], RUN_TIMEOUT, "the second run goes on")
    if engine.pid(killed) != engine.pid(paused):  # whichever worker was the first to be ready
        killed, hung = hung, killed
    first, second = engine.pid(paused), engine.pid(hung)
    assert {first, second} == set(engine.pids())
    queued, last = start(engine, QUICK_RUN), start(engine, QUICK_RUN)
    assert [engine.snapshot(run).runs_ahead for run in (queued, last)] == [2, 3]

    os.kill(first, signal.SIGKILL)
    assert wait_until(lambda: not engine.snapshot(killed).active, RUN_TIMEOUT, "the run fails") < 1
    for run in (killed, paused):
        failed = engine.snapshot(run)
        assert (failed.state, failed.reason) == (RunState.FAILED, WORKER_DIED)
        assert failed.moments[0].layers()[0].kernel.shape == (784, 128)
    assert batches(engine, paused) == 10
    for run in (queued, last):
        assert ended(engine, run).state is RunState.FINISHED
    assert state(engine, hung) is RunState.RUNNING
    assert first not in engine.pids()
    assert len(engine.pids()) == 2

    os.kill(second, signal.SIGSTOP)
    monkeypatch.setattr(worker_handle, "SILENCE_SECONDS", 2.0)
    becomes(engine, hung, RunState.FAILED)
    monkeypatch.undo()
    assert engine.snapshot(hung).reason == WORKER_HUNG
    assert len(engine.snapshot(hung).moments) > 1
    wait_until(lambda: second not in engine.pids(), RUN_TIMEOUT, "the worker that hung has ended")
    assert not alive(second)
    assert ended(engine, start(engine, QUICK_RUN)).state is RunState.FINISHED


SERVER = """
import time
from components.training.specification import QUICK_RUN
from components.training.subprocess_engine import SubprocessEngine
engine = SubprocessEngine(1)
engine.submit(QUICK_RUN, owner="somebody")
print(*engine.pids(), flush=True)
time.sleep(600)
"""


@needs_proc
def test_no_worker_that_is_still_starting_outlives_its_server() -> None:
    """It listened only once TensorFlow was imported, which takes half a minute from a cold disk. A worker that learns
    when its server is killed is the browser tests' matter.
    """
    server = subprocess.Popen([sys.executable, "-c", SERVER], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        worker = int(server.stdout.readline())
        maps = Path(f"/proc/{worker}/maps")
        wait_until(lambda: "tensorflow" in maps.read_text(), RUN_TIMEOUT, "the worker imports TensorFlow")
        assert alive(worker)
    finally:
        server.kill()
        server.wait(timeout=10)
        server.stdout.close()
    # Within 3 seconds; a busy machine, where a worker lets all else go first, has room.
    wait_until(lambda: not alive(worker), 10, "the worker ends")


@pytest.mark.parametrize("exit_code", [0, 3])
def test_a_worker_that_never_starts_is_given_up_and_tried_again_later(
    exit_code: int, own_engine: Callable[..., SubprocessEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = own_engine(sys.executable, "-c", f"import sys; sys.exit({exit_code})")
    runs = [start(broken, QUICK_RUN) for _ in range(MAX_DEATHS + 2)]
    for run in runs:
        assert ended(broken, run).state is RunState.FAILED
    # Each start took one of them with it, the last two never had a worker.
    assert [broken.snapshot(run).reason for run in runs] == [WORKER_DIED] * MAX_DEATHS + [WORKER_GONE] * 2
    assert broken.pids() == []
    with pytest.raises(EngineUnavailable) as refused:
        start(broken, QUICK_RUN)
    assert str(refused.value) == WORKER_GONE
    # A minute later it tries again.
    monkeypatch.setattr(workers, "PER_SECONDS", 0.0)
    assert broken.snapshot(start(broken, QUICK_RUN)) is not None


def test_where_there_is_no_tensorflow_no_worker_is_started(
    own_engine: Callable[..., SubprocessEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each died of it, five a minute, and the page said to try again in a minute."""
    monkeypatch.setitem(sys.modules, "tensorflow", None)
    poor = own_engine(*WORKER_COMMAND)
    poor.warm()
    assert poor.pids() == []
    with pytest.raises(EngineUnavailable) as refused:
        start(poor, QUICK_RUN)
    assert str(refused.value) == NO_TENSORFLOW == poor.lacking()
    with pytest.raises(EngineUnavailable, match=NO_TENSORFLOW):
        poor.installation()


def test_a_worker_that_talks_nonsense_is_replaced(own_engine: Callable[..., SubprocessEngine]) -> None:
    babbling = own_engine(sys.executable, "-c", "input(); print('Epoch 1/5', flush=True); input()")
    run = start(babbling, QUICK_RUN)
    [first] = babbling.pids()
    assert ended(babbling, run).state is RunState.FAILED
    assert babbling.snapshot(run).reason == WORKER_DIED
    wait_until(lambda: babbling.pids() != [first] != [], 20, "another one is started")
    assert not alive(first)


def test_a_worker_that_dies_in_the_middle_of_a_line_is_blamed_for_nothing_it_said(
    own_engine: Callable[..., SubprocessEngine], caplog: pytest.LogCaptureFixture
) -> None:
    """The half line was read as an event, and a traceback stood in the server's log."""
    killed = own_engine(sys.executable, "-c", """input(); print('{"event": "Progress", "ru', end="", flush=True)""")
    run = start(killed, QUICK_RUN)
    assert ended(killed, run).reason == WORKER_DIED
    assert "ended with exit code 0" in caplog.text
    assert "because of what it said" not in caplog.text


def test_a_worker_that_hangs_while_it_starts_is_ended(
    own_engine: Callable[..., SubprocessEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_handle, "START_SECONDS", 0.5)
    silent = own_engine(*SILENT)
    run = start(silent, QUICK_RUN)
    [first] = silent.pids()
    becomes(silent, run, RunState.FAILED)
    assert silent.snapshot(run).reason == WORKER_HUNG
    wait_until(lambda: first not in silent.pids(), 20, "another one is started")


@needs_posix_signals
def test_a_run_that_was_stopped_stays_so_when_its_worker_hangs(
    own_engine: Callable[..., SubprocessEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker was still busy with the run when it stopped answering; the run, long stopped, then said it failed."""
    engine = own_engine(reports=0)
    run = start(engine, LONG_RUN)
    wait_until(lambda: engine.installation() is not None, 20, "the worker is ready")
    [worker] = engine.pids()
    os.kill(worker, signal.SIGSTOP)
    stop(engine, run)
    assert state(engine, run) is RunState.STOPPED
    monkeypatch.setattr(worker_handle, "SILENCE_SECONDS", 0.2)
    wait_until(lambda: engine.snapshot(run) is not None and worker not in engine.pids(), 20, "the worker is ended")
    assert (engine.snapshot(run).state, engine.snapshot(run).reason) == (RunState.STOPPED, "")


@needs_posix_signals
def test_a_run_that_goes_on_stops_at_once_though_its_network_is_compiled_again(
    own_engine: Callable[..., SubprocessEngine],
) -> None:
    """The worker keeps eight compiled networks. A ninth one's run that goes on takes a second in which it is deaf,
    and Stop, which is to act in half a second, waited for it.
    """
    engine = own_engine()
    run = start(engine, LONG_RUN)
    learning(engine, run)
    engine.control(run, pause_at=0)
    wait_until(lambda: engine.snapshot(run).weights != b"", 20, "the run is paused")
    paused = engine.snapshot(run)
    [worker] = engine.pids()
    os.kill(worker, signal.SIGSTOP)
    engine.control(run, pause_at=None)
    assert state(engine, run) is RunState.RUNNING
    engine.control(run, pause_at=0)
    assert state(engine, run) is RunState.PAUSED
    engine.control(run, pause_at=None)
    assert state(engine, run) is RunState.RUNNING
    stop(engine, run)
    stopped = engine.snapshot(run)
    os.kill(worker, signal.SIGCONT)
    assert stopped == replace(paused, state=RunState.STOPPED, orders=stopped.orders)
    assert ended(engine, start(engine, SHORT_RUN)).state is RunState.FINISHED
    assert engine.snapshot(run) == stopped


# The queue and the workers.


def test_the_second_worker_is_started_only_when_a_run_has_to_wait(own_engine: Callable[..., SubprocessEngine]) -> None:
    """It was started, and then stood idle while the run waited for the first one."""
    engine = own_engine(workers=2)
    for _ in range(2):
        assert ended(engine, start(engine, SHORT_RUN)).state is RunState.FINISHED
    runs = [start(engine, LONG_RUN)]
    becomes(engine, runs[0], RunState.RUNNING)
    assert len(engine.pids()) == 1
    runs.append(start(engine, LONG_RUN))
    assert len(engine.pids()) == 2
    wait_until(lambda: len(engine.snapshot(runs[1]).training) == 3, 20, "the second run learns, too")
    runs.append(start(engine, LONG_RUN))
    waiting = engine.snapshot(runs[2])
    assert (waiting.state, waiting.runs_ahead, len(engine.pids())) == (RunState.QUEUED, 2, 2)
    stop(engine, runs[1])
    becomes(engine, runs[2], RunState.RUNNING)
    assert state(engine, runs[0]) is RunState.RUNNING


def test_a_paused_run_goes_on_with_the_worker_that_keeps_it(own_engine: Callable[..., SubprocessEngine]) -> None:
    engine = own_engine(workers=2)
    kept, other = start(engine, LONG_RUN), start(engine, LONG_RUN)
    for run in (kept, other):
        learning(engine, run)
    keeper = engine.pid(kept)
    engine.control(kept, pause_at=0)
    becomes(engine, kept, RunState.PAUSED)
    next_one = start(engine, LONG_RUN)
    assert engine.pid(next_one) == keeper
    engine.control(kept, pause_at=None)
    stop(engine, other)
    becomes(engine, other, RunState.STOPPED)
    # There is a free worker now, but it does not have the run.
    assert state(engine, kept) is RunState.QUEUED
    stop(engine, next_one)
    becomes(engine, kept, RunState.RUNNING)
    assert engine.pid(kept) == keeper


def test_the_queue_has_an_end(own_engine: Callable[..., SubprocessEngine], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatcher, "MAX_ACTIVE", 4)
    engine = own_engine()
    runs = [start(engine, LONG_RUN) for _ in range(4)]
    with pytest.raises(EngineUnavailable) as refused:
        start(engine, LONG_RUN)
    assert str(refused.value) == SERVER_FULL
    assert [engine.snapshot(run).runs_ahead for run in runs] == [0, 1, 2, 3]
    stop(engine, runs[2])
    newest = start(engine, SHORT_RUN)
    assert engine.snapshot(newest).runs_ahead == 3


def test_many_first_visitors_start_one_worker(own_engine: Callable[..., SubprocessEngine]) -> None:
    silent = own_engine(*SILENT, workers=2)
    threads = [threading.Thread(target=silent.warm) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(silent.pids()) == 1


def test_close_also_ends_a_worker_that_hangs(
    own_engine: Callable[..., SubprocessEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waited ten seconds for the worker, raised an exception, and left the process behind."""
    monkeypatch.setattr(worker_process, "CLOSE_SECONDS", 0.2)
    deaf = "import time; time.sleep(600)"
    engine = own_engine(sys.executable, "-c", deaf)
    engine.warm()
    (pid,) = engine.pids()
    engine.close()
    assert not alive(pid)


def test_a_machine_without_room_for_a_worker_says_so(
    own_engine: Callable[..., SubprocessEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Starting a process fails where there is no memory for it; the page showed the OSError."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError("Cannot allocate memory")

    monkeypatch.setattr(worker_process.subprocess, "Popen", refuse)
    with pytest.raises(EngineUnavailable, match="The training process does not start"):
        start(own_engine(), SHORT_RUN)


def test_close_ends_the_workers_and_starts_no_more(own_engine: Callable[..., SubprocessEngine]) -> None:
    engine = own_engine(workers=2)
    runs = [start(engine, LONG_RUN) for _ in range(3)]
    workers = engine.pids()
    assert len(workers) == 2
    engine.close()
    assert not any(map(alive, workers))
    assert [engine.snapshot(run) for run in runs] == [None] * 3
    with pytest.raises(EngineUnavailable):
        start(engine, SHORT_RUN)


def test_a_worker_is_replaced_before_it_has_grown_too_large(
    own_engine: Callable[..., SubprocessEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    """XLA keeps every network that it has compiled; after a lesson the worker had grown by gigabytes."""
    monkeypatch.setattr(workers, "MAX_COMPILED", 3)
    engine = own_engine()

    def trains(units: int) -> None:
        network = NetworkSettings((HiddenLayer(units),))
        assert ended(engine, start(engine, replace(SHORT_RUN, network=network))).state is RunState.FINISHED

    for seed in range(5):  # the same network needs no compiling
        assert ended(engine, start(engine, replace(SHORT_RUN, seed=seed))).state is RunState.FINISHED
    old = engine.pids()
    trains(1)
    assert engine.pids() == old

    paused = start(engine, LONG_RUN)
    engine.control(paused, pause_at=0)
    becomes(engine, paused, RunState.PAUSED)
    for units in (2, 3, 4):
        trains(units)
    # It has compiled enough, but keeps a run.
    assert engine.pids() == old
    stop(engine, paused)
    trains(5)
    assert len(engine.pids()) == 1
    assert engine.pids() != old
    wait_until(lambda: not alive(old[0]), 10, "the old one ends")


# What is kept.


def test_what_nobody_looks_at_is_dropped_and_its_worker_is_free(
    own_engine: Callable[..., SubprocessEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "FORGET_SECONDS", 1.0)
    engine = own_engine()
    looked_at, long_ago, paused, running, waiting = (
        start(engine, wish) for wish in (SHORT_RUN, SHORT_RUN, LONG_RUN, LONG_RUN, LONG_RUN)
    )
    engine.control(paused, pause_at=0)

    def only_one_left() -> bool:
        assert engine.snapshot(looked_at) is not None
        return all(engine.pid(run) is None for run in (paused, running))

    wait_until(lambda: engine.pid(running) is not None, 20, "the last but one run runs")
    wait_until(only_one_left, 20, "the others are dropped")
    assert [engine.snapshot(run) for run in (long_ago, paused, running, waiting)] == [None] * 4
    assert engine.snapshot(looked_at).state is RunState.FINISHED
    assert ended(engine, start(engine, SHORT_RUN)).state is RunState.FINISHED


# What the workers run on.


def test_the_engine_tells_what_its_workers_run_on(engine: SubprocessEngine) -> None:
    """Asked of the worker: the versions are those that pip installed here, and TensorFlow printed what it computed."""
    wait_until(lambda: engine.installation() is not None, RUN_TIMEOUT, "the worker is ready")
    told = engine.installation()
    assert [told.tensorflow, told.keras, told.numpy] == [version_here(it) for it in ("tensorflow", "keras", "numpy")]
    assert told.python == platform.python_version()
    assert told.backend == "tensorflow"
    assert told.devices[0] == "CPU:0"
    sums, products, matrix = (told.printed[operation][0] for operation in ("a + b", "a * b", "a @ b"))
    a, b = np.array([[1, 2], [3, 4]]), np.array([[10, 20], [30, 40]])
    for text, expected in ((sums, a + b), (products, a * b), (matrix, a @ b)):
        assert [int(number) for number in re.findall(r"\d+", text)[:4]] == expected.ravel().tolist()
    for _, in_graph in told.printed.values():
        assert re.fullmatch(r'Tensor\("\w+:0", shape=\(2, 2\), dtype=int32\)', in_graph)


def test_the_installation_is_unknown_until_a_worker_tells_and_stays_known(
    own_engine: Callable[..., SubprocessEngine],
) -> None:
    engine = own_engine(*SILENT)
    engine.warm()
    assert engine.installation() is None
    engine = own_engine()
    engine.warm()
    wait_until(lambda: engine.installation() is not None, 20, "the worker tells")
    os.kill(engine.pids()[0], signal.SIGTERM)
    assert engine.installation().backend == "little"


def test_where_no_worker_starts_the_installation_is_a_sentence(own_engine: Callable[..., SubprocessEngine]) -> None:
    engine = own_engine("no such command")
    engine.warm()
    with pytest.raises(EngineUnavailable, match=WORKER_GONE):
        engine.installation()


# Whose a run is, and whose turn it is.


def test_being_looked_at_keeps_a_run(
    own_engine: Callable[..., SubprocessEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The click on a run that had been left alone for half an hour was the very one that dropped it."""
    engine = own_engine()
    run = start(engine, SHORT_RUN)
    ended(engine, run)
    monkeypatch.setattr(shelf, "FORGET_SECONDS", 0.1)
    time.sleep(1.1)  # it tidies up once a second
    assert engine.snapshot(run) is not None
    other = start(engine, SHORT_RUN)
    time.sleep(1.1)
    assert engine.snapshot(other) is not None
    assert engine.snapshot(run) is None


@needs_posix_signals
def test_a_worker_that_stands_still_holds_up_nobody(own_engine: Callable[..., SubprocessEngine]) -> None:
    """Its pipe takes some 500 orders; the next one was written under the lock that every page needs."""
    engine = own_engine(reports=0)
    run = start(engine, LONG_RUN)
    wait_until(lambda: engine.installation() is not None, 20, "the worker is ready")
    [worker] = engine.pids()
    os.kill(worker, signal.SIGSTOP)

    def order_much() -> None:
        for number in range(3_000):
            engine.control(run, epochs=10 + number % 2)

    orders = threading.Thread(target=order_much, daemon=True)
    orders.start()
    orders.join(30)
    blocked = orders.is_alive()
    os.kill(worker, signal.SIGCONT)
    assert not blocked
    stop(engine, run)
    assert ended(engine, run).state is RunState.STOPPED


@needs_posix_signals
def test_settling_waits_for_an_order_that_takes_a_moment_and_not_for_others(
    own_engine: Callable[..., SubprocessEngine],
) -> None:
    engine = own_engine()
    run = start(engine, LONG_RUN)
    learning(engine, run)
    engine.settle(run, 60)  # there is nothing to be waited for
    engine.control(run, pause_at=1)
    engine.settle(run, 60)
    assert state(engine, run) is RunState.PAUSED
    engine.settle("nonsense", 60)
    hung = own_engine(reports=0)
    run = start(hung, LONG_RUN)
    wait_until(lambda: hung.installation() is not None, 20, "the worker is ready")
    os.kill(hung.pids()[0], signal.SIGSTOP)
    hung.control(run, learning_rate=0.1)
    hung.settle(run, 60)
    assert state(hung, run) is RunState.RUNNING


def test_a_run_that_only_its_keeper_can_carry_out_starts_no_second_worker(
    own_engine: Callable[..., SubprocessEngine],
) -> None:
    engine = own_engine(workers=2)
    kept = start(engine, LONG_RUN)
    learning(engine, kept)
    engine.control(kept, pause_at=0)
    becomes(engine, kept, RunState.PAUSED)
    other = start(engine, LONG_RUN)
    engine.control(kept, pause_at=None)
    assert state(engine, kept) is RunState.QUEUED
    assert len(engine.pids()) == 1
    stop(engine, other)
    becomes(engine, kept, RunState.RUNNING)
