"""The Keras network. The only module of `ml` that imports Keras, and only inside functions: it takes seconds."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from components.ml.forward import DenseLayer

if TYPE_CHECKING:
    import keras

PIXELS = 28 * 28
DIGITS = 10


@dataclass(frozen=True)
class NetworkSettings:
    """The shape of a network for 28x28 pictures; the defaults are the course's.

    `hidden_layers` layers of `units` units with `activation`, between a Flatten and a Dense(10, softmax).
    """

    hidden_layers: int = 1
    units: int = 128
    activation: str = "relu"

    @property
    def layer_sizes(self) -> tuple[int, ...]:
        """Units from the pixels to the digits: (784, 128, 10) for the course's network."""
        return (PIXELS, *[self.units] * self.hidden_layers, DIGITS)

    @property
    def parameters(self) -> int:
        """How many weights and biases there are to learn: inputs x units + units, summed over the layers."""
        sizes = self.layer_sizes
        return sum(inputs * units + units for inputs, units in pairwise(sizes))


def build(settings: NetworkSettings) -> "keras.Sequential":
    """Build the network with fresh random weights; `keras.utils.set_random_seed` decides which."""
    import keras

    return keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            keras.layers.Flatten(),
            *[
                keras.layers.Dense(settings.units, activation=settings.activation)
                for _ in range(settings.hidden_layers)
            ],
            keras.layers.Dense(DIGITS, activation="softmax"),
        ]
    )


def make_optimizer(name: str, learning_rate: float) -> "keras.optimizers.Optimizer":
    """An optimizer by its Keras name ("sgd", "rmsprop", "adam") with the given learning rate."""
    import keras

    return keras.optimizers.get({"class_name": name, "config": {"learning_rate": float(learning_rate)}})


def dense_layers(model: "keras.Sequential") -> tuple[DenseLayer, ...]:
    """Copy the learned weights out of Keras, for the NumPy forward pass."""
    import keras

    to_numpy = keras.ops.convert_to_numpy
    return tuple(
        DenseLayer(to_numpy(layer.kernel), to_numpy(layer.bias), layer.activation.__name__)
        for layer in model.layers
        if isinstance(layer, keras.layers.Dense)
    )
