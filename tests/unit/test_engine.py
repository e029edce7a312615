"""The engine with real processes: order, stopping, and what becomes of runs, worker and server when one dies."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.ml.keras_network import NetworkSettings
from components.training import engine as engine_module
from components.training.engine import Engine, EngineBusy
from components.training.snapshot import RunState, Snapshot
from components.training.specification import QUICK_RUN, TrainingSpecification
from tests.conftest import RUN_TIMEOUT, wait_until

ROOT = Path(__file__).parents[2]
LONG_RUN = TrainingSpecification(epochs=50)


def ended(engine: Engine, run: str) -> Snapshot:
    wait_until(lambda: not engine.snapshot(run).active, RUN_TIMEOUT, "the run ends")
    return engine.snapshot(run)


def learning(engine: Engine, run: str) -> None:
    wait_until(lambda: bool(engine.snapshot(run).training), RUN_TIMEOUT, "the run begins to learn")


@pytest.fixture
def own_engine() -> Iterator[Engine]:
    """An engine that a test may harm."""
    engine = Engine()
    yield engine
    engine.close()


def test_the_courses_network_reaches_97_percent(course_run: Snapshot) -> None:
    assert course_run.state is RunState.FINISHED
    assert course_run.test_accuracy >= 0.97
    assert course_run.test_loss < 0.12
    assert len(course_run.validation) >= 5
    assert course_run.validation[-1].accuracy > course_run.validation[0].accuracy
    assert course_run.fraction == 1.0


def test_stop_takes_effect_within_half_a_second_and_keeps_what_was_learned(engine: Engine) -> None:
    run = engine.submit(LONG_RUN)
    learning(engine, run)
    engine.stop(run)
    seconds = wait_until(lambda: not engine.snapshot(run).active, 10, "the run stops")
    assert seconds < 0.5
    snapshot = engine.snapshot(run)
    assert snapshot.state is RunState.STOPPED
    assert snapshot.test_accuracy is None
    assert [layer.weights.shape for layer in snapshot.layers] == [(784, 128), (128, 10)]


def test_the_largest_network_stops_as_fast(engine: Engine) -> None:
    run = engine.submit(TrainingSpecification(network=NetworkSettings(4, 512), batch_size=512))
    learning(engine, run)
    engine.stop(run)
    assert wait_until(lambda: not engine.snapshot(run).active, 10, "the run stops") < 0.5


def test_a_run_that_has_not_begun_to_learn_stops_at_once_and_the_next_one_runs(engine: Engine) -> None:
    """Compiling a network takes a second, in which Keras does not listen; the visitor need not wait for it."""
    run = engine.submit(LONG_RUN)
    engine.stop(run)
    assert engine.snapshot(run).state is RunState.STOPPED
    assert engine.snapshot(run).layers == ()
    assert ended(engine, engine.submit(QUICK_RUN)).state is RunState.FINISHED
    assert engine.snapshot(run).state is RunState.STOPPED


def test_runs_go_in_the_order_in_which_they_came(engine: Engine) -> None:
    runs = [engine.submit(QUICK_RUN) for _ in range(3)]
    assert [engine.snapshot(run).state for run in runs] == [RunState.RUNNING, RunState.QUEUED, RunState.QUEUED]
    assert [engine.snapshot(run).runs_ahead for run in runs] == [0, 1, 2]
    ended(engine, runs[0])
    assert engine.snapshot(runs[2]).state is RunState.QUEUED
    engine.stop(runs[2])
    assert engine.snapshot(runs[2]).state is RunState.STOPPED
    assert ended(engine, runs[1]).state is RunState.FINISHED
    assert engine.snapshot(runs[2]).epoch == 0


def test_ids_are_unguessable_and_unknown_ones_harmless(engine: Engine) -> None:
    assert engine.snapshot("nonsense") is None
    engine.stop("nonsense")
    runs = {engine.submit(QUICK_RUN) for _ in range(2)}
    assert len(runs) == 2
    assert min(map(len, runs)) >= 16  # 96 bits
    for run in runs:
        engine.stop(run)


def test_stopping_twice_or_after_the_end_changes_nothing(course_run: Snapshot, engine: Engine) -> None:
    engine.stop(course_run.run)
    assert engine.snapshot(course_run.run) == course_run


def test_a_killed_worker_fails_its_run_and_the_queue_goes_on(own_engine: Engine) -> None:
    first, second = own_engine.submit(LONG_RUN), own_engine.submit(QUICK_RUN)
    learning(own_engine, first)
    worker = own_engine._worker
    os.kill(worker.pid, signal.SIGKILL)
    assert wait_until(lambda: not own_engine.snapshot(first).active, 10, "the run fails") < 1
    failed = own_engine.snapshot(first)
    assert failed.state is RunState.FAILED
    assert failed.reason == "The training process ended unexpectedly. Press Train to start again."
    assert ended(own_engine, second).state is RunState.FINISHED
    assert own_engine._worker.pid != worker.pid


def test_a_worker_that_never_starts_is_given_up_after_three_times(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Engine([sys.executable, "-c", "import sys; sys.exit(3)"])
    run = broken.submit(QUICK_RUN)
    wait_until(lambda: not broken.snapshot(run).active, 20, "the run fails")
    assert broken.snapshot(run).state is RunState.FAILED
    wait_until(lambda: broken._worker is None, 20, "the engine gives up")
    assert len(broken._starts) == 3
    with pytest.raises(EngineBusy, match="The training process does not start"):
        broken.submit(QUICK_RUN)
    # A minute later it tries again.
    monkeypatch.setattr(engine_module, "PER_SECONDS", 0.0)
    assert broken.snapshot(broken.submit(QUICK_RUN)) is not None
    broken.close()


def test_a_worker_that_talks_nonsense_is_replaced() -> None:
    babbling = Engine([sys.executable, "-c", "print('Epoch 1/5', flush=True); input(); input()"])
    run = babbling.submit(QUICK_RUN)
    wait_until(lambda: not babbling.snapshot(run).active, 20, "the run fails")
    assert babbling.snapshot(run).state is RunState.FAILED
    babbling.close()


def test_ended_runs_are_forgotten_before_the_server_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "MAX_RUNS", 3)
    # A worker that never answers: the first run stays the current one, the others wait.
    silent = Engine([sys.executable, "-c", "import sys; sys.stdin.read()"])
    runs = [silent.submit(QUICK_RUN) for _ in range(3)]
    with pytest.raises(EngineBusy, match="Too many runs are waiting"):
        silent.submit(QUICK_RUN)
    silent.stop(runs[1])
    newest = silent.submit(QUICK_RUN)
    assert silent.snapshot(runs[1]) is None
    assert silent.snapshot(runs[2]).state is RunState.QUEUED
    assert silent.snapshot(newest).runs_ahead == 2
    silent.close()


def test_what_a_library_prints_does_not_reach_the_protocol() -> None:
    """print() in the worker goes to stderr; stdout carries events only."""
    code = textwrap.dedent("""
        import components.training.worker as worker
        original = worker.train
        def loud(*arguments):
            print("Epoch 1/5 - a library that talks")
            original(*arguments)
        worker.train = loud
        worker.main()
    """)
    engine = Engine([sys.executable, "-c", code])
    assert ended(engine, engine.submit(QUICK_RUN)).state is RunState.FINISHED
    engine.close()


def test_a_run_that_comes_to_grief_leaves_the_worker_alive(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server sends only what was checked, so the damage is done on the way."""
    worker = engine._worker
    monkeypatch.setattr(TrainingSpecification, "to_json", lambda self: {"network": {}, "epochs": "many"})
    run = engine.submit(QUICK_RUN)
    monkeypatch.undo()
    failed = ended(engine, run)
    assert failed.state is RunState.FAILED
    assert failed.reason == "The training failed: TypeError. Try again with smaller settings."
    assert ended(engine, engine.submit(QUICK_RUN)).state is RunState.FINISHED
    assert engine._worker is worker


def test_ctrl_c_reaches_the_worker_and_does_nothing(engine: Engine) -> None:
    run = engine.submit(QUICK_RUN)
    learning(engine, run)
    engine._worker.send_signal(signal.SIGINT)
    assert ended(engine, run).state is RunState.FINISHED


def test_a_worker_is_replaced_before_it_has_grown_too_large(
    own_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """XLA keeps every network that it has compiled; after a lesson the worker had grown by gigabytes."""
    monkeypatch.setattr(engine_module, "RUNS_PER_WORKER", 1)
    first, second = own_engine.submit(QUICK_RUN), own_engine.submit(QUICK_RUN)
    old = own_engine._worker
    assert ended(own_engine, first).state is RunState.FINISHED
    assert ended(own_engine, second).state is RunState.FINISHED
    assert old.wait(timeout=10) == 0
    assert own_engine._worker.pid != old.pid


def test_many_first_visitors_start_one_worker() -> None:
    silent = Engine([sys.executable, "-c", "import sys; sys.stdin.read()"])
    threads = [threading.Thread(target=silent.warm) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(silent._starts) == 1
    silent.close()


def test_no_worker_outlives_its_server() -> None:
    """A server that is killed in the middle of a run leaves no process after three seconds.

    The browser tests do the same to the whole app, with the other signals too.
    """
    code = textwrap.dedent("""
        import time
        from components.training.engine import Engine
        from components.training.specification import TrainingSpecification
        engine = Engine()
        run = engine.submit(TrainingSpecification(epochs=50))
        while not engine.snapshot(run).training:
            time.sleep(0.05)
        print(engine._worker.pid, flush=True)
        time.sleep(600)
    """)
    server = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    worker = int(server.stdout.readline())
    os.kill(worker, 0)
    server.kill()
    server.wait(timeout=10)
    assert wait_until(lambda: not alive(worker), 10, "the worker ends") < 3


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended but was not yet collected does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False
