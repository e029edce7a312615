"""What becomes of a run with new orders, for every state that it can be in."""

from dataclasses import replace

import pytest

from components.training.snapshot import CurvePoint, RunState, Snapshot
from components.training.specification import Orders, TrainingSpecification
from components.training.steering import Step, next_step

COURSE = TrainingSpecification()
NEW = Snapshot("run", COURSE, Orders.of(COURSE))
POINT = CurvePoint(0.01, 0.1, 0.5, 0.8)
LEARNING = replace(NEW, state=RunState.RUNNING, batches=20, training=(POINT,))
# At its pause its weights were saved; once it has learned more, they are outdated.
PAUSED = replace(LEARNING, state=RunState.PAUSED, weights=b"saved")
GOES_ON = replace(PAUSED, state=RunState.RUNNING)


@pytest.mark.parametrize(
    ("snapshot", "orders", "at_its_worker", "step"),
    [
        (NEW, {"stop": True}, False, Step.END),
        (NEW, {"pause_at": 0}, False, Step.NOTHING),
        (NEW, {"epochs": 9}, False, Step.NOTHING),
        (replace(NEW, state=RunState.RUNNING), {"stop": True}, True, Step.END),
        (replace(NEW, state=RunState.RUNNING), {"pause_at": 0}, True, Step.TELL_AND_PAUSE),
        (LEARNING, {"stop": True}, True, Step.TELL),
        (LEARNING, {"pause_at": 0}, True, Step.TELL),
        (LEARNING, {"learning_rate": 0.1}, True, Step.TELL),
        (GOES_ON, {"stop": True}, True, Step.END),
        (GOES_ON, {"pause_at": 20}, True, Step.TELL_AND_PAUSE),
        (GOES_ON, {"pause_at": 21}, True, Step.TELL),
        (PAUSED, {"stop": True}, False, Step.END),
        (PAUSED, {"pause_at": 20}, False, Step.NOTHING),
        (PAUSED, {"pause_at": 21}, False, Step.QUEUE),
        (PAUSED, {"pause_at": None}, False, Step.QUEUE),
        (PAUSED, {"pause_at": None}, True, Step.GO_ON),
    ],
)
def test_each_state_and_what_comes_of_an_order(
    snapshot: Snapshot, orders: dict[str, object], at_its_worker: bool, step: Step
) -> None:
    ordered = replace(snapshot, orders=replace(snapshot.orders, **orders))
    assert next_step(ordered, at_its_worker) is step
