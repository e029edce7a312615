"""A look inside the network at one moment of its run: what its units look for, and what it mixes up."""

import streamlit as st

from components.charts.confusion import confusion_table, worst_confusions
from components.charts.weight_histogram import histogram_spec, histogram_table
from components.charts.weight_pictures import weight_pictures
from components.ml.evaluation import Evaluation, evaluate
from components.ml.mnist import Mnist
from components.training.snapshot import Moment, Snapshot


@st.cache_data(max_entries=64, show_spinner=False)
def _judged(weights: bytes, _moment: Moment, _mnist: Mnist) -> Evaluation:
    return evaluate(_moment.layers(), _mnist.validation_inputs, _mnist.validation.labels)


def show_inside(snapshot: Snapshot, moment: Moment | None, mnist: Mnist) -> None:
    """Weights as pictures and beside those at the start, and the confusion matrix, at `moment` or else now."""
    if not snapshot.moments:
        st.caption("The network appears here as soon as the first report is in.")
        return
    start, moment = snapshot.moments[0], moment or snapshot.moments[-1]
    before, layers = start.layers(), moment.layers()
    st.markdown(f"**What the first units look for**, at epoch {moment.point.epoch:.2f}")
    st.html(weight_pictures(layers[0].kernel))
    weights, mistakes = st.columns(2, gap="large")
    with weights:
        st.markdown("**The weights of the first layer**, now and before the first batch")
        st.vega_lite_chart(
            histogram_table(before[0].kernel, layers[0].kernel),
            histogram_spec(),
            key="weight_histogram",
            alt="How many weights of the first layer have which size, now and at the start.",
        )
        judged = _judged(bytes(moment.weights), moment, mnist)
        if judged.relu_units:
            st.markdown(_silence(judged.silent, judged.relu_units))
    with mistakes:
        st.markdown("**What gets mixed up**, among the 1,000 validation digits")
        about = "Each row is a digit as it was written, its label. Each column is what the network answered."
        st.html(confusion_table(judged.confusion, about))
        worst = ", ".join(
            f"{label} read as {answer}: {count}×" for label, answer, count in worst_confusions(judged.confusion)
        )
        st.caption(f"Most often: {worst}." if worst else "No mistake among them.")


def _silence(silent: int, units: int) -> str:
    """How many of the hidden ReLU units never speak, and what that means."""
    if not silent:
        return (
            f"**None of the {units} hidden relu units is silent**: each gives more than 0 for at least one of the "
            "1,000 validation digits."
        )
    are, they_give, they_are = ("is", "it gives", "it is") if silent == 1 else ("are", "they give", "they are")
    return (
        f"**{silent} of the {units} hidden relu units {are} silent**: {they_give} 0 for every one of the 1,000 "
        f"validation digits, so {they_are} of no use here."
    )
