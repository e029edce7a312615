"""Epoch, batch and step: how many there are, and what training does that inference doesn't."""

from dataclasses import asdict, replace
from functools import cache

import streamlit as st

from components.charts.batches import training_and_inference
from components.charts.digit_pictures import png_url, sheet
from components.ml.batches import TrainingPlan
from components.ui.common.fragment import fragment
from components.ui.common.guess import guess_first
from components.ui.common.mnist import mnist_or_stop
from components.ui.common.program import program
from components.ui.common.settings import OneOf, Range
from components.ui.common.show import show_code
from components.ui.instruments import instrument

DEFAULT = TrainingPlan()
DIGITS = OneOf("e_digits", "Digits to learn from", DEFAULT.examples, (100, 1_000, 6_000, 12_000, 30_000, 60_000))
BATCH = OneOf("e_batch", "Digits in a batch", DEFAULT.batch_size, (1, 8, 16, 32, 64, 100, 128, 256, 512, 1_000))
EPOCHS = Range("e_epochs", "Epochs in all", DEFAULT.epochs, 1, 20, 1)
ACROSS = 25  # digits in a row of the sheet
_SIZES = "batch_sizes"  # the batch size before its last change, and now


@fragment
def batches() -> None:
    """The whole section; a move here draws it alone, which takes a third of the page's time."""
    question = st.container()
    instrument("batch")(
        key="e_picture", data={"sheet": _sheet(), "across": ACROSS, "controls": [DIGITS.key, BATCH.key]}
    )
    st.caption("The first batch in MNIST's order. In training, the digits come in another order in each epoch.")
    with st.grid(3, min_column_width=150):
        digits, size, epochs = DIGITS.show(), BATCH.show(), EPOCHS.show()
    plan = TrainingPlan(digits, size, epochs)
    with question:
        guess_first("batches", outcome(plan, _size_before(size)))
    with st.grid(3, min_column_width=150):
        st.metric("Steps in an epoch", f"{plan.steps_per_epoch:,}", border=True)
        st.metric("Size of last batch", f"{plan.last_batch:,}", border=True)
        st.metric("Steps in all", f"{plan.steps:,}", border=True)
    st.markdown(
        f"**Batch**: {_batch(plan)} **Step**: one change of the weights, after one batch. "
        f"**Epoch**: all {digits:,} digits once, which takes {_epoch(plan)}."
    )
    st.subheader("Training and inference")
    st.html(training_and_inference())
    st.markdown(
        "In **training** the network guesses, and its weights change after each batch. "
        "In **inference** it only guesses: the weights stay as they are, and no target is needed."
    )
    show_code(program("batches", **asdict(plan)))


@cache
def _sheet() -> str:
    """The digits of the largest batch as one picture, the same for all visitors."""
    return png_url(sheet(mnist_or_stop().train.pictures[: max(BATCH.options)], ACROSS))


def _batch(plan: TrainingPlan) -> str:
    if plan.batch_size > plan.examples:
        return f"All {plan.examples:,} digits in one batch, because there are no more. Their loss is measured together."
    if plan.batch_size == 1:
        return "1 digit, whose loss is measured alone."
    every = "all " if plan.batch_size == plan.examples else ""
    return f"{every}{plan.batch_size:,} digits, whose loss is measured together."


def _epoch(plan: TrainingPlan) -> str:
    if plan.batch_size >= plan.examples:
        return "**1 step**"
    return f"{plan.examples:,} / {plan.batch_size:,}, rounded up: **{plan.steps_per_epoch:,} steps**"


def _size_before(size: int) -> int:
    """The batch size before its last change in this session; without a change, the one that it is."""
    before, now = st.session_state.get(_SIZES, (size, size))
    if size != now:
        before = now
    st.session_state[_SIZES] = before, size
    return int(before)


def outcome(plan: TrainingPlan, size_before: int) -> str | None:
    """The answer to the question, once the batch is larger than it was."""
    before = replace(plan, batch_size=size_before)
    if plan.batch_size <= before.batch_size:
        return None
    more = plan.steps_per_epoch - before.steps_per_epoch
    return "Fewer steps" if more < 0 else "More steps" if more else "As many as before"
