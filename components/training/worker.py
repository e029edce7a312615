"""The process that trains: reads commands as JSON lines from stdin, writes events as JSON lines to stdout.

    {"command": "learn", "run_id": ID, "specification": {...}, "orders": {...}}
    {"command": "orders", "run_id": ID, "orders": {...}}
    {"command": "forget", "run_id": ID}

`learn` begins a run, or goes on with one that has paused; `orders` changes what it does, while it learns or before.
The server starts workers with `python -m components.training.worker` and keeps them warm. A worker ends when its
stdin closes, so it never outlives the server, however that died.
"""

import json
import os
import platform
import queue
import signal
import sys
import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NoReturn, TextIO

from components.ml.mnist import load_mnist
from components.training.eager import printed
from components.training.events import Compiled, Event, Failed, Installation, Progress, Ready, encode
from components.training.learning import Learning
from components.training.program import Digits, Program
from components.training.specification import QUICK_RUN, Orders, TrainingSpecification, same_step

# For a run that was forgotten while it learned.
STOP = Orders(epochs=1, learning_rate=1.0, stop=True)
# A second core makes a run of the course's network no faster, and keeps another run waiting for it.
THREADS = 1
# Compiled networks that are kept for the next run with the same one; what was used least recently makes room.
PROGRAMS = 8


class Worker:
    """The runs that this process carries out, one at a time; those that pause wait in its memory.

    `send` takes its events; it is called by several threads.
    """

    def __init__(self, send: Callable[[Event], None]) -> None:
        self._send = send
        self._programs = lru_cache(PROGRAMS)(self._compile)
        self._compiled = 0
        self._paused: dict[str, Learning] = {}
        self._turns: queue.Queue[tuple[str, dict[str, Any]]] = queue.Queue()
        self._orders: dict[str, Orders] = {}

    def serve(self) -> NoReturn:
        """Get warm, then carry out runs, one after the other."""
        if hasattr(os, "nice"):
            os.nice(10)  # pages stay quick while networks train

        import tensorflow as tf

        tf.config.threading.set_intra_op_parallelism_threads(THREADS)
        tf.config.threading.set_inter_op_parallelism_threads(THREADS)
        # TensorFlow warns of every new network that it has to trace one; here that is what is wanted.
        tf.get_logger().setLevel("ERROR")

        self._send(self.warm_up())
        while True:
            self.take_turn()

    def warm_up(self) -> Ready:
        """Load all that runs need, and learn a little with the course's network: the first visitor need not wait."""
        self._mnist = load_mnist()
        self._digits = Digits(self._mnist)
        ends: list[Event] = []
        learning = Learning("", QUICK_RUN, self._mnist, ends.append)
        learning.go_on(self._program(QUICK_RUN), lambda: Orders.of(QUICK_RUN))
        reports = [event for event in ends if isinstance(event, Progress)]
        # The first epoch's time has the compiling in it.
        first = next(report for report in reports if report.epoch_loss is not None)
        last = reports[-1]
        batches, seconds = last.batches - first.batches, last.seconds - first.seconds
        return Ready(installation(), batches, seconds, last.weights, last.validation_loss, last.validation_accuracy)

    def take_turn(self) -> None:
        """Carry out the next run that was asked for, to its end or its next pause."""
        run_id, wish = self._turns.get()
        learning = self._paused.pop(run_id, None)
        try:
            specification = TrainingSpecification.from_json(wish)
            learning = learning or Learning(run_id, specification, self._mnist, self._send)
            over = learning.go_on(self._program(specification), lambda: self._orders.get(run_id, STOP))
        except Exception as problem:
            # Whatever goes wrong in one run must not take the worker, and the next visitor's run, with it.
            print(f"run {run_id} failed: {problem!r}", file=sys.stderr, flush=True)
            kind = type(problem).__name__
            self._send(Failed(run_id, f"The training failed: {kind}. Try again with smaller settings."))
            over = True
        if over:
            self._orders.pop(run_id, None)
        elif learning is not None:
            self._paused[run_id] = learning
            if run_id not in self._orders:  # it was forgotten as it came to its pause
                self._paused.pop(run_id, None)

    def _program(self, specification: TrainingSpecification) -> Program:
        return self._programs(same_step(specification))

    def _compile(self, step: TrainingSpecification) -> Program:
        program = Program(step, self._digits)
        self._compiled += 1
        self._send(Compiled(self._compiled))
        return program

    def obey(self, command: dict[str, Any]) -> None:
        """Take a command of the server; called while a run may be learning."""
        run_id = command["run_id"]
        if command["command"] == "forget":
            self._orders.pop(run_id, None)
            self._paused.pop(run_id, None)
            return
        orders = Orders(**command["orders"])
        if command["command"] == "learn":
            self._orders[run_id] = orders
            self._turns.put((run_id, command["specification"]))
        elif run_id in self._orders:  # a run that is over needs no orders
            self._orders[run_id] = orders


def installation() -> Installation:
    """What this process runs on, and what TensorFlow prints here."""
    import keras
    import numpy as np
    import tensorflow as tf

    return Installation(
        python=platform.python_version(),
        tensorflow=tf.__version__,
        keras=keras.__version__,
        numpy=np.__version__,
        backend=keras.config.backend(),
        devices=[device.name.removeprefix("/physical_device:") for device in tf.config.list_physical_devices()],
        printed=printed(),
    )


def listen(stdin: TextIO, worker: Worker) -> None:
    """Take commands as they come; end the process when the server closes the pipe, or is gone.

    A worker that no longer listens must not live on, so it also ends where a command can't be read.
    """
    line = ""
    try:
        for line in stdin:
            worker.obey(json.loads(line))
    except Exception as problem:
        print(f"The worker can't read the command {line!r}: {problem!r}", file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)


def main() -> None:
    """Serve runs, one after the other, until stdin closes."""
    # Ctrl-C in the terminal reaches the whole group; the server decides when the worker ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The protocol keeps stdout for itself; what any library prints goes to stderr and can't corrupt it.
    protocol = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sending = threading.Lock()

    def send(event: Event) -> None:
        with sending:
            protocol.write(encode(event) + "\n")
            protocol.flush()

    # It listens before it imports TensorFlow, which takes half a minute from a cold disk: the server may end before.
    worker = Worker(send)
    threading.Thread(target=listen, args=(sys.stdin, worker), daemon=True).start()
    worker.serve()


if __name__ == "__main__":
    main()
