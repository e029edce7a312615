"""A visitor's own table: a text file of rows, whose last column is the class. It is only read, never run.

Spreadsheets write such files in many ways: with commas, semicolons or tabs between the columns, decimal commas, a line
of names or none, in UTF-8 with a mark before it or in Windows' cp1252. Whatever can be told apart is.
"""

import csv
import io
import math
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from components.charts.numbers import counted
from components.ml.classification_data import OwnData

MAX_BYTES, MAX_ROWS, MAX_COLUMNS, MAX_CLASSES = 5_000_000, 5_000, 50, 20
FEWEST_ROWS = 8  # so that a quarter of them are two
SHOWN = 30  # characters of a cell, in a sentence about it
# The first one that parts most rows does: where tabs or semicolons do, commas are decimal ones, or stand in names.
DELIMITERS = ("\t", ";", ",")


class UnreadableTable(ValueError):
    """The file holds no table to learn from. The message is a sentence for the visitor, with the way out."""


@dataclass(frozen=True, eq=False)
class Table(OwnData):
    """And how the file is read: its name, its encoding, what stands between columns and before decimals, and whether
    names stand above.
    """

    file: str
    encoding: str
    delimiter: str
    decimal: str
    header: bool


def read_table(content: bytes, file: str) -> Table:
    """The table in a file of this name. Raises UnreadableTable."""
    text, encoding = _decoded(content)
    rows, delimiter = _split(text)
    decimal = "." if delimiter == "," else ","
    header = _is_header(rows[0][1], decimal)
    names = rows[0][1] if header else [f"column {number}" for number in range(1, len(rows[0][1]) + 1)]
    body = rows[1:] if header else rows
    if len(body) < FEWEST_ROWS:
        raise UnreadableTable(f"The file has {counted(len(body), 'example')}. It takes at least {FEWEST_ROWS}.")
    if len(body) > MAX_ROWS:
        raise UnreadableTable(f"The file has {len(body):,} rows. Choose one with at most {MAX_ROWS:,}.")
    features = [
        [_number(cell, line, name, decimal) for cell, name in zip(row, names[:-1], strict=False)] for line, row in body
    ]
    labels, classes = _classes([(line, row[-1].strip()) for line, row in body], names[-1])
    x = np.array(features)
    return Table(x, labels, classes, tuple(names[:-1]), file, encoding, delimiter, decimal, header)


def _decoded(content: bytes) -> tuple[str, str]:
    if len(content) > MAX_BYTES:
        raise UnreadableTable("The file is larger than 5 MB. Choose a smaller one, or fewer of its rows.")
    if content.startswith(b"PK"):
        raise UnreadableTable(
            "This is a workbook, whatever its name says. Save its sheet as CSV, and choose that file."
        )
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise UnreadableTable("This is not a text file. Save the table as CSV in UTF-8, and choose that file.")


def _split(text: str) -> tuple[list[tuple[int, list[str]]], str]:
    """The rows that are not empty, each with its line's number, and what stands between their columns."""
    found = {}
    for delimiter in DELIMITERS:
        try:
            lines = list(enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1))
        except csv.Error:
            continue
        found[delimiter] = [(line, [cell.strip() for cell in row]) for line, row in lines if any(map(str.strip, row))]
    if not any(found.values()):
        raise UnreadableTable(
            "The file is empty. Choose one with a row for each example, its class in the last column."
        )
    delimiter = next((each for each in found if _usual_width(found[each]) > 1), DELIMITERS[-1])
    rows, width = found[delimiter], _usual_width(found[delimiter])
    if width < 2:
        raise UnreadableTable("The file has one column. It takes a row for each example: its features, then its class.")
    if width > MAX_COLUMNS + 1:
        raise UnreadableTable(f"The file has {width} columns. Choose one with at most {MAX_COLUMNS} and the class.")
    for line, row in rows:
        if len(row) != width:
            raise UnreadableTable(f"Row {line} has {len(row)} columns, most rows have {width}. Make them alike.")
    return rows, delimiter


def _usual_width(rows: list[tuple[int, list[str]]]) -> int:
    """How many columns most rows have; of rows that differ in all ways, the first one's."""
    if not rows:
        return 0
    (width, _), *_ = Counter(len(row) for _, row in rows).most_common(1)
    return width


def _is_header(row: list[str], decimal: str) -> bool:
    """Whether names stand there and no numbers: an empty cell is no name."""
    return all(cell and _float(cell, decimal) is None for cell in row[:-1])


def _number(cell: str, line: int, name: str, decimal: str) -> float:
    number = _float(cell, decimal)
    if number is None or not math.isfinite(number):
        what = f"“{cell[:SHOWN]}” is no number" if cell else "a number is missing"
        raise UnreadableTable(f"In row {line}, column “{name[:SHOWN]}”, {what}. Write one there, or leave out the row.")
    return number


def _float(cell: str, decimal: str) -> float | None:
    try:
        return None if "_" in cell else float(cell.replace(decimal, "."))  # 1_000 is a number in Python only
    except ValueError:
        return None


def _classes(cells: list[tuple[int, str]], name: str) -> tuple[NDArray[np.int64], tuple[str, str]]:
    """Of two classes the first one by name is 0; of more, the one that is most frequent is 1, and 0 is all others."""
    for line, cell in cells:
        if not cell:
            raise UnreadableTable(f"In row {line}, the last column, “{name[:SHOWN]}”, has no class. Write one there.")
    counts = Counter(cell for _, cell in cells)
    if len(counts) == 1:
        raise UnreadableTable(f"All rows have the class “{cells[0][1][:SHOWN]}”. It takes two to tell apart.")
    if len(counts) > MAX_CLASSES:
        raise UnreadableTable(
            f"The last column, “{name[:SHOWN]}”, has {len(counts)} different values. It takes a class there, of a few."
        )
    if len(counts) == 2:
        zero, one = sorted(counts)
    else:
        one = min(counts, key=lambda each: (-counts[each], each))
        zero = f"not {one}"
    labels = np.array([int(cell == one) for _, cell in cells])
    if min(np.bincount(labels)) < 2:
        raise UnreadableTable(
            "One class has a single row. Each takes at least two: one to learn from, one for the test."
        )
    return labels, (zero, one)
