"""The frameworks' years as a picture: a lane each, with what had happened by a year and what was still to come.

HTML, as the neuron card: its text keeps its size on a phone and takes the theme's colours.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from components.charts.palette import NEGATIVE, NEUTRAL, POSITIVE

Lanes = Mapping[str, Sequence[tuple[int, str]]]  # of each framework: the years and what happened in them, in a word

# Longer labels stand above their circle, where they have room.
SHORT = 5


def describe(lanes: Lanes, year: int) -> str:
    """The picture in words, for those who can't see it."""
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
    ticks = "".join(
        f'<div style="position:absolute;left:{place(tick)};transform:translateX(-50%)">{tick}</div>'
        for tick in range(first, last, 2)
        if abs(tick - year) > 1
    )
    return f"""<div role="img" aria-label="{escape(describe(lanes, year))}" \
style="font-size:0.85rem;line-height:1.2;padding:0 24px">
<div style="position:relative;padding-bottom:22px">{drawn}
<div style="position:absolute;left:0;right:0;bottom:0;height:18px">{ticks}
<b style="position:absolute;left:{place(year)};transform:translateX(-50%)">{year}</b></div>
</div></div>"""


def _lane(name: str, events: Sequence[tuple[int, str]], year: int, place: Callable[[int], str]) -> str:
    born = min(then for then, _ in events)
    life = ""
    if born <= year:
        life = (
            f'<div style="position:absolute;left:{place(born)};right:calc(100% - {place(year)});top:24px;height:4px;'
            f'background:{POSITIVE}"></div>'
        )
    return (
        f'<b style="margin-left:-24px">{name}</b><div style="position:relative;height:58px">'
        f'<div style="position:absolute;left:0;right:0;top:25px;height:2px;background:{NEUTRAL}66"></div>'
        f'<div style="position:absolute;left:{place(year)};top:16px;height:19px;border-left:3px solid {NEGATIVE};'
        f'transform:translateX(-50%)"></div>'
        f"{life}{''.join(_circle(label, then <= year, place(then)) for then, label in events)}</div>"
    )


def _circle(text: str, happened: bool, left: str) -> str:
    colour = POSITIVE if happened else NEUTRAL
    fill = POSITIVE if happened else "transparent"
    label = f"top:{'0' if len(text) > SHORT else '35px'}"
    return (
        f'<div style="position:absolute;left:{left};top:18px;width:16px;height:16px;box-sizing:border-box;'
        f'transform:translateX(-50%);border:3px solid {colour};border-radius:50%;background:{fill}"></div>'
        f'<div style="position:absolute;left:{left};{label};transform:translateX(-50%);white-space:nowrap">'
        f"{escape(text)}</div>"
    )
