"""Pictures as plain HTML with inline styles: their text keeps its size on a phone, takes the theme's colours, and can
be read aloud. (Streamlit's st.html lets no SVG through.)
"""

from html import escape

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
