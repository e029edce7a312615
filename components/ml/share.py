"""A share that was counted, and how uncertain it is."""

from dataclasses import dataclass

from scipy.stats import binomtest


@dataclass(frozen=True)
class Share:
    """`right` of `count`, at least 1; the true share lies from `low` to `high` with 95 % confidence: Wilson's interval,
    which also holds for small counts.
    """

    right: int
    count: int
    low: float
    high: float

    @classmethod
    def of(cls, right: int, count: int) -> "Share":
        """Of so many that are right."""
        interval = binomtest(right, count).proportion_ci(0.95, method="wilson")
        return cls(right, count, float(interval.low), float(interval.high))

    @property
    def value(self) -> float:
        """The share itself, 0 to 1."""
        return self.right / self.count
