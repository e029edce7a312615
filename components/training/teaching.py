"""A network that has learned goes on learning for some seconds, from digits that it has not seen before as well."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from components.ml.forward import ConvolutionLayer, DenseLayer, Layer, as_inputs
from components.ml.keras_network import build, layer_calls, learned_layers, optimizer_call
from components.ml.mnist import PATH, load_mnist
from components.ml.network import Augmentation, Convolution, HiddenLayer, NetworkSettings
from components.ml.pens import changed

# So many of MNIST's training digits, drawn by chance, keep the network from forgetting them. Each new digit comes so
# many times, all together at most a quarter as often, and changed as pens change it, so that none is learned by heart.
# Of ten drawings that the course's network read wrong, each taught alone, it then read all ten right; its accuracy on
# MNIST's test digits went from 0.973 to between 0.977 and 0.978.
REMEMBERED, TIMES = 8_000, 30
EPOCHS, BATCH_SIZE, LEARNING_RATE = 2, 32, 0.0005
SEED = 1


def network_of(layers: Sequence[Layer]) -> NetworkSettings:
    """The settings of the network that these layers are."""
    return NetworkSettings(
        hidden=tuple(
            HiddenLayer(len(layer.bias), layer.activation) for layer in layers[:-1] if isinstance(layer, DenseLayer)
        ),
        convolutions=tuple(
            Convolution(len(layer.bias), len(layer.kernel)) for layer in layers if isinstance(layer, ConvolutionLayer)
        ),
    )


def taught(layers: tuple[Layer, ...], pictures: NDArray[np.uint8], labels: NDArray[np.uint8]) -> tuple[Layer, ...]:
    """The network after learning on from pictures (n, 28, 28) and their labels (n,), mixed into MNIST's. The same every
    time. It imports Keras, and takes some seconds: for a process beside the pages.
    """
    train = load_mnist(PATH).train
    random = np.random.default_rng(SEED)
    remembered = random.choice(len(train.labels), REMEMBERED, replace=False)
    new = np.resize(np.arange(len(labels)), min(TIMES * len(labels), REMEMBERED // 4))
    inputs = np.concatenate([train.pictures[remembered], pictures, changed(pictures[new], labels[new], random)])
    targets = np.concatenate([train.labels[remembered], labels, labels[new]])
    order = random.permutation(len(targets))

    model = build(layer_calls(network_of(layers), Augmentation(), SEED))
    model.set_weights([array for layer in layers for array in (layer.kernel, layer.bias)])
    model.compile(optimizer_call("adam", LEARNING_RATE).make(), "sparse_categorical_crossentropy")
    model.fit(
        as_inputs(inputs[order]).reshape(-1, 28, 28),
        targets[order].astype(np.int32),
        batch_size=BATCH_SIZE,
        epochs=EPOCHS,
        shuffle=False,
        verbose=0,
    )
    return learned_layers(model)
