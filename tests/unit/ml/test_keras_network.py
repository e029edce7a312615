"""The calls that are printed are the calls that are made; and what a seed decides."""

import re

import keras
import numpy as np
import pytest

from components.ml.forward import ConvolutionLayer, DenseLayer, predict
from components.ml.keras_network import OPTIMIZERS, Call, build, layer_calls, learned_layers, optimizer_call
from components.ml.mnist import Mnist
from components.ml.network import TWO_CONVOLUTIONS, Augmentation, Convolution, HiddenLayer, NetworkSettings
from components.training.specification import INITIALISATION_NAMES

COURSE = NetworkSettings()
STILL = Augmentation()


def kernels(network: NetworkSettings, augmentation: Augmentation = STILL, seed: int = 42) -> list[np.ndarray]:
    """The initial weights of the layers that have some, without the biases."""
    layers = learned_layers(build(layer_calls(network, augmentation, seed)))
    return [layer.kernel for layer in layers]


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (Call("layers.Flatten"), "keras.layers.Flatten()"),
        (Call("Input", ((28, 28),)), "keras.Input((28, 28))"),
        (Call("layers.Dense", (10,), {"activation": "softmax"}), 'keras.layers.Dense(10, activation="softmax")'),
        (
            Call("layers.Dense", (8,), {"kernel_regularizer": Call("regularizers.L2", (0.01,))}),
            "keras.layers.Dense(8, kernel_regularizer=keras.regularizers.L2(0.01))",
        ),
        (Call("initializers.Zeros", named={}), "keras.initializers.Zeros()"),
    ],
)
def test_a_call_is_written_as_it_is_made(call: Call, text: str) -> None:
    assert str(call) == text
    made, written = call.make(), eval(text, {"keras": keras})
    assert type(made) is type(written)
    if isinstance(made, keras.layers.Layer):
        assert {**made.get_config(), "name": ""} == {**written.get_config(), "name": ""}


@pytest.mark.parametrize(
    ("name", "kind"), [("sgd", "SGD"), ("momentum", "SGD"), ("rmsprop", "RMSprop"), ("adam", "Adam")]
)
def test_an_optimizer_is_keras_own(name: str, kind: str) -> None:
    """Keras refuses a learning rate that is an int, which 1 from a slider is."""
    optimizer = optimizer_call(name, 1).make()
    assert type(optimizer).__name__ == kind
    assert float(optimizer.learning_rate) == 1.0
    assert getattr(optimizer, "momentum", 0.0) == (0.9 if name == "momentum" else 0.0)
    assert set(OPTIMIZERS) == {"adam", "rmsprop", "sgd", "momentum"}


@pytest.mark.parametrize("initialisation", INITIALISATION_NAMES)
@pytest.mark.parametrize("augmentation", [STILL, Augmentation(2, 15, 0.1)])
@pytest.mark.parametrize("convolutions", [(), TWO_CONVOLUTIONS])
def test_every_network_of_the_page_is_built_and_written_alike(
    initialisation: str, augmentation: Augmentation, convolutions: tuple[Convolution, ...]
) -> None:
    network = NetworkSettings((HiddenLayer(16, "tanh"),) * 2, convolutions, 0.2, 0.001, initialisation)
    calls = layer_calls(network, augmentation, seed=9_999)
    ours = build(calls)
    theirs = keras.Sequential([eval(str(call), {"keras": keras}) for call in calls])
    assert ours.count_params() == network.parameters
    for made, written in zip(ours.get_weights(), theirs.get_weights(), strict=True):
        np.testing.assert_array_equal(made, written)
    assert len(ours.losses) == len(theirs.losses) == 3 + len(convolutions)


def test_the_seed_decides_the_first_weights() -> None:
    same, other = kernels(COURSE), kernels(COURSE, seed=43)
    for kernel, again, another in zip(kernels(COURSE), same, other, strict=True):
        np.testing.assert_array_equal(kernel, again)
        assert not np.array_equal(kernel, another)


@pytest.mark.parametrize(
    ("network", "augmentation", "alike"),
    [
        (NetworkSettings(dropout=0.5), STILL, [(0, 0), (1, 1)]),
        (NetworkSettings(l2=0.1), STILL, [(0, 0), (1, 1)]),
        (NetworkSettings((HiddenLayer(128, "tanh"),)), STILL, [(0, 0), (1, 1)]),
        (COURSE, Augmentation(2, 15, 0.1), [(0, 0), (1, 1)]),
        (NetworkSettings((HiddenLayer(128),) * 3), STILL, [(0, 0), (1, 3)]),
        (NetworkSettings((HiddenLayer(128), HiddenLayer(64))), STILL, [(0, 0)]),
        (NetworkSettings((HiddenLayer(64), HiddenLayer(128))), STILL, [(1, 2)]),
        (NetworkSettings((HiddenLayer(128),), convolutions=TWO_CONVOLUTIONS), STILL, [(1, 3)]),
    ],
)
def test_layers_of_the_same_shape_begin_with_the_same_weights(
    network: NetworkSettings, augmentation: Augmentation, alike: list[tuple[int, int]]
) -> None:
    """A visitor who compares two networks compares what differs between them, not the luck of two draws."""
    course, changed = kernels(COURSE), kernels(network, augmentation)
    for ours, theirs in alike:
        np.testing.assert_array_equal(course[ours], changed[theirs])


def test_no_two_layers_begin_alike() -> None:
    """With one seed for all of them, layers of the same shape began as copies of each other."""
    hidden = kernels(NetworkSettings((HiddenLayer(128),) * 4))[1:4]
    assert not any(np.array_equal(hidden[i], hidden[j]) for i, j in [(0, 1), (1, 2), (0, 2)])
    largest = NetworkSettings((HiddenLayer(),) * 4, convolutions=TWO_CONVOLUTIONS, dropout=0.5)
    calls = " ".join(str(call) for seed in (0, 1) for call in layer_calls(largest, Augmentation(2, 15, 0.1), seed))
    seeds = re.findall(r"seed=(\d+)", calls)
    assert len(seeds) == len(set(seeds)) == 2 * (2 + 5 + 4 + 3)


def test_learned_layers_are_a_copy_that_predicts_as_keras_does(mnist: Mnist) -> None:
    network = NetworkSettings((HiddenLayer(16, "sigmoid"), HiddenLayer(8, "tanh")), convolutions=TWO_CONVOLUTIONS)
    model = build(layer_calls(network, STILL, seed=3))
    layers = learned_layers(model)
    assert [type(layer) for layer in layers] == [ConvolutionLayer] * 2 + [DenseLayer] * 3
    assert [layer.activation for layer in layers] == ["relu", "relu", "sigmoid", "tanh", "softmax"]
    pictures = mnist.test.pictures[:50]
    expected = model.predict(pictures.astype(np.float32) / 255, verbose=0)
    model.set_weights([np.zeros_like(weights) for weights in model.get_weights()])
    np.testing.assert_allclose(predict(layers, pictures), expected, atol=1e-5)
