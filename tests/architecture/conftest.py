"""The tools run beside the other tests, on another core: mypy alone takes as long as a hundred of them."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
running = pytest.StashKey[dict[str, "subprocess.Popen[str]"]]()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Start what the collected tests of the tools will ask for."""
    commands = [item.callspec.params["command"] for item in session.items if "test_tools.py" in item.nodeid]
    session.config.stash[running] = {command: started(command) for command in commands}


def started(command: str) -> "subprocess.Popen[str]":
    """A tool at work on the whole project."""
    name, *arguments = command.split()
    program = next(path for path in (BIN / name, BIN / f"{name}.exe") if path.exists())
    return subprocess.Popen(
        [program, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
