"""How many steps a training has: examples, batches, epochs."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class TrainingPlan:
    """All examples once are an epoch; a batch of them is one step, after which the weights change."""

    examples: int = 60_000
    batch_size: int = 32
    epochs: int = 5

    @property
    def steps_per_epoch(self) -> int:
        """Batches in an epoch; the last one may be smaller, and counts."""
        return math.ceil(self.examples / self.batch_size)

    @property
    def last_batch(self) -> int:
        """How many examples are in an epoch's last batch."""
        return self.examples - (self.steps_per_epoch - 1) * self.batch_size

    @property
    def steps(self) -> int:
        """How often the weights change in all."""
        return self.epochs * self.steps_per_epoch
