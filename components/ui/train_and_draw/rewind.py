"""The time machine: one slider that takes the whole page back to any moment of the run."""

from components.training.snapshot import Moment, Snapshot
from components.ui.common.settings import OneOf

MOMENT = OneOf("moment", "Rewind to any moment of this run", "")


def chosen_moment(snapshot: Snapshot | None) -> Moment | None:
    """Show the slider, once there is something to go back to; None is the run as it is now."""
    if snapshot is None or snapshot.moving or len(snapshot.moments) < 2:
        return None
    moments: dict[str, Moment] = {}
    for moment in snapshot.moments:
        label = f"epoch {moment.point.epoch:.2f}"
        if label in moments:  # a pause after each batch makes moments that are closer
            label += f", batch {round(moment.point.epoch * snapshot.specification.batches)}"
        moments[label] = moment
    *_, last = moments
    MOMENT.belong_to((snapshot.run_id, snapshot.batches), last)
    chosen = MOMENT.show(options=list(moments), value=last)
    return None if chosen == last else moments.get(chosen)
