"""Pictures as plain HTML with inline styles: their text keeps its size on a phone, takes the theme's colours, and can
be read aloud. (Streamlit's st.html lets no SVG through.)
"""

from collections.abc import Sequence
from html import escape

from components.charts.palette import RIGHT, WRONG

Landed = Sequence[tuple[str, bool]]  # things by their names, and whether the visitor has put them where they are

ARROW = '<div style="flex:none;padding:0 1px">→</div>'


def picture_of(alt: str, body: str, style: str) -> str:
    """A frame that is one picture to a screen reader, which reads `alt` and nothing of the body."""
    return f'<div role="img" aria-label="{escape(alt)}" style="{style}">{body}</div>'


def div(style: str, body: str = "") -> str:
    """A part of a picture; the body is HTML."""
    return f'<div style="{style}">{body}</div>'


def box(body: str, colour: str = "currentColor", width: int = 2, line: str = "solid", padding: str = "8px 12px") -> str:
    """A rounded box with a border in this colour, `width` pixels wide, solid or dashed."""
    return div(f"padding:{padding};border:{width}px {line} {colour};border-radius:8px", body)


def circle(size: int, style: str, body: str = "") -> str:
    """A round part, `size` pixels across with its border."""
    return div(f"flex:none;box-sizing:border-box;width:{size}px;height:{size}px;border-radius:50%;{style}", body)


def landed_things(things: Landed) -> str:
    """Small labels for things that were sorted: of each its name, and whether it was put there rightly, told by a sign,
    by the line and by colour.
    """
    style = "padding:0 6px;border-radius:10px;font-size:0.75rem;line-height:1.35;white-space:nowrap;border:2px"
    return "".join(
        div(f"{style} {f'solid {RIGHT}' if right else f'dashed {WRONG}'}", f"{'✓' if right else '✗'} {escape(name)}")
        for name, right in things
    )


def told(things: Landed) -> str:
    """The same in words."""
    return ", ".join(name if right else f"{name} (wrong)" for name, right in things)
