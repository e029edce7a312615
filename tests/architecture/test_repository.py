"""The repository keeps its promises: README, CI, pages, requirements."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from components.ui.common.site import PAGES, Page

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUN = "python3 -m venv .venv && .venv/bin/pip install -r requirements.txt && .venv/bin/streamlit run app.py"
TEST = "python3 -m venv .venv && .venv/bin/pip install -r requirements-dev.txt && .venv/bin/pytest"


def code_blocks(text: str) -> list[str]:
    return [line.strip() for block in re.findall(r"```\w*\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]


def test_the_readme_gives_the_two_commands() -> None:
    assert RUN in code_blocks(README)
    assert TEST in code_blocks(README)


def test_ci_runs_the_readmes_test_command_word_for_word() -> None:
    assert TEST in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_every_folder_in_the_readmes_map_exists_and_none_is_missing() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "__"))}
    mapped = set(re.findall(r"^\| `(\w+)/`", README, re.MULTILINE))
    assert mapped == {name for name in folders if tracked(name)}


def tracked(path: str) -> list[str]:
    listing = subprocess.run(["git", "ls-files", path], cwd=ROOT, capture_output=True, text=True, check=True)
    return listing.stdout.splitlines()


def test_every_link_in_a_readme_leads_somewhere() -> None:
    for document in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "data" / "README.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_every_section_of_the_course_has_its_page_in_the_readme() -> None:
    rows = re.findall(r"^\| (\d+)\. [^|]+ \| ([^|]+) \| [^|]+ \|$", README, re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 22))
    titles = tuple(page.title for page in PAGES)
    for _, places in rows:
        assert all(place.strip().startswith(titles) for place in places.split(";")), places


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_begins_with_its_header_which_opens_it_on_a_fresh_server_too(page: Page) -> None:
    """Streamlit ran the first visitor's page without app.py's frame; whatever a page did before would be done twice."""
    body = ast.parse((ROOT / page.script).read_text(encoding="utf-8")).body
    first = next(node for node in body if not isinstance(node, ast.Import | ast.ImportFrom))
    assert ast.unparse(first).startswith("page_header(")


NEW_PAGE = """
[[page]]
part = "Reference"
name = "second_glossary"
title = "Second glossary"
icon = "menu_book"
about = "About it."
heading = "A page more"
card = "What happens there."
action = "Go there"
invitation = "Next: a page more"
"""


def test_a_new_page_is_a_row_and_a_script_as_contributing_says(tmp_path: Path) -> None:
    """It took six edits, and the page's name stood in eleven places."""
    for name in tracked("."):
        if not name.startswith("tests/"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    with (tmp_path / "content" / "pages.toml").open("a", encoding="utf-8") as table:
        table.write(NEW_PAGE)
    (script,) = re.findall(r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "pages" / "second_glossary.py").write_text(script, encoding="utf-8")
    visit = """
import os
from streamlit.testing.v1 import AppTest
app = AppTest.from_file(os.path.abspath("app.py"), default_timeout=60).run()
print(app.page_link[-1].label)
app.switch_page("pages/glossary.py").run()
print(app.page_link[-1].label)
app.switch_page("pages/second_glossary.py").run()
print(app.title[0].value, app.slider[0].label, app.page_link[-1].label, len(app.exception), sep="|")
"""
    result = subprocess.run(
        [sys.executable, "-c", visit], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert result.stdout.splitlines() == [
        "Go there",
        "Next: a page more",
        "A page more|Something to move|Back to the start|0",
    ], result.stderr


def test_pages_and_router_stay_short() -> None:
    for path in [ROOT / "app.py", *(ROOT / "pages").glob("*.py")]:
        limit = 60 if path.name == "app.py" else 120
        assert len(path.read_text(encoding="utf-8").splitlines()) <= limit, path


def test_requirements_have_bounds_that_hold_here() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line.startswith(("#", "-r")) or not line:
                continue
            requirement = Requirement(line)
            operators = {specifier.operator for specifier in requirement.specifier}
            assert operators == {">=", "<"}, line
            if requirement.marker is None or requirement.marker.evaluate():
                assert requirement.specifier.contains(version(requirement.name), prereleases=True), line
    assert (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").startswith("-r requirements.txt\n")


def test_the_server_is_set_up_for_a_classroom() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["browser"] == {"gatherUsageStats": False}
    assert config["client"] == {"toolbarMode": "viewer", "showErrorDetails": "none"}
    assert config["server"] == {
        "address": "localhost",
        "showEmailPrompt": False,
        "maxUploadSize": 5,
        "fileWatcherType": "none",
        "enableXsrfProtection": True,
        "enableCORS": True,
    }


def test_python_is_new_enough() -> None:
    assert sys.version_info >= (3, 11)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["requires-python"] == ">=3.11"
