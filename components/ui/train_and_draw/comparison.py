"""The visitor's runs side by side: their names, what differs in their settings, what they came to."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, count
from typing import Any

import streamlit as st

from components.training.comparison import differences
from components.training.snapshot import Snapshot
from components.ui.common.engine import engine
from components.ui.common.plain_text import plain_text
from components.ui.common.runs import AGAINST, MAX_RUNS, delete_run, is_own, kept_runs, race, show_other_run
from components.ui.common.settings import Choice
from components.ui.common.show import button, show_table
from components.ui.common.visitor import visitor
from components.ui.train_and_draw.settings import chosen_settings

BY = Choice("by", "Curves by", "epoch", ("epoch", "seconds"))


def rivals(shown: Snapshot) -> list[Snapshot]:
    """The runs whose curves are laid over those of the run that is shown."""
    return [run for run in kept_runs() if run.run_id in st.session_state[AGAINST] and run.run_id != shown.run_id]


def race_button(snapshot: Snapshot) -> None:
    """Once a setting was changed: run again from the same start, with both runs' curves in one picture."""
    wish = replace(chosen_settings(), seed=snapshot.specification.seed)
    changed = differences([snapshot.specification, wish])
    if changed:
        listed = ", ".join(f"{name} {old} → {new}" for name, (old, new) in changed.items())
        about = f"The same initial weights, the same order of the digits. Changed: {listed}."
        button("Run again from the same start", "flag", "race", lambda: race(chosen_settings(), snapshot), help=about)


def show_runs(shown: Snapshot) -> None:
    """All runs that the session knows: to name, to compare, to show, to delete."""
    runs = kept_runs()
    st.caption(
        f"Your browser's last {MAX_RUNS} runs are kept. To race one, change a setting above, "
        "then press “Run again from the same start”."
    )
    others = {run.run_id: run.name for run in runs if run.run_id != shown.run_id}
    if others:
        st.pills(
            f"Other runs to draw over the curves of {plain_text(shown.name)}",
            list(others),
            selection_mode="multi",
            format_func=lambda run: plain_text(others.get(run, "")),
            key=AGAINST,
            persist_state="session",  # also while the panel is closed
        )
    for run in runs:
        with st.container(horizontal=True, vertical_alignment="center"):
            _show_run(run, run.run_id == shown.run_id)
    if len(runs) > 1:
        _show_differences(runs)


def _show_run(run: Snapshot, is_shown: bool) -> None:
    run_id, own, key = run.run_id, is_own(run.run_id), f"name_{run.run_id}"
    field: dict[str, Any] = {"max_chars": 24, "label_visibility": "collapsed", "width": 180, "disabled": not own}
    st.text_input("Name", run.name, key=key, on_change=_rename, args=(run, key), **field)
    st.markdown(_result(run), width=290)
    button("Show", "visibility", f"show_{run_id}", show_other_run, run_id, disabled=is_shown)
    about = "This removes its network and its curves for good."
    if not own:
        about = "It was begun in another browser. This only takes it off your list."
    button("Delete", "delete", f"delete_{run_id}", delete_run, run_id, disabled=run.active and own, help=about)


def _result(run: Snapshot) -> str:
    if run.test_accuracy is not None:
        return f"test accuracy {run.test_accuracy:.4f}"
    validation = f", validation accuracy {run.validation[-1].accuracy:.3f}" if run.validation else ""
    return f"{run.state}{validation}"


def _rename(run: Snapshot, key: str) -> None:
    taken = {other.name for other in kept_runs() if other.run_id != run.run_id}
    wish = st.session_state[key].strip() or run.name
    numbered = (f"{wish} ({number})" for number in count(2))
    name = next(name for name in chain([wish], numbered) if name not in taken)  # names tell the curves apart
    engine().rename(run.run_id, visitor(), name)
    st.session_state[key] = name  # what was typed may not be what it is called


def _show_differences(runs: Sequence[Snapshot]) -> None:
    different = differences([run.specification for run in runs])
    if not different:
        st.caption("All of them have the same settings.")
        return
    st.markdown("**Settings that differ**")
    table = {
        plain_text(run.name): values for run, values in zip(runs, zip(*different.values(), strict=True), strict=True)
    }
    show_table({"setting": list(different), **table})


def curves_by(compared: bool) -> str:
    """What the curves' x axis is; only runs that are compared give a choice."""
    return BY.show() if compared else "epoch"
