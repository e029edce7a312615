"""A result that is kept, beside what comes after it; a link holds both."""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from components.charts.numbers import number
from components.charts.sklearn_perceptron import accuracy_by_epoch
from components.ml.classification_data import OWN, DataSettings, OwnData
from components.ml.sklearn_perceptron import ImpossibleExperiment, PerceptronSettings, Result
from components.ml.two_class_metrics import disagreement, metrics
from components.ui.common.points import NoPoints
from components.ui.common.settings import Choice, OneOf, Range, Setting, Switch, WholeNumber
from components.ui.common.show import button, chart, show_table
from components.ui.common.table_file import Table
from components.ui.playground.cached import cached_run
from components.ui.playground.own_data import POINTS, data_of, own_data, points_text, set_own_data
from components.ui.playground.settings import EVERY, KIND, Values, experiment_of, values_now

_KEPT_TABLE = "compare_table"  # in the session
KEPT = "compare"  # in the address and in the session: the kept result's settings, as text
CHANCE = 0.05  # a difference that chance makes less often than this is said to be more than luck


@dataclass(frozen=True)
class Kept:
    """The settings of the result that was kept, and the result."""

    values: Values
    data: DataSettings
    settings: PerceptronSettings
    result: Result


def kept_result() -> Kept | None:
    """What was kept, or what a link asks to compare with; None where it can't be had, such as another's file."""
    visit = st.session_state["visit"]
    if st.session_state.get(f"{KEPT} since") != visit:
        st.session_state[f"{KEPT} since"] = visit
        st.session_state[KEPT] = st.query_params.get(KEPT) or st.session_state.get(KEPT, "")
    text = st.session_state[KEPT]
    values = decode(text)
    if not values:
        st.query_params.pop(KEPT, None)
        return None
    st.query_params[KEPT] = text
    own = _own_data(text) if values[KIND.key] == OWN else None
    if values[KIND.key] == OWN and own is None:
        return None
    data, settings = experiment_of(values, own)
    try:
        return Kept(values, data, settings, cached_run(data, settings))
    except ImpossibleExperiment:
        return None


def keep_button() -> None:
    """Keep what is shown now."""
    about = "Then change a setting: the picture and the figures show both, and so does a link to this page."
    button("Keep to compare", "push_pin", "keep", _keep_now, help=about)


def show_comparison(kept: Kept, data: DataSettings, result: Result) -> None:
    """What differs, in settings, figures and answers, and both curves."""
    st.subheader("Compared with what you kept")
    now = values_now()
    # Scaled or not, they are the same examples.
    same = replace(kept.data, scaled=data.scaled, stretched=data.stretched) == data
    changes = [
        f"**{setting.label}** {_shown(kept.values[setting.key])} → {_shown(now[setting.key])}"
        for setting in EVERY
        if setting.key in kept.values and setting.key in now and kept.values[setting.key] != now[setting.key]
    ]
    if kept.data.own is not data.own and kept.data.kind == data.kind:
        changes.append("**your examples**")
    told = f"{', '.join(changes)}. {_verdict(kept.result, result, same)}"
    st.markdown(told if changes else "The same settings as yet. Change one to compare.")
    table, curves = st.columns(2, gap="medium")
    with table:
        rows = [("test accuracy", kept.result.test_accuracy, result.test_accuracy)]
        rows += [("train accuracy", kept.result.train_accuracy, result.train_accuracy)]
        both = zip(metrics(kept.result.confusion)[2:], metrics(result.confusion)[2:], strict=True)
        rows += [(f"{then.name}, test", then.value or 0.0, this.value or 0.0) for then, this in both]
        show_table(
            {
                "": [name for name, _, _ in rows] + ["epochs"],
                "kept": [f"{then:.3f}" for _, then, _ in rows] + [str(kept.result.epochs)],
                "now": [f"{this:.3f}" for _, _, this in rows] + [str(result.epochs)],
                "difference": [_signed(this - then, 3) for _, then, this in rows]
                + [_signed(result.epochs - kept.result.epochs, 0)],
            }
        )
    with curves:
        chart(
            accuracy_by_epoch(result, kept.result.curve, "kept"),
            key="both_curves",
            alt=f"Accuracy epoch by epoch of both: kept {kept.result.test_accuracy:.3f} at the end, now "
            f"{result.test_accuracy:.3f}.",
        )
    with st.container(horizontal=True):
        button("Back to it", "undo", "back_to_kept", _go_back, kept)
        button("Forget it", "close", "forget_kept", _keep, "")


def encode(values: Values) -> str:
    """The settings that are not the course's, as a text for the address."""
    told = {setting.key: setting.default for setting in EVERY} | {KIND.key: None}
    return ",".join(f"{key}:{value}" for key, value in values.items() if value != told[key])


def decode(text: str) -> dict[str, Any]:
    """The values of all settings, the course's where nothing is said; nothing for a text that none of ours can be."""
    said = dict(part.split(":", 1) for part in text.split(",") if ":" in part)
    if said.get(KIND.key) not in KIND.options:
        return {}
    values: dict[str, Any] = {setting.key: setting.default for setting in EVERY}
    for setting in EVERY:
        with suppress(ValueError):
            values[setting.key] = _parsed(setting, said[setting.key]) if setting.key in said else setting.default
    return values


def _parsed(setting: Setting[Any], text: str) -> Any:
    """The value that an address means. ValueError for what the setting doesn't have."""
    if isinstance(setting, Switch):
        return text == str(True)
    if isinstance(setting, Choice | OneOf):
        return next((option for option in setting.options if str(option) == text), setting.default)
    assert isinstance(setting, Range | WholeNumber)
    value = type(setting.default)(text)
    return value if setting.low <= value <= setting.high else setting.default


def _verdict(before: Result, now: Result, same_examples: bool) -> str:
    if not same_examples:
        return "The examples are not the same, so luck in drawing them counts, too."
    told = disagreement(now.data.y_test, before.z, now.z)
    if not told.only_before + told.only_now:
        return f"All {len(now.data.y_test)} test answers are the same."
    luck = "more than luck" if told.probability < CHANCE else "no more than luck might make"
    return (
        f"Of the same {len(now.data.y_test)} test examples, {told.only_now} are right only now and {told.only_before} "
        f"were right only before: {luck}."
    )


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return number(value) if isinstance(value, int | float) else str(value)


def _signed(difference: float, digits: int) -> str:
    return f"{difference:+.{digits}f}".replace("-", "−")


def _keep(text: str) -> None:
    st.session_state[KEPT] = text


def _keep_now() -> None:
    """The settings, and one's own points. A table does not fit into an address: the session keeps it."""
    values, own = values_now(), own_data()
    text = encode(values)
    if values[KIND.key] == OWN and own is not None:
        if isinstance(own, Table):
            st.session_state[_KEPT_TABLE] = own
        else:
            text = f"{text},{POINTS.key}:{points_text(own)}"
    _keep(text)


def _own_data(text: str) -> OwnData | None:
    """The examples that were kept: points from the text, or the session's table."""
    _, separator, points = text.partition(f"{POINTS.key}:")
    if not separator:
        table: Table | None = st.session_state.get(_KEPT_TABLE)
        return table
    try:
        return data_of(points.partition(",")[0])
    except NoPoints:
        return None


def _go_back(kept: Kept) -> None:
    for setting in EVERY:
        setting.set(kept.values[setting.key])
    if kept.data.own is not None:
        set_own_data(kept.data.own)
