"""The Python script that does what a run does: what the page shows as its code."""

from components.training.specification import TrainingSpecification


def source_code(specification: TrainingSpecification) -> str:
    """The course's script with these settings. It prints the test accuracy with four decimals."""
    network = specification.network
    hidden = f'    keras.layers.Dense({network.units}, activation="{network.activation}"),\n'
    optimizer = {"adam": "Adam", "rmsprop": "RMSprop", "sgd": "SGD"}[specification.optimizer]
    return f"""import keras

keras.utils.set_random_seed({specification.seed})

# load_data() downloads MNIST once; give it the full path of data/mnist.npz where there is no internet.
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train, x_test = x_train.astype("float32") / 255, x_test.astype("float32") / 255
y_train, y_test = keras.utils.to_categorical(y_train, 10), keras.utils.to_categorical(y_test, 10)

model = keras.Sequential([
    keras.Input((28, 28)),
    keras.layers.Flatten(),
{hidden * network.hidden_layers}    keras.layers.Dense(10, activation="softmax"),
])
model.compile(
    optimizer=keras.optimizers.{optimizer}(learning_rate={specification.learning_rate:g}),
    loss="categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(
    x_train[:{specification.training_digits}],
    y_train[:{specification.training_digits}],
    epochs={specification.epochs},
    batch_size={specification.batch_size},
)
loss, accuracy = model.evaluate(x_test, y_test)
print(f"Test accuracy: {{accuracy:.4f}}")
"""
