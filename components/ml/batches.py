"""How many steps a training has: examples, batches, epochs."""

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
        return -(-self.examples // self.batch_size)

    @property
    def last_batch(self) -> int:
        """How many examples are in an epoch's last batch."""
        return self.examples - (self.steps_per_epoch - 1) * self.batch_size

    @property
    def steps(self) -> int:
        """How often the weights change in all."""
        return self.epochs * self.steps_per_epoch


def source_code(plan: TrainingPlan) -> str:
    """A script that counts the same steps."""
    return f"""import math

digits, batch_size, epochs = {plan.examples}, {plan.batch_size}, {plan.epochs}

steps_per_epoch = math.ceil(digits / batch_size)
last_batch = digits - (steps_per_epoch - 1) * batch_size
for count, what, where in [
    (steps_per_epoch, "step", "in an epoch"),
    (last_batch, "digit", "in the last batch"),
    (epochs * steps_per_epoch, "step", "in all"),
]:
    print(count, what if count == 1 else what + "s", where)
"""
