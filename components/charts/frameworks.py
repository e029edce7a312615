"""The frameworks' years as a picture: a lane each, with what had happened by a year and what was still to come."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from components.charts.html import circle, div, picture_of
from components.charts.palette import NEGATIVE, NEUTRAL, POSITIVE

Lanes = Mapping[str, Sequence[tuple[int, str]]]  # of each framework: the years and what happened in them, in a word

# Longer labels stand above their circle, where they have room.
SHORT = 5


def describe_timeline(lanes: Lanes, year: int) -> str:
    """The picture in words."""
    stories = []
    for name, events in lanes.items():
        happened = [f"{label} in {then}" for then, label in events if then <= year]
        stories.append(f"{name}: {', '.join(happened) or 'not there yet'}.")
    return f"Three lanes, up to {year}. {' '.join(stories)}"


def timeline(lanes: Lanes, years: tuple[int, int], year: int) -> str:
    """The lanes from the first to the last of the `years`. Full circles have happened by the year, empty ones come
    later; an upright bar stands at the year.
    """
    first, last = years

    def place(then: int) -> str:
        return f"{100 * (then - first) / (last - first):.2f}%"

    drawn = "".join(_lane(name, events, year, place) for name, events in lanes.items())
    ticks = "".join(_at(place(tick), "", str(tick)) for tick in range(first, last, 2) if abs(tick - year) > 1) + _at(
        place(year), "font-weight:bold", str(year)
    )
    scale = div("position:absolute;left:0;right:0;bottom:0;height:18px", ticks)
    body = div("position:relative;padding-bottom:22px", drawn + scale)
    return picture_of(describe_timeline(lanes, year), body, "font-size:0.85rem;line-height:1.2;padding:0 24px")


def _lane(name: str, events: Sequence[tuple[int, str]], year: int, place: Callable[[int], str]) -> str:
    parts = div(f"position:absolute;left:0;right:0;top:25px;height:2px;background:{NEUTRAL}66")
    parts += _at(place(year), f"top:16px;height:19px;border-left:3px solid {NEGATIVE}")
    born = min(then for then, _ in events)
    if born <= year:
        ends = f"left:{place(born)};right:calc(100% - {place(year)})"
        parts += div(f"position:absolute;{ends};top:24px;height:4px;background:{POSITIVE}")
    for then, label in events:
        colour, fill = (POSITIVE, POSITIVE) if then <= year else (NEUTRAL, "transparent")
        ring = circle(16, f"border:3px solid {colour};background:{fill}")
        parts += _at(place(then), "top:18px", ring)
        parts += _at(place(then), f"top:{'0' if len(label) > SHORT else '35px'};white-space:nowrap", escape(label))
    return f'<b style="margin-left:-24px">{name}</b>{div("position:relative;height:58px", parts)}'


def _at(left: str, style: str, body: str = "") -> str:
    """A part whose middle is at this distance from the left."""
    return div(f"position:absolute;left:{left};transform:translateX(-50%);{style}", body)
