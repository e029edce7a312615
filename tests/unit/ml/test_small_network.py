"""The small networks against two oracles that know no chain rule of ours: TensorFlow's tape and finite differences."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from components.ml.activations import ACTIVATIONS, LEAK, SLOPES
from components.ml.optimizers import OPTIMIZERS, no_memory
from components.ml.small_network import (
    INITIALISATIONS,
    Array,
    Loss,
    Parameters,
    SmallNetwork,
    backward,
    finite_differences,
    forward,
    log_loss,
    loss_of,
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
# Networks that tell two classes apart, whose output is a sigmoid.
CLASS_SHAPES = [
    pytest.param((2, 1), ("sigmoid",), id="2-1"),
    *(
        pytest.param((2, 4, 2, 1), (hidden, hidden, "sigmoid"), id=f"2-4-2-1 {hidden}")
        for hidden in SLOPES
        if hidden != "step"
    ),
    pytest.param((7, 8, 8, 8, 1), ("tanh", "relu", "sigmoid", "sigmoid"), id="7-8-8-8-1"),
]


def network_and_data(sizes: tuple[int, ...], activations: tuple[str, ...]) -> tuple[SmallNetwork, Array, Array]:
    """Biases that are not 0, which would hide an error; seven examples."""
    random = np.random.default_rng(3)
    network = random_network(sizes, activations, 5)
    network = network.with_parameters(tuple(p + 0.1 * random.normal(size=p.shape) for p in network.parameters))
    return network, random.normal(size=(7, sizes[0])), random.normal(size=(7, sizes[-1]))


def network_and_classes(sizes: tuple[int, ...], activations: tuple[str, ...]) -> tuple[SmallNetwork, Array, Array]:
    """The same with targets of 0 and 1."""
    network, inputs, target = network_and_data(sizes, activations)
    return network, inputs, np.where(target > 0, 1.0, 0.0)


def in_tensorflow(
    network: SmallNetwork, inputs: Array, target: Array, loss: Loss = "mean squared error"
) -> tuple[float, list[Array]]:
    """The loss and its gradients, by Keras' own activations and TensorFlow's tape, in float64. The log loss is Keras'
    binary cross-entropy of the last layer's sums.
    """
    variables = [tf.Variable(array, dtype=tf.float64) for array in network.parameters]
    with tf.GradientTape() as tape:
        output = tf.constant(inputs)
        for number, activation in enumerate(network.activations):
            weights, bias = variables[2 * number : 2 * number + 2]
            sums = output @ weights + bias
            output = keras.activations.get(activation)(sums)
        if loss == "log loss":
            entropies = keras.losses.binary_crossentropy(tf.constant(target), sums, from_logits=True)
            measured = tf.reduce_mean(entropies)
        else:
            measured = tf.reduce_mean((output - target) ** 2)
    return float(measured), [gradient.numpy() for gradient in tape.gradient(measured, variables)]


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


@pytest.mark.parametrize(("sizes", "activations"), CLASS_SHAPES)
def test_log_loss_and_its_gradients_are_tensorflows(sizes: tuple[int, ...], activations: tuple[str, ...]) -> None:
    """To float64's last digits, but that Keras keeps the leak of leaky ReLU in float32."""
    digits = 1e-7 if "leaky_relu" in activations else 1e-13
    network, inputs, target = network_and_classes(sizes, activations)
    passed = forward(network, inputs)
    loss, gradients = in_tensorflow(network, inputs, target, "log loss")
    assert loss_of("log loss", passed, target) == pytest.approx(loss, rel=digits)
    assert largest_difference(backward(network, passed, target, "log loss").gradients, gradients) < digits
    assert max(float(np.abs(gradient).max()) for gradient in gradients) > 0.01


@pytest.mark.parametrize(("sizes", "activations"), CLASS_SHAPES)
def test_gradients_of_the_log_loss_are_the_finite_differences(
    sizes: tuple[int, ...], activations: tuple[str, ...]
) -> None:
    network, inputs, target = network_and_classes(sizes, activations)
    gradients = backward(network, forward(network, inputs), target, "log loss").gradients
    assert largest_difference(gradients, finite_differences(network, inputs, target, loss="log loss")) < 1e-8


def test_signals_of_the_log_loss_are_how_far_each_answer_is_off() -> None:
    """dL/dz of the output is (a - target) / n, whatever the slope of the sigmoid."""
    network, inputs, target = network_and_classes((2, 4, 1), ("tanh", "sigmoid"))
    passed = forward(network, inputs)
    signals = backward(network, passed, target, "log loss").signals
    np.testing.assert_array_equal(signals[-1], (passed.answer - target) / 7)
    assert [signal.shape for signal in signals] == [(7, 4), (7, 1)]


def test_the_log_loss_is_the_naive_formulas_where_that_has_one() -> None:
    sums = np.linspace(-20, 20, 81).reshape(-1, 1)
    target = np.arange(81).reshape(-1, 1) % 2.0
    sigmoid = 1 / (1 + np.exp(-sums))
    naive = np.mean(-target * np.log(sigmoid) - (1 - target) * np.log(1 - sigmoid))
    assert log_loss(sums, target) == pytest.approx(naive, rel=1e-9)  # 1 - sigmoid(20) has only eight digits
    assert log_loss(np.zeros((4, 1)), target[:4]) == pytest.approx(np.log(2))


def test_the_log_loss_of_a_network_that_is_sure_is_finite() -> None:
    """There the sigmoid is 0 or 1 to the last bit, whose logarithm has no value: whoever is wrong pays |z|."""
    far = np.array([[1000.0], [-1000.0]])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert log_loss(far, np.array([[0.0], [1.0]])) == 1000
        assert log_loss(far, np.array([[1.0], [0.0]])) == 0
    network = SmallNetwork((np.array([[1000.0]]),), (np.zeros(1),), ("sigmoid",))
    passed = forward(network, np.array([[1.0], [-1.0]]))
    gradients = backward(network, passed, np.array([[0.0], [1.0]]), "log loss").gradients
    assert [array.tolist() for array in gradients] == [[[1.0]], [0.0]]


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


@pytest.mark.parametrize(("inputs", "units"), [(2, 4), (4, 2), (7, 8)])
@pytest.mark.parametrize("name", ["glorot_uniform", "he_uniform"])
def test_first_weights_go_evenly_to_keras_limits(name: str, inputs: int, units: int) -> None:
    """Keras, too, draws evenly between -l and l, where l² = 3 scale / fan."""
    limit, theirs = INITIALISATIONS[name](inputs, units), keras.initializers.get(name)
    fan = {"fan_avg": (inputs + units) / 2, "fan_in": inputs}[theirs.mode]
    assert theirs.distribution == "uniform"
    assert limit == pytest.approx(np.sqrt(3 * theirs.scale / fan))
    drawn = np.array([random_network((inputs, units), ("tanh",), seed, name).weights[0] for seed in range(200)])
    assert 0.98 * limit < np.abs(drawn).max() <= limit
    assert drawn.std() == pytest.approx(limit / np.sqrt(3), rel=0.05)  # as of numbers that are evenly spread


def test_zeros_are_zeros() -> None:
    network = random_network((2, 4, 2, 1), ("tanh", "tanh", "sigmoid"), 42, "zeros")
    assert not any(array.any() for array in network.parameters)
    assert [array.shape for array in network.parameters] == [(2, 4), (4,), (4, 2), (2,), (2, 1), (1,)]


def test_without_a_name_the_first_weights_are_glorots_as_they_always_were() -> None:
    """Links to the page on fitting a curve hold a seed and no name."""
    sizes, activations = (1, 8, 1), ("tanh", "linear")
    network = random_network(sizes, activations, 42)
    assert (
        largest_difference(network.parameters, random_network(sizes, activations, 42, "glorot_uniform").parameters) == 0
    )
    random = np.random.default_rng(42)
    limit = np.sqrt(6 / 9)
    np.testing.assert_array_equal(network.weights[0], random.uniform(-limit, limit, (1, 8)))
    np.testing.assert_array_equal(network.weights[1], random.uniform(-limit, limit, (8, 1)))


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
