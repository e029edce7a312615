"""Artificial intelligence, machine learning, deep learning: each within the one before."""

from components.charts.html import div, picture_of
from components.charts.palette import NEUTRAL, POSITIVE

# From the outermost to the innermost: how wide each circle is, in per cent of the picture's width.
CIRCLES = {"AI": 100, "ML": 68, "DL": 36}


def nested_circles(chosen: str) -> str:
    """Three circles, one in the other; the chosen one has a thick line and is filled."""
    html = ""
    for name, width in CIRCLES.items():
        on = name == chosen
        style = (
            f"position:absolute;bottom:0;left:{(100 - width) / 2:g}%;width:{width}%;aspect-ratio:1;border-radius:50%;"
            f"box-sizing:border-box;border:{5 if on else 2}px solid {POSITIVE if on else NEUTRAL};"
            f"background:{POSITIVE + '33' if on else 'transparent'};display:flex;justify-content:center;"
            f"padding-top:{12 if name == 'DL' else 8}%;font-weight:{700 if on else 400}"
        )
        html += div(style, f"{'▸ ' if on else ''}{name}")
    alt = f"Three circles: DL within ML within AI. Chosen: {chosen}."
    return picture_of(alt, html, "position:relative;width:100%;max-width:320px;aspect-ratio:1;margin:0 auto 8px")
