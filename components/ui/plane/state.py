"""What this visitor's network has learned so far, whether it runs, and what stands of it in the address."""

import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from components.ml.plane_changes import Change, Unit
from components.ml.plane_data import EDGE, OWN, points
from components.ml.plane_network import MOST_STEPS, Learning, changed, learn, replayed, rewound, start
from components.ml.plane_settings import steps_an_epoch
from components.ui.common.progress import remember
from components.ui.common.settings import SET_UP
from components.ui.plane.changes import MOST_CHANGES, read_changes, written_changes
from components.ui.plane.rival_link import read_rival, written_rival
from components.ui.plane.settings import chosen_settings

_STATE = "plane"
# In the address.
STEP, CHANGES, CHOSEN, AT, AGAINST = "plane_step", "plane_changes", "plane_unit", "plane_at", "plane_against"
LOOK_SECONDS, STEPS_AT_ONCE = 0.16, 10
# Of a look, beside the about 9 ms that it costs itself. A larger network learns for longer, because its steps take
# longer; what a link asks for is there soon.
LEARN_SECONDS, LEARN_SECONDS_A_UNIT, REPLAY_SECONDS = 0.004, 0.0002, 0.015
MOST_AT_A_PRESS = 5_000  # steps of the rival, which take a second
PLAYERS_AT_FULL_RATE = 3  # as many look as often as one alone


@dataclass
class State:
    """`goal` is how far a link asks it to learn, and with which changes; `viewed` the step that the page is taken back
    to; `visit` the number of the visit in which it runs by itself: leaving the page pauses it.
    """

    learning: Learning
    rival: Learning | None = None
    rival_changes: tuple[Change, ...] = ()
    goal: tuple[int, tuple[Change, ...]] | None = None
    viewed: int | None = None
    visit: int | None = None
    chosen: Unit | None = None
    at: tuple[float, float] = (1.0, 1.0)
    read: int = field(default=0)  # the visit whose address was read
    told: dict[str, Any] = field(default_factory=dict)  # to the picture, last
    told_at: float = 0.0  # seconds; where the browser hears two at once, the later one counts

    @property
    def shown(self) -> Learning:
        """As far as the page shows it."""
        return self.learning if self.viewed is None else rewound(self.learning, self.viewed)

    @property
    def runs(self) -> bool:
        """Whether it learns by itself now."""
        return self.goal is not None or self.visit == st.session_state["visit"]


def state() -> State:
    """This session's, with a network of the settings as they are now."""
    settings = chosen_settings()
    now: State | None = st.session_state.get(_STATE)
    if now is None:
        now = st.session_state[_STATE] = State(start(settings))
    if now.learning.settings != settings:
        before = now.learning.settings.points
        # A run goes on, from the start, where a point was set: one sees the border give way.
        goes_on = now.visit if before.kind == settings.points.kind == OWN else None
        now.learning, now.goal, now.viewed, now.visit = start(settings), None, None, goes_on
        if before.kind != settings.points.kind:
            now.chosen = None  # one wants to see the border
        if now.chosen and (
            now.chosen.layer >= len(settings.hidden) or now.chosen.place >= settings.hidden[now.chosen.layer]
        ):
            now.chosen = None
    if now.read != st.session_state["visit"]:
        now.read = st.session_state["visit"]
        _read_address(now, st.session_state.get(SET_UP, {}))
    return now


def _read_address(now: State, address: dict[str, str]) -> None:
    hidden = now.learning.settings.hidden
    if found := re.fullmatch(r"(\d)\.(\d)", address.get(CHOSEN, "")):
        layer, place = int(found[1]), int(found[2])
        now.chosen = Unit(layer, place) if layer < len(hidden) and place < hidden[layer] else None
    with suppress(ValueError):
        x1, x2 = (float(text) for text in address.get(AT, "").split())
        if abs(x1) <= EDGE and abs(x2) <= EDGE:
            now.at = x1, x2
    if rival := read_rival(address.get(AGAINST, "")):
        settings, changes = rival
        now.rival, now.rival_changes = start(settings), changes
    step = address.get(STEP, "")
    if step.isascii() and step.isdigit() and len(step) < 10:
        goal = min(int(step), MOST_STEPS), read_changes(address.get(CHANGES, ""), now.learning.settings)
        if (now.learning.step, now.learning.changes) != goal:
            now.learning, now.goal, now.viewed = start(now.learning.settings), goal, None


def tell_address(now: State) -> None:
    """Write there what no control does, once it rests."""
    shown = now.shown
    told = {
        STEP: str(shown.step) if shown.step or shown.changes else "",
        CHANGES: written_changes(shown.changes),
        CHOSEN: f"{now.chosen.layer}.{now.chosen.place}" if now.chosen else "",
        AGAINST: written_rival(now.rival.settings, now.rival_changes) if now.rival else "",
        AT: f"{now.at[0]:g} {now.at[1]:g}" if now.at != (1.0, 1.0) else "",
    }
    for key, text in told.items():
        if st.query_params.get(key, "") != text:
            if text:
                st.query_params[key] = text
            else:
                st.query_params.pop(key, None)


def take(steps: int) -> None:
    """So many steps from what is shown, and no more. For a callback."""
    now = state()
    now.learning, now.viewed, now.visit, now.goal = learn(now.shown, steps), None, None, None
    _noted(now)


def take_epochs(epochs: int) -> None:
    """To the end of this epoch, and with more, of those after it. For a callback."""
    now = state()
    each = steps_an_epoch(now.learning.settings)
    take((now.shown.step // each + epochs) * each - now.shown.step)


def run(on: bool) -> None:
    """Learn on from what is shown, or pause. For a callback."""
    now = state()
    now.learning, now.viewed, now.goal = now.shown, None, None
    now.visit = st.session_state["visit"] if on else None


def start_again() -> None:
    """From the first weights. For a callback."""
    now = state()
    now.learning, now.viewed, now.visit, now.goal = start(chosen_settings()), None, None, None


def change(made: Change) -> None:
    """Do this by hand to what is shown, which goes on from there. For a callback."""
    now = state()
    if len(now.shown.changes) < MOST_CHANGES:
        now.learning, now.viewed, now.goal = changed(now.shown, made), None, None


def compare() -> None:
    """Keep what was learned, to be raced against. For a callback."""
    now = state()
    now.rival, now.rival_changes = now.learning, now.learning.changes


def stop_comparing() -> None:
    """For a callback."""
    state().rival = None


def advance(now: State, seconds: float) -> None:
    """Learn a little, as long as a look may take; the rival keeps up."""
    # Where many play, looks are rarer, and shorter.
    learns = REPLAY_SECONDS if now.goal else LEARN_SECONDS + LEARN_SECONDS_A_UNIT * sum(now.learning.settings.hidden)
    until = time.perf_counter() + learns * LOOK_SECONDS / seconds
    while now.runs:
        before = now.learning.step, len(now.learning.changes)
        behind = _rival_is_behind(now)
        if behind:
            _keep_up(now, STEPS_AT_ONCE)
        elif now.goal is not None:
            step, changes = now.goal
            now.learning = replayed(now.learning, changes, step, STEPS_AT_ONCE)
            if now.learning.step >= step or now.learning.over:
                now.goal = None
        else:
            now.learning = learn(now.learning, STEPS_AT_ONCE)
        # Without points to learn from, it stays where it is.
        stays = not behind and (now.learning.step, len(now.learning.changes)) == before
        if now.learning.over or stays:
            now.goal = now.visit = None
        if time.perf_counter() > until:
            break
    _noted(now)


def _rival_is_behind(now: State) -> bool:
    """Whether it has seen its points less often; not if it learns no more."""
    if now.rival is None or now.rival.over or not len(points(now.rival.settings.points).x):
        return False
    return now.rival.step < _step_of_rival(now, now.learning)


def _step_of_rival(now: State, learning: Learning) -> int:
    """Its step after as many epochs."""
    return 0 if now.rival is None else round(learning.epochs * steps_an_epoch(now.rival.settings))


def _keep_up(now: State, most: int) -> None:
    """The rival learns on, with what was done to it by hand, where the other one has come further."""
    if now.rival is not None and _rival_is_behind(now):
        now.rival = replayed(now.rival, now.rival_changes, _step_of_rival(now, now.learning), most)


def rival_shown(now: State) -> Learning | None:
    """The rival after as many epochs as are shown."""
    if not now.runs:
        _keep_up(now, MOST_AT_A_PRESS)
    return None if now.rival is None else rewound(now.rival, _step_of_rival(now, now.shown))


def _noted(now: State) -> None:
    if now.learning.epochs >= 1:
        classes = now.learning.settings.points.classes
        remember("plane", "let a network bend its border" if classes else "let a network learn heights")


@st.cache_resource(show_spinner=False)
def _players() -> dict[str, float]:
    """On this server, of each session in which a network runs, when it was last looked at."""
    return {}


def look_seconds(now: State, session: str) -> float:
    """How long from one look to the next: the longer, the more networks run on this server."""
    players, here = _players(), time.monotonic()
    if now.runs:
        players[session] = here
    for other in [other for other, seen in list(players.items()) if here - seen > 5]:
        players.pop(other, None)
    return LOOK_SECONDS * max(1.0, len(players) / PLAYERS_AT_FULL_RATE)
