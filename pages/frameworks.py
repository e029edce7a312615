"""Where a fresh server's first visit to /frameworks lands: it runs the app. pages/__init__.py says why."""

import runpy
from pathlib import Path

runpy.run_path(str(Path(__file__).parents[1] / "app.py"))
