"""Eager execution and a graph, side by side: two scripts for TensorFlow, and what they print where it is installed."""

import contextlib
import io
from pathlib import Path

PROGRAMS = Path(__file__).resolve().parents[2] / "programs"
OPERATIONS = ("a + b", "a * b", "a @ b")  # the first one stands in the files


def scripts(operation: str) -> tuple[str, str]:
    """The same operation twice: computed at once, and only written down in a graph."""
    eager, graph = ((PROGRAMS / name).read_text(encoding="utf-8") for name in ("eager.py", "graph.py"))
    return eager.replace(OPERATIONS[0], operation), graph.replace(OPERATIONS[0], operation)


def printed() -> dict[str, list[str]]:
    """What both scripts print, by operation. It imports TensorFlow, so it is for the worker."""
    return {operation: [_run(script) for script in scripts(operation)] for operation in OPERATIONS}


def _run(script: str) -> str:
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(script, {})
    return output.getvalue().strip()
