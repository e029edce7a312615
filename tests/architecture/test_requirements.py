"""What the README says of Pythons and computers: there is a wheel of everything for each, and where of TensorFlow."""

from concurrent.futures import Future, ThreadPoolExecutor
from itertools import product
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.conftest import uv

ROOT = Path(__file__).parents[2]
# It begins with `-r requirements.txt`, so both of the README's commands are asked for.
ALL = str(ROOT / "requirements-dev.txt")

WITH_TENSORFLOW = list(
    product(
        ("3.11", "3.12", "3.13", "3.14"),
        ("x86_64-manylinux_2_28", "aarch64-manylinux_2_28", "x86_64-pc-windows-msvc", "aarch64-apple-darwin"),
    )
)
WITHOUT_TENSORFLOW = [
    ("3.11", "x86_64-apple-darwin"),
    ("3.14", "x86_64-apple-darwin"),
    ("3.15", "x86_64-manylinux_2_28"),
    ("3.15", "x86_64-pc-windows-msvc"),
    ("3.15", "aarch64-apple-darwin"),
]
REQUIREMENTS = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
TENSORFLOW = [Requirement(line) for line in REQUIREMENTS if line.startswith("tensorflow")]
Packages = dict[str, Version]


def resolved(*options: str) -> Packages:
    """The packages that would be installed, none of which has to be built; fails with uv's reasons."""
    answer = uv("pip", "compile", ALL, "--only-binary", ":all:", "--no-header", "--no-annotate", *options)
    assert answer.returncode == 0, answer.stderr
    lines = [line.partition(" ;")[0].partition("==") for line in answer.stdout.splitlines() if "==" in line]
    return {name: Version(number) for name, _, number in lines}


def resolved_for(python: str, platform: str) -> Packages:
    """pip judges markers by the Python that it runs on, uv by the one that it is told."""
    target = "--python-version", python, "--python-platform", platform
    try:
        # The registry was just asked for everything; what is known need not be asked for twenty times.
        return resolved("--offline", *target)
    except AssertionError:
        return resolved(*target)


@pytest.fixture(scope="session")
def packages(registry: None) -> dict[tuple[str, str], "Future[Packages]"]:
    """What would be installed, by Python and platform; two are worked out at a time."""
    resolved("--universal", "--python-version", "3.11", "--refresh")
    with ThreadPoolExecutor(max_workers=2) as pool:
        return {it: pool.submit(resolved_for, *it) for it in [*WITH_TENSORFLOW, *WITHOUT_TENSORFLOW]}


@pytest.mark.parametrize(("python", "platform"), WITH_TENSORFLOW)
def test_it_installs_with_tensorflow(
    python: str, platform: str, packages: dict[tuple[str, str], "Future[Packages]"]
) -> None:
    """On Python 3.14 pip found no TensorFlow, and installed nothing: its 2.22 was a pre-release, its 2.21 too old."""
    found = packages[python, platform].result()
    assert found["tensorflow"] >= Version("2.21")
    # uv also takes a pre-release where there is nothing else; pip only where the requirement itself names one.
    here = {"python_version": python, "sys_platform": "linux", "platform_machine": "x86_64"}
    (wish,) = (one for one in TENSORFLOW if one.marker is not None and one.marker.evaluate(here))
    assert wish.specifier.prereleases or not found["tensorflow"].is_prerelease
    assert {"keras", "keras-nightly"} & found.keys()
    assert {"streamlit", "pytest"} <= found.keys()


@pytest.mark.parametrize(("python", "platform"), WITHOUT_TENSORFLOW)
def test_where_there_is_no_tensorflow_all_else_installs(
    python: str, platform: str, packages: dict[tuple[str, str], "Future[Packages]"]
) -> None:
    found = packages[python, platform].result()
    assert not {"tensorflow", "keras", "keras-nightly"} & found.keys()
    assert {"streamlit", "scikit-learn", "pytest"} <= found.keys()
