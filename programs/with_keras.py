"""The course's network in Keras. Run it in the app's folder: python programs/with_keras.py"""

import keras
import numpy as np

DIGITS, EPOCHS = 60_000, 5

# 1. Load the digits
with np.load("data/mnist.npz") as mnist:
    x_train, y_train = mnist["x_train"][:DIGITS], mnist["y_train"][:DIGITS]
    x_test, y_test = mnist["x_test"], mnist["y_test"]

# 2. Prepare them
x_train = x_train.astype("float32") / 255
x_test = x_test.astype("float32") / 255
y_train = keras.utils.to_categorical(y_train, 10)
y_test = keras.utils.to_categorical(y_test, 10)

# 3. Build the network
model = keras.Sequential(
    [
        keras.Input((28, 28)),
        keras.layers.Flatten(),
        keras.layers.Dense(128, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ]
)

# 4. Loss and optimizer
model.compile(
    optimizer="adam",
    loss="categorical_crossentropy",
    metrics=["accuracy"],
)

# 5. Train
model.fit(x_train, y_train, epochs=EPOCHS, batch_size=32)

# 6. Test
loss, accuracy = model.evaluate(x_test, y_test)
print(f"Test accuracy: {accuracy:.4f}")
