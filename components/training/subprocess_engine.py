"""The engine on this machine: its workers are processes, at most as many as the machine has room for."""

import importlib.util
from collections.abc import Sequence

from components.training import capacity
from components.training.desk import Desk
from components.training.engine import NO_TENSORFLOW
from components.training.worker_process import WORKER_COMMAND, WorkerProcess


class SubprocessEngine(Desk):
    """Carries out runs in worker processes, each started with `command`."""

    def __init__(self, workers: int | None = None, command: Sequence[str] = WORKER_COMMAND) -> None:
        super().__init__(workers or capacity.workers(), lambda take, ended: WorkerProcess(take, ended, command))

    def lacking(self) -> str:  # TensorFlow is looked for, and not imported
        return "" if importlib.util.find_spec("tensorflow") else NO_TENSORFLOW

    def pid(self, run_id: str) -> int | None:
        """The id of the process that carries out the run, or keeps it while it is paused."""
        with self._lock:
            run = self._books.shelf.get(run_id)
            return run.worker.pid if run and isinstance(run.worker, WorkerProcess) else None

    def pids(self) -> list[int]:
        """The workers' process ids."""
        with self._lock:
            return [worker.pid for worker in self._books.workers if isinstance(worker, WorkerProcess)]
