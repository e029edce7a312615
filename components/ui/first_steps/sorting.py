"""Things to sort into named places, one after the other: each lands where it belongs, and none can be lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.ui.common.progress import remember
from components.ui.common.visitor import kept

MOST_TRIES = 2  # before an answer is given away


@dataclass(frozen=True)
class Thing:
    """What is to be sorted, with a short `name`, the place where it belongs, and why, in a sentence."""

    text: str
    place: str
    why: str
    name: str


def things(rows: Sequence[dict[str, Any]]) -> tuple[Thing, ...]:
    """The rows of a data file as things; a text that is short enough is also the name."""
    return tuple(Thing(**{"name": row["text"], **row}) for row in rows)


@dataclass(frozen=True)
class Sorting:
    """What is to be sorted, and where to; what a visitor has answered is kept under the key, also over a refresh."""

    key: str
    places: tuple[str, ...]
    to_sort: tuple[Thing, ...]

    @property
    def answers(self) -> list[list[str]]:
        """Of each thing the places that were tried, the last one last."""
        found: list[list[str]] = kept().setdefault(f"sorted_{self.key}", [[] for _ in self.to_sort])
        return found

    def landed(self) -> dict[Thing, bool]:
        """The things that are where they belong, in their order, and whether the visitor has put them there."""
        most = min(MOST_TRIES, len(self.places) - 1)  # the last place that is left would be no try
        return {
            thing: thing.place in tried
            for thing, tried in zip(self.to_sort, self.answers, strict=True)
            if thing.place in tried or len(tried) >= most
        }

    def by_place(self) -> dict[str, list[tuple[str, bool]]]:
        """Of each place what has landed there, by its name, and whether the visitor has put it there."""
        landed = self.landed().items()
        return {
            place: [(thing.name, right) for thing, right in landed if thing.place == place] for place in self.places
        }

    def ask(self) -> bool:
        """Ask where the next thing belongs, and say what became of the last answer. Returns whether all is sorted."""
        landed = self.landed()
        if left := [(number, thing) for number, thing in enumerate(self.to_sort) if thing not in landed]:
            number, thing = left[0]
            st.markdown(f"**{number + 1} of {len(self.to_sort)}.** {thing.text}")
            # One control for all things: so it keeps the keyboard's focus.
            label = f"Where does it belong? {thing.text}"
            details: dict[str, Any] = {"key": self.key, "required": True, "wrap": True, "label_visibility": "collapsed"}
            st.pills(label, self.places, on_change=self._put, **details)
        with st.container(key=f"said_{self.key.partition('_')[0]}"):
            self._tell(landed)
        if any(self.answers):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{self._right}** in the right place.")
                st.button("Sort again", key=f"{self.key}_again", icon=":material/replay:", on_click=self._forget)
        if landed:
            with st.expander("Why each is where it is", key=f"{self.key}_why"):
                st.markdown("\n".join(f"- {_said(thing, right)}" for thing, right in landed.items()))
        return not left

    @property
    def _right(self) -> str:
        return f"{sum(self.landed().values())} of {len(self.to_sort)}"

    def _tell(self, landed: dict[Thing, bool]) -> None:
        last = st.session_state.get(f"{self.key}_last")
        if last is None:
            return
        thing = self.to_sort[last]
        if thing not in landed:
            st.error("✗ **Not there.** Try once more.")
        else:
            (st.success if landed[thing] else st.error)(_said(thing, landed[thing]))

    def _put(self) -> None:
        place, st.session_state[self.key] = st.session_state[self.key], None
        number = next(number for number, thing in enumerate(self.to_sort) if thing not in self.landed())
        if place in self.answers[number]:
            return
        self.answers[number].append(place)
        st.session_state[f"{self.key}_last"] = number
        if len(self.landed()) == len(self.to_sort):
            remember("first_steps", f"put {self._right} things in the right place")

    def _forget(self) -> None:
        kept().pop(f"sorted_{self.key}")
        st.session_state.pop(f"{self.key}_last", None)


def _said(thing: Thing, right: bool) -> str:
    return f"{'✓' if right else '✗'} **{thing.name}: {'' if right else 'no, '}{thing.place}.** {thing.why}"
