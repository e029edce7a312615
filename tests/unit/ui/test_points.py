"""Points as text, there and back, and what is said of a text that holds none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.ml.learning_rule import Example
from components.ui.common.points import HIGH, LOW, MAX_POINTS, NoPoints, format_points, parse_place, parse_points

COMMA, LINE = "a comma may be a decimal comma or stand between two numbers", "Put a semicolon or a new line between"


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
        ("a,b,c", "is no point"),
        ("x1=0.2, x2=0.8, 1", "is no point"),
        ("0,2,0,8,1", COMMA),
        ("0,2 0,8,1", COMMA),
        ("0,8 1", COMMA),  # 0, 8 and 1, or 0.8 and 1 with a number forgotten
        ("0.2 0,8", COMMA),
        ("1.000,5 0 1", COMMA),
        ("0.2 0.3 0 0.7 0.2 1", LINE),
        ("0,2 0,3 0, 0,7 0,2 1", LINE),
        ("(0.2, 0.3) → 0, (0.7, 0.2) → 1", LINE),
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


THREE = (Example(0.2, 0.3, 0), Example(0.7, -0.25, 0), Example(1.0, 0.0, 1))


@pytest.mark.parametrize(
    "text",
    [
        "0,2 0,3 0; 0,7 -0,25 0; 1 0 1",
        "0.2, 0.3, 0; 0.7, -0.25, 0; 1, 0, 1",
        "0,2, 0,3, 0; 0,7, -0,25, 0; 1, 0, 1",
        "0.2,0.3,0; 0.7,-0.25,0; 1,0,1",
        "(0.2, 0.3) → 0; (0.7, −0.25) → 0; (1, 0) → 1",
        "(0.2,0.3) 0; (0.7,-0.25) 0; (1,0) 1",
        "(0,2; 0,3) -> 0; (0,7; -0,25) -> 0; (1; 0) -> 1",
        "(0,2 0,3 0)\n(0.7, -0.25, 0)\n(1,0), 1",
        "0.2\t0.3\t0\r\n0.7\t-0.25\t0\r\n1.00\t0.00\t1\r\n",
        "0,2\t0,3\t0\n0,7\t-0,25\t0\n1,00\t0,00\t1",
        "0,2;0,3;0\n0,7;-0,25;0\n1;0;1\n",
    ],
)
def test_points_are_read_as_people_and_spreadsheets_write_them(text: str) -> None:
    """All but numbers with points and spaces were "no point", even as the page itself shows points, and a German
    spreadsheet's rows.
    """
    assert parse_points(text) == THREE


places = st.integers(round(LOW * 100), round(HIGH * 100)).map(lambda hundredths: hundredths / 100)
examples = st.builds(Example, places, places, st.sampled_from([0, 1]))


@given(
    points=st.lists(examples, max_size=MAX_POINTS).map(tuple),
    comma=st.booleans(),
    minus=st.sampled_from("-−"),
    between=st.sampled_from(["; ", ";", "\n", "\r\n", " ;\n"]),
    shape=st.sampled_from(["{} {} {}", "{}\t{}\t{}", "{}, {}, {}", "({}, {}) → {}", "({}; {}) {}"]),
)
def test_points_in_either_notation_are_read_as_they_were_written(
    points: tuple[Example, ...], comma: bool, minus: str, between: str, shape: str
) -> None:
    def written(number: float) -> str:
        text = f"{number:g}".replace("-", minus)
        return text.replace(".", ",") if comma else text

    assert parse_points(format_points(points)) == points
    text = between.join(shape.format(written(one.x1), written(one.x2), one.target) for one in points)
    assert parse_points(text) == points


@given(points=st.lists(examples, min_size=1, max_size=3), comma=st.booleans(), data=st.data())
def test_however_commas_and_spaces_are_mixed_no_other_points_are_read(
    points: list[Example], comma: bool, data: st.DataObject
) -> None:
    """Where it can't be told which commas are decimal commas, no points are better than wrong ones."""
    numbers = [[f"{one.x1:g}", f"{one.x2:g}", str(one.target)] for one in points]
    gap = st.sampled_from([" ", ",", ", ", "\t"])
    text = ";".join(f"{x1}{data.draw(gap)}{x2}{data.draw(gap)}{target}" for x1, x2, target in numbers)
    if comma:
        text = text.replace(".", ",")
    try:
        assert parse_points(text) == tuple(points)
    except NoPoints as problem:
        assert COMMA in str(problem)  # noqa: PT017


@pytest.mark.parametrize(
    ("text", "place"), [("0,3", 0.3), (" 0.3 ", 0.3), ("−1,5", -1.5), (",5", 0.5), ("3", 3.0), ("-0", 0.0)]
)
def test_a_place_is_read_in_either_notation(text: str, place: float) -> None:
    assert parse_place(text) == place


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is no number"),
        ("0,3 0,4", "is no number"),
        ("0.3,4", "is no number"),
        ("x", "is no number"),
        ("3,1", "from −2 to 3"),
    ],
)
def test_what_is_no_place_gets_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(NoPoints, match=sentence):
        parse_place(text)
