"""The shape of a network, told without Keras, is the one that Keras builds."""

import pytest

from components.ml.keras_network import build, layer_calls
from components.ml.network import (
    TWO_CONVOLUTIONS,
    Augmentation,
    Convolution,
    HiddenLayer,
    NetworkSettings,
    dense_layers,
    summary,
)
from components.training.specification import BEST_FOR_DRAWINGS

COURSE = NetworkSettings()
DEEP = NetworkSettings((HiddenLayer(512, "tanh"), HiddenLayer(8, "linear"), HiddenLayer(64, "sigmoid")), dropout=0.25)
CONVOLUTIONAL = NetworkSettings(convolutions=TWO_CONVOLUTIONS)


def test_the_courses_network_is_counted_out() -> None:
    assert [(layer.name, layer.shape, layer.parameters, layer.counted) for layer in summary(COURSE)] == [
        ("Input", (28, 28), 0, ""),
        ("Flatten", (784,), 0, ""),
        ("Dense, relu", (128,), 100_480, "784 × 128 + 128"),
        ("Dense, softmax", (10,), 1_290, "128 × 10 + 10"),
    ]
    assert COURSE.parameters == 101_770
    assert COURSE.multiplications == 101_632


def test_the_convolutional_network_is_counted_out() -> None:
    network = NetworkSettings((HiddenLayer(128),), convolutions=TWO_CONVOLUTIONS, dropout=0.5)
    assert [(layer.name, layer.shape, layer.counted) for layer in summary(network)] == [
        ("Input", (28, 28), ""),
        ("Conv2D, relu", (26, 26, 8), "3 × 3 × 1 × 8 + 8"),
        ("MaxPooling2D", (13, 13, 8), ""),
        ("Conv2D, relu", (11, 11, 16), "3 × 3 × 8 × 16 + 16"),
        ("MaxPooling2D", (5, 5, 16), ""),
        ("Flatten", (400,), ""),
        ("Dense, relu", (128,), "400 × 128 + 128"),
        ("Dropout, 0.5", (128,), ""),
        ("Dense, softmax", (10,), "128 × 10 + 10"),
    ]
    assert network.layer_sizes == (400, 128, 10)
    # 26 · 26 places of 3 · 3 · 8 products, 11 · 11 of 3 · 3 · 8 · 16, and the dense layers.
    assert network.multiplications == 676 * 72 + 121 * 1_152 + 51_200 + 1_280


@pytest.mark.parametrize(
    "network",
    [
        COURSE,
        NetworkSettings(()),
        DEEP,
        CONVOLUTIONAL,
        NetworkSettings((), convolutions=TWO_CONVOLUTIONS, l2=0.01),
        NetworkSettings((HiddenLayer(32), HiddenLayer(16, "tanh")), TWO_CONVOLUTIONS, 0.5, 0.001, "he_normal"),
        NetworkSettings(convolutions=(Convolution(4, 5), Convolution(8, 5), Convolution(4, 5))),
        NetworkSettings(convolutions=(Convolution(4, 3), Convolution(8, 5), Convolution(32, 3))),
        BEST_FOR_DRAWINGS.network,
    ],
)
def test_the_summary_is_keras_own(network: NetworkSettings) -> None:
    model = build(layer_calls(network, Augmentation(), seed=1))
    # Keras does not list its input, and a convolution first needs a place for the one channel.
    theirs = [layer for layer in model.layers if type(layer).__name__ != "Reshape"]
    ours = summary(network)[1:]
    assert [layer.name.split(",")[0] for layer in ours] == [type(layer).__name__ for layer in theirs]
    assert [layer.shape for layer in ours] == [layer.output.shape[1:] for layer in theirs]
    assert [layer.parameters for layer in ours] == [layer.count_params() for layer in theirs]
    assert network.parameters == model.count_params()
    for layer, their in zip(ours, theirs, strict=True):
        assert (eval(layer.counted.replace("×", "*")) if layer.counted else 0) == layer.parameters
        if type(their).__name__ in ("Dense", "Conv2D"):
            assert layer.name.split(", ")[1] == their.activation.__name__
        if type(their).__name__ == "Dropout":
            assert layer.name == f"Dropout, {their.rate}"


def test_a_change_of_the_digits_changes_no_shape() -> None:
    for network in (COURSE, CONVOLUTIONAL):
        model = build(layer_calls(network, Augmentation(2, 15, 0.1), seed=1))
        assert model.output_shape == (None, 10)
        assert model.count_params() == network.parameters


def test_any_plain_network_is_counted_as_the_courses() -> None:
    course = dense_layers(COURSE.layer_sizes)
    assert [(layer.parameters, layer.counted) for layer in course] == [
        (layer.parameters, layer.counted) for layer in summary(COURSE) if layer.counted
    ]
    assert [
        (layer.name, layer.multiplications, layer.outputs, layer.counted) for layer in dense_layers((4, 3, 5, 2))
    ] == [
        ("Hidden layer 1", 12, 3, "4 × 3 + 3"),
        ("Hidden layer 2", 15, 5, "3 × 5 + 5"),
        ("Output layer", 10, 2, "5 × 2 + 2"),
    ]
    assert [layer.name for layer in dense_layers((4, 2))] == ["Output layer"]
