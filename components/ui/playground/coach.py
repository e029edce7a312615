"""What stands in the way of a better result here: the measured number, the cause, a setting to try, and whether it
helped.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

import numpy as np
import streamlit as st

from components.charts.numbers import about
from components.ml.classification_data import BENT, DataSettings
from components.ml.sklearn_perceptron import PerceptronSettings, Result
from components.ml.stopping import Reason
from components.ml.two_class_metrics import disagreement, metrics
from components.ui.common.settings import Setting
from components.ui.common.show import button
from components.ui.playground.cached import cached_run
from components.ui.playground.comparison import CHANCE
from components.ui.playground.settings import (
    CLASS_WEIGHT,
    COURSE,
    ETA0,
    MAX_ITER,
    PENALTY,
    SAMPLES,
    SCALED,
    TEST_SHARE,
    has,
)

APPLIED, TO = "coach_applied", "coach_applied_to"  # in the session; the second: the experiment that came of it
# From here on a thing is worth a word: how many times as far one feature spreads as another; the majority's share, and
# the share of the others that is found; train minus test accuracy; the uncertainty of the test accuracy; and below
# which accuracy a straight line is said not to do.
UNEVEN, MAJORITY, FOUND, GAP, UNCERTAIN, HOPELESS = 20, 0.8, 0.7, 0.1, 0.05, 0.85


@dataclass(frozen=True)
class Measure:
    """What an advice is to make better: its value for a result, and whether `more` of it is better."""

    name: str
    of: Callable[[Result], float]
    more: bool = True


ACCURACY = Measure("test accuracy", lambda result: result.test_accuracy)
OVERFIT = Measure("train minus test accuracy", lambda result: result.train_accuracy - result.test_accuracy, more=False)
RECALL = Measure("recall of the rarer class", lambda result: _rare(result)[1] / max(1, _rare(result)[0]))
ERROR = Measure("uncertainty of the test accuracy", lambda result: uncertainty(result), more=False)


@dataclass(frozen=True)
class Advice:
    """What was measured and why it is so; the setting and the value that may help, if there are any."""

    text: str
    setting: Setting[Any] | None = None
    value: Any = None
    measure: Measure = ACCURACY


@dataclass(frozen=True)
class Applied:
    """An advice that was followed, what the setting was before, and the result then."""

    advice: Advice
    before: Any
    result: Result


def uncertainty(result: Result) -> float:
    """How far the accuracy on endlessly many examples may be from that on these: half of Wilson's interval (1927), two
    standard errors to each side. Also where all answers are right it is not 0.
    """
    share, count = result.test_accuracy, len(result.data.y_test)
    return 2 * sqrt(share * (1 - share) / count + 1 / count**2) / (1 + 4 / count)


def _rare(result: Result) -> tuple[int, int]:
    """How many test examples the rarer class has, and how many of them are found."""
    counts = result.confusion.sum(axis=1)
    rarer = int(counts.argmin())
    return int(counts[rarer]), int(result.confusion[rarer, rarer])


def advice(data: DataSettings, settings: PerceptronSettings, result: Result) -> Iterator[Advice]:
    """All that there is to say, what matters most first."""
    spreads = result.data.x_train.std(axis=0)
    least = float(spreads[spreads > 0].min(initial=np.inf))
    if not data.scaled and spreads.max() > UNEVEN * least:
        yield Advice(
            f"One feature spreads {about(spreads.max() / least)} times as far as another. A mistake moves each weight "
            "by its feature, so the large one decides almost alone.",
            SCALED,
            True,
        )
    elif data.kind in BENT and result.test_accuracy < HOPELESS:
        yield Advice(
            f"One neuron draws one straight line, and no straight line separates {data.kind}: no setting helps. "
            "“Compared with other models”, below, shows borders that bend."
        )
    count, found = _rare(result)
    majority = metrics(result.confusion)[1].value or 0
    if majority >= MAJORITY and found < FOUND * count and settings.class_weight is None:
        yield Advice(
            f"If every answer were the same, {majority:.0%} would be right. Of the rarer class only {found} of {count} "
            "test examples are found: its mistakes are too few to move the line far.",
            CLASS_WEIGHT,
            "balanced",
            RECALL,
        )
    if result.stopped is Reason.CUT_SHORT and settings.max_iter < COURSE.max_iter:
        yield Advice(
            f"It was cut short by max_iter, {settings.max_iter}: it would have gone on.", MAX_ITER, COURSE.max_iter
        )
    if settings.penalty is None and settings.eta0 != COURSE.eta0:
        other = cached_run(data, replace(settings, eta0=COURSE.eta0))
        if np.array_equal(other.z > 0, result.z > 0):
            yield Advice(
                f"eta0 {settings.eta0:g} changes nothing: with {COURSE.eta0:g}, all {len(result.z)} test answers are "
                "the same. All weights begin at 0, so eta0 makes all of them larger or smaller alike.",
                ETA0,
                COURSE.eta0,
            )
    gap = result.train_accuracy - result.test_accuracy
    more_samples = has(data.kind, SAMPLES) and data.n_samples < SAMPLES.default
    if gap >= GAP and (more_samples or settings.penalty is None):
        text = f"It is {gap:.3f} better on the training examples than on the test examples: it overfits. "
        if more_samples:
            yield Advice(f"{text}More examples leave less to chance.", SAMPLES, SAMPLES.default, OVERFIT)
        else:
            yield Advice(f"{text}A penalty on large weights may help.", PENALTY, "l2", OVERFIT)
    if not count:
        yield Advice("The test part has no example of one class: what is right there says nothing about that class.")
    error, tests = uncertainty(result), len(result.data.y_test)
    if error >= UNCERTAIN and (more_samples or data.test_share < TEST_SHARE.high / 2):
        text = f"With {tests} test examples the accuracy is only known to about ± {error:.2f}. "
        if more_samples:
            yield Advice(f"{text}More examples tell more.", SAMPLES, SAMPLES.default, ERROR)
        else:
            yield Advice(f"{text}A larger test part tells more, and leaves less to learn from.", TEST_SHARE, 0.5, ERROR)


def show_coach(data: DataSettings, settings: PerceptronSettings, result: Result) -> None:
    """What was applied, whether it helped, and the way back; then the first of what else there is to say."""
    applied: Applied | None = st.session_state.get(APPLIED)
    if applied is not None:
        # Once anything else is changed, the difference is no longer the advice's.
        if st.session_state.setdefault(TO, (data, settings)) == (data, settings):
            with _line("task_alt", whether_it_helped(applied, result)):
                button("Undo", "undo", "coach_undo", _undo)
        else:
            del st.session_state[APPLIED], st.session_state[TO]
    for number, one in enumerate(advice(data, settings, result)):
        with _line("sports", one.text):
            if one.setting is not None:
                label = f"Try {one.setting.label}: {_word(one.value)}"
                button(label, "auto_fix_high", f"coach_{number}", _apply, one, result)


def whether_it_helped(applied: Applied, result: Result) -> str:
    """The number before and after, and what the difference is worth."""
    measure, setting = applied.advice.measure, applied.advice.setting
    assert setting is not None
    before, now = measure.of(applied.result), measure.of(result)
    told = (
        f"With **{setting.label}** {_word(applied.before)} the {measure.name} was {before:.3f}, "
        f"with {_word(applied.advice.value)} it is {now:.3f}."
    )
    if f"{now:.3f}" == f"{before:.3f}":
        return f"{told} It made no difference."
    labels = result.data.y_test
    same = measure is ACCURACY and np.array_equal(applied.result.data.y_test, labels)
    if same and disagreement(labels, applied.result.z, result.z).probability >= CHANCE:
        return f"{told} That may be luck."
    better = now > before if measure.more else now < before
    return f"{told} {'It helped.' if better else 'It did not help: undo it.'}"


def _word(value: object) -> str:
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)


def _line(icon: str, text: str) -> Any:
    place = st.container(horizontal=True, vertical_alignment="center", gap="small", border=True)
    place.container(width="stretch").markdown(f":material/{icon}: {text}")
    return place


def _apply(one: Advice, result: Result) -> None:
    assert one.setting is not None
    st.session_state[APPLIED] = Applied(one, one.setting.now(), result)
    st.session_state.pop(TO, None)
    one.setting.set(one.value)


def _undo() -> None:
    applied: Applied = st.session_state.pop(APPLIED)
    assert applied.advice.setting is not None
    applied.advice.setting.set(applied.before)
