"""The process that trains: reads commands as JSON lines from stdin, writes events as JSON lines to stdout.

    {"command": "train", "run": ID, "specification": {...}, "weights": PATH}
    {"command": "stop", "run": ID}

The server starts it once, with `python -m components.training.worker`, and keeps it warm. It ends when its stdin
closes, so it never outlives the server, however that died.
"""

import json
import math
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from components.ml.activations import FloatArray
from components.ml.forward import save_layers
from components.ml.keras_network import build, dense_layers, make_optimizer
from components.ml.mnist import VALIDATION_DIGITS, WATCHED_DIGITS, ByteArray, Mnist, load_mnist
from components.training.events import Event, Failed, Finished, Progress, Ready, Stopped, Validation, encode
from components.training.specification import QUICK_RUN, TrainingSpecification

# Between two reports, in seconds, apart from those at an epoch's end. A live chart needs two a second. A
# validation takes about 5 ms, so it comes half as often.
REPORT_EVERY = 0.2
VALIDATE_EVERY = 0.4

# Keras hands control back, to report and to stop, only between executions. One execution of about 2,400 digits
# through the course's network takes about 50 ms.
DIGITS_PER_EXECUTION = 2_400
COURSE_PARAMETERS = 101_770

DIVERGED = (
    "The steps were so large that the weights grew beyond all numbers: the network has diverged. "
    "Choose a smaller learning rate and train again."
)


def steps_per_execution(specification: TrainingSpecification) -> int:
    """Batches between two chances to stop: 75 for the course's run, fewer for larger networks or batches."""
    size = max(1.0, specification.network.parameters / COURSE_PARAMETERS)
    return max(1, int(DIGITS_PER_EXECUTION / size / specification.batch_size))


class Digits:
    """MNIST as the network takes it: pictures divided by 255 (float32), labels one-hot; made once a worker.

    What is trained on are tensors, because each fit would first copy the 188 MB of an array.
    """

    def __init__(self, mnist: Mnist) -> None:
        import keras

        self.train_inputs = keras.ops.convert_to_tensor(mnist.train.pictures.astype(np.float32) / 255)
        self.train_targets = keras.ops.convert_to_tensor(np.eye(10, dtype=np.float32)[mnist.train.labels])
        self.test_inputs = mnist.test.pictures.astype(np.float32) / 255
        self.test_labels = mnist.test.labels


def measure(model: Any, inputs: FloatArray, labels: ByteArray) -> tuple[float, float]:
    """Loss and accuracy over pictures (n, 28, 28): what `model.evaluate` gives, without its start-up time."""
    import keras

    probabilities = keras.ops.convert_to_numpy(model(inputs, training=False))
    # Keras clips probabilities at 1e-7 before the logarithm; so do we.
    chances = np.clip(probabilities[np.arange(len(labels)), labels], 1e-7, 1)
    return float(-np.log(chances).mean()), float((probabilities.argmax(axis=1) == labels).mean())


def train(
    run: str,
    specification: TrainingSpecification,
    digits: Digits,
    weights: Path,
    stop: threading.Event,
    send: Callable[[Event], None],
) -> None:
    """Carry out one run, with reports on the way, and leave the learned weights in the file `weights`."""
    import keras

    began = time.perf_counter()
    keras.utils.set_random_seed(specification.seed)
    model = build(specification.network)
    model.compile(
        optimizer=make_optimizer(specification.optimizer, specification.learning_rate),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=True,  # XLA: 1.5 to 2 times faster for dense networks
        steps_per_execution=steps_per_execution(specification),
    )
    model.fit(
        digits.train_inputs[: specification.training_digits],
        digits.train_targets[: specification.training_digits],
        epochs=specification.epochs,
        batch_size=specification.batch_size,
        verbose=0,
        callbacks=[_reporter(run, specification, model, digits, began, stop, send)],
    )
    layers = dense_layers(model)
    if not all(np.isfinite(layer.weights).all() for layer in layers):
        send(Failed(run, DIVERGED))
        return
    save_layers(weights, layers)
    if stop.is_set():
        send(Stopped(run, time.perf_counter() - began))
    else:
        loss, accuracy = measure(model, digits.test_inputs, digits.test_labels)
        send(Finished(run, time.perf_counter() - began, loss, accuracy))


def _reporter(
    run: str,
    specification: TrainingSpecification,
    model: Any,
    digits: Digits,
    began: float,
    stop: threading.Event,
    send: Callable[[Event], None],
) -> Any:
    """A Keras callback that sends Progress, and ends the fit when `stop` is set."""
    import keras

    inputs, labels = digits.test_inputs[VALIDATION_DIGITS], digits.test_labels[VALIDATION_DIGITS]
    watched = digits.test_inputs[list(WATCHED_DIGITS)]
    # Keras' figures are means since the epoch began. (digits seen, loss, accuracy) of the report before turn
    # them into means since that report.
    epoch, before = 0, (0, 0.0, 0.0)
    reported = validated = -math.inf

    def on_epoch_begin(index: int, logs: Any) -> None:
        nonlocal epoch, before
        epoch, before = index + 1, (0, 0.0, 0.0)

    def on_train_batch_end(index: int, logs: dict[str, float]) -> None:
        nonlocal before, reported, validated
        if stop.is_set() or not math.isfinite(logs["loss"]):
            model.stop_training = True
            return
        # Keras counts in whole executions, and at the end of an epoch further than there are batches.
        now, batch = time.perf_counter(), min(index + 1, specification.batches)
        epoch_ends = batch == specification.batches
        if now - reported < REPORT_EVERY and not epoch_ends:
            return
        seen = min(batch * specification.batch_size, specification.training_digits)
        loss = (logs["loss"] * seen - before[1] * before[0]) / (seen - before[0])
        accuracy = (logs["accuracy"] * seen - before[2] * before[0]) / (seen - before[0])
        before, reported = (seen, logs["loss"], logs["accuracy"]), now
        validation = None
        if now - validated >= VALIDATE_EVERY or epoch_ends:
            answers = keras.ops.convert_to_numpy(model(watched, training=False)).argmax(axis=1)
            validation = Validation(*measure(model, inputs, labels), tuple(int(answer) for answer in answers))
            validated = now
        send(Progress(run, epoch, batch, now - began, loss, accuracy, validation))

    return keras.callbacks.LambdaCallback(on_epoch_begin=on_epoch_begin, on_train_batch_end=on_train_batch_end)


def _read_commands(stdin: TextIO, runs: "queue.Queue[dict[str, Any]]", stops: dict[str, threading.Event]) -> None:
    """Sort commands as they come in; end the process when the server closes the pipe, or is gone."""
    try:
        for line in stdin:
            command = json.loads(line)
            if command["command"] == "train":
                stops[command["run"]] = threading.Event()
                runs.put(command)
            elif stop := stops.get(command["run"]):  # a run that is over needs no stop
                stop.set()
    finally:
        # Also where a command can't be read: a worker that no longer listens must not live on.
        os._exit(0)


def main() -> None:
    """Serve runs, one after the other, until stdin closes."""
    # Ctrl-C in the terminal reaches the whole group; the server decides when the worker ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The protocol keeps stdout for itself; what any library prints goes to stderr and can't corrupt it.
    protocol = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    if hasattr(os, "nice"):
        os.nice(5)  # pages stay quick while a network trains

    def send(event: Event) -> None:
        protocol.write(encode(event) + "\n")
        protocol.flush()

    runs: queue.Queue[dict[str, Any]] = queue.Queue()
    stops: dict[str, threading.Event] = {}
    threading.Thread(target=_read_commands, args=(sys.stdin, runs, stops), daemon=True).start()

    import keras
    import tensorflow as tf

    # TensorFlow warns of every new network that it has to trace one; here each run is a new network.
    tf.get_logger().setLevel("ERROR")
    digits = Digits(load_mnist())
    # The first fit of a process costs a second more than later ones; pay for it before anybody waits.
    train("", replace(QUICK_RUN, epochs=1), digits, Path(os.devnull), threading.Event(), lambda event: None)
    send(Ready(keras.__version__, tf.__version__))
    while True:
        command = runs.get()
        run = command["run"]
        try:
            specification = TrainingSpecification.from_json(command["specification"])
            train(run, specification, digits, Path(command["weights"]), stops[run], send)
        except Exception as problem:
            # Whatever goes wrong in one run must not take the worker, and the next visitor's run, with it.
            print(f"run {run} failed: {problem!r}", file=sys.stderr, flush=True)
            send(Failed(run, f"The training failed: {type(problem).__name__}. Try again with smaller settings."))
        del stops[run]


if __name__ == "__main__":
    main()
