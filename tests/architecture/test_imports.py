"""What an import costs: TensorFlow takes seconds and a gigabyte, and the server must never pay for it."""

import ast
import subprocess
import sys
from pathlib import Path

from components.ui.common.site import PAGES

ROOT = Path(__file__).parents[2]
HEAVY = {"keras", "tensorflow"}


def test_keras_is_imported_inside_functions_only() -> None:
    for path in (ROOT / "components").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not HEAVY & {name.partition(".")[0] for name in names}, f"{path} imports {names} at its top"


def test_a_visit_to_every_page_does_not_import_tensorflow() -> None:
    """In a process of its own, because other tests here import Keras."""
    code = """
import os
import sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file(os.path.abspath("app.py"), default_timeout=60).run()
for page in sys.argv[1:]:
    app.switch_page(page).run()
    assert not app.exception
print(sorted({"keras", "tensorflow"} & set(sys.modules)))
"""
    pages = [page.script for page in PAGES]
    result = subprocess.run(
        [sys.executable, "-c", code, *pages], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert result.stdout.strip() == "[]", result.stderr
