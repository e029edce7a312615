"""Settings: each declared once, with a key of its own, and right wherever its value is asked for."""

import pytest
import streamlit as st

from components.ui.common.settings import Choice, OneOf, Range, Switch, WholeNumber


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The session's values, without a session."""
    values: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", values)
    return values


@pytest.fixture
def undeclared(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test declares is forgotten after it."""
    monkeypatch.setattr("components.ui.common.settings.declared", {})


@pytest.mark.usefixtures("undeclared")
def test_a_key_is_refused_the_second_time() -> None:
    first = Switch("again", "Again", False)
    with pytest.raises(ValueError, match="another setting with the key 'again'"):
        Switch("again", "Again and again", False)
    assert Switch("again", "Again", False) == first  # the same module, imported once more


@pytest.mark.usefixtures("undeclared")
@pytest.mark.parametrize(
    ("value", "read"), [(None, 0.5), (0.3, 0.3), (0.30000000000000004, 0.3), (0.34, 0.3), (-0.04, 0.0), (1, 1.0)]
)
def test_a_slider_over_numbers_has_as_many_decimals_as_its_step(
    session: dict[str, object], value: object, read: float
) -> None:
    """A link may hold any number, and each place rounded it for itself, eight times in all. -0.0 is 0."""
    weight = Range("weight", "Weight", 0.5, -2.0, 2.0, 0.1)
    session["weight"] = value
    assert repr(weight.now()) == repr(read)


@pytest.mark.usefixtures("undeclared")
def test_what_was_never_shown_or_is_empty_is_at_its_default(session: dict[str, object]) -> None:
    settings = [
        Range("units", "Units", 4, 1, 10, 1),
        OneOf("rate", "Rate", 0.1, (0.01, 0.1)),
        Choice("gate", "Gate", "AND", ("AND", "OR")),
        WholeNumber("seed", "Seed", 42, 0, 99),
        Switch("on", "On", True),
    ]
    assert [setting.now() for setting in settings] == [4, 0.1, "AND", 42, True]
    session.update(dict.fromkeys(("units", "rate", "gate", "seed", "on")))  # ?gate= chooses nothing
    assert [setting.now() for setting in settings] == [4, 0.1, "AND", 42, True]
    for setting, value in zip(settings, (7, 0.01, "OR", 9.0, False), strict=True):
        setting.set(value)
    assert [setting.now() for setting in settings] == [7, 0.01, "OR", 9, False]
    assert isinstance(settings[3].now(), int)
