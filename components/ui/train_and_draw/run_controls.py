"""The buttons that start a run, and those that steer it while it goes on."""

from functools import partial

import streamlit as st

from components.charts.numbers import counted
from components.training.snapshot import RunState, Snapshot
from components.training.specification import BEST_FOR_DRAWINGS, MAX_EPOCHS, QUICK_RUN
from components.ui.common.engine import engine
from components.ui.common.runs import delete_run, is_own, order, start_run, stop_run
from components.ui.common.show import button
from components.ui.train_and_draw.settings import LEARNING_RATE, chosen_settings

BEST = (
    "Three convolutions, which learn from digits changed as pens change them. It takes about 15 times as long as the "
    "course's network. Of 1,000 digits that people drew it reads 98 %, the course's network 96 %."
)


def start_buttons(snapshot: Snapshot | None) -> None:
    """While nothing goes on: train what is chosen; the short run is for those who have not seen one yet, and the long
    one, which reads drawings best, for those who have.
    """
    can_not = bool(engine().lacking() or engine().away())
    button("**Train**", "play_arrow", "train", lambda: start_run(chosen_settings()), width=160, disabled=can_not)
    if snapshot is None:
        button("Just a taste: a one-second run", "bolt", "quick", start_run, QUICK_RUN, disabled=can_not)
    elif (snapshot.specification, snapshot.state) != (BEST_FOR_DRAWINGS, RunState.FINISHED):
        button("Train for drawings", "draw", "for_drawings", start_run, BEST_FOR_DRAWINGS, disabled=can_not, help=BEST)


def no_run_yet() -> None:
    """What to do first, or why it can't be done here and what can."""
    if lacking := engine().lacking():
        st.warning(lacking)
        st.caption(
            "A weights file from there reads the digits that you draw here: load it under “Take it home”, below."
        )
    elif not engine().away():
        st.info("No network of yours has been trained yet. Press **Train**: its curves grow here, for a few seconds.")


def going_buttons(snapshot: Snapshot) -> None:
    """While a run goes on: pause it, go on step by step; its owner can also stop it, and others leave it."""
    orders, queued = snapshot.orders, snapshot.state is RunState.QUEUED
    if not queued:
        _pause_or_go_on(snapshot)
    if not is_own(snapshot.run_id):
        about = "It was begun in another browser and goes on there. You can begin one of your own."
        button("Leave this run", "logout", "leave", delete_run, snapshot.run_id, help=about)
    elif queued:
        button("Stop" if snapshot.batches else "Leave the queue", "close", "stop", stop_run)
    else:
        button("Stopping …" if orders.stop else "Stop", "stop", "stop", stop_run, disabled=orders.stop)


def _pause_or_go_on(snapshot: Snapshot) -> None:
    orders = snapshot.orders
    if snapshot.moving and orders.pause_at is None:
        button("Pause", "pause", "pause", partial(order, pause_at=0))
    elif snapshot.obeying and orders.pause_at == 0 and not orders.stop:
        button("Pausing …", "pause", "pause", order, disabled=True)
    else:
        # After one batch or one epoch it is paused again. Until then these stay, and stay enabled: a button that is
        # disabled loses the keyboard's focus, and a visitor may choose a batch after all.
        per_epoch = snapshot.specification.batches
        epoch_ends = (snapshot.batches // per_epoch + 1) * per_epoch
        button("Continue", "play_arrow", "continue", partial(order, pause_at=None))
        button("One batch", "skip_next", "one_batch", partial(order, pause_at=snapshot.batches + 1))
        button("One epoch", "fast_forward", "one_epoch", partial(order, pause_at=epoch_ends))


def steering(snapshot: Snapshot) -> None:
    """What can be changed while a run goes on: the size of its steps, and where it ends."""
    key = f"steer_{snapshot.run_id}"
    now = snapshot.orders.learning_rate
    st.select_slider(
        "Learning rate from now on",
        sorted({*LEARNING_RATE.options, now}),
        now,
        key=key,
        on_change=lambda: order(learning_rate=st.session_state[key]),
        help="Lower it late in a run, and the last small steps find a better place.",
    )
    specification = snapshot.specification
    if specification.decay < 1:
        rate = specification.rate_at(snapshot.batches, now)
        st.caption(f"Times {specification.decay:g} for each epoch that is over: now it is {rate:.2g}.")
    with st.container(horizontal=True, vertical_alignment="center"):
        for more in (1, 5):
            epochs = snapshot.orders.epochs + more
            add = partial(order, epochs=epochs)
            button(f"Add {counted(more, 'epoch')}", "add", f"add_{more}", add, disabled=epochs > MAX_EPOCHS)
        st.caption(f"It ends after epoch {snapshot.orders.epochs}.")
    st.caption(
        "The layers, the batch size, the digits and the seed can't be changed during a run: what was learned belongs "
        "to them. Stop the run to change them."
    )
