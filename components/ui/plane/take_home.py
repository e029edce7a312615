"""What can be taken home: the same network as scripts, and what it has been through as a table."""

import csv
import io
from functools import partial

import streamlit as st

from components.ml.plane_network import Learning
from components.ml.plane_settings import steps_an_epoch
from components.ui.common.program import program
from components.ui.common.show import show_code


def show_take_home(shown: Learning) -> None:
    """The network that is shown."""
    made, learned = vars(shown.settings.points), vars(shown.settings)
    values = {
        **{name: made[name] for name in ("kind", "n", "noise", "test_share")},
        "points_seed": made["seed"],
        "own": [(one.x1, one.x2, one.target) for one in made["own"]],
        **{name: value for name, value in learned.items() if name != "points"},
        "steps": shown.step,
    }
    but = " What you changed by hand is not in it." if shown.changes else ""
    about = f"The same points, first weights and {shown.step:,} steps. It prints the losses above.{but}"
    show_code(program("plane_numpy", **values), about, "Show the code, in NumPy alone")
    show_code(program("plane_keras", **values), about, "Show the code, in Keras")
    st.download_button(
        "History as CSV",
        partial(history_csv, shown),  # made at the press: a file from before is gone when the page is drawn again
        "history.csv",
        "text/csv",
        icon=":material/download:",
        key="plane_csv",
        on_click="ignore",
    )


def history_csv(learning: Learning) -> str:
    """A row for each moment that is kept; what there is not, is empty."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["step", "epoch", "training loss", "test loss", "training accuracy", "test accuracy"])
    each = steps_an_epoch(learning.settings)
    for moment in learning.moments:
        scores = moment.train.loss, moment.test.loss, moment.train.accuracy, moment.test.accuracy
        rows.writerow([moment.step, moment.step / each, *["" if score is None else score for score in scores]])
    return text.getvalue()
