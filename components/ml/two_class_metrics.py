"""How good answers to two classes are: figures with what was counted for them, and curves over every threshold."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score, roc_curve

from components.ml.classification_data import FloatArray, IntArray


@dataclass(frozen=True)
class Metric:
    """`right` `of` so many, and in words what they are. The value is their ratio, None where there are none."""

    name: str
    right: int
    of: int
    words: str

    @property
    def value(self) -> float | None:
        """0 to 1."""
        return self.right / self.of if self.of else None


def metrics(confusion: IntArray | Sequence[Sequence[int]]) -> list[Metric]:
    """Of a confusion matrix (2, 2), rows the true class, columns the answer."""
    (true0, false1), (false0, true1) = np.asarray(confusion).tolist()
    zeros, ones = true0 + false1, false0 + true1
    more = int(ones > zeros)
    return [
        Metric("accuracy", true0 + true1, zeros + ones, "answers that are right"),
        Metric("always the majority", max(zeros, ones), zeros + ones, f"right if every answer were {more}"),
        Metric("precision", true1, true1 + false1, "answers 1 that are right"),
        Metric("recall", true1, ones, "examples of class 1 that are found"),
        Metric("F1", 2 * true1, 2 * true1 + false1 + false0, "both in one: their harmonic mean"),
    ]


@dataclass(frozen=True)
class ThresholdCurves:
    """What other thresholds than 0 for the sum z would give. `roc` (n, 2): the share of class 0 that is wrongly
    answered 1, and that of class 1 rightly; `precision_recall` (m, 2): recall, precision. Both from strict to lenient.
    """

    roc: FloatArray
    roc_area: float
    precision_recall: FloatArray
    average_precision: float


def threshold_curves(labels: IntArray, z: FloatArray) -> ThresholdCurves | None:
    """Of labels 0 or 1 (n,) and sums z (n,); None where one of the classes is missing."""
    if len(np.unique(labels)) < 2:
        return None
    false_rate, true_rate, _ = roc_curve(labels, z)
    precision, recall, _ = precision_recall_curve(labels, z)
    return ThresholdCurves(
        np.column_stack([false_rate, true_rate]),
        float(roc_auc_score(labels, z)),
        np.column_stack([recall, precision])[::-1],
        float(average_precision_score(labels, z)),
    )


@dataclass(frozen=True)
class Disagreement:
    """Of two models' answers to the same examples: how many only the one or only the other gets right, and the
    probability of a difference like that if chance alone chose between the two (sign test, two-sided).
    """

    only_before: int
    only_now: int
    probability: float


def disagreement(labels: IntArray, z_before: FloatArray, z_now: FloatArray) -> Disagreement:
    """Of labels 0 or 1 (n,) and both models' sums z (n,), which answer 1 above 0."""
    before, now = ((z > 0) == labels for z in (z_before, z_now))
    only_before, only_now = int((before & ~now).sum()), int((now & ~before).sum())
    either = only_before + only_now
    return Disagreement(only_before, only_now, float(binomtest(only_now, either).pvalue) if either else 1.0)
