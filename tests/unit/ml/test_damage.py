"""A damaged network: what is switched off is not heard, noise is the same every time, what is out of range is left."""

import numpy as np
import pytest

from components.ml.damage import Damage, damage_text, damaged, of_network, parse_damage
from components.ml.forward import Layer, as_inputs, forward, predict
from components.ml.keras_network import learned_layers
from components.ml.mnist import Mnist
from tests.unit.ml.test_forward import convolutional, dense


def by_hand(layers: list[Layer], mnist: Mnist, layer: int, unit: int, factor: float) -> np.ndarray:
    """The outputs of one layer, one of them multiplied, sent through the layers after it."""
    outputs = forward(layers[: layer + 1], as_inputs(mnist.test.pictures[:20]))[-1].copy()
    outputs[..., unit] *= factor
    return forward(layers[layer + 1 :], outputs)[-1]


@pytest.mark.parametrize("factor", [0.0, 0.5, 3.0])
@pytest.mark.parametrize("convolves", [False, True])
def test_a_scaled_unit_is_heard_so_much(factor: float, convolves: bool, mnist: Mnist) -> None:
    layers = learned_layers(convolutional() if convolves else dense("relu", "tanh"))
    for layer in range(len(layers) - 1):
        broken = damaged(layers, Damage(scaled=((layer, 3, factor),)))
        expected = by_hand(list(layers), mnist, layer, 3, factor)
        np.testing.assert_allclose(predict(broken, mnist.test.pictures[:20]), expected, atol=1e-5)


def test_noise_and_biases(mnist: Mnist) -> None:
    layers = learned_layers(dense("relu"))
    assert all(
        (now.kernel == before.kernel).all() and (now.bias == before.bias).all()
        for now, before in zip(damaged(layers, Damage()), layers, strict=True)
    )
    broken, again = (damaged(layers, Damage(noise=0.5, without_biases=(1,))) for _ in range(2))
    for now, same, before in zip(broken, again, layers, strict=True):
        np.testing.assert_array_equal(now.kernel, same.kernel)
        noise = now.kernel - before.kernel
        assert noise.std() == pytest.approx(0.5 * before.kernel.std(), rel=0.1)
    assert (broken[0].bias == layers[0].bias).all()
    assert not broken[1].bias.any()
    assert layers[1].bias.any()  # the network itself stays whole


def test_what_a_network_does_not_have_is_left_out() -> None:
    layers = learned_layers(dense("relu"))
    broken = damaged(layers, Damage(scaled=((0, 32, 0.0), (1, 0, 0.0), (7, 0, 0.0)), without_biases=(9,)))
    assert all((now.kernel == before.kernel).all() for now, before in zip(broken, layers, strict=True))


def test_an_address_holds_the_damage() -> None:
    damage = Damage(((0, 74, 0.0), (1, 3, 0.5)), 1.5, (1,))
    assert damage_text(damage) == "noise 1.5;0.74 0;1.3 0.5;biases 1"
    assert parse_damage(damage_text(damage)) == damage
    assert parse_damage(damage_text(Damage())) == Damage()
    assert parse_damage("0.74 0;0.74 1.5") == Damage(((0, 74, 1.5),))
    for bad in (
        "",
        "x",
        "1.2",
        "-1.0 0",
        "0.1 -2",
        "0.1 9",
        "0.1 nan",
        "0.1 1e999",
        "noise inf",
        "biases x",
        "9" * 500,
    ):
        assert parse_damage(bad) == Damage()
    broad = Damage(((0, 999, 0.0), (1, 3, 0.5)), 0.1, (1, 7))
    assert of_network(broad, learned_layers(dense("relu"))) == Damage((), 0.1, (1,))
