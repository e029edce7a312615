"""The tools that keep the code in order: lint, format, types and layers, each run as a developer would."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("ruff check .", id="lint"),
        pytest.param("ruff format --check .", id="format"),
        pytest.param("lint-imports", id="layers"),
        pytest.param("mypy", id="types"),
    ],
)
def test_the_code_is_in_order(command: str) -> None:
    name, *arguments = command.split()
    program = next(path for path in (BIN / name, BIN / f"{name}.exe") if path.exists())
    tool = subprocess.run([program, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert tool.returncode == 0, tool.stdout + tool.stderr
