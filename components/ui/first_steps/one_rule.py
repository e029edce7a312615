"""Write the rule yourself: three limits that are to find the 1s in MNIST, and what learns instead."""

from dataclasses import asdict, dataclass, replace
from typing import Any

import streamlit as st

from components.charts.digit_pictures import labelled_strip
from components.charts.one_rule import Heights, heights, limit_svg
from components.ml.mnist import Split
from components.ml.one_rule import COURSE_NETWORK, Measurements, OneRule, Score, best_change, measure, score, wrong_ones
from components.ui.common.fragment import fragment
from components.ui.common.guess import guess_first
from components.ui.common.mnist import mnist_or_stop
from components.ui.common.program import program
from components.ui.common.progress import remember
from components.ui.common.settings import Range, Switch
from components.ui.common.show import show_code
from components.ui.common.visitor import kept
from components.ui.first_steps.ones_compared import band, show_others

OPEN = OneRule()
# How far each slider and its picture go.
MOST_INK, MOST_TALL, MOST_MIDDLE = OPEN.most_ink, 5.0, 100
INK = Range("r_ink", "Ink: at most, in %", OPEN.most_ink, 0, MOST_INK, 1)
TALL = Range("r_tall", "Shape: at least", OPEN.least_tall, 0.0, MOST_TALL, 0.1)
MIDDLE = Range("r_middle", "Middle: at least, in %", OPEN.least_middle, 0, MOST_MIDDLE, 1)
OTHERS = Switch("r_others", "Compare with a neuron and a network, on new digits", False)
SHOWN = 8
LIMITS: dict[str, Range[Any]] = {"most_ink": INK, "least_tall": TALL, "least_middle": MIDDLE}
PATIENCE = 4  # tries that are no better than the best, before there is a hint
_BEST = "best_rule"


@dataclass(frozen=True)
class Best:
    """The visitor's best rule, what it scored, and how many others have been tried since."""

    rule: OneRule = OPEN
    percent: float = 0.0
    tries_since: int = 0


@st.cache_resource(max_entries=1, show_spinner="Measuring 70,000 digits …")
def _measured() -> tuple[Measurements, Measurements, tuple[Heights, Heights, Heights]]:
    """The training digits, the test digits, and the training digits' pictures."""
    mnist = mnist_or_stop()
    train = measure(mnist.train)
    values = ((train.ink, MOST_INK), (train.tall, MOST_TALL), (train.middle, MOST_MIDDLE))
    ink, tall, middle = (heights(value, train.is_one, most) for value, most in values)
    return train, measure(mnist.test), (ink, tall, middle)


@fragment
def one_rule() -> None:
    """Three limits with their pictures, the score, what goes wrong, and what others reach."""
    digits = mnist_or_stop().train
    train, test, shown = _measured()
    rule = _limits(shown)
    answers = rule.answers(train)
    result = score(answers, train.is_one)
    best: Best = kept().get(_BEST, Best())
    with st.grid(4, min_column_width=150):
        st.metric("Right, of 100", f"{result.percent:.1f}", border=True)
        st.metric("1s found, of 100", f"{100 * result.found / result.ones:.1f}", border=True)
        st.metric("False alarms", f"{result.false_alarms:,}", border=True)
        st.metric("Your best, of 100", f"{best.percent:.1f}" if best.percent else "–", border=True)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_verdict(rule, result), width="stretch")
        if best.percent and best.rule != rule:
            st.button("Back to your best", key="r_best", icon=":material/undo:", on_click=_set, args=(best.rule,))
    with st.container(key="said_hint"):
        if best.tries_since >= PATIENCE:
            start = "Now" if best.rule == rule else "From your best rule," if best.percent else "From where you began,"
            st.info(f"**Hint.** {start} {_hint(best.rule)}", icon=":material/lightbulb:")
    _show_wrong(digits, train, rule)
    question = st.container()
    others = OTHERS.show()
    with question:
        guess_first("one_rule", band(COURSE_NETWORK) if others else None)
    if others:
        show_others(digits, rule, train, test)
    show_code(program("one_rule", **asdict(rule)), "Your rule as a script. It prints the score above.")


def _tried() -> None:
    """In a slider's callback: keep the best rule, once it beats a rule that never says 1, and tell home of it."""
    train, *_ = _measured()
    rule = OneRule(INK.now(), TALL.now(), MIDDLE.now())
    result = score(rule.answers(train), train.is_one)
    best: Best = kept().get(_BEST, Best())
    if result.percent > max(result.never_percent, best.percent):
        kept()[_BEST] = Best(rule, result.percent)
        remember("first_steps", f"wrote a rule that is right for {result.percent:.1f} of 100 digits")
    else:
        kept()[_BEST] = replace(best, tries_since=best.tries_since + 1)


def _set(rule: OneRule) -> None:
    for name, setting in LIMITS.items():
        setting.set(getattr(rule, name))


@st.cache_data(max_entries=100, show_spinner=False)
def _hint(rule: OneRule) -> str:
    """How to go on from this rule: which limit to move, and in which direction."""
    train, *_ = _measured()
    values = {
        name: [limit.low + number * limit.step for number in range(round((limit.high - limit.low) / limit.step) + 1)]
        for name, limit in LIMITS.items()
    }
    change = best_change(rule, train, values)
    if change is None:
        return "no single limit gets you much further. Compare with a network, below."
    name, value = change
    way = "raise" if value > getattr(rule, name) else "lower"
    return f"{way} only the limit for **{LIMITS[name].label.partition(':')[0].lower()}**."


def _limits(shown: tuple[Heights, Heights, Heights]) -> OneRule:
    """The three sliders, each below its picture."""
    ink, tall, middle = st.columns(3, gap="medium")
    with ink:
        place = st.empty()
        most_ink = INK.show(on_change=_tried)
        _picture(place, shown[0], most_ink / MOST_INK, False, f"ink, where {most_ink} % or less passes")
    with tall:
        place = st.empty()
        least_tall = TALL.show(on_change=_tried)
        _picture(place, shown[1], least_tall / MOST_TALL, True, f"shape, where {least_tall:g} or more passes")
    with middle:
        place = st.empty()
        least_middle = MIDDLE.show(on_change=_tried)
        _picture(place, shown[2], least_middle / MOST_MIDDLE, True, f"middle, where {least_middle} % or more passes")
    st.caption(
        "Each bar is the share of digits with that value. Blue, above the line: of all 1s. Orange, below it: of all "
        f"other digits. Grey area: shut out. The last bar of the shape counts everything from {MOST_TALL:g} up. "
        "Keep in mind that there are about eight times as many other digits as 1s."
    )
    return OneRule(most_ink, least_tall, least_middle)


def _picture(place: "st.delta_generator.DeltaGenerator", shown: Heights, limit: float, above: bool, what: str) -> None:
    place.image(
        limit_svg(shown, limit, above), width="stretch", alt=f"How the 1s and the other digits are spread over {what}."
    )


def _verdict(rule: OneRule, result: Score) -> str:
    never = result.never_percent
    if not result.found and not result.false_alarms:
        return f"This rule never says 1. It is right for {never:.1f} of 100 digits, but it finds no 1."
    if rule == OPEN:
        return "Now the rule calls every digit a 1. Move a limit to shut out the other digits."
    if result.percent <= never:
        return f"Always saying “not a 1” is right for {never:.1f} of 100. Your rule does not beat that yet."
    return f"Always saying “not a 1” is right for {never:.1f} of 100. Your rule beats that. How far can you get?"


def _show_wrong(digits: Split, train: Measurements, rule: OneRule) -> None:
    """Some 1s that the rule misses, with the limit that shut them out, and some false alarms."""
    missed, alarms = wrong_ones(rule.answers(train), train.is_one, SHOWN)
    left, right = st.columns(2, gap="large")
    for place, title, numbers, remarks in (
        (left, "1s that it misses", missed, [_failing(rule, train, number) for number in missed]),
        (right, "False alarms", alarms, [f"a {digits.labels[number]}" for number in alarms]),
    ):
        with place:
            st.markdown(f"**{title}**")
            if numbers:
                st.html(labelled_strip([*digits.pictures[numbers]], digits.labels[numbers].tolist(), remarks))
            else:
                st.caption("None.")


def _failing(rule: OneRule, train: Measurements, number: int) -> str:
    """The first limit that a picture does not keep, and by what."""
    if train.ink[number] > rule.most_ink:
        return f"ink {train.ink[number]:.2f} %"
    if train.tall[number] < rule.least_tall:
        return f"shape {train.tall[number]:.2f}"
    return f"middle {train.middle[number]:.2f} %"
