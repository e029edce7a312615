"""A cluster whose workers, machines, desk, web servers and head are killed: what is said then, and what is lost.

Its workers make up what they report, except where one says otherwise.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from components.training.engine import DESK_AWAY, RUN_LOST, WORKER_DIED, EngineUnavailable
from components.training.ray_engine import RayEngine
from components.training.snapshot import RunState
from components.training.specification import QUICK_RUN, TrainingSpecification
from tests.cluster import Cluster, needs_a_cluster
from tests.conftest import RUN_TIMEOUT, ended, start, wait_until
from tests.processes import alive

pytestmark = needs_a_cluster

ROOT = Path(__file__).parents[3]
LITTLE_WORKER = "tests.unit.training.little_worker:LittleWorker"
LONG_RUN = TrainingSpecification(epochs=50)
SHORT_RUN = TrainingSpecification(epochs=1, training_digits=1_000)
# What is promised within five seconds; a loaded machine has room.
TOLD_WITHIN = 20


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """One node with one core, to which others can be added."""
    cluster = Cluster()
    for name, value in cluster.environment.items():
        monkeypatch.setenv(name, value)
    yield cluster
    cluster.close()


@pytest.fixture
def web_server(cluster: Cluster) -> Iterator[Callable[..., RayEngine]]:
    """The engine of a web server."""
    engines: list[RayEngine] = []

    def web_server(kind: str = LITTLE_WORKER) -> RayEngine:
        engines.append(RayEngine(cluster.address, kind))
        assert engines[-1].away() == ""
        return engines[-1]

    yield web_server
    for engine in engines:
        engine.close()


def is_in(engine: RayEngine, run: str, state: RunState) -> Callable[[], bool]:
    return lambda: engine.snapshot(run).state is state


def test_a_worker_and_a_machine_that_die_take_only_their_own_runs_with_them(
    cluster: Cluster, web_server: Callable[..., RayEngine]
) -> None:
    """A machine that joins is used by the runs that wait, and the queue outlives both deaths."""
    engine = web_server()
    first, second, third = (start(engine, LONG_RUN) for _ in range(3))
    wait_until(is_in(engine, first, RunState.RUNNING), RUN_TIMEOUT, "the first run has a worker")
    assert engine.snapshot(second).state is RunState.QUEUED
    machine = cluster.add_node()
    wait_until(is_in(engine, second, RunState.RUNNING), RUN_TIMEOUT, "the second run has the new machine")
    assert [engine.snapshot(run).state for run in (first, third)] == [RunState.RUNNING, RunState.QUEUED]

    workers = set(cluster.processes("ray::TrainingActor"))
    assert len(workers) == 2
    cluster.kill(machine)
    wait_until(is_in(engine, second, RunState.FAILED), TOLD_WITHIN, "the run on the dead machine fails")
    assert engine.snapshot(second).reason == WORKER_DIED
    assert engine.snapshot(first).state is RunState.RUNNING
    [left] = cluster.processes("ray::TrainingActor")
    assert {process for process in workers if alive(process)} == {left}

    os.kill(left, signal.SIGKILL)
    wait_until(is_in(engine, first, RunState.FAILED), TOLD_WITHIN, "the run of the dead worker fails")
    assert engine.snapshot(first).reason == WORKER_DIED
    wait_until(is_in(engine, third, RunState.RUNNING), RUN_TIMEOUT, "the run that waited has a new worker")


def test_any_web_server_shows_a_run_and_it_outlives_the_one_that_began_it(
    cluster: Cluster, web_server: Callable[..., RayEngine]
) -> None:
    code = f"""
import time
from components.training.ray_engine import RayEngine
from components.training.specification import TrainingSpecification
engine = RayEngine({cluster.address!r}, {LITTLE_WORKER!r})
print(engine.submit(TrainingSpecification(epochs=50), "somebody", "theirs"), flush=True)
time.sleep(600)
"""
    server = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    run = server.stdout.readline().strip()
    other = web_server()
    wait_until(lambda: len(other.snapshot(run).moments) == 3, RUN_TIMEOUT, "the run learns")
    joined = cluster.processes("components.training.ray_cluster")
    assert len(joined) == 2
    server.kill()
    server.wait()
    server.stdout.close()
    # The process that joined the cluster for it ends with it, within three seconds.
    wait_until(lambda: len(cluster.processes("components.training.ray_cluster")) == 1, 10, "no orphan is left")
    snapshot = other.snapshot(run)
    assert (snapshot.name, snapshot.state) == ("theirs", RunState.RUNNING)
    assert bytes(snapshot.moments[1].weights) == bytes(10)
    other.stop(run, "nobody")
    assert other.snapshot(run).state is RunState.RUNNING
    third = web_server()
    assert third.snapshot(run).state is RunState.RUNNING
    other.stop(run, "somebody")
    wait_until(is_in(other, run, RunState.STOPPED), TOLD_WITHIN, "its owner stops it from there")
    deleted = other.submit(LONG_RUN, "somebody", "another")
    wait_until(is_in(third, deleted, RunState.RUNNING), RUN_TIMEOUT, "the next one has the worker")
    assert third.runs_of("somebody") == [run, deleted]
    other.cancel(deleted, "somebody")
    # Who watched it there is told that it is gone, and not that it was lost with a desk.
    wait_until(lambda: third.snapshot(deleted) is None, TOLD_WITHIN, "it is gone for all")


def test_a_desk_that_dies_is_told_of_and_comes_back_with_the_runs_that_were_over(
    cluster: Cluster, web_server: Callable[..., RayEngine]
) -> None:
    engine = web_server()
    over, running = start(engine, SHORT_RUN), start(engine, LONG_RUN)
    finished = ended(engine, over)
    wait_until(lambda: len(engine.snapshot(running).moments) == 3, RUN_TIMEOUT, "the other run learns")
    runs = cluster.folder / "runs"
    wait_until(lambda: bool(list(runs.glob("*.run"))), TOLD_WITHIN, "the run that is over is written down")
    [desk] = cluster.processes("ray::ClusterDesk")
    workers = cluster.processes("ray::TrainingActor")
    # It hangs before it dies: one that only dies may be back before anybody has asked it.
    os.kill(desk, signal.SIGSTOP)
    wait_until(lambda: engine.away() != "", TOLD_WITHIN, "the desk is missed")
    assert engine.away() == DESK_AWAY
    assert len(engine.snapshot(running).moments) == 3  # as it was last
    with pytest.raises(EngineUnavailable, match="does not answer"):
        start(engine, SHORT_RUN)
    engine.control(running, pause_at=0)  # lost, but no harm

    os.kill(desk, signal.SIGKILL)
    wait_until(lambda: engine.away() == "", RUN_TIMEOUT, "the desk is back")
    lost = engine.snapshot(running)
    assert (lost.state, lost.reason, len(lost.moments)) == (RunState.FAILED, RUN_LOST, 3)
    assert engine.snapshot(running).reason == RUN_LOST
    assert engine.snapshot(over) == finished
    assert bytes(engine.snapshot(over).moments[0].weights) == bytes(10)
    wait_until(lambda: not any(map(alive, workers)), TOLD_WITHIN, "the old desk's workers have ended")
    assert ended(engine, start(engine, SHORT_RUN)).state is RunState.FINISHED
    another = web_server()
    assert another.snapshot(over) == finished
    assert another.snapshot(running) is None


def test_a_head_that_dies_is_told_of_and_a_new_one_is_found(
    cluster: Cluster, web_server: Callable[..., RayEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ray ends each process that has joined a cluster whose head is gone for a minute: that must not be the server."""
    engine = web_server()
    run = start(engine, LONG_RUN)
    wait_until(lambda: len(engine.snapshot(run).moments) == 3, RUN_TIMEOUT, "the run learns")
    cluster.kill(cluster.nodes[0])
    wait_until(lambda: engine.away() != "", TOLD_WITHIN, "the head is missed")
    assert len(engine.snapshot(run).moments) == 3
    assert cluster.processes("ray::TrainingActor") == []
    cluster.add_node()
    wait_until(lambda: engine.away() == "", RUN_TIMEOUT, "the new head is found")
    assert engine.snapshot(run).reason == RUN_LOST
    assert ended(engine, start(engine, SHORT_RUN)).state is RunState.FINISHED


def test_a_cluster_trains_the_courses_network(cluster: Cluster, web_server: Callable[..., RayEngine]) -> None:
    """With the real worker: for a run that any machine can repeat, the same figures as on one machine."""
    engine = web_server("components.training.worker:Worker")
    wait_until(lambda: engine.warmed() is not None, RUN_TIMEOUT, "the first worker is warm")
    run = start(engine, QUICK_RUN)
    finished = ended(engine, run)
    assert (finished.state, finished.batches) == (RunState.FINISHED, 3 * 188)
    assert finished.test_accuracy > 0.9
    assert [layer.kernel.shape for layer in finished.layers] == [(784, 128), (128, 10)]
    assert finished.moments[0].layers()[0].kernel.std() > 0
    assert bytes(finished.keras_file).startswith(b"PK")
