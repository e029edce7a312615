"""What happens next to a run that has new orders, or has reached its pause."""

from enum import Enum, auto

from components.training.snapshot import RunState, Snapshot


class Action(Enum):
    """What is to be done next."""

    NOTHING = auto()
    END = auto()  # at once: nothing is learned just now, so there is nothing to be waited for
    TELL = auto()  # tell the worker what it is to do; its word says when it is done
    TELL_AND_PAUSE = auto()  # the same, but it counts as paused already: the worker is deaf while it compiles
    GO_ON = auto()  # it was about to pause; if it pauses nevertheless, this is asked again
    QUEUE = auto()  # with the worker that keeps it, after the runs that wait


def next_action(snapshot: Snapshot, at_its_worker: bool) -> Action:
    """`at_its_worker` says whether a worker is still busy with the run."""
    # Since its turn began: what was saved at a pause is there until more was learned.
    has_learned = bool(snapshot.training) and not snapshot.weights
    orders = snapshot.orders
    if orders.stop and (snapshot.state is not RunState.RUNNING or not has_learned):
        return Action.END
    if snapshot.state is RunState.RUNNING:
        return Action.TELL_AND_PAUSE if snapshot.obeying and not has_learned else Action.TELL
    if snapshot.state is not RunState.PAUSED or (orders.pause_at is not None and orders.pause_at <= snapshot.batches):
        return Action.NOTHING
    return Action.GO_ON if at_its_worker else Action.QUEUE
