"""The evaluation against Keras' and scikit-learn's own."""

import keras
import numpy as np
import pytest
from sklearn.metrics import confusion_matrix

from components.ml.evaluation import evaluate
from components.ml.forward import ConvolutionLayer, DenseLayer, Layer, as_inputs
from components.ml.keras_network import learned_layers
from components.ml.mnist import Mnist


def model_of(*, convolutional: bool) -> keras.Sequential:
    """A network that has seen 2,000 digits: right often enough, and wrong often enough."""
    keras.utils.set_random_seed(7)
    convolution = [
        keras.layers.Reshape((28, 28, 1)),
        keras.layers.Conv2D(8, 3, activation="relu"),
        keras.layers.MaxPooling2D(),
    ]
    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            *(convolution if convolutional else []),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@pytest.mark.parametrize("convolutional", [False, True])
def test_loss_accuracy_and_confusion_are_those_of_keras_and_scikit_learn(convolutional: bool, mnist: Mnist) -> None:
    model = model_of(convolutional=convolutional)
    model.fit(mnist.train.pictures[:2000] / np.float32(255), mnist.train.labels[:2000], verbose=0)
    pictures, labels = mnist.test.pictures[::10], mnist.test.labels[::10]
    evaluation = evaluate(learned_layers(model), as_inputs(pictures), labels)

    inputs = pictures / np.float32(255)
    loss, accuracy = model.evaluate(inputs, labels, verbose=0)
    assert evaluation.loss == pytest.approx(loss, rel=1e-5)
    assert evaluation.accuracy == pytest.approx(accuracy, abs=1e-6)
    answers = model.predict(inputs, verbose=0).argmax(axis=1)
    assert evaluation.confusion == tuple(map(tuple, confusion_matrix(labels, answers, labels=range(10))))
    assert 0.5 < evaluation.accuracy < 1  # both right and wrong answers have been counted


def test_a_wrong_answer_of_full_confidence_costs_what_it_costs_in_keras(mnist: Mnist) -> None:
    """Its probability is 0, whose logarithm is infinite; Keras clips it at 1e-7."""
    sure = DenseLayer(np.zeros((784, 10), np.float32), 1000 * np.eye(10, dtype=np.float32)[3], "softmax")
    labels = np.array([3, 4], np.uint8)
    evaluation = evaluate([sure], as_inputs(mnist.test.pictures[:2]), labels)
    probabilities = np.eye(10, dtype=np.float32)[[3, 3]]
    expected = keras.losses.sparse_categorical_crossentropy(labels, probabilities)
    assert evaluation.loss == pytest.approx(float(np.mean(expected)), rel=1e-5)
    assert evaluation.loss == pytest.approx(-np.log(1e-7) / 2, rel=1e-5)


def weights(*shape: int) -> np.ndarray:
    return np.random.default_rng(7).normal(scale=0.001, size=shape).astype(np.float32)


def biases(units: int, silent: int = 0) -> np.ndarray:
    """The first `silent` of them are so low that no ReLU unit with them ever speaks; the others always do."""
    return np.where(np.arange(units) < silent, -1000, 1000).astype(np.float32)


DIGITS = DenseLayer(weights(8, 10), biases(10), "softmax")


@pytest.mark.parametrize(
    ("layers", "silent"),
    [
        pytest.param((DenseLayer(weights(784, 8), biases(8, 2), "relu"), DIGITS), (2, 8), id="dense"),
        pytest.param(
            (
                ConvolutionLayer(weights(3, 3, 1, 4), biases(4, 3), "relu"),
                DenseLayer(weights(13 * 13 * 4, 8), biases(8, 2), "relu"),
                DIGITS,
            ),
            (5, 12),
            id="filters count as units do",
        ),
        pytest.param(
            (
                DenseLayer(weights(784, 4), biases(4, 1), "relu"),
                DenseLayer(weights(4, 8), biases(8, 8), "tanh"),
                DIGITS,
            ),
            (1, 4),
            id="tanh is not counted",
        ),
        pytest.param((DenseLayer(weights(784, 8), biases(8, 8), "sigmoid"), DIGITS), (0, 0), id="no relu"),
        pytest.param((DenseLayer(weights(784, 10), biases(10), "softmax"),), (0, 0), id="no hidden layer"),
    ],
)
def test_silent_units_are_the_relu_units_that_never_speak(
    layers: tuple[Layer, ...], silent: tuple[int, int], mnist: Mnist
) -> None:
    evaluation = evaluate(layers, as_inputs(mnist.test.pictures[:100]), mnist.test.labels[:100])
    assert (evaluation.silent, evaluation.relu_units) == silent


def test_a_unit_that_speaks_for_one_picture_is_not_silent() -> None:
    inputs = np.zeros((5, 784), np.float32)
    inputs[3, 100] = 1
    kernel = np.zeros((784, 2), np.float32)
    kernel[100] = [1, -1]
    layers = (DenseLayer(kernel, np.zeros(2, np.float32), "relu"), DenseLayer(weights(2, 10), biases(10), "softmax"))
    evaluation = evaluate(layers, inputs, np.zeros(5, np.uint8))
    assert (evaluation.silent, evaluation.relu_units) == (1, 2)
