"""A Ray cluster: one desk for all web servers, a worker wherever a core is free, and how a web server reaches the desk.

The only module that imports Ray. The desk is a named, detached actor; each worker is an actor of the desk's with a
core of its own. What the desk decides, and what a worker does, is what the engine on one machine decides and does.

A web server talks to the desk through a process of its own, this module's `main`: a process that has joined a cluster
is ended by Ray when the cluster's head is gone for a minute, and that must not be the web server.
"""

import contextlib
import logging
import os
import queue
import secrets
import sys
import threading
import time
from collections.abc import Iterator
from importlib import import_module
from multiprocessing.managers import BaseManager
from pathlib import Path
from typing import Any

import ray
from ray.exceptions import RayError, RayTaskError

from components.training.desk import Desk
from components.training.events import Event, RunEvent
from components.training.news import News, Newsroom, file_of
from components.training.run_store import RunStore
from components.training.worker_handle import Ended, Take, WorkerHandle
from components.training.worker_process import CLOSE_SECONDS

NAMESPACE, DESK = "neuron-to-network", "desk"
# In the environment of the cluster's machines: the folder where the desk writes down the runs that are over.
RUNS = "NEURON_TO_NETWORK_RUNS"
# What a worker needs: it trains with one core, in this much memory.
WORKER_CORES, WORKER_BYTES = 1, 1_200_000_000
# So many pages are answered at once; most answers take a millisecond, but one may wait for a worker to obey.
ANSWERS_AT_ONCE = 64
# How often the desk counts the cluster's cores.
LOOK_SECONDS = 1.0
# After this long without an answer the desk counts as away.
PATIENCE_SECONDS = 3.0

log = logging.getLogger(__name__)


class TrainingActor:
    """A worker, in a process that Ray has started somewhere. `kind` names the class that carries out its runs."""

    def __init__(self, kind: str) -> None:
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        module, name = kind.split(":")
        self._worker = getattr(import_module(module), name)(self._events.put)

    def events(self) -> Iterator[Event]:
        """Begin to work, and tell all that happens; never ends."""
        threading.Thread(target=self._serve, name="training", daemon=True).start()
        while True:
            yield self._events.get()

    def obey(self, command: dict[str, Any]) -> None:
        """Take a command, while a run may be learning."""
        self._worker.obey(command)

    def _serve(self) -> None:
        try:
            self._worker.serve()
        finally:
            os._exit(1)  # one that can't work must not be given runs


class ActorHandle(WorkerHandle):
    """A worker on the cluster, as the desk sees it."""

    def __init__(self, take: Take, ended: Ended, kind: str) -> None:
        super().__init__()
        actor = ray.remote(
            num_cpus=WORKER_CORES,
            memory=WORKER_BYTES,
            scheduling_strategy="SPREAD",
            concurrency_groups={"commands": 1},
            runtime_env={"env_vars": {"TF_CPP_MIN_LOG_LEVEL": "3", "OPENBLAS_NUM_THREADS": "1"}},
        )(TrainingActor)
        self._actor = actor.remote(kind)
        self._over = threading.Event()
        self._start_telling()
        threading.Thread(target=self._listen, args=(take, ended), name="training-events", daemon=True).start()

    def kill(self) -> None:
        ray.kill(self._actor)

    def wait(self) -> None:
        if not self._over.wait(CLOSE_SECONDS):
            self.kill()

    def _tell(self, command: dict[str, Any]) -> None:
        # One after the other, so that they arrive in order. One that has just died is dealt with where it is heard.
        with contextlib.suppress(RayError):
            ray.get(self._actor.obey.options(concurrency_group="commands").remote(command))

    def _tell_end(self) -> None:
        self.kill()

    def _listen(self, take: Take, ended: Ended) -> None:
        try:
            for event in self._actor.events.options(num_returns="streaming").remote():
                told = ray.get(event)
                self.heard = time.monotonic()
                take(self, told)
        except RayError as problem:
            log.info("A training worker is gone: %s", problem)
        except Exception:
            log.exception("A training worker was ended because of what it said.")
            self.kill()
        self._over.set()
        self.dismiss()
        ended(self, 1)


class ClusterDesk(Desk):
    """The desk of all web servers: queue, shelf and dispatcher, with a worker for each core that the cluster has."""

    def __init__(self, kind: str) -> None:
        self._name = secrets.token_hex(8)
        self._newsroom = Newsroom()
        self._store = RunStore(Path(os.environ.get(RUNS, Path.home() / ".cache" / NAMESPACE)))
        super().__init__(room(), lambda take, ended: ActorHandle(take, ended, kind), self._hear)
        self._books.employ_up_to(room())
        for snapshot, owner in self._store.runs():
            self._books.shelf.add(snapshot, owner)
        self.warm()
        threading.Thread(target=self._look_around, name="cluster", daemon=True).start()

    def name(self) -> str:
        """What tells this desk from one that is started after it."""
        return self._name

    def news(self, run_id: str, seen: int | None) -> News | None:
        """What is new in a run for whoever has seen this many of its events; None for an unknown id."""
        with self._lock:
            now = self.snapshot(run_id)
            return self._newsroom.since(seen, now) if now else None

    def fetch(self, run_id: str, file: str) -> bytes | None:
        """One of a run's files; None for an unknown id."""
        with self._lock:
            run = self._books.shelf.get(run_id)
            return file_of(run.snapshot, file) if run else None

    def _hear(self, event: RunEvent) -> None:
        run = self._books.shelf.get(event.run_id)
        assert run is not None
        self._newsroom.hear(event, run.snapshot)

    def _look_around(self) -> None:
        """Machines come and go: what has room is used. What nobody looks at is dropped, what is over written down."""
        while not self._closed:
            time.sleep(LOOK_SECONDS)
            try:
                most = room()
            except Exception as problem:  # the cluster's head is away; what was, goes on
                log.warning("The cluster's machines can't be counted: %s", problem)
                most = self._books.workers.most
            with self._lock:
                if most != self._books.workers.most:
                    log.warning("The cluster has room for %d training workers.", most)
                    self._books.employ_up_to(most)
                self._books.tidy()
                runs = {run.snapshot.run_id: run for run in self._books.shelf}
                self._newsroom.keep_only(set(runs))
                over = [(run.snapshot, run.owner) for run in runs.values() if not run.snapshot.active]
            self._store.keep(over)


def room() -> int:
    """How many workers the machines of the cluster have room for, by their cores and their memory."""
    return sum(
        int(min(node["Resources"].get("CPU", 0) / WORKER_CORES, node["Resources"].get("memory", 0) / WORKER_BYTES))
        for node in ray.nodes()
        if node["Alive"]
    )


class Connection:
    """How a web server asks the desk, in the process that has joined the cluster. Opens a desk where there is none."""

    def __init__(self, kind: str) -> None:
        desk: Any = ray.remote(
            name=DESK,
            namespace=NAMESPACE,
            lifetime="detached",
            get_if_exists=True,
            num_cpus=0,
            max_restarts=-1,
            max_concurrency=ANSWERS_AT_ONCE,
        )(ClusterDesk)
        self._desk = desk.remote(kind)

    def end(self) -> None:
        """End the desk, with all workers and all runs that are not over; for all web servers."""
        ray.kill(self._desk)

    def ask(self, method: str, *details: Any, **orders: Any) -> Any:
        """What the desk answers. Raises what it raises, or ConnectionError if it doesn't answer."""
        try:
            return ray.get(getattr(self._desk, method).remote(*details, **orders), timeout=PATIENCE_SECONDS)
        except RayTaskError as problem:
            raise problem.cause from None
        except RayError as problem:
            raise ConnectionError(str(problem)) from None


def main(address: str, kind: str) -> None:
    """Join the cluster and answer on a socket whose address, and the key for it, are printed once it is open.

    Ends when stdin closes, so it never outlives its web server.
    """
    printed = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what Ray prints must not mix with that

    def end() -> None:
        sys.stdin.read()
        os._exit(0)

    threading.Thread(target=end, daemon=True).start()
    try:
        ray.init(address, namespace=NAMESPACE, log_to_driver=False)
    except (ConnectionError, RuntimeError, ValueError) as problem:
        sys.exit(f"There is no Ray cluster to join at {address}: {problem}")
    connection = Connection(kind)
    key = os.urandom(32)

    class Answers(BaseManager):
        pass

    Answers.register("connection", callable=lambda: connection, exposed=["ask", "end"])
    server = Answers(authkey=key).get_server()
    print(server.address, key.hex(), file=printed, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    # By its name, so that the machines of the cluster find the same classes.
    import_module("components.training.ray_cluster").main(*sys.argv[1:])
