"""The small networks against two oracles that know no chain rule of ours: TensorFlow's tape and finite differences."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from components.ml.activations import ACTIVATIONS, LEAK, SLOPES
from components.ml.optimizers import OPTIMIZERS, no_memory
from components.ml.small_network import (
    Array,
    Parameters,
    SmallNetwork,
    backward,
    finite_differences,
    forward,
    mean_squared_error,
    random_network,
)

SHAPES = [
    pytest.param((1, 8, 1), (hidden, "linear"), id=f"1-8-1 {hidden}")
    for hidden in ("tanh", "sigmoid", "relu", "leaky_relu", "linear")
]
SHAPES += [
    pytest.param((2, 2, 1), ("sigmoid", "sigmoid"), id="2-2-1"),
    pytest.param((3, 5, 4, 2), ("tanh", "relu", "sigmoid"), id="3-5-4-2"),
]


def network_and_data(sizes: tuple[int, ...], activations: tuple[str, ...]) -> tuple[SmallNetwork, Array, Array]:
    """Biases that are not 0, which would hide an error; seven examples."""
    random = np.random.default_rng(3)
    network = random_network(sizes, activations, 5)
    network = network.with_parameters(tuple(p + 0.1 * random.normal(size=p.shape) for p in network.parameters))
    return network, random.normal(size=(7, sizes[0])), random.normal(size=(7, sizes[-1]))


def in_tensorflow(network: SmallNetwork, inputs: Array, target: Array) -> tuple[float, list[Array]]:
    """The loss and its gradients, by Keras' own activations and TensorFlow's tape, in float64."""
    variables = [tf.Variable(array, dtype=tf.float64) for array in network.parameters]
    with tf.GradientTape() as tape:
        output = tf.constant(inputs)
        for number, activation in enumerate(network.activations):
            weights, bias = variables[2 * number : 2 * number + 2]
            output = keras.activations.get(activation)(output @ weights + bias)
        loss = tf.reduce_mean((output - target) ** 2)
    return float(loss), [gradient.numpy() for gradient in tape.gradient(loss, variables)]


def largest_difference(one: Parameters, other: Parameters | list[Array]) -> float:
    return max(float(np.abs(a - b).max()) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(("sizes", "activations"), SHAPES)
def test_loss_and_gradients_are_tensorflows(sizes: tuple[int, ...], activations: tuple[str, ...]) -> None:
    network, inputs, target = network_and_data(sizes, activations)
    passed = forward(network, inputs)
    loss, gradients = in_tensorflow(network, inputs, target)
    assert mean_squared_error(passed.answer, target) == pytest.approx(loss, rel=1e-7)  # Keras keeps the leak in float32
    assert largest_difference(backward(network, passed, target).gradients, gradients) < 1e-7
    assert max(float(np.abs(gradient).max()) for gradient in gradients) > 0.01


@pytest.mark.parametrize(("sizes", "activations"), SHAPES)
def test_gradients_are_the_finite_differences(sizes: tuple[int, ...], activations: tuple[str, ...]) -> None:
    network, inputs, target = network_and_data(sizes, activations)
    gradients = backward(network, forward(network, inputs), target).gradients
    assert largest_difference(gradients, finite_differences(network, inputs, target)) < 1e-8


def test_finite_differences_leave_the_network_as_it_was() -> None:
    network, inputs, target = network_and_data((2, 2, 1), ("sigmoid", "sigmoid"))
    before = [array.copy() for array in network.parameters]
    finite_differences(network, inputs, target)
    assert largest_difference(network.parameters, before) == 0


def test_the_first_weights_are_within_glorots_limit() -> None:
    network = random_network((1, 5, 1), ("tanh", "linear"), 0)
    assert [array.shape for array in network.parameters] == [(1, 5), (5,), (5, 1), (1,)]
    assert all(0 < np.abs(weights).max() <= 1 for weights in network.weights)  # sqrt(6 / (1 + 5)) = 1
    assert not any(bias.any() for bias in network.biases)
    assert largest_difference(network.weights, random_network((1, 5, 1), ("tanh", "linear"), 0).weights) == 0
    assert largest_difference(network.weights, random_network((1, 5, 1), ("tanh", "linear"), 1).weights) > 0.01


@pytest.mark.parametrize("name", SLOPES)
def test_a_slope_is_the_curves_own(name: str) -> None:
    """Beside the corners at 0: the rise over a short way."""
    z = np.array([-5.0, -1.3, -0.2, 0.2, 1.3, 5.0])
    rise = (ACTIVATIONS[name](z + 1e-6) - ACTIVATIONS[name](z - 1e-6)) / 2e-6
    np.testing.assert_allclose(SLOPES[name](z), rise, atol=1e-8)


@pytest.mark.parametrize("name", ["linear", "relu", "leaky_relu", "sigmoid", "tanh"])
def test_at_a_corner_the_slope_is_tensorflows(name: str) -> None:
    z = tf.Variable([0.0], dtype=tf.float64)
    with tf.GradientTape() as tape:
        output = keras.activations.get(name)(z)
    assert SLOPES[name](np.zeros(1)) == pytest.approx(tape.gradient(output, z).numpy())


def test_leaky_relu_leaks_as_much_as_keras() -> None:
    z = np.array([-2.0, 0.0, 3.0])
    assert ACTIVATIONS["leaky_relu"](z).tolist() == [-2 * LEAK, 0, 3]
    np.testing.assert_allclose(ACTIVATIONS["leaky_relu"](z), np.asarray(keras.activations.leaky_relu(z)), rtol=1e-6)


KERAS_OPTIMIZERS = {
    "gradient descent": lambda rate: keras.optimizers.SGD(rate),
    "momentum": lambda rate: keras.optimizers.SGD(rate, momentum=0.9),
    "adam": lambda rate: keras.optimizers.Adam(rate),
}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_ten_steps_are_those_of_keras(name: str) -> None:
    """Keras reckons with 1 - 0.999 in float32, which is wrong in the fifth digit, and its steps by half of that."""
    random = np.random.default_rng(1)
    parameters: Parameters = (random.normal(size=(3, 2)), random.normal(size=2))
    variables = [keras.Variable(array, dtype="float64") for array in parameters]
    optimizer = KERAS_OPTIMIZERS[name](0.05)
    memory = no_memory(parameters)
    for _ in range(10):
        gradients = tuple(random.normal(size=array.shape) for array in parameters)
        optimizer.apply([tf.constant(gradient) for gradient in gradients], variables)
        parameters, memory = OPTIMIZERS[name](parameters, gradients, memory, 0.05)
        assert largest_difference(parameters, [variable.numpy() for variable in variables]) < 5e-6
    assert memory.steps == 10
