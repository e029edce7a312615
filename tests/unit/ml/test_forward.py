"""The NumPy forward pass against Keras' own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import keras
import numpy as np
import pytest

from components.ml.activations import ACTIVATIONS
from components.ml.forward import BLOCK, ConvolutionLayer, DenseLayer, Layer, as_inputs, forward, predict, stays_finite
from components.ml.keras_network import learned_layers
from components.ml.mnist import Mnist
from components.training.snapshot import Snapshot

Z = np.linspace(-30, 30, 241, dtype=np.float32)


def model_of(layers: Sequence[Any]) -> keras.Sequential:
    """A network with random weights, and with random biases too, which are 0 in a fresh one and would hide an error."""
    keras.utils.set_random_seed(7)
    model = keras.Sequential([keras.Input((28, 28)), *layers, keras.layers.Dense(10, activation="softmax")])
    model.set_weights(
        [array + 0.1 * np.random.default_rng(7).normal(size=array.shape) for array in model.get_weights()]
    )
    return model


def dense(*activations: str) -> keras.Sequential:
    return model_of([keras.layers.Flatten(), *[keras.layers.Dense(32, activation=name) for name in activations]])


def convolutional(activation: str = "relu") -> keras.Sequential:
    return model_of(
        [
            keras.layers.Reshape((28, 28, 1)),
            keras.layers.Conv2D(8, 3, activation=activation),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(16, 3, activation=activation),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation=activation),
        ]
    )


@pytest.mark.parametrize("name", ["linear", "relu", "sigmoid", "tanh"])
def test_activations_agree_with_keras(name: str) -> None:
    np.testing.assert_allclose(ACTIVATIONS[name](Z), np.asarray(keras.activations.get(name)(Z)), atol=1e-6)


def test_softmax_agrees_with_keras_and_does_not_overflow() -> None:
    logits = np.array([[1.0, 2.0, 3.0], [1000.0, 1000.0, -1000.0]], np.float32)
    np.testing.assert_allclose(ACTIVATIONS["softmax"](logits), np.asarray(keras.activations.softmax(logits)), atol=1e-6)


def test_step_answers_one_at_nought() -> None:
    assert ACTIVATIONS["step"](np.array([-0.1, 0.0, 0.1])).tolist() == [0, 1, 1]


@pytest.mark.parametrize(
    "model",
    [
        pytest.param(lambda: dense(), id="no hidden layer"),
        pytest.param(lambda: dense("relu"), id="relu"),
        pytest.param(lambda: dense("sigmoid", "sigmoid"), id="sigmoid"),
        pytest.param(lambda: dense("tanh", "tanh", "tanh"), id="tanh"),
        pytest.param(lambda: dense("linear", "relu", "linear", "tanh"), id="linear among others"),
        pytest.param(lambda: convolutional(), id="convolutions"),
        pytest.param(lambda: convolutional("tanh"), id="convolutions with tanh"),
    ],
)
def test_forward_agrees_with_keras_on_1000_test_digits(model: Any, mnist: Mnist) -> None:
    model, pictures = model(), mnist.test.pictures[:1000]
    expected = model.predict(pictures.astype(np.float32) / 255, verbose=0)
    answers = predict(learned_layers(model), pictures)
    assert answers.dtype == np.float32
    np.testing.assert_allclose(answers, expected, atol=1e-5)


def test_forward_agrees_with_keras_for_the_trained_network(course_run: Snapshot, mnist: Mnist) -> None:
    """Trained weights are larger than fresh ones, and so are rounding differences."""
    model = model_of([keras.layers.Flatten(), keras.layers.Dense(128, activation="relu")])
    layers = [layer for layer in course_run.layers if isinstance(layer, DenseLayer)]
    model.set_weights([array for layer in layers for array in (layer.kernel, layer.bias)])
    pictures = mnist.test.pictures[:1000]
    expected = model.predict(pictures.astype(np.float32) / 255, verbose=0)
    np.testing.assert_allclose(predict(course_run.layers, pictures), expected, atol=1e-5)


def test_forward_hands_out_every_layer_as_keras_does(mnist: Mnist) -> None:
    """What a convolution passes on is what comes out of Keras' pooling."""
    model, pictures = convolutional(), mnist.test.pictures[:3]
    inputs, *outputs = forward(learned_layers(model), as_inputs(pictures))
    np.testing.assert_array_equal(inputs, pictures.reshape(3, 784) / np.float32(255))
    assert [output.shape for output in outputs] == [(3, 13, 13, 8), (3, 5, 5, 16), (3, 128), (3, 10)]
    _, _, pooled, _, pooled_again, _, hidden, probabilities = model.layers
    keras_outputs = keras.Model(
        model.inputs[0], [part.output for part in (pooled, pooled_again, hidden, probabilities)]
    )
    for output, expected in zip(outputs, keras_outputs(pictures / np.float32(255)), strict=True):
        assert output.dtype == np.float32
        np.testing.assert_allclose(output, expected, atol=1e-5)


@pytest.mark.parametrize("count", [1, BLOCK - 1, BLOCK, BLOCK + 1])
def test_a_picture_is_read_alike_among_any_number_of_others(count: int, mnist: Mnist) -> None:
    """A convolution takes its pictures in blocks; none may get lost or change places at their ends."""
    layers = learned_layers(convolutional())
    one_by_one = np.concatenate([predict(layers, mnist.test.pictures[i : i + 1]) for i in range(count)])
    np.testing.assert_allclose(predict(layers, mnist.test.pictures[:count]), one_by_one, atol=1e-6)


def test_one_kernel_worked_out_by_hand() -> None:
    """One bright pixel under a kernel that counts 1 to 9: cross-correlation lays the kernel over it unturned."""
    picture = np.zeros((28, 28), np.uint8)
    picture[2, 2] = 255
    kernels = np.arange(1, 10, dtype=np.float32).reshape(3, 3, 1, 1)
    _, output = forward([ConvolutionLayer(kernels, np.array([0.5], np.float32), "linear")], as_inputs(picture[None]))
    # Window (row, column) has the pixel at (2 - row, 2 - column): 9 8 7 / 6 5 4 / 3 2 1, and the bias everywhere.
    expected = np.full((13, 13), 0.5)
    expected[:2, :2] = [[9.5, 7.5], [3.5, 1.5]]
    np.testing.assert_array_equal(output[0, :, :, 0], expected)


def layers_of(hidden: str, rng: np.random.Generator) -> list[Layer]:
    """One convolution and two dense layers, of normal weights."""

    def some(*shape: int) -> Any:
        return rng.normal(size=shape).astype(np.float32)

    return [
        ConvolutionLayer(some(3, 3, 1, 4), some(4), hidden),
        DenseLayer(some(13 * 13 * 4, 8), some(8), hidden),
        DenseLayer(some(8, 10), some(10), "softmax"),
    ]


def scaled(layer: Layer, factor: float) -> Layer:
    """A layer with weights multiplied by `factor`, but no larger than float32's largest number."""
    largest = np.finfo(np.float32).max
    return replace(
        layer, kernel=np.clip(factor * layer.kernel.astype(np.float64), -largest, largest).astype(np.float32)
    )


@pytest.mark.parametrize("hidden", ["relu", "linear", "tanh", "sigmoid"])
def test_what_stays_finite_gives_probabilities_for_every_picture(hidden: str) -> None:
    """Weights times 1e30 are finite numbers, and their sums are not: the page read "nan %" or broke down.

    What is accepted has to give ten probabilities for black, for white, and for black and white at random.
    """
    rng = np.random.default_rng(7)
    layers = layers_of(hidden, rng)
    signs = rng.integers(0, 2, (40, 28, 28)) * 255
    pictures = np.concatenate([np.zeros((1, 28, 28)), np.full((1, 28, 28), 255), signs]).astype(np.uint8)
    accepted = []
    for exponent in range(40):
        large = [scaled(layer, 10.0**exponent) for layer in layers]
        if stays_finite(large):
            accepted.append(exponent)
            np.testing.assert_allclose(predict(large, pictures).sum(axis=1), 1, rtol=1e-5)
    assert accepted == list(range(len(accepted)))
    # With relu, a tenth of 1e38 has to do for three layers; after tanh, each begins anew at 1.
    assert len(accepted) in ((36, 37) if hidden in ("tanh", "sigmoid") else (12, 13))
