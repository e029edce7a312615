"""A whole program with one of its steps marked: by a bar and a tint."""

from collections.abc import Sequence
from html import escape

from components.charts.html import div
from components.charts.palette import POSITIVE


def program_text(lines: Sequence[tuple[str, str]], marked: str) -> str:
    """A program's lines, each after the step that it belongs to, as text; wide lines are wrapped."""
    drawn = "".join(_line(line, step == marked) for step, line in lines)
    return div("font-family:monospace;font-size:0.85rem;line-height:1.45;overflow-wrap:anywhere", drawn)


def _line(line: str, marked: bool) -> str:
    colour, ground = (POSITIVE, f"{POSITIVE}1f") if marked else ("transparent", "transparent")
    style = f"white-space:pre-wrap;padding-left:10px;border-left:5px solid {colour};background:{ground}"
    return div(style, escape(line) or "&nbsp;")
