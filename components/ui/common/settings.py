"""Settings: each thing that a visitor can set, declared once, with its key, default, range or options, label and help.

A page's address holds its settings, so that a link shows others the same, and the session keeps them.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import streamlit as st
from streamlit.errors import StreamlitAPIException

from components.ui.common.content import texts

Value = TypeVar("Value")

declared: dict[str, "Setting[Any]"] = {}  # of the modules that were imported, by their keys


@dataclass(frozen=True)
class Setting(ABC, Generic[Value]):
    """Declared at the top of a module, drawn with `show`, and known anywhere with `now`.

    The `key` is its name in the address, unique in the app (ValueError). `help` says what raising and lowering it does;
    where none is given, it is that of the same key in content/settings.toml, if there is one.
    Settings of one `experiment` belong together: a link that names one of them sets the others to their defaults.

    >>> weight = Range("a_weight", "Weight", 0.5, -2.0, 2.0, 0.1)
    >>> weight.now()
    0.5
    """

    key: str
    label: str
    default: Value
    help: str | None = field(default=None, kw_only=True)
    experiment: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        if declared.setdefault(self.key, self) != self:
            raise ValueError(f"There is another setting with the key {self.key!r}.")

    def show(self, label: str = "", **details: Any) -> Value:
        """Draw the control and return its value; `details` go to Streamlit's control."""
        bound = {"key": self.key, "bind": "query-params", "persist_state": "session"}
        about = self.help or texts("settings").get(self.key)
        self._draw(label or self.label, {"help": about, **bound, **details})
        return self.now()

    def now(self) -> Value:
        """Its value: also in a callback, which runs before the control, and on another page."""
        value = st.session_state.get(self.key)
        return self.default if value is None else self._read(value)

    def set(self, value: Value) -> None:
        """Set it, for a button's or another control's callback."""
        st.session_state[self.key] = value

    def belong_to(self, subject: object, first: Value) -> None:
        """With another subject, such as another run, begin with `first` again. What an address asked for stands."""
        key = f"{self.key} of"
        if st.session_state.get(key, subject) != subject and self.key in st.session_state:
            self.set(first)
        st.session_state[key] = subject

    @abstractmethod
    def _draw(self, label: str, details: dict[str, Any]) -> None: ...

    def _read(self, value: Any) -> Value:
        """What the session's value means."""
        read: Value = value
        return read


def set_also_in_address(setting: Setting[Any], value: object, always: bool = False) -> None:
    """A control that comes with a value that it was given does not write it there; one that is there does, and lets
    nobody else. A default stands there `always`, if the control is drawn without one.
    """
    setting.set(value)
    if value != setting.default or always:
        with suppress(StreamlitAPIException):
            st.query_params[setting.key] = str(value)


SET_UP = "set_up"  # in the session: the parameters of the address that this visit began with


def set_up_by_address(experiment: str, unless: str) -> bool:
    """Whether this visit began with a link that sets this experiment up, and does not name `unless`, its result."""
    address = st.session_state.get(SET_UP, {})
    return unless not in address and any(declared[key].experiment == experiment for key in address if key in declared)


def show_all(*settings: Setting[Any], **details: Any) -> None:
    """Draw some settings, one below the other."""
    for setting in settings:
        setting.show(**details)


Number = TypeVar("Number", int, float)


@dataclass(frozen=True)
class Range(Setting[Number]):
    """A slider over numbers. A link may hold any number; it counts, and is shown, with as many decimals as the step."""

    low: Number
    high: Number
    step: Number

    def _draw(self, label: str, details: dict[str, Any]) -> None:
        written = f"%.{self._decimals}f" if isinstance(self.default, float) else None
        st.slider(label, self.low, self.high, self.default, self.step, written, **details)

    def _read(self, value: Any) -> Number:
        return type(self.default)(round(value, self._decimals) + 0)  # -0.0 is 0

    @property
    def _decimals(self) -> int:
        return len(f"{self.step:g}".partition(".")[2])


@dataclass(frozen=True)
class OneOf(Setting[Value]):
    """A slider over options. Those that are known only when it is shown, and their default, are given to `show`."""

    options: Sequence[Value] = ()

    def _draw(self, label: str, details: dict[str, Any]) -> None:
        st.select_slider(label, **{"options": self.options, "value": self.default, **details})


@dataclass(frozen=True)
class Choice(Setting[Value]):
    """A few options as buttons. An empty value in the address, as in `?gate=`, chooses nothing: the default."""

    options: Sequence[Value]

    def _draw(self, label: str, details: dict[str, Any]) -> None:
        details = {"options": self.options, "default": self.default, "wrap": True, **details}
        st.segmented_control(label, required=True, **details)


@dataclass(frozen=True)
class WholeNumber(Setting[int]):
    """A field for a whole number, which says so where another was typed. In the session it is a float.

    Streamlit's own field for whole numbers cuts off what comes after the digits, without a word: of 9.999, which is a
    German's 9,999, it made 9, and of 1e3 it made 1. Its field for decimal numbers hands over what was typed.
    """

    low: int
    high: int

    def _draw(self, label: str, details: dict[str, Any]) -> None:
        low, high, first = (float(number) for number in (self.low, details.pop("high", self.high), self.default))
        typed = st.number_input(label, low, high, first, 1.0, "%g", **details)
        if typed != round(typed):
            st.caption(
                f":material/error: {typed:g} is not a whole number, so {round(typed)} is used. "
                "Write large numbers without a point or a comma, like 1500."
            )

    def _read(self, value: float) -> int:
        return round(value)


@dataclass(frozen=True)
class Switch(Setting[bool]):
    """On or off."""

    def _draw(self, label: str, details: dict[str, Any]) -> None:
        st.toggle(label, self.default, **details)


@dataclass(frozen=True)
class Text(Setting[str]):
    """What is typed into one of Streamlit's controls for text."""

    control: Callable[..., Any]

    def _draw(self, label: str, details: dict[str, Any]) -> None:
        self.control(label, self.default, **details)


@dataclass(frozen=True)
class PageNumber(Setting[int]):
    """Which of several `pages` is shown, from 1."""

    def _draw(self, label: str, details: dict[str, Any]) -> None:
        del details["help"]
        st.pagination(details.pop("pages"), default=self.default, **details)
