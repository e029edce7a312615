"""The perceptron page: every control, with exact values."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import OpenPage

PAGE = "pages/foundations/perceptron.py"


def score(app: AppTest) -> str:
    (message,) = [*app.success, *app.warning, *app.info]
    return str(message.value)


def table(app: AppTest) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in app.table[0].value.to_numpy().tolist()]


def test_it_opens_with_a_neuron_that_is_no_and_gate(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert [app.slider(key=key).value for key in ("w1", "w2", "b")] == [0.0, 0.0, 0.0]
    assert score(app) == "**1 of 4 right.** Wrong: (0, 0), (0, 1), (1, 0)."


def test_and_is_solved_by_moving_three_sliders(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.slider(key="w1").set_value(1.0).run()
    app.slider(key="w2").set_value(1.0).run()
    assert score(app) == "**1 of 4 right.** Wrong: (0, 0), (0, 1), (1, 0)."
    app.slider(key="b").set_value(-1.5).run()
    assert score(app) == "**4 of 4 right.** This neuron is an AND gate."
    assert table(app) == [
        ["0", "0", "−1.5", "0", "0", "✓ right"],
        ["0", "1", "−0.5", "0", "0", "✓ right"],
        ["1", "0", "−0.5", "0", "0", "✓ right"],
        ["1", "1", "0.5", "1", "1", "✓ right"],
    ]
    assert "w1, w2, b = 1, 1, -1.5" in app.code[0].value


def test_another_gate_is_judged_with_the_same_weights(open_page: OpenPage) -> None:
    app = open_page(PAGE, w1="1", w2="1", b="-1.5")
    app.get_by_key("gate").set_value("NAND").run()
    assert score(app) == "**0 of 4 right.** Wrong: (0, 0), (0, 1), (1, 0), (1, 1)."
    app.get_by_key("gate").set_value("XOR").run()
    app.slider(key="b").set_value(-0.5).run()
    assert score(app) == "**3 of 4 right.** No single neuron can do better at XOR: look at the line."
    app.get_by_key("gate").set_value("OR").run()
    assert score(app) == "**4 of 4 right.** This neuron is an OR gate."


def test_the_card_shows_the_input_that_was_picked(open_page: OpenPage) -> None:
    app = open_page(PAGE, w1="1", w2="1", b="-1.5")
    assert app.caption[0].value == "1 × 1 + 1 × 1 − 1.5 = 0.5, step gives 1"
    app.get_by_key("input").set_value("0, 1").run()
    assert app.caption[0].value == "0 × 1 + 1 × 1 − 1.5 = −0.5, step gives 0"
    assert 'aria-label="Neuron: 0 × 1 + 1 × 1 − 1.5 = −0.5, step gives 0"' in app.html[0].value


def test_a_link_reproduces_the_page(open_page: OpenPage) -> None:
    app = open_page(PAGE, gate="AND", w1="1", w2="1", b="-1.5")
    assert score(app) == "**4 of 4 right.** This neuron is an AND gate."


@pytest.mark.parametrize("value", ["2.1", "-7", "abc", "", "nan", "inf", "1,5"])
def test_a_weight_in_the_url_that_is_none_falls_back_to_nought(value: str, open_page: OpenPage) -> None:
    app = open_page(PAGE, w1=value, w2="1")
    assert app.slider(key="w1").value == 0.0
    assert app.slider(key="w2").value == 1.0


@pytest.mark.parametrize("value", ["FOO", "and", ""])
def test_a_gate_in_the_url_that_is_none_falls_back_to_and(value: str, open_page: OpenPage) -> None:
    """`?gate=`, with nothing behind it, used to end in an error."""
    app = open_page(PAGE, gate=value, w1="1", w2="1", b="-1.5")
    assert score(app) == "**4 of 4 right.** This neuron is an AND gate."


def test_a_weight_between_two_tenths_is_the_same_everywhere(open_page: OpenPage) -> None:
    """For ?w1=0.16 the slider said 0.2 and the table reckoned with 0.16."""
    app = open_page(PAGE, w1="0.16")
    assert "w1, w2, b = 0.2, 0, 0" in app.code[0].value
    assert [row[2] for row in table(app)] == ["0", "0", "0.2", "0.2"]
