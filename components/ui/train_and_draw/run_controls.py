"""The buttons that start a run, and those that steer it while it goes on."""

import streamlit as st

from components.training.snapshot import RunState, Snapshot
from components.training.specification import MAX_EPOCHS, QUICK_RUN
from components.ui.common.engine import engine
from components.ui.train_and_draw.runs import delete_run, is_own, order, start_run, stop_run
from components.ui.train_and_draw.settings import LEARNING_RATE, chosen_settings


def start_buttons(snapshot: Snapshot | None) -> None:
    """While nothing goes on: train what is chosen; the short run is for those who have not seen one yet."""
    can_not = bool(engine().lacking())
    st.button(
        "**Train**",
        icon=":material/play_arrow:",
        width=160,
        key="train",
        disabled=can_not,
        on_click=lambda: start_run(chosen_settings()),
    )
    if snapshot is None:
        st.button(
            "Just a taste: a one-second run",
            icon=":material/bolt:",
            key="quick",
            disabled=can_not,
            on_click=start_run,
            args=(QUICK_RUN,),
        )


def no_run_yet() -> None:
    """What to do first, or why it can't be done here and what can."""
    if lacking := engine().lacking():
        st.warning(lacking)
        st.caption(
            "A weights file from there reads the digits that you draw here: load it under “Take it home”, below."
        )
    else:
        st.info("No network of yours has been trained yet. Press **Train**: its curves grow here, for a few seconds.")


def going_buttons(snapshot: Snapshot) -> None:
    """While a run goes on: pause it, go on step by step; its owner can also stop it, and others leave it."""
    moving, orders, own = snapshot.moving, snapshot.orders, is_own(snapshot.run_id)
    if snapshot.state is RunState.QUEUED:
        if not own:
            _leave_button(snapshot)
            return
        name = "Stop" if snapshot.batches else "Leave the queue"
        st.button(name, icon=":material/close:", key="stop", on_click=stop_run)
        return
    if moving and orders.pause_at is None:
        st.button("Pause", icon=":material/pause:", key="pause", on_click=order, kwargs={"pause_at": 0})
    elif snapshot.obeying and orders.pause_at == 0 and not orders.stop:
        st.button("Pausing …", icon=":material/pause:", key="pause", disabled=True)
    else:
        # After one batch or one epoch it is paused again. Until then these stay, and stay enabled: a button that is
        # disabled loses the keyboard's focus, and a visitor may choose a batch after all.
        per_epoch = snapshot.specification.batches
        epoch_ends = (snapshot.batches // per_epoch + 1) * per_epoch
        for name, icon, key, pause_at in (
            ("Continue", ":material/play_arrow:", "continue", None),
            ("One batch", ":material/skip_next:", "one_batch", snapshot.batches + 1),
            ("One epoch", ":material/fast_forward:", "one_epoch", epoch_ends),
        ):
            st.button(name, icon=icon, key=key, on_click=order, kwargs={"pause_at": pause_at})
    if not own:
        _leave_button(snapshot)
        return
    st.button(
        "Stopping …" if orders.stop else "Stop",
        icon=":material/stop:",
        key="stop",
        disabled=orders.stop,
        on_click=stop_run,
    )


def _leave_button(snapshot: Snapshot) -> None:
    st.button(
        "Leave this run",
        icon=":material/logout:",
        key="leave",
        help="It was begun in another browser and goes on there. You can begin one of your own.",
        on_click=delete_run,
        args=(snapshot.run_id,),
    )


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
    with st.container(horizontal=True, vertical_alignment="center"):
        for more in (1, 5):
            epochs = snapshot.orders.epochs + more
            st.button(
                f"Add {more} epoch{'s' if more > 1 else ''}",
                icon=":material/add:",
                key=f"add_{more}",
                disabled=epochs > MAX_EPOCHS,
                on_click=order,
                kwargs={"epochs": epochs},
            )
        st.caption(f"It ends after epoch {snapshot.orders.epochs}.")
    st.caption(
        "The layers, the batch size, the digits and the seed can't be changed during a run: what was learned belongs "
        "to them. Stop the run to change them."
    )
