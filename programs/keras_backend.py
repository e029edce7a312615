"""Keras on another engine. It prints the engine's name."""

import os

backend = "tensorflow"
os.environ["KERAS_BACKEND"] = backend  # before the import

import keras

print(keras.config.backend())
