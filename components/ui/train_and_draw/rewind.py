"""The time machine: one slider that takes the whole page back to any moment of the run."""

import streamlit as st

from components.training.snapshot import Moment, Snapshot


def chosen_moment(snapshot: Snapshot | None) -> Moment | None:
    """Show the slider, once there is something to go back to; None is the run as it is now."""
    if snapshot is None or snapshot.moving or len(snapshot.moments) < 2:
        return None
    last = len(snapshot.moments) - 1
    index = st.select_slider(
        "Rewind to any moment of this run",
        range(last + 1),
        last,
        format_func=lambda index: f"epoch {snapshot.moments[index].point.epoch:.2f}",
        help="It takes the whole page back: the curves' marker, the weights, and what was read in every digit.",
        # Other moments, another slider: its place would mean something else.
        key=f"moment_{snapshot.run_id}_{snapshot.batches}",
    )
    return None if index == last else snapshot.moments[index]
