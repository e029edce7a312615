"""How many workers there are, where a container or a scheduler allows less than the machine has."""

import os
from pathlib import Path

import pytest

from components.training import capacity

GB = 1_000_000_000


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eight processors, 64 GB, and control groups that the test writes."""
    monkeypatch.setattr(capacity, "CGROUPS", tmp_path)
    monkeypatch.setattr(capacity, "OWN_CGROUPS", tmp_path / "own")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    pages = {"SC_PAGE_SIZE": 1000, "SC_PHYS_PAGES": 64 * GB // 1000}
    monkeypatch.setattr(os, "sysconf", pages.__getitem__, raising=False)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_without_limits_it_is_the_machine(machine: Path) -> None:
    assert (capacity.usable_cores(), capacity.usable_bytes(), capacity.workers()) == (8, 64 * GB, 2)


def test_a_process_that_is_bound_to_one_processor_has_one_worker(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was the machine's number: two workers shared a core, and each took 1.2 GB."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3})
    assert capacity.workers() == 1


@pytest.mark.parametrize(
    ("quota", "cores", "workers"),
    [("max 100000\n", 8, 2), ("200000 100000\n", 2, 2), ("150000 100000\n", 1.5, 1), ("50000 100000\n", 0.5, 1)],
)
def test_a_containers_share_of_the_processors(machine: Path, quota: str, cores: float, workers: int) -> None:
    write(machine / "own", "0::/\n")
    write(machine / "cpu.max", quota)
    assert (capacity.usable_cores(), capacity.workers()) == (cores, workers)


@pytest.mark.parametrize(("limit", "workers"), [("max\n", 2), (f"{4 * GB}\n", 2), (f"{3 * GB}\n", 1), (f"{GB}\n", 1)])
def test_a_containers_memory(machine: Path, limit: str, workers: int) -> None:
    write(machine / "own", "0::/\n")
    write(machine / "memory.max", limit)
    assert capacity.workers() == workers


def test_the_groups_around_a_group_count_too(machine: Path) -> None:
    write(machine / "own", "0::/school/class\n")
    write(machine / "school" / "cpu.max", "100000 100000")
    write(machine / "school" / "class" / "memory.max", "max")
    assert (capacity.usable_cores(), capacity.usable_bytes()) == (1, 64 * GB)


def test_linuxs_first_kind_of_groups(machine: Path) -> None:
    write(machine / "own", "4:memory:/class\n3:cpu,cpuacct:/class\n")
    write(machine / "memory" / "class" / "memory.limit_in_bytes", f"{3 * GB}")
    write(machine / "cpu,cpuacct" / "class" / "cpu.cfs_quota_us", "100000")
    write(machine / "cpu,cpuacct" / "class" / "cpu.cfs_period_us", "100000")
    assert (capacity.usable_cores(), capacity.usable_bytes(), capacity.workers()) == (1, 3 * GB, 1)
    write(machine / "cpu,cpuacct" / "class" / "cpu.cfs_quota_us", "-1")
    assert capacity.usable_cores() == 8


def test_a_system_that_tells_nothing_has_a_worker_a_core(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sysconf")
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert capacity.workers() == 2
