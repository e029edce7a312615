"""The NumPy forward pass against Keras' own."""

from pathlib import Path

import keras
import numpy as np
import pytest

from components.ml.activations import ACTIVATIONS
from components.ml.forward import DenseLayer, as_inputs, forward, load_layers, predict, save_layers
from components.ml.keras_network import NetworkSettings, build, dense_layers, make_optimizer
from components.ml.mnist import Mnist
from components.training.snapshot import Snapshot

Z = np.linspace(-30, 30, 241, dtype=np.float32)


@pytest.mark.parametrize("name", ["linear", "relu", "sigmoid", "tanh"])
def test_activations_agree_with_keras(name: str) -> None:
    np.testing.assert_allclose(ACTIVATIONS[name](Z), np.asarray(keras.activations.get(name)(Z)), atol=1e-6)


def test_softmax_agrees_with_keras_and_does_not_overflow() -> None:
    logits = np.array([[1.0, 2.0, 3.0], [1000.0, 1000.0, -1000.0]], np.float32)
    np.testing.assert_allclose(ACTIVATIONS["softmax"](logits), np.asarray(keras.activations.softmax(logits)), atol=1e-6)


def test_step_answers_one_at_nought() -> None:
    assert ACTIVATIONS["step"](np.array([-0.1, 0.0, 0.1])).tolist() == [0, 1, 1]


@pytest.mark.parametrize(
    "settings",
    [
        NetworkSettings(),
        NetworkSettings(hidden_layers=0),
        NetworkSettings(hidden_layers=3, units=32, activation="tanh"),
        NetworkSettings(hidden_layers=2, units=64, activation="sigmoid"),
    ],
)
def test_forward_agrees_with_keras_on_1000_test_digits(settings: NetworkSettings, mnist: Mnist) -> None:
    keras.utils.set_random_seed(7)
    model = build(settings)
    pictures = mnist.test.pictures[:1000]
    expected = model.predict(pictures.astype(np.float32) / 255, verbose=0)
    np.testing.assert_allclose(predict(dense_layers(model), pictures), expected, atol=1e-5)


def test_forward_agrees_with_keras_for_the_trained_network(course_run: Snapshot, mnist: Mnist) -> None:
    """Trained weights are larger than fresh ones, and so are rounding differences."""
    model = build(NetworkSettings())
    model.set_weights([array for layer in course_run.layers for array in (layer.weights, layer.bias)])
    pictures = mnist.test.pictures[:1000]
    expected = model.predict(pictures.astype(np.float32) / 255, verbose=0)
    np.testing.assert_allclose(predict(course_run.layers, pictures), expected, atol=1e-5)


def test_forward_hands_out_every_layer(mnist: Mnist) -> None:
    layers = dense_layers(build(NetworkSettings(hidden_layers=2, units=16)))
    shapes = [output.shape for output in forward(layers, as_inputs(mnist.test.pictures[:3]))]
    assert shapes == [(3, 784), (3, 16), (3, 16), (3, 10)]


@pytest.mark.parametrize(
    ("settings", "parameters"),
    [(NetworkSettings(), 101_770), (NetworkSettings(hidden_layers=0), 7_850), (NetworkSettings(3, 64), 59_210)],
)
def test_parameters_are_counted_as_keras_counts_them(settings: NetworkSettings, parameters: int) -> None:
    """784 x 128 + 128 and 128 x 10 + 10 for the course's network."""
    assert settings.parameters == parameters == build(settings).count_params()


@pytest.mark.parametrize(("name", "kind"), [("adam", "Adam"), ("sgd", "SGD"), ("rmsprop", "RMSprop")])
def test_optimizers_are_keras_own(name: str, kind: str) -> None:
    optimizer = make_optimizer(name, 0.25)
    assert type(optimizer).__name__ == kind
    assert float(optimizer.learning_rate) == 0.25


def test_layers_survive_their_file(tmp_path: Path) -> None:
    layers = (
        DenseLayer(np.arange(6, dtype=np.float32).reshape(2, 3), np.ones(3, np.float32), "relu"),
        DenseLayer(np.ones((3, 10), np.float32), np.zeros(10, np.float32), "softmax"),
    )
    save_layers(tmp_path / "weights", layers)
    for saved, loaded in zip(layers, load_layers(tmp_path / "weights"), strict=True):
        np.testing.assert_array_equal(saved.weights, loaded.weights)
        np.testing.assert_array_equal(saved.bias, loaded.bias)
        assert saved.activation == loaded.activation


def test_a_weights_file_with_a_pickle_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "weights.npz", activations=np.array([{"a": 1}], dtype=object))
    with pytest.raises(ValueError, match="pickle"):
        load_layers(tmp_path / "weights.npz")
