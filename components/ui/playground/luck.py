"""Was that luck? The same experiment with other seeds, and with the other values of one setting."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st
from scipy.stats import ttest_rel

from components.charts.sklearn_perceptron import luck_figure, sweep_figure
from components.ml.classification_data import DataSettings
from components.ml.sklearn_perceptron import PerceptronSettings, accuracies
from components.ui.common.background import show_job
from components.ui.common.settings import Choice
from components.ui.common.show import chart
from components.ui.playground.comparison import CHANCE
from components.ui.playground.settings import (
    ALPHA,
    CLASS_WEIGHT,
    EARLY_STOPPING,
    ETA0,
    MAX_ITER,
    PENALTY,
    SHUFFLE,
    TOL,
    learning_with,
)

SEEDS, SWEEP_SEEDS = range(30), range(10)
EXAMPLES = "training examples"
SHARES = (0.05, 0.1, 0.2, 0.4, 0.7, 1.0)
SWEPT = Choice(
    "swept",
    "All values of",
    "max_iter",
    ("max_iter", "eta0", "tol", "shuffle", "penalty", "alpha", "early_stopping", "class_weight", EXAMPLES),
)
OPTIONS = {setting.key: tuple(setting.options) for setting in (MAX_ITER, ETA0, TOL, PENALTY, ALPHA, CLASS_WEIGHT)}
OPTIONS |= {setting.key: (False, True) for setting in (SHUFFLE, EARLY_STOPPING)}

Accuracies = tuple[float, float]  # of the training and the test part


@dataclass(frozen=True)
class Sweep:
    """The settings that are tried, a value each, what it is called, and which of them are the visitor's own."""

    values: tuple[str, ...]
    tried: tuple[tuple[PerceptronSettings, float], ...]  # with the share of the training examples
    own: int

    def calls(self, data: DataSettings) -> list[tuple[DataSettings, PerceptronSettings, int, float]]:
        """All values with one seed, then with the next: so that early on there is something of each."""
        return [(data, settings, seed, share) for seed in SWEEP_SEEDS for settings, share in self.tried]


def show_luck(data: DataSettings, settings: PerceptronSettings, own: float) -> None:
    """What other seeds make of the same examples, and whether one's own accuracy is out of the ordinary."""
    luck = st.expander("Was that luck?", icon=":material/casino:", key="luck", on_change="rerun")
    with luck:
        if luck.open:
            calls = [(data, settings, seed) for seed in SEEDS]
            show_job(
                "luck_job", (data, settings), accuracies, calls, lambda found: _show_seeds(found, own), "Seeds tried"
            )
    sweep = st.expander("Which value is best?", icon=":material/ssid_chart:", key="sweep", on_change="rerun")
    with sweep:
        if sweep.open:
            st.markdown("The same examples, split in 10 other ways: the mean, and one standard deviation to each side.")
            tried = sweep_of(SWEPT.show(), settings)
            if SWEPT.now() == ALPHA.key and settings.penalty is None:
                st.caption("Tried with penalty l2, since alpha does nothing without one.")
            about, tries = (data, tried), tried.calls(data)
            show_job("sweep_job", about, accuracies, tries, lambda found: _show_sweep(tried, found), "Tried")


def sweep_of(name: str, settings: PerceptronSettings) -> Sweep:
    """What there is to try of a setting, by its key, with all else as it is."""
    if name == EXAMPLES:
        names = tuple(f"{share:.0%}" for share in SHARES)
        return Sweep(names, tuple((settings, share) for share in SHARES), len(SHARES) - 1)
    without = name == ALPHA.key and settings.penalty is None
    if without:
        settings = replace(settings, penalty="l2")  # without one, alpha does nothing
    tried = tuple(learning_with(settings, name, value) for value in OPTIONS[name])
    own = tried.index(settings) if settings in tried and not without else -1
    return Sweep(tuple(_called(value) for value in OPTIONS[name]), tuple((one, 1.0) for one in tried), own)


def judged(sweep: Sweep, tests: Sequence[Sequence[float]]) -> str:
    """The best value, and whether it is more than luckier than one's own: paired over the splits (t-test). As the best
    of several is looked at, the probability that chance is allowed is shared among them (Bonferroni).
    """
    means = [statistics.mean(part) for part in tests]
    best = max(range(len(means)), key=means.__getitem__)
    said = f"Best on average: **{sweep.values[best]}**, {means[best]:.3f}."
    if best == sweep.own or sweep.own < 0:
        return f"{said} It is yours." if best == sweep.own else said
    difference = means[best] - means[sweep.own]
    said += f" Yours, {sweep.values[sweep.own]}, has {means[sweep.own]:.3f}."
    if difference == 0:
        return f"{said} There is no difference."
    chance = ttest_rel(tests[best], tests[sweep.own]).pvalue * (len(means) - 1)
    return f"{said} The difference, {difference:.3f}, is {'more than' if chance < CHANCE else 'no more than'} luck."


def _show_seeds(found: list[Accuracies], own: float) -> None:
    tests = [test for _, test in found]
    low, high = min(tests), max(tests)
    chart(luck_figure(tests, own), key="luck_figure", alt=f"{len(tests)} test accuracies from {low:.3f} to {high:.3f}.")
    if len(tests) < len(SEEDS):
        return
    mean, spread = statistics.mean(tests), statistics.stdev(tests)
    verdict = "nothing unusual" if abs(own - mean) <= 2 * spread else "out of the ordinary"
    st.markdown(
        f"The same examples, split and shuffled with 30 other seeds, gave {low:.3f} to {high:.3f}, on average "
        f"{mean:.3f} ± {spread:.3f}. Yours, {own:.3f}, is {verdict}. A setting whose accuracy differs by less than "
        f"about {2 * spread:.3f} may only have been lucky."
    )


def _show_sweep(sweep: Sweep, found: list[Accuracies]) -> None:
    """As far as all values have been tried as often."""
    count = len(sweep.values)
    rounds = len(found) // count
    if not rounds:
        return
    tries = [found[place : rounds * count : count] for place in range(count)]
    trains, tests = ([[pair[part] for pair in one] for one in tries] for part in (0, 1))
    alt = "Test accuracy, mean and spread: " + ", ".join(
        f"{value} {statistics.mean(test):.3f}" for value, test in zip(sweep.values, tests, strict=True)
    )
    chart(sweep_figure(sweep.values, trains, tests, sweep.own), key="sweep_figure", alt=f"{alt}.")
    if rounds == len(SWEEP_SEEDS):
        st.markdown(judged(sweep, tests))


def _called(value: Any) -> str:
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else f"{value}"
