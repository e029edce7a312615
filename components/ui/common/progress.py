"""The way through the pages, and what this visitor has done on it. Told to nobody."""

from collections.abc import Sequence

from components.ui.common.visitor import kept

_VISITED, _DONE = "visited", "done"


def visited() -> set[str]:
    """The URL paths of the pages that this browser has seen; home's is ""."""
    seen: set[str] = kept().setdefault(_VISITED, set())
    return seen


def remember(page: str, what: str, part: str = "", score: float = 0.0) -> None:
    """Something was really done on the page with this URL path: "made a gate".

    Of each part of a page the last thing counts, but none with a lower score than one before.
    """
    done = kept().setdefault(_DONE, {}).setdefault(page, {})
    if part not in done or score >= done[part][0]:
        done[part] = score, what


def mark(page: str) -> str:
    """How far this visitor has come with a page, by a sign and in words."""
    if things := [what for _, what in kept().get(_DONE, {}).get(page, {}).values()]:
        return f"✓ You {listed(things)}."
    return "◐ You were here." if page in visited() else "○ Not seen yet."


def listed(things: Sequence[str], word: str = "and") -> str:
    """One or more things in a sentence.

    >>> listed(["AND", "OR", "NOR"])
    'AND, OR and NOR'
    """
    *others, last = things
    return f"{', '.join(others)} {word} {last}" if others else last
