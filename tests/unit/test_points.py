"""Points as text, there and back, and what is said of a text that holds none."""

import pytest

from components.ml.learning_rule import Example
from components.ml.points import MAX_POINTS, NoPoints, format_points, parse_points


def test_there_and_back() -> None:
    points = (Example(0.2, 0.8, 1), Example(-1.0, 3.0, 0))
    assert format_points(points) == "0.2 0.8 1; -1 3 0"
    assert parse_points(format_points(points)) == points
    assert parse_points(" ; 0.204 1 1 ;") == (Example(0.2, 1.0, 1),)
    assert parse_points("") == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0.2 0.8", "is no point"),
        ("a b c", "is no point"),
        ("0,2 0,8 1", "is no point"),
        ("9 0 1", "from −2 to 3"),
        ("nan 0 1", "from −2 to 3"),
        ("0 0 2", "neither"),
        ("0 0 nan", "neither"),
        ("0 0 1;" * (MAX_POINTS + 1), "are enough"),
    ],
)
def test_what_is_no_point_gets_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(NoPoints, match=sentence):
        parse_points(text)
