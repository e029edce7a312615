"""The programs that pages show: files in the folder `programs`, with the visitor's values in their first lines."""

import ast
import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "programs"


def program(name: str, **values: object) -> str:
    """The text of a program in which each of `values` stands in the line that assigns this variable first.

    The values are plain Python: numbers, strings, None, and lists and tuples of them. KeyError for a variable that the
    program has not.

    >>> print(program("area", length=2, width=7))
    length = 2
    width = 7
    area = length * width
    print(area)
    """
    text, places = _text_and_places(name)
    lines = text.splitlines()
    for variable in sorted(values, key=lambda variable: places[variable].lineno, reverse=True):
        place = places[variable]
        comment = lines[(place.end_lineno or place.lineno) - 1][place.end_col_offset :]
        value = values[variable]
        literal = json.dumps(value) if isinstance(value, str) else repr(value)  # both are Python; this has its quotes
        lines[place.lineno - 1 : place.end_lineno] = [f"{variable} = {literal}{comment}"]
    return "\n".join(lines)


@cache
def _text_and_places(name: str) -> tuple[str, dict[str, ast.Assign]]:
    """The file's text, and where each variable is first assigned."""
    text = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    places: dict[str, ast.Assign] = {}
    for statement in ast.parse(text).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            places.setdefault(statement.targets[0].id, statement)
    return text, places
