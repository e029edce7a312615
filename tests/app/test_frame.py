"""The shared frame's work behind the scenes."""

import gc
import subprocess
import sys

from components.ui.common.site import PAGES
from tests.app.conftest import ROOT, OpenPage
from tests.processes import alive


def test_what_the_pages_import_is_kept_out_of_garbage_collection(open_page: OpenPage) -> None:
    """It was frozen before the pages imported Plotly and scikit-learn, and each rerun paid 32 ms for them."""
    for page in PAGES:
        open_page(page.script)
    import plotly.graph_objects

    assert not any(tracked is vars(plotly.graph_objects) for tracked in gc.get_objects())
    assert gc.get_freeze_count() > 100_000


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
