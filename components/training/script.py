"""The Python script that does what a run does: what the page shows as its code, and gives to take home."""

import math
from collections.abc import Sequence

from components.ml.keras_network import layer_calls, optimizer_call
from components.training.specification import TrainingSpecification, compiled


def source_code(
    specification: TrainingSpecification,
    batches: int | None = None,
    rates: Sequence[tuple[int, float]] = (),
) -> str:
    """A script of Keras' own calls that repeats the run, digit for digit, and prints the test accuracy.

    `batches` is how many the run learned, if that's not what its specification says; `rates` are the learning rates
    it was given on the way, and after which batch.
    """
    size, digits, seed = specification.batch_size, specification.training_digits, specification.seed
    if batches is None:
        batches = specification.epochs * specification.batches
    epochs = math.ceil(batches / specification.batches)
    layers = "".join(f"    {call},\n" for call in layer_calls(specification.network, specification.augmentation, seed))
    steering, callbacks = "", ""
    begin, end = [], []
    if rates:
        steering += f"\nlearning_rates = {dict(rates)}  # from which batch on, counted from 0 over all epochs\n"
        begin = [
            "    rate = learning_rates.get(int(model.optimizer.iterations))",
            "    if rate is not None:",
            "        model.optimizer.learning_rate = rate",
        ]
        callbacks += "on_train_batch_begin=steer"
    if batches % specification.batches:
        end = [
            f"    if int(model.optimizer.iterations) == {batches}:  # the run ended here",
            "        model.stop_training = True",
        ]
        callbacks += (", " if callbacks else "") + "on_train_batch_end=stop"
    if begin:
        steering += "\n\ndef steer(batch, logs):\n" + "\n".join(begin) + "\n"
    if end:
        steering += "\n\ndef stop(batch, logs):\n" + "\n".join(end) + "\n"
    if callbacks:
        callbacks = f"    callbacks=[keras.callbacks.LambdaCallback({callbacks})],\n"
        steering += "\n"
    learning = f"""

def batches():
    # Every epoch goes through the training digits in a new order; the seed decides which.
    for epoch in range({epochs}):
        order = np.random.default_rng([{seed}, epoch]).permutation({digits})
        for first in range(0, {digits}, {size}):
            chosen = order[first : first + {size}]
            yield x_train[chosen], y_train[chosen]

{steering}
model.fit(
    batches(),
    epochs={epochs},
    steps_per_epoch={specification.batches},
    shuffle=False,
{callbacks})
"""
    # A run that was stopped before its first batch has learned nothing, and fit() does not take no batches.
    return f"""import keras
import numpy as np

# load_data() downloads MNIST once; give it the full path of data/mnist.npz where there is no internet.
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train, x_test = x_train.astype("float32") / 255, x_test.astype("float32") / 255
y_train, y_test = keras.utils.to_categorical(y_train, 10), keras.utils.to_categorical(y_test, 10)

model = keras.Sequential([
{layers}])
model.compile(
    optimizer={optimizer_call(specification.optimizer, specification.learning_rate)},
    loss="categorical_crossentropy",
    metrics=["accuracy"],
    jit_compile={compiled(specification)},
)
{learning if batches else ""}loss, accuracy = model.evaluate(x_test, y_test)
print(f"Test accuracy: {{accuracy:.4f}}")
"""
