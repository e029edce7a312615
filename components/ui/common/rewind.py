"""The time machine: one slider that takes the whole page back to any moment of the run, and plays it."""

from components.training.snapshot import Moment, Snapshot
from components.ui.common.player import show_player, stop_playing
from components.ui.common.settings import OneOf

MOMENT = OneOf("moment", "Rewind to any moment of this run", "")
WHAT_FOLLOWS = "From the first weights to the last: your digit's answer and all that stands below follow."


def chosen_moment(snapshot: Snapshot) -> Moment | None:
    """Show the slider, once there is something to go back to; None is the run as it is now."""
    if snapshot.moving or len(snapshot.moments) < 2:
        stop_playing(MOMENT)
        return None
    moments: dict[str, Moment] = {}
    for moment in snapshot.moments:
        label = f"epoch {moment.point.epoch:.2f}"
        if label in moments:  # a pause after each batch makes moments that are closer
            label += f", batch {round(moment.point.epoch * snapshot.specification.batches)}"
        moments[label] = moment
    *_, last = moments
    chosen = show_player(MOMENT, list(moments), (snapshot.run_id, snapshot.batches), WHAT_FOLLOWS)
    return None if chosen == last else moments.get(chosen)
