"""The processes on this machine, without a package for it."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

# Windows forgets a process as soon as it has ended, so all that it lists run.
LIST = 'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) R" }'
POWERSHELL = ["powershell", "-NoProfile", "-Command", LIST]

needs_posix_signals = pytest.mark.skipif(
    not hasattr(signal, "SIGSTOP"), reason="Windows can't interrupt or stop another process, only end it."
)
needs_proc = pytest.mark.skipif(
    not Path("/proc/self/maps").exists(), reason="Only Linux tells what a process has loaded."
)


def processes() -> dict[int, tuple[int, str]]:
    """{id: (parent's id, state)} of all processes; the state begins with Z for one that has ended."""
    if Path("/proc/self/stat").exists():
        rows = []
        for file in Path("/proc").glob("[0-9]*/stat"):
            try:
                # The command's name, in brackets, may hold spaces.
                state, parent = file.read_text().rpartition(") ")[2].split()[:2]
            except (FileNotFoundError, ProcessLookupError):
                continue  # it has ended since
            rows.append((file.parent.name, parent, state))
    else:
        command = POWERSHELL if os.name == "nt" else ["ps", "-A", "-o", "pid=,ppid=,stat="]
        output = subprocess.run(command, capture_output=True, text=True, check=True)
        rows = [line.split() for line in output.stdout.splitlines()]
    return {int(own): (int(parent), state) for own, parent, state in rows}


def children(parent: int) -> list[int]:
    """The processes that a process has started and that still live."""
    return [own for own, (its_parent, state) in processes().items() if its_parent == parent and state[0] != "Z"]


def alive(process: int) -> bool:
    """Whether it has not ended yet."""
    return processes().get(process, (0, "Z"))[1][0] != "Z"
