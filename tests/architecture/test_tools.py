"""The tools that keep the code in order: lint, format, types and layers, each run as a developer would."""

import pytest

from tests.architecture.conftest import running


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("ruff check .", id="lint"),
        pytest.param("ruff format --check .", id="format"),
        pytest.param("lint-imports", id="layers"),
        pytest.param("mypy", id="types"),
    ],
)
def test_the_code_is_in_order(command: str, pytestconfig: pytest.Config) -> None:
    tool = pytestconfig.stash[running][command]
    output, _ = tool.communicate(timeout=300)
    assert tool.returncode == 0, output
