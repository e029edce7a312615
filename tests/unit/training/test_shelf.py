"""What the server keeps of its runs, without processes and with a clock of the test's own."""

from dataclasses import dataclass, replace

import pytest

from components.training import shelf as shelf_module
from components.training.shelf import FEW_MOMENTS, FEWEST_MOMENTS, FORGET_SECONDS, Shelf
from components.training.snapshot import CurvePoint, Moment, RunState, Snapshot
from components.training.specification import Orders, TrainingSpecification

COURSE = TrainingSpecification()


def run(run_id: str, state: RunState = RunState.FINISHED, moments: int = 50, moment_bytes: int = 20_000) -> Snapshot:
    points = [CurvePoint(number / 10, float(number), 0.5, 0.8) for number in range(moments)]
    kept = tuple(Moment(point, bytes(moment_bytes), number) for number, point in enumerate(points))
    batches = 0 if state is RunState.QUEUED else 100
    files = bytes(2 * moment_bytes)
    return Snapshot(
        run_id, COURSE, Orders.of(COURSE), state=state, batches=batches, moments=kept, weights=files, keras_file=files
    )


@dataclass
class Clock:
    """Tells the time that it was set to."""

    now: float = 0.0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shelf(clock: Clock) -> Shelf[str]:
    return Shelf(lambda: clock.now)


def test_only_its_owner_finds_a_run_as_an_owner(shelf: Shelf[str]) -> None:
    mine = shelf.add(run("a"), "me")
    assert shelf.get("a") is shelf.get("a", "me") is mine
    assert shelf.get("a", "somebody else") is None
    assert shelf.get("nonsense") is shelf.get(None) is None


def test_a_run_is_forgotten_when_nobody_looks_at_it(shelf: Shelf[str], clock: Clock) -> None:
    for run_id in ("looked at", "not looked at"):
        shelf.add(run(run_id), "me")
    clock.now = FORGET_SECONDS - 1
    assert shelf.look("looked at") is not None
    assert shelf.look("nonsense") is None
    shelf.get("not looked at")  # what the server itself does with it doesn't count
    clock.now = FORGET_SECONDS + 1
    assert [forgotten.snapshot.run_id for forgotten in shelf.forgotten] == ["not looked at"]
    shelf.drop("not looked at")
    assert [kept.snapshot.run_id for kept in shelf] == ["looked at"]


def moments(shelf: Shelf[str]) -> dict[str, int]:
    return {kept.snapshot.run_id: len(kept.snapshot.moments) for kept in shelf}


def test_the_histories_that_were_looked_at_longest_ago_are_thinned_out_first_and_then_dropped(
    shelf: Shelf[str], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf_module, "MAX_BYTES", 6_000_000)  # five runs of 50 moments and two files
    for number in range(60):
        clock.now += 1
        shelf.add(run(f"{number}"), f"visitor {number}")
        shelf.look("0")  # the first visitor goes on looking
        shelf.keep_within_bounds()
        assert shelf.bytes <= 6_000_000
        if number == 4:
            assert set(moments(shelf).values()) == {50}
        if number == 5:
            assert moments(shelf) == {"0": 50, "1": FEW_MOMENTS, "2": 50, "3": 50, "4": 50, "5": 50}
    left = moments(shelf)
    assert left["0"] >= FEWEST_MOMENTS
    assert "1" not in left
    assert left["59"] >= FEWEST_MOMENTS
    newest = [left[f"{number}"] for number in range(1, 60) if f"{number}" in left]
    assert newest == sorted(newest)
    thin = next(kept.snapshot for kept in shelf if len(kept.snapshot.moments) == FEWEST_MOMENTS)
    assert (thin.moments[0].report, thin.moments[-1].report) == (0, 49)


def test_runs_that_are_not_over_are_thinned_out_too_but_never_dropped(
    shelf: Shelf[str], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bound was on ended runs only: a hundred paused ones of the largest network would have kept 3.4 GB."""
    monkeypatch.setattr(shelf_module, "MAX_BYTES", 100 * 6 * 24_000 + 100 * 12 * COURSE.network.parameters)
    states = (RunState.PAUSED, RunState.RUNNING)
    for number in range(100):
        clock.now += 1
        shelf.add(run(f"{number}", states[number % 2], moment_bytes=24_000), f"visitor {number}")
        shelf.keep_within_bounds()
        assert shelf.bytes <= shelf_module.MAX_BYTES
    assert len(shelf) == 100
    # One that is over goes before one that is not loses more.
    ended = shelf.add(run("ended"), "me")
    shelf.keep_within_bounds()
    assert shelf.get("ended") is None
    assert ended.snapshot.run_id == "ended"
    assert len(shelf.active) == 100


def test_a_paused_runs_state_in_its_worker_is_counted(shelf: Shelf[str]) -> None:
    paused = run("a", RunState.PAUSED, moments=1, moment_bytes=10)
    assert paused.bytes == 50 + 12 * COURSE.network.parameters
    shelf.add(paused, "me")
    shelf.add(run("b", RunState.STOPPED, moments=1, moment_bytes=10), "me")
    shelf.add(run("c", RunState.QUEUED, moments=0, moment_bytes=0), "me")
    assert shelf.bytes == 100 + 12 * COURSE.network.parameters


def test_small_runs_are_dropped_one_by_one_and_none_loses_its_history(
    shelf: Shelf[str], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When there was one run too many, the histories of all were thinned out to two moments before one was dropped."""
    monkeypatch.setattr(shelf_module, "MAX_RUNS", 5)
    for number in range(8):
        clock.now += 1
        shelf.add(run(f"{number}"), f"visitor {number}")
        shelf.keep_within_bounds()
    assert moments(shelf) == {f"{number}": 50 for number in range(3, 8)}


def test_a_run_takes_another_name(shelf: Shelf[str]) -> None:
    mine = shelf.add(run("a"), "me")
    before = mine.snapshot
    mine.rename("fast")
    assert mine.snapshot == replace(before, name="fast")


def test_what_is_counted_as_it_goes_is_what_there_is(shelf: Shelf[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every submission added up all runs: 10,000 of them took minutes."""
    monkeypatch.setattr(shelf_module, "MAX_BYTES", 2_000_000)

    def check() -> None:
        runs = list(shelf)
        assert shelf.bytes == sum(it.snapshot.bytes for it in runs)
        assert shelf.active == [it for it in runs if it.snapshot.active]

    states = (RunState.RUNNING, RunState.FINISHED, RunState.QUEUED, RunState.PAUSED)
    kept = [shelf.add(run(str(number), state), "me") for number, state in enumerate(states)]
    check()
    kept[0].snapshot = run("0", RunState.STOPPED, 10)
    check()
    kept[2].snapshot = run("2", RunState.RUNNING, 60)
    check()
    shelf.drop("3")
    kept[3].snapshot = run("3", RunState.STOPPED)  # one that is dropped may still be told of
    check()
    shelf.keep_within_bounds()
    check()
    assert shelf.bytes <= 2_000_000
