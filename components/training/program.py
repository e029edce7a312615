"""A Keras network together with its compiled training step: what a worker learns with."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.ml.evaluation import loss_and_accuracy
from components.ml.forward import Layer
from components.ml.keras_network import build, layer_calls, learned_layers, optimizer_call
from components.ml.mnist import Mnist
from components.training.keras_file import keras_file
from components.training.pace import usual_seconds_a_batch
from components.training.specification import TrainingSpecification, compiled

# A run reports and takes orders between two executions, so an execution should take about this long.
EXECUTION_SECONDS = 0.025
MAX_DIGITS_AN_EXECUTION = 4_096
# Digits that are changed together like pens, and so the most in an execution: a multiple of every batch size, and few
# enough for the processor's cache.
CHANGED_AT_ONCE = 512

State = list[NDArray[Any]]


class Digits:
    """MNIST as the network takes it: pictures divided by 255 (float32), labels one-hot; made once a worker."""

    def __init__(self, mnist: Mnist) -> None:
        import keras

        # What is trained on are tensors, so that a batch is gathered without leaving TensorFlow.
        self.train_inputs = keras.ops.convert_to_tensor(mnist.train.pictures.astype(np.float32) / 255)
        self.train_targets = keras.ops.convert_to_tensor(np.eye(10, dtype=np.float32)[mnist.train.labels])
        self.test_inputs = mnist.test.pictures.astype(np.float32) / 255
        self.test_labels = mnist.test.labels


def batches_per_execution(specification: TrainingSpecification) -> int:
    """Batches between two chances to listen: about 100 for the course's run, one for the largest networks."""
    by_time = int(EXECUTION_SECONDS / usual_seconds_a_batch(specification))
    most = CHANGED_AT_ONCE if specification.augmentation.pens else MAX_DIGITS_AN_EXECUTION
    return max(1, min(by_time, most // specification.batch_size))


class Program:
    """Learns batch by batch, exactly as `model.fit` would: the loop is ours so that it can be paused and steered.

    Tracing and compiling takes a second, so a program serves all runs that agree in `pace.same_step`, one after the
    other: `begin` gives it fresh weights, `state` and `restore` let a run leave and come back.
    """

    def __init__(self, specification: TrainingSpecification, digits: Digits) -> None:
        import tensorflow as tf

        self._digits = digits
        self._batch_size = specification.batch_size
        self._compiled = compiled(specification)
        self.per_execution = batches_per_execution(specification)
        self._model = model = compiled_model(specification)
        model.optimizer.build(model.trainable_variables)
        size = specification.batch_size

        def learn(inputs: Any, targets: Any, count: Any) -> None:
            for index in tf.range(count):
                if self._compiled:
                    # XLA wants to know all shapes beforehand.
                    some = min(size, inputs.shape[0])
                    batch = tf.slice(inputs, [index * size, 0, 0], [some, 28, 28])
                    answers = tf.slice(targets, [index * size, 0], [some, 10])
                else:
                    batch = inputs[index * size : (index + 1) * size]
                    answers = targets[index * size : (index + 1) * size]
                model.train_step((batch, answers))

        shapes = ((None, 28, 28), tf.float32), ((None, 10), tf.float32), ((), tf.int32)
        any_shapes = None if self._compiled else [tf.TensorSpec(shape, kind) for shape, kind in shapes]
        self._learn = tf.function(learn, jit_compile=self._compiled, input_signature=any_shapes)
        self._run_model: tuple[TrainingSpecification, Any] | None = None

    def begin(self, specification: TrainingSpecification) -> None:
        """Take the specification's fresh weights and draws, and forget all that was learned."""
        self._run_model = None
        fresh = self._model_of(specification)
        for ours, theirs in zip(self._model.variables, fresh.variables, strict=True):
            ours.assign(theirs)
        for variable in self._model.optimizer.variables:
            variable.assign(np.zeros(variable.shape, variable.dtype))
        self.learning_rate = specification.learning_rate
        self._model.reset_metrics()

    @property
    def learning_rate(self) -> float:
        """The optimizer's step size."""
        return float(self._model.optimizer.learning_rate)

    @learning_rate.setter
    def learning_rate(self, value: float) -> None:
        self._model.optimizer.learning_rate = value

    def learn(self, chosen: NDArray[np.int32], pictures: NDArray[np.uint8] | None = None) -> None:
        """Learn from the training digits with these numbers, at most `per_execution` batches in this order; from
        `pictures` of them (n, 28, 28), if they were changed.
        """
        size = self._batch_size
        whole, rest = divmod(len(chosen), size)
        places = np.arange(len(chosen))
        if not self._compiled:
            self._execute(chosen, pictures, whole + (rest > 0), places)
            return
        if whole:
            # Filled up to the one length that was compiled; what is too much is not looked at.
            self._execute(chosen, pictures, whole, np.resize(places[: whole * size], self.per_execution * size))
        if rest:
            self._execute(chosen, pictures, 1, places[whole * size :])

    def _execute(
        self, chosen: NDArray[np.int32], pictures: NDArray[np.uint8] | None, count: int, places: NDArray[np.intp]
    ) -> None:
        """Learn from `count` batches of what is chosen at these places."""
        import tensorflow as tf

        numbers = tf.constant(chosen[places])
        if pictures is None:
            inputs = tf.gather(self._digits.train_inputs, numbers)
        else:
            inputs = tf.constant(pictures[places].astype(np.float32) / 255)
        self._learn(inputs, tf.gather(self._digits.train_targets, numbers), tf.constant(count))

    def means(self) -> tuple[float, float]:
        """Loss and accuracy over the digits learned from since the last call."""
        figures = self._model.get_metrics_result()
        self._model.reset_metrics()
        return float(figures["loss"]), float(figures["accuracy"])

    def layers(self) -> tuple[Layer, ...]:
        """A copy of the weights as they are now."""
        return learned_layers(self._model)

    def evaluate(self) -> tuple[float, float]:
        """Loss, without L2, and accuracy over the 10,000 test digits: `model.evaluate` without its start-up time."""
        import keras

        digits = self._digits
        outputs = [
            keras.ops.convert_to_numpy(self._model(digits.test_inputs[first : first + 1_000], training=False))
            for first in range(0, len(digits.test_inputs), 1_000)
        ]
        return loss_and_accuracy(np.concatenate(outputs), digits.test_labels)

    def keras_file(self, specification: TrainingSpecification) -> bytes:
        """The network as a `.keras` file: compiled, but without the optimizer's memory, which triples its size."""
        model = self._model_of(specification)
        model.set_weights(self._model.get_weights())
        return keras_file(model)

    def _model_of(self, specification: TrainingSpecification) -> Any:
        """A model with a run's own seeds and learning rate, which other runs that use this program don't share; kept,
        because making it takes as long as saving it, and whoever pauses waits for both.
        """
        if self._run_model is None or self._run_model[0] != specification:
            self._run_model = specification, compiled_model(specification)
        return self._run_model[1]

    def state(self) -> State:
        """Copies of everything that learning changes."""
        import keras

        return [keras.ops.convert_to_numpy(variable) for variable in self._variables()]

    def restore(self, state: State) -> None:
        """Be again as when `state` was taken."""
        for variable, value in zip(self._variables(), state, strict=True):
            variable.assign(value)
        self._model.reset_metrics()

    def _variables(self) -> list[Any]:
        return [*self._model.variables, *self._model.optimizer.variables]


def compiled_model(specification: TrainingSpecification) -> Any:
    """The network with fresh weights, its optimizer, loss and metrics."""
    model = build(layer_calls(specification.network, specification.augmentation, specification.seed))
    model.compile(
        optimizer=optimizer_call(specification.optimizer, specification.learning_rate).make(),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model
