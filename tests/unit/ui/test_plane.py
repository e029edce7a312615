"""What stands in a link to the plane's page: what was done by hand, the rival, features and layers."""

import pytest

from components.ml.learning_rule import Example
from components.ml.plane_changes import Change, Unit
from components.ml.plane_data import OWN, PointSettings
from components.ml.plane_settings import PlaneSettings
from components.ui.common.content import texts
from components.ui.common.settings import declared
from components.ui.plane.changes import MOST_CHANGES, read_changes, written_changes
from components.ui.plane.rival_link import read_rival, written_rival
from components.ui.plane.settings import WrongSetting, read_features, read_hidden, written_hidden

SETTINGS = PlaneSettings(hidden=(4, 2))
CHANGES = (
    Change(0, "weight", Unit(0, 3), 1, -0.25),
    Change(12, "weight", Unit(2, 0), -1, 3.0),
    Change(12, "off", Unit(1, 1)),
    Change(40, "freeze", Unit(0, 0)),
    Change(41, "free", Unit(1, 1)),
    Change(99, "noise", value=0.5),
)


def test_what_was_done_by_hand_comes_back_from_its_text() -> None:
    text = written_changes(CHANGES)
    assert text == "0w0.3.1=-0.25 12w2.0.-1=3 12o1.1 40k0.0 41f1.1 99n=0.5"
    assert read_changes(text, SETTINGS) == CHANGES


@pytest.mark.parametrize(
    "text",
    [
        "5o2.0",  # the output can't be switched off
        "5k2.0",
        "5o0.4",  # no such unit
        "5w0.0.2=1",  # no such feature
        "5w0.0=1",
        "5w3.0.0=1",
        "5n",
        "5n=-1",  # no such noise: it was a traceback
        "5n=999.9",
        "5w0.0.0=99",
        "5o",
        "5n0.0=1",
        "5x0.0",
        "w0.0.0=1",
        "5w0.0.0=nan",
        "5w0.0.0=1e9",
        "٣o0.0",
        "<script>",
    ],
)
def test_what_a_link_can_not_mean_is_left_out(text: str) -> None:
    assert read_changes(f"{text} 7o0.0", SETTINGS) == (Change(7, "off", Unit(0, 0)),)


def test_no_link_asks_for_too_much() -> None:
    assert len(read_changes("1o0.0 " * 1_000, SETTINGS)) == MOST_CHANGES


@pytest.mark.parametrize(
    "settings",
    [
        PlaneSettings(),
        PlaneSettings(
            PointSettings("spiral", 500, 0.25, 0.5, 7),
            ("x1", "x1·x2", "sin x2"),
            (8, 8, 3),
            "relu",
            0.01,
            50,
            "momentum",
            "L1",
            0.003,
            "he_uniform",
            9,
        ),
        PlaneSettings(hidden=()),
        PlaneSettings(PointSettings(OWN, own=(Example(-1.5, 2, 1), Example(0, 0.25, 0)))),
    ],
)
def test_the_rival_comes_back_from_its_text(settings: PlaneSettings) -> None:
    read = read_rival(written_rival(settings, CHANGES if settings.hidden == (4, 2) else ()))
    assert read == (settings, CHANGES if settings.hidden == (4, 2) else ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "3",
        "null",
        "{",
        '{"hidden":"99"}',
        '{"features":"x9"}',
        '{"n":1000000}',
        '{"n":"many"}',
        '{"n":NaN}',
        '{"noise":Infinity}',
        '{"kind":"house"}',
        '{"kind":["XOR"]}',
        '{"activation":["relu"]}',
        '{"own":"1 2"}',
        '{"seed":1.0}',  # 1.0 is in a range of whole numbers, and was a traceback
        '{"seed":true}',
        '{"batch_size":5.0}',
        "[" * 10_000,
    ],
)
def test_a_rival_that_can_not_be_is_none(text: str) -> None:
    """Or the part that can't be is left at its default; never an error."""
    read = read_rival(text)
    assert read is None or read[0] == PlaneSettings()


def test_layers_and_features_are_read_as_people_write_them() -> None:
    assert read_hidden("4, 2") == read_hidden(" 4 2 ") == (4, 2)
    assert read_hidden("") == read_hidden("0") == ()
    assert written_hidden(()) == "0"
    assert read_features("x2,x1") == ("x1", "x2")
    assert read_features("x1^2, x1*x2, sin x1") == ("x1²", "x1·x2", "sin x1")


@pytest.mark.parametrize("text", ["9", "4 0", "1 1 1 1 1", "-3", "four", "4.5", "²"])
def test_layers_that_can_not_be_get_a_sentence(text: str) -> None:
    with pytest.raises(WrongSetting, match="Write up to 4 numbers from 1 to 8"):
        read_hidden(text)


@pytest.mark.parametrize(("text", "sentence"), [("x3", "“x3” is no feature"), ("", "No feature is named")])
def test_features_that_can_not_be_get_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(WrongSetting, match=sentence):
        read_features(text)


def test_each_preset_sets_settings_that_there_are() -> None:
    for kind, presets in texts("plane").items():
        assert set(presets) == {"works", "fails"}, kind
        for preset in presets.values():
            assert {f"plane_{key}" for key in preset if key != "why"} <= set(declared)
            assert preset["why"].endswith(".")
