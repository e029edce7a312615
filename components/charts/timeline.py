"""The frameworks' years as a picture: a lane each, with what had happened by a year and what was still to come.

HTML, as the neuron card: its text keeps its size on a phone and takes the theme's colours.
"""

from collections.abc import Sequence
from html import escape

from components.charts.palette import NEGATIVE, NEUTRAL, POSITIVE
from components.ml.frameworks import NAMES, YEARS, Event

# Longer labels stand above their circle, where they have room.
SHORT = 5


def describe(events: Sequence[Event], year: int) -> str:
    """What the picture shows, for who can't see it."""
    lanes = []
    for name in NAMES:
        happened = [
            f"{it.label} in {it.change.year}" for it in events if it.framework == name and it.change.year <= year
        ]
        lanes.append(f"{name}: {', '.join(happened) or 'not there yet'}.")
    return f"Three lanes, up to {year}. {' '.join(lanes)}"


def timeline(events: Sequence[Event], year: int) -> str:
    """Full circles have happened by the year, empty ones come later; an upright bar stands at the year."""
    lanes = "".join(_lane(name, [it for it in events if it.framework == name], year) for name in NAMES)
    ticks = "".join(
        f'<div style="position:absolute;left:{_place(tick)};transform:translateX(-50%)">{tick}</div>'
        for tick in range(YEARS[0], YEARS[1], 2)
        if abs(tick - year) > 1
    )
    return f"""<div role="img" aria-label="{escape(describe(events, year))}" \
style="font-size:0.85rem;line-height:1.2;padding:0 24px">
<div style="position:relative;padding-bottom:22px">{lanes}
<div style="position:absolute;left:0;right:0;bottom:0;height:18px">{ticks}
<b style="position:absolute;left:{_place(year)};transform:translateX(-50%)">{year}</b></div>
</div></div>"""


def _place(year: int) -> str:
    return f"{100 * (year - YEARS[0]) / (YEARS[1] - YEARS[0]):.2f}%"


def _lane(name: str, events: Sequence[Event], year: int) -> str:
    born = min(it.change.year for it in events)
    life = ""
    if born <= year:
        width = 100 * (year - born) / (YEARS[1] - YEARS[0])
        life = (
            f'<div style="position:absolute;left:{_place(born)};width:{width:.2f}%;top:24px;height:4px;'
            f'background:{POSITIVE}"></div>'
        )
    return (
        f'<b style="margin-left:-24px">{name}</b><div style="position:relative;height:58px">'
        f'<div style="position:absolute;left:0;right:0;top:25px;height:2px;background:{NEUTRAL}66"></div>'
        f'<div style="position:absolute;left:{_place(year)};top:16px;height:19px;border-left:3px solid {NEGATIVE};'
        f'transform:translateX(-50%)"></div>'
        f"{life}{''.join(_circle(it, year) for it in events)}</div>"
    )


def _circle(event: Event, year: int) -> str:
    happened = event.change.year <= year
    colour = POSITIVE if happened else NEUTRAL
    fill = POSITIVE if happened else "transparent"
    label = f"top:{'0' if len(event.label) > SHORT else '35px'}"
    left = _place(event.change.year)
    return (
        f'<div style="position:absolute;left:{left};top:18px;width:16px;height:16px;box-sizing:border-box;'
        f'transform:translateX(-50%);border:3px solid {colour};border-radius:50%;background:{fill}"></div>'
        f'<div style="position:absolute;left:{left};{label};transform:translateX(-50%);white-space:nowrap">'
        f"{escape(event.label)}</div>"
    )
