"""Which digits are taken for which: the confusion matrix as a table, and its worst cells."""

from collections.abc import Sequence

from components.charts.palette import POSITIVE, WRONG

Matrix = Sequence[Sequence[int]]


def worst_confusions(matrix: Matrix, count: int = 3) -> list[tuple[int, int, int]]:
    """(label, answer, how often) of the most frequent mistakes, the most frequent first; none if there are none."""
    mistakes = [
        (label, answer, times)
        for label, row in enumerate(matrix)
        for answer, times in enumerate(row)
        if times and label != answer
    ]
    return sorted(mistakes, key=lambda mistake: -mistake[2])[:count]


def confusion_table(matrix: Matrix, about: str, pressable: bool = False) -> str:
    """HTML: a row for each label and a column for each answer; `about` says so above them. `pressable` are its cells
    in the instrument "matrix".

    The shades are thin enough for the text of both themes.
    """
    answers = "".join(f'<th scope="col" style="{_HEAD}">{answer}</th>' for answer in range(len(matrix)))
    rows = "".join(
        f'<tr><th scope="row" style="{_HEAD}">{label}</th>{"".join(_cells(row, label, pressable))}</tr>'
        for label, row in enumerate(matrix)
    )
    # The text's size follows the table's width: on a phone a column has 30 pixels for up to four digits.
    return f"""<div style="container-type:inline-size;max-width:640px">
<table style="width:100%;table-layout:fixed;border-collapse:separate;border-spacing:1px;text-align:center;\
line-height:1.2;font-size:clamp(11.5px, 3.5cqi, 16px);font-variant-numeric:tabular-nums">
<caption style="caption-side:top;text-align:left;font-size:max(1em, 0.85rem);line-height:1.4;color:inherit">\
{about} Right answers stand in bold on the diagonal. A mistake is shaded more strongly, \
the larger its share of the row.</caption>
<thead><tr><td style="{_HEAD}"></td><th scope="colgroup" colspan="{len(matrix)}" style="{_HEAD}">answer</th></tr>
<tr><th scope="col" style="{_HEAD}">{"label" if len(matrix) == 10 else "class"}</th>{answers}</tr></thead>
<tbody>{rows}</tbody></table></div>"""


_HEAD = "border:0;padding:0.35em 0;font-weight:600"


def _cells(row: Sequence[int], label: int, pressable: bool) -> list[str]:
    """The cells of one label. Shades by the root of the share: 1 % can be seen, and 25 % or more are all alike."""
    total = sum(row) or 1
    cells = []
    for answer, times in enumerate(row):
        right = answer == label
        style = f"border:0;padding:0.35em 0;border-radius:3px;font-weight:{700 if right else 400}"
        text = str(times)
        if right:
            style += f";background:{_shade(POSITIVE, 0.3)}"
        elif times:
            style += f";background:{_shade(WRONG, min(0.6, 1.2 * (times / total) ** 0.5))}"
        else:
            text = '<span style="opacity:0.6">0</span>'
        if pressable:
            words = f"{label} read as {answer}: {times}"
            text = f'<button data-cell="{label},{answer}" aria-label="{words}" title="{words}">{text}</button>'
        cells.append(f'<td style="{style}">{text}</td>')
    return cells


def _shade(colour: str, opacity: float) -> str:
    red, green, blue = bytes.fromhex(colour[1:])
    return f"rgba({red}, {green}, {blue}, {opacity:.2f})"
