"""The way through the pages, and what this visitor has done on it. Told to nobody."""

from components.ui.common.visitor import kept

_VISITED, _DONE = "visited", "done"


def visited() -> set[str]:
    """The URL paths of the pages that this browser has seen; home's is ""."""
    seen: set[str] = kept().setdefault(_VISITED, set())
    return seen


def remember(page: str, what: str) -> None:
    """Something was really done on the page with this URL path: "made a gate". The last thing counts."""
    kept().setdefault(_DONE, {})[page] = what


def done(page: str) -> str | None:
    """What was done last on a page, if anything."""
    what: str | None = kept().get(_DONE, {}).get(page)
    return what


def mark(page: str) -> str:
    """How far this visitor has come with a page, by a sign and in words."""
    if what := done(page):
        return f"✓ You {what}."
    return "◐ You were here." if page in visited() else "○ Not seen yet."
