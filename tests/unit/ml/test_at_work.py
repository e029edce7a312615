"""What each unit adds up, and where it comes from, against Keras' own layers and brute force."""

from collections.abc import Callable

import keras
import numpy as np
import pytest

from components.ml.at_work import at_work, favourites, windows
from components.ml.forward import ConvolutionLayer, DenseLayer, as_inputs, forward
from components.ml.keras_network import learned_layers
from components.ml.mnist import Mnist
from tests.unit.ml.test_forward import convolutional, dense

NETWORKS = [lambda: dense("relu"), lambda: dense("tanh", "sigmoid"), convolutional]


@pytest.mark.parametrize("build", NETWORKS)
def test_sums_and_outputs_are_those_of_keras(build: Callable[[], keras.Sequential], mnist: Mnist) -> None:
    """Keras' layers, one after the other; of a convolution the largest before pooling."""
    model, picture = build(), mnist.test.pictures[0]
    working = at_work(learned_layers(model), picture)
    values, found = picture[None].astype(np.float32) / 255, iter(working)
    for layer in model.layers:
        values = np.asarray(layer(values))
        if isinstance(layer, keras.layers.Dense):
            np.testing.assert_allclose(next(found).outputs, values[0], atol=1e-5)
        elif isinstance(layer, keras.layers.Conv2D):
            np.testing.assert_allclose(next(found).outputs, values[0].max(axis=(0, 1)), atol=1e-5)
    assert next(found, None) is None


@pytest.mark.parametrize("build", NETWORKS)
def test_what_is_added_makes_the_sum(build: Callable[[], keras.Sequential], mnist: Mnist) -> None:
    layers = learned_layers(build())
    for layer, one in zip(layers, at_work(layers, mnist.test.pictures[3]), strict=True):
        np.testing.assert_allclose(one.added.sum(axis=0) + layer.bias, one.sums, atol=1e-4)
        assert sorted(np.abs(one.outputs), reverse=True) == np.abs(one.outputs[one.strongest()]).tolist()


def test_what_one_source_adds_is_lost_without_it(mnist: Mnist) -> None:
    """A filter switched off takes from each sum of the dense layer after it just what it added there."""
    layers, picture = learned_layers(convolutional()), mnist.test.pictures[1]
    *_, maps, _, _ = forward(layers, as_inputs(picture[None]))
    added = at_work(layers, picture)[2].added
    for source in (0, 7, 15):
        without = maps.copy()
        without[..., source] = 0
        lost = (maps - without).reshape(-1) @ layers[2].kernel
        np.testing.assert_allclose(added[source], lost, atol=1e-5)


def test_a_filter_counts_where_its_sum_is_largest(mnist: Mnist) -> None:
    """Every window, one by one."""
    layers, picture = learned_layers(convolutional()), mnist.test.pictures[2]
    first = layers[0]
    assert isinstance(first, ConvolutionLayer)
    one = at_work(layers, picture)[0]
    assert one.places is not None
    ink = picture.astype(np.float32)[..., None] / 255
    for unit in range(len(first.bias)):
        sums = {
            (row, column): float((ink[row : row + 3, column : column + 3] * first.kernel[..., unit]).sum())
            for row in range(26)
            for column in range(26)
        }
        row, column = one.places[unit]
        assert sums[row, column] == pytest.approx(max(sums.values()), abs=1e-5)
        np.testing.assert_array_equal(windows(first, ink)[row, column], ink[row : row + 3, column : column + 3])


def test_favourites_are_the_pictures_that_a_unit_likes_most(mnist: Mnist) -> None:
    layers, pictures = learned_layers(dense("relu", "tanh")), mnist.test.pictures[:300]
    liked = favourites(layers, 1, pictures, most=3)
    assert isinstance(layers[1], DenseLayer)
    assert liked.shape == (32, 28, 28)
    outputs = forward(layers, as_inputs(pictures))[2][:, 5]
    best = sorted(range(300), key=lambda index: -outputs[index])[:3]
    np.testing.assert_allclose(liked[5], pictures[best].astype(float).mean(axis=0), atol=0.5)
