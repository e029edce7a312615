"""The repository keeps its promises: README, CI, pages, requirements."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement

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
    titles = re.findall(r'\("\w+/\w+\.py", "([^"]+)"', (ROOT / "app.py").read_text(encoding="utf-8"))
    assert len(titles) == len(list((ROOT / "pages").glob("*/[!_]*.py")))
    for _, places in rows:
        assert all(place.strip().startswith(tuple(titles)) for place in places.split(";")), places


def test_the_scripts_directly_in_pages_only_open_the_door() -> None:
    """One for each page's URL but the start page's; why they are needed, pages/__init__.py says.

    A real page there would be shown without app.py's frame on a fresh server's first visit.
    """
    doors = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__"}
    pages = {path.stem for path in (ROOT / "pages").glob("*/*.py")} - {"__init__", "home"}
    assert doors == pages
    for name in doors:
        path = ROOT / "pages" / f"{name}.py"
        docstring, *rest = ast.parse(path.read_text(encoding="utf-8")).body
        assert isinstance(docstring, ast.Expr)
        assert ast.unparse(ast.Module(rest, [])).splitlines() == [
            "import runpy",
            "from pathlib import Path",
            "runpy.run_path(str(Path(__file__).parents[1] / 'app.py'))",
        ]


def test_pages_and_router_stay_short() -> None:
    for path in [ROOT / "app.py", *(ROOT / "pages").glob("*/*.py")]:
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
