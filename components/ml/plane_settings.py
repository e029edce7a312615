"""What is chosen of a network on the plane before its first step."""

from dataclasses import dataclass, field

from components.ml.plane_data import PointSettings, points
from components.ml.small_network import Loss

ACTIVATIONS = ("tanh", "relu", "sigmoid", "linear")


@dataclass(frozen=True)
class PlaneSettings:
    """What is chosen before the first step. `hidden` are the units of each hidden layer, `penalty` a key of PENALTIES
    with its `share`, `initialisation` one of INITIALISATIONS. The seed draws the weights and the order of the points.
    """

    points: PointSettings = field(default_factory=PointSettings)
    features: tuple[str, ...] = ("x1", "x2")
    hidden: tuple[int, ...] = (4, 2)
    activation: str = "tanh"
    learning_rate: float = 0.03
    batch_size: int = 10
    optimizer: str = "adam"
    penalty: str = "none"
    share: float = 0.001
    initialisation: str = "glorot_uniform"
    seed: int = 42

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units from the features to the output."""
        return (len(self.features), *self.hidden, 1)

    @property
    def loss(self) -> Loss:
        """Of classes the log loss, of heights the mean squared error."""
        return "log loss" if self.points.classes else "mean squared error"


def steps_an_epoch(settings: PlaneSettings) -> int:
    """Batches until all training points were seen once."""
    return max(1, -(-len(points(settings.points).x) // settings.batch_size))
