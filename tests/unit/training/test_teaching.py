"""A network that learned goes on learning from a visitor's digits, too."""

import numpy as np
import pytest

from components.ml.forward import predict
from components.ml.keras_network import build, layer_calls, learned_layers
from components.ml.mnist import Mnist
from components.ml.network import Augmentation, Convolution, HiddenLayer, NetworkSettings
from components.training.snapshot import Snapshot
from components.training.teaching import network_of, taught


@pytest.mark.parametrize(
    "network",
    [
        NetworkSettings(),
        NetworkSettings(hidden=()),
        NetworkSettings((HiddenLayer(20, "tanh"), HiddenLayer(9, "sigmoid")), (Convolution(4, 5), Convolution(6))),
    ],
)
def test_the_settings_are_found_from_the_layers(network: NetworkSettings) -> None:
    layers = learned_layers(build(layer_calls(network, Augmentation(), 3)))
    assert network_of(layers) == network


def test_it_learns_digits_that_it_read_wrong_and_keeps_the_others(course_run: Snapshot, mnist: Mnist) -> None:
    """Three test digits that it gets wrong. Of the rest no more than one in a hundred more is lost."""
    labels = mnist.test.labels
    read = predict(course_run.layers, mnist.test.pictures).argmax(axis=1)
    wrong = np.flatnonzero(read != labels)[:3]
    after = taught(course_run.layers, mnist.test.pictures[wrong], labels[wrong])
    now = predict(after, mnist.test.pictures).argmax(axis=1)
    assert (now[wrong] == labels[wrong]).sum() >= 2
    assert (now == labels).mean() > (read == labels).mean() - 0.01
    again = taught(course_run.layers, mnist.test.pictures[wrong], labels[wrong])
    assert all((one.kernel == other.kernel).all() for one, other in zip(after, again, strict=True))
