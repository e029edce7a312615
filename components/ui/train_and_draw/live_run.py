"""A training run on a page: its progress, its curves, and its result."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.charts.digit_pictures import answer_strip
from components.charts.learning_curves import RunCurves, curve_spec, curve_table
from components.charts.numbers import about, counted, duration, percent
from components.ml.forward import predict
from components.ml.mnist import WATCHED_DIGITS, Mnist
from components.training.snapshot import CurvePoint, Moment, RunState, Snapshot
from components.ui.common.runs import current_run, redraw_if_outdated
from components.ui.common.show import poll
from components.ui.train_and_draw.what_curves_show import explain_validation_above

# Between two looks at a run that goes on: a live chart needs two looks a second at least.
LOOK_SECONDS = 0.3


def live(part: Callable[..., None], drawn: Snapshot | None, *details: object) -> None:
    """Show a part of the run on the page; as long as the run moves, several times a second."""
    poll(_look, drawn is not None and drawn.moving, LOOK_SECONDS, part, drawn, *details)


def _look(part: Callable[..., None], drawn: Snapshot | None, *details: object) -> None:
    redraw_if_outdated(drawn)
    snapshot = current_run()
    if snapshot is not None:
        part(snapshot, *details)


def show_progress(snapshot: Snapshot, moment: Moment | None, rivals: Sequence[Snapshot], by: str) -> None:
    """How far the run is, and its curves by "epoch" or by "seconds", with those of its rivals laid over them."""
    with st.container():  # one place for what comes and goes, so that the curves keep theirs
        _show_state(snapshot)
    runs = [snapshot, *rivals]
    if snapshot.moments and (snapshot.active or any(run.training for run in runs)):
        _show_curves(runs, moment, by)
    elif snapshot.active:
        st.skeleton(height=292)  # as high as the curves that come


def show_strip(snapshot: Snapshot, moment: Moment | None, mnist: Mnist) -> None:
    """The watched digits, and what the network reads in them: at `moment`, if one is given, else now."""
    watched = list(WATCHED_DIGITS)
    pictures, labels = mnist.test.pictures[watched], [int(label) for label in mnist.test.labels[watched]]
    answers: list[int] = []
    title = "**Twelve test digits to watch.** What will the network read in them?"
    shown = moment or (snapshot.moments[-1] if snapshot.moments else None)
    if shown is not None:
        answers = [int(answer) for answer in predict(shown.layers(), pictures).argmax(axis=1)]
        when = "now" if snapshot.moving else f"at epoch {shown.point.epoch:.2f}"
        right = f"{percent(shown.point.accuracy)} of the 1,000 validation digits are right"
        title = f"**Twelve test digits, and what the network reads in them {when}.** {right}."
    explain_validation_above(snapshot)
    st.markdown(title)
    st.html(answer_strip(list(pictures), labels, answers))
    if snapshot.test_accuracy is not None:
        well = round(10_000 * snapshot.test_accuracy)
        st.caption(
            f"The network learned from {snapshot.specification.training_digits:,} digits. Of the 10,000 test digits, "
            f"which it never learned from, it reads {well:,} right and {10_000 - well:,} wrong."
        )


def _show_state(snapshot: Snapshot) -> None:
    if snapshot.active:
        st.progress(snapshot.fraction, text=_progress_text(snapshot))
    elif snapshot.state is RunState.FINISHED:
        assert snapshot.test_accuracy is not None
        assert snapshot.test_loss is not None
        # The key lets screen readers say it once (components/ui/common/browser/announce.js).
        with st.container(key="said_run", horizontal=True, horizontal_alignment="distribute"):
            st.metric("Test accuracy", f"{snapshot.test_accuracy:.4f}", width="content")
            st.metric("Test loss", f"{snapshot.test_loss:.4f}", width="content")
            # As short as the others are: a longer one would be cut off.
            seconds = f"{snapshot.seconds:.{1 if snapshot.seconds < 99.95 else 0}f} s"
            st.metric("Training time", seconds, width="content")
    elif snapshot.state is RunState.STOPPED:
        kept = "It keeps what it had learned." if snapshot.training else "It had not learned anything yet."
        where = f" {_where(snapshot)}" if snapshot.training else ""
        st.info(f"Stopped{where}. {snapshot.reason or kept}", icon=":material/stop_circle:")
    else:
        st.error(snapshot.reason)
        if snapshot.moments and not snapshot.training:
            st.caption("It failed before the first report on its training, so there are no curves.")


def _progress_text(snapshot: Snapshot) -> str:
    if snapshot.state is RunState.QUEUED:
        runs = counted(snapshot.runs_ahead, "run comes", "runs come")
        if snapshot.made_room:
            return f"Others have their turn: {runs} first, about {duration(snapshot.wait)}. Then it goes on by itself."
        return f"Waiting: {runs} first, about {duration(snapshot.wait)}."
    if snapshot.state is RunState.PAUSED:
        return f"Paused {_where(snapshot)}."
    if not snapshot.batches:
        starting = f"TensorFlow is starting, about {duration(snapshot.wait)} …"
        return starting if snapshot.wait else "Preparing the network …"
    parts = [
        f"Epoch {snapshot.epoch} of {snapshot.orders.epochs}",
        f"batch {snapshot.batch:,} of {snapshot.specification.batches:,}",
    ]
    if snapshot.images_a_second is not None and snapshot.seconds_left is not None:
        parts += [f"{about(snapshot.images_a_second)} images a second", f"{duration(snapshot.seconds_left)} left"]
    return " · ".join(parts)


def _where(snapshot: Snapshot) -> str:
    if not snapshot.batches:
        return "before the first batch"
    batches = f"{snapshot.batch:,} of {snapshot.specification.batches:,}"
    return f"in epoch {snapshot.epoch} of {snapshot.orders.epochs}, after batch {batches}"


def _show_curves(snapshots: Sequence[Snapshot], moment: Moment | None, by: str) -> None:
    names = [snapshot.name for snapshot in snapshots]
    ends = [snapshot.orders.epochs if snapshot.active else max(1, snapshot.epoch) for snapshot in snapshots]
    x_max = float(max(ends)) if by == "epoch" else None
    at = getattr(moment.point, by) if moment else None
    for name in ("loss", "accuracy"):
        runs = []
        for run in snapshots:
            curves = run.training, run.validation, run.training_epochs, run.validation_epochs
            runs.append(RunCurves(run.name, *(_curve(points, by, name) for points in curves)))
        st.vega_lite_chart(
            curve_table(runs, at),
            curve_spec(name, by, x_max, names if len(names) > 1 else (), upper=name == "loss"),
            key=f"curve_{name}",
            # Always the same text: a chart whose text changes is rebuilt instead of updated in place.
            alt=f"Curves of {name} by {by}, for training and validation.",
        )


def _curve(points: Sequence[CurvePoint], by: str, name: str) -> list[tuple[float, float]]:
    # Without what was guessed before the first batch: beside that loss, all later ones look alike.
    return [(getattr(point, by), getattr(point, name)) for point in points if point.epoch > 0]
