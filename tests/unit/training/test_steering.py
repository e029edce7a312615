"""What becomes of a run with new orders, for every state that it can be in."""

from dataclasses import replace

import pytest

from components.training.snapshot import CurvePoint, RunState, Snapshot
from components.training.specification import Orders, TrainingSpecification
from components.training.steering import Action, next_action

COURSE = TrainingSpecification()
NEW = Snapshot("run", COURSE, Orders.of(COURSE))
POINT = CurvePoint(0.01, 0.1, 0.5, 0.8)
LEARNING = replace(NEW, state=RunState.RUNNING, batches=20, training=(POINT,))
# At its pause its weights were saved; once it has learned more, they are outdated.
PAUSED = replace(LEARNING, state=RunState.PAUSED, weights=b"saved")
GOES_ON = replace(PAUSED, state=RunState.RUNNING)


@pytest.mark.parametrize(
    ("snapshot", "orders", "at_its_worker", "action"),
    [
        (NEW, {"stop": True}, False, Action.END),
        (NEW, {"pause_at": 0}, False, Action.NOTHING),
        (NEW, {"epochs": 9}, False, Action.NOTHING),
        (replace(NEW, state=RunState.RUNNING), {"stop": True}, True, Action.END),
        (replace(NEW, state=RunState.RUNNING), {"pause_at": 0}, True, Action.TELL_AND_PAUSE),
        (LEARNING, {"stop": True}, True, Action.TELL),
        (LEARNING, {"pause_at": 0}, True, Action.TELL),
        (LEARNING, {"learning_rate": 0.1}, True, Action.TELL),
        (GOES_ON, {"stop": True}, True, Action.END),
        (GOES_ON, {"pause_at": 20}, True, Action.TELL_AND_PAUSE),
        (GOES_ON, {"pause_at": 21}, True, Action.TELL),
        (PAUSED, {"stop": True}, False, Action.END),
        (PAUSED, {"pause_at": 20}, False, Action.NOTHING),
        (PAUSED, {"pause_at": 21}, False, Action.QUEUE),
        (PAUSED, {"pause_at": None}, False, Action.QUEUE),
        (PAUSED, {"pause_at": None}, True, Action.GO_ON),
    ],
)
def test_each_state_and_what_comes_of_an_order(
    snapshot: Snapshot, orders: dict[str, object], at_its_worker: bool, action: Action
) -> None:
    ordered = replace(snapshot, orders=replace(snapshot.orders, **orders))
    assert next_action(ordered, at_its_worker) is action
