"""The data files of this folder that hold what a page says."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def texts(name: str) -> dict[str, Any]:
    """What is in `name`.toml, read once."""
    with Path(__file__).with_name(f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
