"""A worker in a process on this machine: how it is started, told and listened to."""

import contextlib
import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from components.training.events import decode
from components.training.worker_handle import Ended, Take, WorkerHandle

ROOT = Path(__file__).resolve().parents[2]
WORKER_COMMAND = (sys.executable, "-m", "components.training.worker")

# A worker that is dismissed ends at once; one that hangs is ended after this long.
CLOSE_SECONDS = 5.0

log = logging.getLogger(__name__)


class WorkerProcess(WorkerHandle):
    """Starts the process, or raises OSError where there is no room for it."""

    def __init__(self, take: Take, ended: Ended, command: Sequence[str] = WORKER_COMMAND) -> None:
        super().__init__()
        self._process = subprocess.Popen(
            tuple(command),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            # TensorFlow's own chatter about processors it did not find; and one core is enough for NumPy, too.
            env={"TF_CPP_MIN_LOG_LEVEL": "3", "OPENBLAS_NUM_THREADS": "1", **os.environ},
        )
        self._start_telling()
        threading.Thread(target=self._listen, args=(take, ended), name="training-events", daemon=True).start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def kill(self) -> None:
        self._process.kill()

    def wait(self) -> None:
        try:
            self._process.wait(timeout=CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _tell(self, command: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        # A worker that has just died can't be told anything; the thread that listens to it deals with that.
        with contextlib.suppress(OSError):
            self._process.stdin.write(json.dumps(command) + "\n")
            self._process.stdin.flush()

    def _tell_end(self) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()

    def _listen(self, take: Take, ended: Ended) -> None:
        assert self._process.stdout is not None
        try:
            for line in self._process.stdout:
                if not line.endswith("\n"):  # the worker was killed in the middle of it
                    break
                event = decode(line)
                self.heard = time.monotonic()
                take(self, event)
        except Exception:
            # A line that is no event: this worker can't be trusted any more.
            log.exception("A training worker was ended because of what it said.")
            self.kill()
        code = self._process.wait()
        self.dismiss()
        ended(self, code)
