"""The course's network in Keras. Run it in the app's folder: python programs/with_keras.py"""

import keras
import numpy as np
from keras.layers import Dense, Flatten
from keras.utils import to_categorical

DIGITS, EPOCHS = 60_000, 5

# 1. Load the digits
mnist = np.load("data/mnist.npz")
x_train = mnist["x_train"][:DIGITS]
y_train = mnist["y_train"][:DIGITS]
x_test = mnist["x_test"]
y_test = mnist["y_test"]

# 2. Prepare them
x_train = np.float32(x_train) / 255
x_test = np.float32(x_test) / 255
y_train = to_categorical(y_train, 10)
y_test = to_categorical(y_test, 10)

# 3. Build the network
layers = [
    keras.Input((28, 28)),
    Flatten(),
    Dense(128, activation="relu"),
    Dense(10, activation="softmax"),
]
model = keras.Sequential(layers)

# 4. Loss and optimizer
model.compile(
    optimizer="adam",
    loss="categorical_crossentropy",
    metrics=["accuracy"],
)

# 5. Train
model.fit(
    x_train,
    y_train,
    epochs=EPOCHS,
    batch_size=32,
)

# 6. Test
scores = model.evaluate(x_test, y_test)
loss, accuracy = scores
print(f"Test accuracy: {accuracy:.4f}")
