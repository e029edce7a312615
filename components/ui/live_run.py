"""A training run on a page: how far it is, how well it does, and what it comes to."""

import streamlit as st

from components.charts.digit_pictures import answer_strip
from components.charts.learning_curves import curve_spec, curve_table
from components.ml.mnist import WATCHED_DIGITS, Mnist
from components.training.snapshot import RunState, Snapshot
from components.ui.runs import current_run, redraw_if_outdated, stop_run

# Seconds between two looks at a run that goes on: a live chart needs two looks a second at least.
LOOK_EVERY = 0.4


def show_run(mnist: Mnist) -> None:
    """The session's run, live while it goes on and standing still afterwards."""
    snapshot = current_run()
    going = snapshot is not None and snapshot.active
    st.fragment(_look, run_every=LOOK_EVERY if going else None)(mnist, snapshot)


def _look(mnist: Mnist, drawn: Snapshot | None) -> None:
    redraw_if_outdated(drawn)
    snapshot = current_run()
    if snapshot is None:
        return
    with st.container():  # one place for what comes and goes, so that the curves keep theirs
        _show_state(snapshot)
    if snapshot.training:
        _show_curves(snapshot)
    elif snapshot.active:
        st.skeleton(height=260)  # as high as the curves that come
    st.markdown(_strip_title(snapshot))
    watched = list(WATCHED_DIGITS)
    labels = [int(label) for label in mnist.test.labels[watched]]
    st.html(answer_strip(list(mnist.test.pictures[watched]), labels, snapshot.answers))


def _show_state(snapshot: Snapshot) -> None:
    specification = snapshot.specification
    if snapshot.active:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.progress(snapshot.fraction, text=_progress_text(snapshot))
            st.button(
                "Stopping …" if snapshot.stopping else "Stop",
                icon=":material/stop:",
                key="stop",
                disabled=snapshot.stopping,
                on_click=stop_run,
            )
    elif snapshot.state is RunState.FINISHED:
        assert snapshot.test_accuracy is not None
        assert snapshot.test_loss is not None
        wrong = round(10_000 * (1 - snapshot.test_accuracy))
        with st.grid(3, min_column_width=150):
            st.metric("Test accuracy", f"{snapshot.test_accuracy:.4f}", border=True)
            st.metric("Test loss", f"{snapshot.test_loss:.4f}", border=True)
            st.metric("Training time", f"{snapshot.seconds:.1f} s", border=True)
        st.caption(
            f"The network learned from {specification.training_digits:,} digits. Of the 10,000 test digits, "
            f"which it never learned from, it reads {10_000 - wrong:,} right and {wrong:,} wrong. "
            "Now draw one for it, below."
        )
    elif snapshot.state is RunState.STOPPED:
        where = f" in epoch {snapshot.epoch}, after batch {snapshot.batch:,}" if snapshot.epoch else ""
        kept = "It keeps what it had learned." if snapshot.layers else "It had not learned anything yet."
        st.info(f"Stopped{where}. {kept}", icon=":material/stop_circle:")
    else:
        st.error(snapshot.reason)


def _progress_text(snapshot: Snapshot) -> str:
    specification = snapshot.specification
    if snapshot.state is RunState.QUEUED:
        runs = "1 run comes" if snapshot.runs_ahead == 1 else f"{snapshot.runs_ahead} runs come"
        return f"Waiting: {runs} first."
    if not snapshot.epoch:
        return "Preparing the network …"
    left = "" if snapshot.seconds_left is None else f" · {_duration(snapshot.seconds_left)} left"
    return (
        f"Epoch {snapshot.epoch} of {specification.epochs} · "
        f"batch {snapshot.batch:,} of {specification.batches:,}{left}"
    )


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def _show_curves(snapshot: Snapshot) -> None:
    loss, accuracy = st.columns(2)
    for place, name in ((loss, "loss"), (accuracy, "accuracy")):
        training, validation = (
            [(point.epoch, getattr(point, name)) for point in points]
            for points in (snapshot.training, snapshot.validation)
        )
        with place:
            st.vega_lite_chart(
                curve_table(training, validation),
                curve_spec(name, snapshot.specification.epochs),
                key=f"curve_{name}",
                # Always the same text: a chart whose text changes is built anew instead of updated in place.
                alt=f"Curves of {name} by epoch, for training and validation.",
            )


def _strip_title(snapshot: Snapshot) -> str:
    if not snapshot.validation:
        return "**Twelve test digits to watch.** What will the network read in them?"
    right = f"{snapshot.validation[-1].accuracy:.1%} of the 1,000 validation digits are right"
    moment = "now" if snapshot.active else "when it ended"
    return f"**Twelve test digits, and what the network reads in them {moment}.** {right}."
