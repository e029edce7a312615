"""How many workers this process may have: by the processors and the memory that it may use, not those of the machine.

A container, a scheduler or `taskset` may allow less than there is. Ten runs of the course's network at once, on two
cores (benchmarks/class_throughput.py); memory is that of all workers:

    workers  threads  runs a minute  memory, GB
          1        1           22.9        1.16
          1        2           20.4        1.18
          2        1           39.1        2.30
          2        2           29.4        2.33
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from math import inf
from pathlib import Path

CGROUPS = Path("/sys/fs/cgroup")
OWN_CGROUPS = Path("/proc/self/cgroup")

# More would help a class, but each takes a core and this much memory; the server itself, with MNIST and its runs, this.
MOST_WORKERS = 2
WORKER_BYTES, SERVER_BYTES = 1_200_000_000, 1_200_000_000


def workers() -> int:
    """One at least, so that a tight machine still can train."""
    by_memory = (usable_bytes() - SERVER_BYTES) / WORKER_BYTES
    return int(max(1, min(MOST_WORKERS, usable_cores(), by_memory)))


def usable_cores() -> float:
    """Processors that this process may use: those it may run on, or the share that its container has of them."""
    cores = float(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    for folder in _control_groups():
        with suppress(OSError, ValueError):
            quota, period = (folder / "cpu.max").read_text().split()
            cores = min(cores, float(quota) / float(period))  # "max" is no number
        with suppress(OSError, ValueError):
            quota, period = ((folder / f"cpu.cfs_{name}_us").read_text() for name in ("quota", "period"))
            if float(quota) > 0:  # -1 is no limit
                cores = min(cores, float(quota) / float(period))
    return cores


def usable_bytes() -> float:
    """Bytes of memory that this process and its workers may take; infinite where the system doesn't tell."""
    most = inf
    with suppress(AttributeError, OSError, ValueError):
        most = float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    for folder in _control_groups():
        for name in ("memory.max", "memory.limit_in_bytes"):
            with suppress(OSError, ValueError):
                most = min(most, float((folder / name).read_text()))
    return most


def _control_groups() -> Iterator[Path]:
    """The folders of this process' control groups and of those around them, of Linux's second and first kind."""
    with suppress(OSError):
        for line in OWN_CGROUPS.read_text().splitlines():
            _, controllers, path = line.split(":", 2)
            root = CGROUPS / controllers if controllers else CGROUPS
            own = root / path.lstrip("/")
            yield own
            yield from (folder for folder in own.parents if folder.is_relative_to(root))
