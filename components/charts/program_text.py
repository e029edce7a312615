"""A whole program with one of its steps marked: by a bar, a sign and a tint. HTML, as the neuron card."""

from html import escape

from components.charts.palette import POSITIVE
from components.ml.programs import Program


def program_text(program: Program, step: str) -> str:
    """The program's lines as text; wide lines are wrapped."""
    lines = "".join(_line(line, of == step) for of, line in program.lines)
    return f'<div style="font-family:monospace;font-size:0.85rem;line-height:1.45;overflow-wrap:anywhere">{lines}</div>'


def _line(line: str, marked: bool) -> str:
    colour, ground = (POSITIVE, f"{POSITIVE}1f") if marked else ("transparent", "transparent")
    return (
        f'<div style="white-space:pre-wrap;padding-left:10px;border-left:5px solid {colour};background:{ground}">'
        f"{escape(line) or '&nbsp;'}</div>"
    )
