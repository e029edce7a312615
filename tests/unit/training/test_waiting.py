"""The queue, without processes: the order of the runs, their keepers, and how long each will wait."""

import pytest

from components.training.waiting import SHARE_SECONDS, Queue, Turn


def queue(*runs: str, **kept: str) -> Queue[str]:
    """Runs that any worker can carry out, then those that are kept by one."""
    queue: Queue[str] = Queue()
    for run_id in runs:
        queue.add(run_id)
    for run_id, worker in kept.items():
        queue.add(run_id, worker)
    return queue


def test_first_come_first_served_but_a_kept_run_waits_for_its_keeper() -> None:
    line = queue("a", "b", c="second")
    assert line.next_for("first") == "a"
    line.remove("a")
    line.remove("b")
    assert line.next_for("first") is None
    assert line.next_for("second") == "c"
    line.add("d")
    assert line.next_for("first") == "d"
    assert list(line) == ["c", "d"]
    line.remove("nonsense")
    assert "c" in line
    assert "a" not in line


def test_a_run_that_only_its_keeper_can_carry_out_needs_no_other_worker() -> None:
    """A second worker, 1.2 GB, was started for it, and stood idle."""
    line = queue(kept="first")
    assert line.wanting == 0
    line.add("new")
    assert line.wanting == 1


def test_two_workers_take_turns_and_each_wait_is_told() -> None:
    line = queue("a", "b", "c")
    turns = {"first": Turn("x", 4.0, SHARE_SECONDS), "second": Turn("y", 10.0, SHARE_SECONDS)}
    waits = line.waits({"first": 0.0, "second": 0.0}, turns, lambda _: 5.0)
    assert waits == {"a": (2, 4.0), "b": (3, 9.0), "c": (4, 10.0)}


def test_a_worker_that_is_only_starting_is_waited_for() -> None:
    line = queue("a", "b")
    assert line.waits({"first": 8.0}, {}, lambda _: 5.0)["a"] == (0, 8.0)
    assert line.waits({"first": 8.0}, {}, lambda _: 5.0)["b"] == (1, 13.0)
    # The second one will be ready sooner than the first one is done.
    assert line.waits({"first": 0.0, "second": 3.0}, {}, lambda _: 5.0)["b"] == (1, 3.0)


def test_a_kept_run_is_told_its_keepers_time() -> None:
    """It was told when any worker would be free."""
    line = queue(kept="second")
    turns = {"first": Turn("x", 2.0, SHARE_SECONDS), "second": Turn("y", 30.0, SHARE_SECONDS)}
    assert line.waits({"first": 0.0, "second": 0.0}, turns, lambda _: 5.0)["kept"] == (2, 30.0)
    # Those behind it do not wait for its keeper.
    line.add("new")
    assert line.waits({"first": 0.0, "second": 0.0}, turns, lambda _: 5.0)["new"] == (2, 2.0)


def test_a_long_run_makes_room_after_its_share_if_somebody_waits_for_its_worker() -> None:
    turns = {"first": Turn("x", 500.0, 20.0)}
    assert queue("a").waits({"first": 0.0}, turns, lambda _: 5.0)["a"] == (1, 20.0)
    line = queue("long", "short")
    assert line.waits({"first": 0.0}, {}, {"long": 500.0, "short": 5.0}.__getitem__)["short"] == (1, SHARE_SECONDS)
    # A run for which nobody waits there is not interrupted.
    turns = {"first": Turn("x", 500.0, 20.0), "second": Turn("y", 30.0, SHARE_SECONDS)}
    assert queue(kept="second").waits({"first": 0.0, "second": 0.0}, turns, lambda _: 5.0)["kept"] == (2, 30.0)


def test_ten_thousand_runs_on_two_hundred_workers_are_each_told_their_wait() -> None:
    """It was played through for one run at a time, in a time that grew with the square of the queue."""
    line = queue(*map(str, range(10_000)))
    waits = line.waits({f"worker {number}": 0.0 for number in range(200)}, {}, lambda _: 5.0)
    assert [waits[str(place)] for place in (0, 199, 200, 9_999)] == [(0, 0.0), (199, 0.0), (200, 5.0), (9_999, 245.0)]


@pytest.mark.parametrize("ready", [{}, {"first": 0.0}])
def test_a_run_whose_keeper_is_gone_is_promised_nothing(ready: dict[str, float]) -> None:
    assert queue(kept="second").waits(ready, {}, lambda _: 5.0)["kept"] == (0, 0.0)
