"""A visitor's table: as spreadsheets write it, or one sentence that says where it fails."""

import io
import re
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import Perceptron

from components.ml.classification_data import OWN, DataSettings, make_data
from components.ml.sklearn_perceptron import PerceptronSettings, run
from components.ui.common.table_file import UnreadableTable, read_table
from components.ui.playground.script import source_code
from tests.unit.ui.test_program import printed

ROWS = [(0.5, 1.25, "leaf"), (0.25, 2.5, "leaf"), (0.75, 1.5, "leaf"), (0.5, 2.0, "leaf")] + [
    (x + 2, y - 3, "flower") for x, y, _ in [(0.5, 1.25, 0), (0.25, 2.5, 0), (0.75, 1.5, 0), (0.5, 2.0, 0)]
]


def text(delimiter: str = ",", decimal: str = ".", header: bool = True, rows: list = ROWS) -> str:
    lines = [delimiter.join(["länge", "width", "kind"])] if header else []
    return "\n".join([*lines, *(delimiter.join(str(cell).replace(".", decimal) for cell in row) for row in rows)])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize(
    ("delimiter", "decimal"), [(",", "."), (";", ","), (";", "."), ("\t", ","), ("\t", ".")], ids=repr
)
@pytest.mark.parametrize("header", [True, False])
def test_as_spreadsheets_write_it(encoding: str, delimiter: str, decimal: str, header: bool, tmp_path: Path) -> None:
    """And the script on the page reads the same file to the same weights."""
    content = text(delimiter, decimal, header).replace("\n", "\r\n").encode(encoding)
    file = tmp_path / "own.csv"
    file.write_bytes(content)
    table = read_table(content, str(file))
    np.testing.assert_array_equal(table.features, [row[:2] for row in ROWS])
    assert table.labels.tolist() == [1, 1, 1, 1, 0, 0, 0, 0]
    assert table.classes == ("flower", "leaf")
    assert table.names == (("länge", "width") if header else ("column 1", "column 2"))
    data = DataSettings(kind=OWN, own=table)
    code = source_code(data, PerceptronSettings())
    more = "print(model.coef_[0].tolist(), X_test.tolist())"
    expected = f"{run(data, PerceptronSettings()).weights.tolist()} {make_data(data).x_test.tolist()}"
    assert printed(f"{code}\n{more}").splitlines()[1] == expected


def test_a_class_may_be_a_number_with_a_decimal_comma() -> None:
    """In 0,5;0,7;1,0 the commas made more columns than the semicolons, and were taken for what parts them."""
    rows = [(row[0], row[1], 1.5 if row[2] == "leaf" else 0.5) for row in ROWS]
    table = read_table(text(";", ",", rows=rows).encode(), "own.csv")
    assert table.features.shape == (8, 2)
    assert table.classes == ("0,5", "1,5")


def test_of_three_classes_the_most_frequent_is_told_from_the_others() -> None:
    table = read_table(text(rows=[*ROWS, (0, 0, "leaf"), (9, 9, "stem"), (8, 9, "stem")]).encode(), "own.csv")
    assert table.classes == ("not leaf", "leaf")
    assert table.labels.sum() == 5


def test_numbers_may_name_the_classes_and_columns_may_be_constant_or_huge() -> None:
    rows = [(1, 1e9 * number, number % 2) for number in range(10)]
    table = read_table(text(rows=rows).encode(), "own.csv")
    assert table.classes == ("0", "1")
    data = DataSettings(kind=OWN, own=table)
    assert run(data, PerceptronSettings()).epochs >= 1


BAD = {
    "missing": (text(rows=[*ROWS, ("", 2, "leaf")]), "In row 10, column “länge”, a number is missing."),
    "text": (text(rows=[*ROWS, (2, "tall", "leaf")]), "In row 10, column “width”, “tall” is no number."),
    "formula": (text(rows=[*ROWS, (2, "=A1+B1", "leaf")]), "“=A1+B1” is no number."),
    "nan": (text(rows=[*ROWS, (2, "NaN", "leaf")]), "“NaN” is no number."),
    "inf": (text(rows=[*ROWS, (2, "-inf", "leaf")]), "“-inf” is no number."),
    "no class": (text(rows=[*ROWS, (2, 3, "")]), "In row 10, the last column, “kind”, has no class."),
    "one class": (text(rows=ROWS[:4] * 3), "All rows have the class “leaf”. It takes two to tell apart."),
    "single row": (text(rows=[*ROWS[:4] * 3, ROWS[5]]), "One class has a single row."),
    "many classes": (text(rows=[(1, 2, number / 7) for number in range(50)]), "has 50 different values."),
    "ragged": (text() + "\n1,2,3,leaf", "Row 10 has 4 columns, most rows have 3."),
    "one column": ("a\n1\n2\n3\n4", "The file has one column."),
    "wide": ("\n".join([",".join("1" * 60)] * 9), "The file has 60 columns. Choose one with at most 50"),
    "few": (text(rows=ROWS[:2] + ROWS[5:7]), "The file has 4 examples. It takes at least 8."),
    "header only": ("a,b,c", "The file has 0 examples."),
    "empty": ("", "The file is empty."),
    "blank": (" \n\t\n", "The file is empty."),
    "long": (text(rows=ROWS * 700), "The file has 5,600 rows. Choose one with at most 5,000."),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_said_in_a_sentence_with_its_place(name: str) -> None:
    content, sentence = BAD[name]
    with pytest.raises(UnreadableTable, match=re.escape(sentence)):
        read_table(content.encode(), "own.csv")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04" + bytes(100), "This is a workbook, whatever its name says."),
        (bytes(range(256)) * 4, "This is not a text file."),
        (b"1,2,a\n" * 900_000, "The file is larger than 5 MB."),
    ],
)
def test_what_is_no_text_gets_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableTable, match=re.escape(sentence)):
        read_table(content, "own.csv")


def test_a_quoted_cell_may_hold_what_parts_columns() -> None:
    content = text().replace("leaf", '"leaf, green"')
    assert read_table(content.encode(), "own.csv").classes == ("flower", "leaf, green")


def test_the_weights_are_scikit_learns_on_the_same_split() -> None:
    table = read_table(text(rows=ROWS * 3).encode(), "own.csv")
    data = DataSettings(kind=OWN, own=table)
    part = make_data(data)
    assert np.bincount(part.y_test).tolist() == [3, 3]  # both classes, in their shares
    model = Perceptron(max_iter=1000, eta0=0.1, random_state=42, tol=1e-3).fit(part.x_train, part.y_train)
    np.testing.assert_array_equal(run(data, PerceptronSettings()).weights, model.coef_[0])


def test_the_scripts_file_is_a_csv_of_its_own() -> None:
    """A name with quotes and backslashes stays a name."""
    table = read_table(text().encode(), 'it"s \\ mine.csv')
    code = source_code(DataSettings(kind=OWN, own=table), PerceptronSettings())
    compile(code, "script", "exec")
    assert io.StringIO(code).getvalue().count('with open("it\\"s \\\\ mine.csv"') == 1
