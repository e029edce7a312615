"""The Keras network. The only module of `ml` that imports Keras, and only inside functions: it takes seconds.

What is built is first written down as calls, as plain data. The worker carries them out and the page prints them,
so the script that a visitor takes home can't differ from the run.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from components.ml.forward import ConvolutionLayer, DenseLayer, Layer
from components.ml.network import DIGITS, Augmentation, NetworkSettings, side_after

if TYPE_CHECKING:
    import keras

INITIALISATIONS = {
    "glorot_uniform": "GlorotUniform",
    "he_normal": "HeNormal",
    "random_normal": "RandomNormal",
    "zeros": "Zeros",
}
OPTIMIZERS: dict[str, tuple[str, dict[str, float]]] = {
    "adam": ("Adam", {}),
    "rmsprop": ("RMSprop", {}),
    "sgd": ("SGD", {}),
    "momentum": ("SGD", {"momentum": 0.9}),
}


@dataclass(frozen=True)
class Call:
    """A call of something in Keras, as data: `str()` writes it as Python, `make()` carries it out.

    >>> str(Call("layers.Dense", (10,), {"activation": "softmax"}))
    'keras.layers.Dense(10, activation="softmax")'
    """

    name: str
    positional: tuple[Any, ...] = ()
    named: dict[str, Any] | None = None

    def __str__(self) -> str:
        arguments = [_written(value) for value in self.positional]
        arguments += [f"{name}={_written(value)}" for name, value in (self.named or {}).items()]
        return f"keras.{self.name}({', '.join(arguments)})"

    def make(self) -> Any:
        """What the call gives."""
        import keras

        named = {name: _made(value) for name, value in (self.named or {}).items()}
        return reduce(getattr, self.name.split("."), keras)(*map(_made, self.positional), **named)


def _written(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _made(value: Any) -> Any:
    return value.make() if isinstance(value, Call) else value


def layer_calls(network: NetworkSettings, augmentation: Augmentation, seed: int) -> list[Call]:
    """The layers from input to softmax. Each draws from a seed of its own, made of `seed` and its place.

    So two networks with the same seed begin with the same weights wherever their layers have the same shape, and
    random changes of the digits or dropout change nothing about that.
    """

    def seeded(place: int) -> int:
        return 100 * seed + place

    def weights(place: int) -> dict[str, Any]:
        kind = INITIALISATIONS[network.initialisation]
        named: dict[str, Any] = {
            "kernel_initializer": Call(f"initializers.{kind}", named={} if kind == "Zeros" else {"seed": seeded(place)})
        }
        if network.l2:
            named["kernel_regularizer"] = Call("regularizers.L2", (network.l2,))
        return named

    calls = [Call("Input", ((28, 28),))]
    if network.convolutions or augmentation.by_layers:
        calls.append(Call("layers.Reshape", ((28, 28, 1),)))
    if augmentation.shift:
        share = round(augmentation.shift / 28, 4)
        calls.append(Call("layers.RandomTranslation", (share, share), {"fill_mode": "constant", "seed": seeded(41)}))
    if augmentation.rotation:
        turn = round(augmentation.rotation / 360, 4)
        calls.append(Call("layers.RandomRotation", (turn,), {"fill_mode": "constant", "seed": seeded(42)}))
    if augmentation.noise:
        calls.append(Call("layers.GaussianNoise", (augmentation.noise,), {"seed": seeded(43)}))
    side = 28
    for place, convolution in enumerate(network.convolutions, start=1):
        shape = convolution.filters, convolution.kernel_size
        calls.append(Call("layers.Conv2D", shape, {"activation": "relu", **weights(place)}))
        side, pooled = side_after(side, convolution.kernel_size)
        if pooled:
            calls.append(Call("layers.MaxPooling2D"))
    calls.append(Call("layers.Flatten"))
    for place, hidden in enumerate(network.hidden, start=11):
        calls.append(Call("layers.Dense", (hidden.units,), {"activation": hidden.activation, **weights(place)}))
        if network.dropout:
            calls.append(Call("layers.Dropout", (network.dropout,), {"seed": seeded(place + 20)}))
    calls.append(Call("layers.Dense", (DIGITS,), {"activation": "softmax", **weights(20)}))
    return calls


def optimizer_call(name: str, learning_rate: float) -> Call:
    """An optimizer by its name here ("sgd", "momentum", "rmsprop", "adam") with the given learning rate."""
    kind, more = OPTIMIZERS[name]
    return Call(f"optimizers.{kind}", named={"learning_rate": float(learning_rate), **more})


def build(calls: Sequence[Call]) -> "keras.Sequential":
    """The network that the layers' calls describe, with fresh weights."""
    import keras

    return keras.Sequential([call.make() for call in calls])


def learned_layers(model: "keras.Sequential") -> tuple[Layer, ...]:
    """Copy the weights out of Keras, for the NumPy forward pass."""
    import keras

    kinds: dict[type, type[Layer]] = {keras.layers.Dense: DenseLayer, keras.layers.Conv2D: ConvolutionLayer}
    to_numpy = keras.ops.convert_to_numpy
    return tuple(
        kinds[type(layer)](to_numpy(layer.kernel), to_numpy(layer.bias), layer.activation.__name__)
        for layer in model.layers
        if type(layer) in kinds
    )
