"""The shared frame's work behind the scenes."""

import subprocess
import sys

from streamlit import config

from tests.app.conftest import ROOT
from tests.processes import alive


def test_no_rerun_waits_for_a_collection_of_garbage() -> None:
    """With thirty visitors, two thirds of the server's time went into collecting garbage after each of their moves."""
    assert config.get_option("runner.postScriptGC") is False


def test_the_engine_ends_when_the_cache_is_cleared() -> None:
    """Nothing closed it: its threads kept it, and workers with a gigabyte each, for as long as the server lived.

    In a process of its own, because the other tests here need theirs.
    """
    code = """
from components.ui.common.engine import engine
first = engine()
first.warm()
(worker,) = first.pids()
engine.clear()
print(worker, first.pids(), engine() is first)
"""
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    worker, rest = result.stdout.split(maxsplit=1)
    assert rest == "[] False\n", result.stderr
    assert not alive(int(worker))
