"""The folder `content`: the texts that pages show, in data files, the drawings and the logo."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parents[3] / "content"


@cache
def texts(name: str) -> dict[str, Any]:
    """What is in `name`.toml, read once. Not to be changed: all sessions share it."""
    with (CONTENT / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
