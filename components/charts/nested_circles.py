"""Things in the circles of artificial intelligence, machine learning and deep learning, each within the one before."""

from collections.abc import Mapping

from components.charts.html import Landed, div, landed_things, picture_of, told

# From the outermost to the innermost: where there is room for what lies in this circle and in no smaller one, in per
# cent of the picture's width: from the left and from the top, and how high. The circles themselves can be pressed:
# components/ui/common/browser/pressed.css draws them as high as wide, in this order, 100, 72 and 46 per cent wide.
ROOM = {"AI": (20, 9.5, 18), "ML": (26, 37.5, 16), "DL": (31, 64, 32)}


def in_circles(chosen: str, landed: Mapping[str, Landed]) -> str:
    """What lies over the circles: the things that are in each."""
    html = "".join(
        div(
            f"position:absolute;left:{left}%;width:{100 - 2 * left}%;top:{top}%;height:{height}%;display:flex;"
            "flex-wrap:wrap;gap:3px;justify-content:center;align-content:flex-start",
            landed_things(landed.get(name, ())),
        )
        for name, (left, top, height) in ROOM.items()
    )
    inside = [f" In {name}: {told(found)}." for name, found in landed.items() if found]
    alt = f"Three circles: DL within ML within AI. Chosen: {chosen}.{''.join(inside)}"
    return picture_of(alt, html, "position:absolute;inset:0")
