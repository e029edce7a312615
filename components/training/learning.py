"""How a run is carried out: batch after batch, with reports on the way, following orders that may change.

Nothing here knows of processes or queues: whoever carries out runs elsewhere hands in another `send` and `orders`.
"""

import logging
import math
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from components.ml.evaluation import evaluate, l2_penalty
from components.ml.forward import Layer, stays_finite
from components.ml.mnist import Mnist
from components.ml.pens import like_pens
from components.training.events import Event, Failed, Finished, Paused, Progress, Steered, Stopped
from components.training.program import CHANGED_AT_ONCE, Program, State
from components.training.specification import MAX_SECONDS, Orders, TrainingSpecification
from components.training.weights_file import as_float16, to_npz

# The next report is due when the run has become longer by this share: reports come often at first, when much changes.
# But not before LEAST_SECONDS for each 100,000 parameters, because a report takes time, too; and after MOST_SECONDS
# at the latest, because a live chart needs two updates a second. What takes long to report, as convolutions do, is
# reported so rarely that it takes a quarter of a core.
REPORT_SHARE = 1 / 60
LEAST_SECONDS = 0.04
MOST_SECONDS = 0.4
LEARNING_A_REPORT = 3  # seconds of learning for each second that a report takes

DIVERGED = (
    "The steps were so large that the weights grew beyond all numbers: the network has diverged. "
    "Choose a smaller learning rate and train again."
)
TOO_LONG = f"A run may learn for {MAX_SECONDS / 60:.0f} minutes, so this one ended there."

log = logging.getLogger(__name__)


def batch_order(specification: TrainingSpecification, epoch: int) -> NDArray[np.int32]:
    """The numbers of the training digits in the order in which an epoch (0 is the first) goes through them.

    It depends on the seed and the epoch only: runs with the same seed see the same digits in the same order.
    """
    generator = np.random.default_rng([specification.seed, epoch])
    return generator.permutation(specification.training_digits).astype(np.int32)


class Diverged(ArithmeticError):
    """The loss or a weight is no longer a finite number."""


class Learning:
    """One run, from its first batch to its end, also across pauses. `send` takes its events, in order."""

    def __init__(
        self, run_id: str, specification: TrainingSpecification, mnist: Mnist, send: Callable[[Event], None]
    ) -> None:
        self._run_id, self._specification, self._mnist, self._send = run_id, specification, mnist, send
        self._batches, self._seconds = 0, 0.0
        self._learning_rate = specification.learning_rate
        self._order = np.empty(0, np.int32)
        self._changed: tuple[tuple[int, int], NDArray[np.uint8]] | None = None  # epoch and block, its pictures
        self._state: State | None = None
        # Since the epoch began, and since the last report: digits seen, sum of losses, number right.
        self._epoch = np.zeros(3)
        self._reported = (0, 0.0)  # batches and seconds at the last report
        self._report_seconds = 0.0  # that the last one took to make
        # The learning needs one core only; what a report takes to make is done beside it.
        self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reports")
        self._report: Future[None] | None = None

    def go_on(self, program: Program, orders: Callable[[], Orders]) -> bool:
        """Learn until the orders say otherwise, or to the end; return whether the run is over.

        `program` must be one for this specification, and used by no other run until this returns.
        """
        try:
            if self._state is None:
                program.begin(self._specification)
                self._tell(program)
            else:
                program.restore(self._state)
            while not self._is_to_leave(now := orders()):
                if now.learning_rate != self._learning_rate:
                    self._learning_rate = now.learning_rate
                    self._send(Steered(self._run_id, self._batches, now.learning_rate))
                self._learn(program, now)
            return self._leave(program, now)
        except Diverged as problem:
            log.warning("Run %s diverged after %d batches: %s", self._run_id, self._batches, problem)
            self._beside.shutdown()  # the last report may still be on its way
            self._send(Failed(self._run_id, DIVERGED))
            return True

    def _is_to_leave(self, orders: Orders) -> bool:
        waits = orders.pause_at is not None and self._batches >= orders.pause_at
        return waits or orders.stop or self._is_over(orders)

    def _is_over(self, orders: Orders) -> bool:
        return self._batches >= orders.epochs * self._specification.batches or self._seconds > MAX_SECONDS

    def _learn(self, program: Program, orders: Orders) -> None:
        """One execution: some batches, but not past the epoch's end or where a pause is ordered."""
        specification = self._specification
        began = time.perf_counter()
        epoch, batch = divmod(self._batches, specification.batches)
        if batch == 0 or not len(self._order):
            self._order = batch_order(specification, epoch)
        last = min(batch + program.per_execution, specification.batches)
        if orders.pause_at is not None:
            last = min(last, batch + orders.pause_at - self._batches)
        rate = specification.rate_at(self._batches, self._learning_rate)
        if program.learning_rate != np.float32(rate):
            program.learning_rate = rate
        size = specification.batch_size
        if specification.augmentation.pens:
            block, per_block = batch * size // CHANGED_AT_ONCE, CHANGED_AT_ONCE // size
            last = min(last, (block + 1) * per_block)
            first = block * CHANGED_AT_ONCE
            pictures = self._block(epoch, block)[batch * size - first : last * size - first]
            program.learn(self._order[batch * size : last * size], pictures)
        else:
            program.learn(self._order[batch * size : last * size])
        self._batches += last - batch
        self._seconds += time.perf_counter() - began

        epoch_ends = last == specification.batches
        busy = self._report is not None and not self._report.done()
        if epoch_ends or (self._report_is_due() and not busy):
            self._tell(program, epoch_ends)

    def _block(self, epoch: int, block: int) -> NDArray[np.uint8]:
        """Training digits of the epoch's order, changed as pens change them."""
        if self._changed is None or self._changed[0] != (epoch, block):
            numbers = self._order[block * CHANGED_AT_ONCE :][:CHANGED_AT_ONCE]
            digits = self._mnist.train.pictures[numbers], self._mnist.train.labels[numbers]
            self._changed = (epoch, block), like_pens(*digits, (self._specification.seed, epoch, block))
        return self._changed[1]

    def _report_is_due(self) -> bool:
        least = LEAST_SECONDS * max(1.0, self._specification.network.parameters / 100_000)
        due_after = min(max(least, self._seconds * REPORT_SHARE), MOST_SECONDS)
        return self._seconds - self._reported[1] >= max(due_after, LEARNING_A_REPORT * self._report_seconds)

    def _tell(self, program: Program, epoch_ends: bool = False) -> None:
        """Send a report. Only what has to be is done before learning goes on."""
        began = time.perf_counter()
        loss = accuracy = epoch_loss = epoch_accuracy = None
        batches = self._batches - self._reported[0]
        if batches:
            loss, accuracy = program.means()
            if not math.isfinite(loss):
                raise Diverged(f"the loss of the last {batches} is {loss}.")
            self._epoch += np.array([1, loss, accuracy]) * self._digits_in(batches)
            if epoch_ends:
                epoch_loss, epoch_accuracy = (float(total / self._epoch[0]) for total in self._epoch[1:])
                self._epoch[:] = 0
        self._seconds += time.perf_counter() - began
        self._reported = self._batches, self._seconds

        def report(layers: tuple[Layer, ...], batches: int, seconds: float) -> None:
            began = time.perf_counter()
            _check_finite(layers)
            # Judged is what the page gets.
            _check_finite(shown := as_float16(layers))
            judged = evaluate(shown, self._mnist.validation_inputs, self._mnist.validation.labels)
            penalty = l2_penalty(layers, self._specification.network.l2)
            if not math.isfinite(penalty):
                raise Diverged(f"the penalty for large weights is {penalty}.")
            figures = (loss, accuracy, epoch_loss, epoch_accuracy, judged.loss + penalty, judged.accuracy)
            self._send(Progress(self._run_id, batches, seconds, *figures, to_npz(layers, np.float16)))
            self._report_seconds = time.perf_counter() - began

        self._wait_for_report()
        self._report = self._beside.submit(report, program.layers(), self._batches, self._seconds)

    def _digits_in(self, batches: int) -> int:
        """How many digits were in the last `batches` batches; an epoch's last batch may be a smaller one."""
        size, digits = self._specification.batch_size, self._specification.training_digits
        within = (self._batches - 1) % self._specification.batches + 1
        return min(within * size, digits) - (within - batches) * size

    def _wait_for_report(self) -> None:
        if self._report is not None:
            self._report.result()

    def _leave(self, program: Program, orders: Orders) -> bool:
        if self._reported[0] < self._batches:
            self._tell(program)
        _check_finite(layers := program.layers())
        files = to_npz(layers), program.keras_file(self._specification)
        self._wait_for_report()
        position = self._run_id, self._batches, self._seconds
        if self._seconds > MAX_SECONDS:
            self._send(Stopped(*position, *files, TOO_LONG))
        elif orders.stop:
            self._send(Stopped(*position, *files))
        elif self._is_over(orders):
            loss, accuracy = program.evaluate()
            loss += l2_penalty(layers, self._specification.network.l2)
            self._send(Finished(*position, *files, loss, accuracy))
        else:
            self._state = program.state()
            self._send(Paused(*position, *files))
            return False
        self._beside.shutdown()
        return True


def _check_finite(layers: tuple[Layer, ...]) -> None:
    for number, layer in enumerate(layers, start=1):
        if not (np.isfinite(layer.kernel).all() and np.isfinite(layer.bias).all()):
            raise Diverged(f"a weight of layer {number} is no finite number.")
    if not stays_finite(layers):
        raise Diverged("the weights are so large that float32 does not hold their sums.")
