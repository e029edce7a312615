"""The process beside a web server that has joined a Ray cluster (ray_cluster.py), as the web server sees it."""

import subprocess
import sys
from multiprocessing.managers import BaseManager
from typing import Any

from components.training.worker_process import ROOT


class _Answers(BaseManager):
    """What the process beside the web server answers."""


_Answers.register("connection")


class RayLink:
    """The process that has joined the cluster, and how it is asked. Raises OSError or EOFError where it can't be."""

    def __init__(self, address: str, kind: str) -> None:
        self._command = [sys.executable, "-m", "components.training.ray_cluster", address, kind]
        self._process: subprocess.Popen[str] | None = None
        self._connection: Any = None

    @property
    def is_open(self) -> bool:
        """Whether the process has joined a cluster, and runs."""
        return self._connection is not None and self._process is not None and self._process.poll() is None

    def open(self) -> None:
        """Start the process, unless it runs."""
        if self.is_open:
            return
        self.close()
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        address, _, key = self._process.stdout.readline().strip().rpartition(" ")
        if not key:
            raise ConnectionError("no cluster could be joined.")
        answers = _Answers(address, authkey=bytes.fromhex(key))
        answers.connect()
        self._connection = answers.connection()  # type: ignore[attr-defined]

    def ask(self, method: str, *details: Any, **orders: Any) -> Any:
        """What the desk answers."""
        return self.call("ask", method, *details, **orders)

    def call(self, name: str, *details: Any, **orders: Any) -> Any:
        """One of Connection's methods."""
        if self._connection is None:
            raise ConnectionError("No cluster has been joined.")
        return self._connection._callmethod(name, details, orders)

    def close(self) -> None:
        """End the process."""
        self._connection = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                assert pipe is not None
                pipe.close()
            self._process = None
