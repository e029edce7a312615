"""The perceptron page: every control, with exact values."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from components.ml.learning_rule import MAX_EPOCHS, blobs, gate_examples, learn
from components.ml.perceptron import Perceptron
from components.ui.common.plain_text import plain_text
from components.ui.common.points import MAX_POINTS
from components.ui.perceptron.learning_rule import CLOUDS, GOES_ON, OWN, SETTLES, START
from components.ui.perceptron.own_points import FIRST_POINTS
from tests.app.conftest import OpenPage, code, instruments, neurons, printed, said, texts

PAGE = "pages/perceptron.py"
# The page's sections, in order: each has one of its captions, neuron cards and codes at its number.
DECISION, GATES, LEARN, XOR = range(4)


def score(app: AppTest) -> tuple[str, int]:
    """Which box says how many of the gate's four rows are right, and how many."""
    message = next(element for element in app.main if element.type in ("success", "warning", "info"))
    found = re.match(r"\*\*(\d) of 4 right", message.value)
    assert found
    return message.type, int(found[1])


def wrong(app: AppTest) -> list[str]:
    """The inputs that the truth table marks as wrong: "00", "01" and so on."""
    return [x1 + x2 for x1, x2, *_, mark in table(app) if "✗" in mark]


def table(app: AppTest) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in app.table[0].value.to_numpy().tolist()]


def test_it_opens_with_a_neuron_that_is_no_and_gate(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert [app.slider(key=key).value for key in ("w1", "w2", "b")] == [0.0, 0.0, 0.0]
    assert score(app) == ("warning", 1)
    assert wrong(app) == ["00", "01", "10"]


def test_and_is_solved_by_moving_three_sliders(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.slider(key="w1").set_value(1.0).run()
    app.slider(key="w2").set_value(1.0).run()
    assert score(app) == ("warning", 1)
    assert wrong(app) == ["00", "01", "10"]
    app.slider(key="b").set_value(-1.5).run()
    assert score(app) == ("success", 4)
    assert table(app) == [
        ["0", "0", "−1.5", "0", "0", "✓ right"],
        ["0", "1", "−0.5", "0", "0", "✓ right"],
        ["1", "0", "−0.5", "0", "0", "✓ right"],
        ["1", "1", "0.5", "1", "1", "✓ right"],
    ]
    assert "\nw1 = 1.0\nw2 = 1.0\nb = -1.5\n" in code(app, "and_gate")


def test_another_gate_is_judged_with_the_same_weights(open_page: OpenPage) -> None:
    app = open_page(PAGE, w1="1", w2="1", b="-1.5")
    app.get_by_key("gate").set_value("NAND").run()
    assert score(app) == ("warning", 0)
    app.get_by_key("gate").set_value("XOR").run()
    app.slider(key="b").set_value(-0.5).run()
    assert score(app) == ("info", 3)
    app.get_by_key("gate").set_value("OR").run()
    assert score(app) == ("success", 4)


def test_the_card_shows_the_input_that_was_picked(open_page: OpenPage) -> None:
    app = open_page(PAGE, w1="1", w2="1", b="-1.5")
    assert neurons(app)[GATES] == Perceptron(1, 1, -1.5).neuron(1, 1)
    app.get_by_key("input").set_value("0, 1").run()
    assert neurons(app)[GATES] == Perceptron(1, 1, -1.5).neuron(0, 1)


def test_a_link_reproduces_the_page(open_page: OpenPage) -> None:
    app = open_page(PAGE, gate="AND", w1="1", w2="1", b="-1.5")
    assert score(app) == ("success", 4)


@pytest.mark.parametrize("value", ["2.1", "-7", "abc", "", "nan", "inf", "1,5"])
def test_a_weight_in_the_url_that_is_none_falls_back_to_nought(value: str, open_page: OpenPage) -> None:
    app = open_page(PAGE, w1=value, w2="1")
    assert app.slider(key="w1").value == 0.0
    assert app.slider(key="w2").value == 1.0


@pytest.mark.parametrize("value", ["FOO", "and", ""])
def test_a_gate_in_the_url_that_is_none_falls_back_to_and(value: str, open_page: OpenPage) -> None:
    """`?gate=`, with nothing behind it, used to end in an error."""
    app = open_page(PAGE, gate=value, w1="1", w2="1", b="-1.5")
    assert score(app) == ("success", 4)


def test_a_weight_between_two_tenths_is_the_same_everywhere(open_page: OpenPage) -> None:
    """For ?w1=0.16 the slider said 0.2 and the table reckoned with 0.16."""
    app = open_page(PAGE, w1="0.16")
    assert "\nw1 = 0.2\nw2 = 0.0\nb = 0.0\n" in code(app, "and_gate")
    assert [row[2] for row in table(app)] == ["0", "0", "0.2", "0.2"]


def text(app: AppTest) -> str:
    return "\n".join(texts(app))


# A decision


def decided(app: AppTest) -> set[str]:
    """The switches that the sentence above the neuron names: each of them alone would have changed the answer."""
    return set(re.findall("Sunny|Weekend|Free", app.markdown[1].value))


def test_the_decision_follows_its_switches_and_says_what_decided(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert not neurons(app)[DECISION].output
    assert decided(app) == {"Free"}
    app.toggle(key="free").set_value(True).run()
    assert neurons(app)[DECISION].output
    assert decided(app) == {"Sunny", "Free"}
    assert neurons(app)[DECISION].z == pytest.approx(0.4)
    app.slider(key="reluctance").set_value(-0.5).run()
    assert neurons(app)[DECISION].output
    assert decided(app) == set()
    app.slider(key="weight_sunny").set_value(-1.0).run()
    assert not neurons(app)[DECISION].output
    assert decided(app) == {"Sunny"}


def test_the_courses_perceptron_comes_first_and_agrees_with_the_page_where_tenths_do_not(open_page: OpenPage) -> None:
    """0.3 + 0.6 - 0.9 is a little below 0 for a computer: the script said 0 where the page says 1."""
    app = open_page(PAGE, w1="0.3", w2="0.6", b="-0.9")
    assert "def perceptron(x1, x2, w1, w2, b):" in app.code[0].value
    assert "\nw1 = 3\nw2 = 6\nb = -9\n" in code(app, "and_gate")
    assert printed(app, "and_gate").splitlines()[-1] == "1 1 1"
    app.slider(key="b").set_value(-0.8).run()
    assert "\nw1 = 0.3\nw2 = 0.6\nb = -0.8\n" in code(app, "and_gate")


def test_the_decisions_code_says_what_the_page_says(open_page: OpenPage) -> None:
    app = open_page(PAGE, sunny="false", weekend="true", free="true", weight_free="0.4", reluctance="-0.8")
    assert not neurons(app)[DECISION].output
    assert neurons(app)[DECISION].z == pytest.approx(-0.1)
    assert printed(app, "decision") == "z = -0.1 stay\n"


# Goals


def goals(app: AppTest) -> str:
    """Whether AND, OR, NAND and NOR are ticked off."""
    return "".join(re.findall("[✓○]", said(app, "**Goals:**")))


def test_goals_are_told_solved_one_by_one(open_page: OpenPage) -> None:
    app = open_page(PAGE, w1="1", w2="1", b="-1.5")
    assert goals(app) == "✓○○○"
    app.get_by_key("gate").set_value("OR").run()
    assert goals(app) == "✓○○○"
    app.slider(key="b").set_value(-0.5).run()
    assert goals(app) == "✓✓○○"
    app.get_by_key("gate").set_value("NAND").run()
    for key, value in (("w1", -1.0), ("w2", -1.0), ("b", 1.5)):
        app.slider(key=key).set_value(value).run()
    assert goals(app) == "✓✓✓○"


def test_after_some_tries_a_solution_can_be_shown(open_page: OpenPage) -> None:
    """After five different settings at the gate; what was shown is not counted as found."""
    app = open_page(PAGE, gate="NAND")
    for number in range(4):
        assert app.button(key="show_one").disabled, number
        app.slider(key="w1").set_value(-0.1 * (number + 1)).run()
    app.button(key="show_one").click().run()
    assert [app.slider(key=key).value for key in ("w1", "w2", "b")] == [-1.0, -1.0, 1.5]
    assert score(app) == ("success", 4)
    assert goals(app) == "○○✓○"
    # Tries at any gate count: the button was grey again at the next one, without a word.
    app.get_by_key("gate").set_value("AND").run()
    assert not app.button(key="show_one").disabled


def test_xor_says_that_there_is_no_way_after_a_while(open_page: OpenPage) -> None:
    app = open_page(PAGE, gate="XOR")
    for number in range(7):
        assert score(app) == ("warning", 2)
        app.slider(key="b").set_value(0.1 * (number + 1)).run()
    assert score(app) == ("info", 2)
    assert "(#the-xor-wall-falls)" in app.info[0].value
    assert "show_one" not in {button.key for button in app.button}


# The learning rule


def progress(app: AppTest) -> tuple[int, int]:
    """How many steps the learning rule has taken, and how many points there are."""
    settings, steps = app.session_state["rule"]
    return steps, len(settings.examples)


def mistakes(app: AppTest) -> list[int]:
    """The mistakes of the last eight epochs, as the page lists them."""
    listed = said(app, "**Mistakes, epoch by epoch:**").partition(":**")[2].partition(".")[0]
    return [int(number) for number in re.findall(r"\d+", listed)]


def answer(app: AppTest) -> str | None:
    """What the page says has happened, in answer to the guess."""
    found = re.findall(r"(?:Answer|Right|No): \*\*(.+?)\*\*\.$", "\n".join(texts(app)), re.MULTILINE)
    return found[0] if found else None


def beside(app: AppTest) -> float:
    """The largest difference between the weights here and scikit-learn's."""
    found = re.search(r"largest difference: (.+?)\)", said(app, "**scikit-learn"))
    assert found
    return float(found[1])


def test_the_rule_step_by_step_to_the_end_and_back(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert progress(app) == (0, 4)
    assert app.button(key="rule_reset").disabled
    app.button(key="rule_step").click().run()
    assert progress(app) == (1, 4)
    assert mistakes(app) == [1]
    assert app.table[1].value.to_numpy().tolist() == [
        ["w1", "1", "0.5 · −1 · 0 = 0", "1"],
        ["w2", "−0.5", "0.5 · −1 · 0 = 0", "−0.5"],
        ["b", "0.2", "0.5 · −1 · 1 = −0.5", "−0.3"],
    ]
    app.button(key="rule_epoch").click().run()
    assert mistakes(app) == [3]
    assert beside(app) == 0
    app.button(key="rule_epoch").click().run()
    assert mistakes(app) == [3, 2]
    app.button(key="rule_end").click().run()
    assert mistakes(app) == [3, 2, 3, 2, 1, 0]
    assert answer(app) == SETTLES.lower()
    assert app.button(key="rule_step").disabled
    app.button(key="rule_reset").click().run()
    assert progress(app) == (0, 4)
    assert not app.button(key="rule_step").disabled


def test_another_setting_begins_anew(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.button(key="rule_epoch").click().run()
    app.get_by_key("rate").set_value(1.0).run()
    assert progress(app) == (0, 4)
    app.button(key="rule_epoch").click().run()
    app.slider(key="start1").set_value(0.0).run()
    assert progress(app) == (0, 4)
    app.button(key="rule_end").click().run()
    end = learn(gate_examples("AND"), Perceptron(0.0, START.w2, START.b), 1.0, 10_000)
    assert mistakes(app) == list(end.mistakes[-8:])
    app.get_by_key("data").set_value("XOR").run()
    app.button(key="rule_end").click().run()
    assert progress(app) == (4 * MAX_EPOCHS, 4)
    assert answer(app) == GOES_ON.lower()


def right_in_the_picture(app: AppTest) -> int:
    """How many points the learning rule's picture shows as right: it counts z to the last bit."""
    plane = instruments(app, "plane")[1]
    assert plane["exact"]
    line = plane["lines"][0]
    return sum(
        (line["w1"] * point["x1"] + line["w2"] * point["x2"] + line["b"] >= 0) == point["target"]
        for point in plane["points"]
    )


def test_the_picture_goes_by_the_same_sum_as_the_rule(open_page: OpenPage) -> None:
    """Rounded to ten decimals, two points on the right side of the line by 3e-17 lay on it, and were crossed out beside
    "the neuron has learned it".
    """
    app = open_page(PAGE, rate="0.1", start1="0.0")
    app.button(key="rule_end").click().run()
    assert (progress(app), mistakes(app)[-1]) == ((40, 4), 0)
    assert right_in_the_picture(app) == 4
    app = open_page(PAGE, data="XOR")
    app.button(key="rule_end").click().run()
    assert right_in_the_picture(app) < 4


def test_too_few_epochs_are_not_taken_for_a_proof(open_page: OpenPage) -> None:
    """Two clouds that a line can part were told to be inseparable, because the rule needs 1,548 epochs for them."""
    app = open_page(PAGE, data=CLOUDS, cloud_seed="490")
    app.button(key="rule_end").click().run()
    assert mistakes(app)[-1] > 0
    assert answer(app) is None
    app = open_page(PAGE, data=CLOUDS, cloud_distance="0.2")
    app.button(key="rule_end").click().run()
    assert mistakes(app)[-1] > 0
    assert answer(app) == GOES_ON.lower()


def test_settings_and_steps_outlast_a_page_switch(open_page: OpenPage) -> None:
    """Whoever looked something up on another page came back to a page that had forgotten everything."""
    app = open_page(PAGE, free="true")
    app.slider(key="w1").set_value(0.7).run()
    app.get_by_key("gate").set_value("OR").run()
    app.get_by_key("data").set_value("NOR").run()
    app.slider(key="start1").set_value(0.3).run()
    app.button(key="rule_epoch").click().run()
    app.slider(key="out_b").set_value(0.5).run()
    before = progress(app), mistakes(app)
    app.query_params.clear()  # the menu's addresses have none
    app.switch_page("pages/home.py").run()
    app.switch_page(PAGE).run()
    values = [app.get_by_key(key).value for key in ("free", "w1", "gate", "data", "start1", "out_b")]
    assert values == [True, 0.7, "OR", "NOR", 0.3, 0.5]
    assert (progress(app), mistakes(app)) == before


def test_a_guess_is_compared_with_what_happened_and_kept(open_page: OpenPage) -> None:
    app = open_page(PAGE, data="XOR")
    app.get_by_key("guess_learning_rule").set_value(SETTLES).run()
    assert answer(app) is None
    app.button(key="rule_end").click().run()
    assert f"✗ No: **{GOES_ON.lower()}**." in texts(app)
    app.get_by_key("data").set_value("OR").run()
    app.button(key="rule_end").click().run()
    assert f"✓ Right: **{SETTLES.lower()}**." in texts(app)
    app.switch_page("pages/home.py").run()
    app.switch_page(PAGE).run()
    assert app.get_by_key("guess_learning_rule").value == SETTLES


def test_a_point_on_the_line_is_explained(open_page: OpenPage) -> None:
    """There, scikit-learn's rule and the course's step part ways."""
    app = open_page(PAGE, data="NOR", start1="0", start2="0", start_b="0")
    app.button(key="rule_step").click().run()
    assert "The course's step answers 1 there, which is right; scikit-learn's rule counts it as a mistake" in text(app)


def test_clouds_and_their_settings(open_page: OpenPage) -> None:
    app = open_page(PAGE, data=CLOUDS, cloud_seed="3", cloud_distance="2")
    assert progress(app) == (0, 24)
    app.button(key="rule_end").click().run()
    end = learn(blobs(3, 2.0), START, 0.5, 100_000)
    assert mistakes(app) == list(end.mistakes[-8:])
    app.number_input(key="cloud_seed").set_value(4).run()
    assert progress(app) == (0, 24)


def test_own_points_are_added_and_removed(open_page: OpenPage) -> None:
    app = open_page(PAGE, data=OWN)
    assert app.text_area(key="points").value == FIRST_POINTS
    app.text_input(key="new1").set_value("0.5").run()
    app.text_input(key="new2").set_value("-0,2").run()
    app.get_by_key("new_class").set_value(0).run()
    app.button(key="add").click().run()
    assert app.text_area(key="points").value == FIRST_POINTS + "; 0.5 -0.2 0"
    assert progress(app) == (0, 5)
    app.get_by_key("new_class").set_value(1).run()
    app.button(key="add").click().run()  # the same place with another answer: the newer one counts
    assert app.text_area(key="points").value == FIRST_POINTS + "; 0.5 -0.2 1"
    app.get_by_key("remove").set_value("(0.5, -0.2) → 1").run()
    assert app.text_area(key="points").value == FIRST_POINTS
    app.button(key="rule_end").click().run()
    assert beside(app) == pytest.approx(0, abs=1e-9)


def test_one_of_two_equal_points_is_removed(open_page: OpenPage) -> None:
    """They had two equal buttons, and one press removed both."""
    app = open_page(PAGE, data=OWN, points="0.2 0.3 0; 0.9 0.8 1; 0.2 0.3 0")
    assert app.get_by_key("remove").options == ["(0.2, 0.3) → 0 (2 times)", "(0.9, 0.8) → 1"]
    app.get_by_key("remove").set_value("(0.2, 0.3) → 0").run()
    assert app.text_area(key="points").value == "0.2 0.3 0; 0.9 0.8 1"
    assert app.get_by_key("remove").options == ["(0.2, 0.3) → 0", "(0.9, 0.8) → 1"]
    app.get_by_key("remove").set_value("(0.2, 0.3) → 0").run()
    assert app.text_area(key="points").value == "0.9 0.8 1"


@pytest.mark.parametrize(
    "rows", ["0,2\t0,3\t0\r\n0,7\t0,2\t0\r\n0,9\t0,8\t1\r\n", "0.2 0.3 0\n(0.7, 0.2) → 0\n0.9, 0.8, 1"]
)
def test_three_pasted_rows_are_three_points(rows: str, open_page: OpenPage) -> None:
    """A field of one line made spaces of their line ends, and no point was found in it."""
    app = open_page(PAGE, data=OWN)
    app.text_area(key="points").set_value(rows).run()
    assert app.get_by_key("remove").options == ["(0.2, 0.3) → 0", "(0.7, 0.2) → 0", "(0.9, 0.8) → 1"]
    assert progress(app) == (0, 3)
    assert app.text_area(key="points").value == rows
    app.button(key="add").click().run()
    assert app.text_area(key="points").value == "0.2 0.3 0; 0.7 0.2 0; 0.9 0.8 1; 0.5 0.5 1"


def test_a_new_place_that_is_none_gets_a_sentence_and_adds_nothing(open_page: OpenPage) -> None:
    """The number field dropped the comma of 0,3 as it was typed, and 3 was added without a word."""
    app = open_page(PAGE, data=OWN)
    app.text_input(key="new1").set_value("0,3").run()
    app.text_input(key="new2").set_value("0,3,4").run()
    assert app.warning[-1].value == plain_text("“0,3,4” is no number. Write one like 0.3 or 0,3.")
    app.button(key="add").click().run()
    assert app.text_area(key="points").value == FIRST_POINTS
    app.text_area(key="points").set_value("0,2,0,3,0").run()
    assert app.warning[-1].value == plain_text(
        "In “0,2,0,3,0” a comma may be a decimal comma or stand between two numbers. "
        "Put spaces between the numbers, like 0,2 0,8 1."
    )
    assert app.text_area(key="points").value == "0,2,0,3,0"
    # Nothing of what was typed elsewhere is lost meanwhile.
    app.text_area(key="points").set_value("0,2 0,3 0").run()
    assert app.text_input(key="new1").value == "0,3"
    app.text_input(key="new2").set_value("−0.4").run()
    app.button(key="add").click().run()
    assert app.text_area(key="points").value == "0.2 0.3 0; 0.3 -0.4 1"
    assert not [warning for warning in app.warning if "is no number" in warning.value]


@pytest.mark.parametrize("points", ["0.2 0.8", "<b>x</b>", "![a](//localhost/x.png)", "[Win](https://a.io)", "$x$ `y`"])
def test_points_that_are_none_get_a_sentence(points: str, open_page: OpenPage) -> None:
    """What was typed, or what a link says, is quoted: read as Markdown, it put a stranger's picture into the page."""
    app = open_page(PAGE, data=OWN, points=points)
    sentence = f"“{points}” is no point. Write x1, x2 and the class, like 0.2 0.8 1."
    assert [warning.value for warning in app.warning][-1] == plain_text(sentence)
    app.text_area(key="points").set_value(FIRST_POINTS).run()
    assert progress(app) == (0, 4)


def test_points_of_one_class_get_a_sentence(open_page: OpenPage) -> None:
    app = open_page(PAGE, data=OWN, points="0 0 1; 1 1 1")
    assert said(app, ":material/error: Add at least one point of each class")
    assert "rule_step" not in [button.key for button in app.button]
    app.text_area(key="points").set_value(FIRST_POINTS).run()
    assert progress(app) == (0, 4)


def test_a_mistyped_point_and_other_data_lose_nothing(open_page: OpenPage) -> None:
    """Where there was nothing to learn from, the learning rate was not shown, and was forgotten with its start weights;
    and who looked at AND in between came back to the first four points.
    """
    app = open_page(PAGE, data=OWN, rate="1", start1="-2", points="0 0 0; 1 1 1")
    app.text_area(key="points").set_value("0 0 0; 1 1").run()
    assert app.warning[-1].value == plain_text("“1 1” is no point. Write x1, x2 and the class, like 0.2 0.8 1.")
    app.text_area(key="points").set_value("0 0 0; 1 1 1; 2 2 1").run()
    assert app.get_by_key("rate").value == 1.0
    assert app.slider(key="start1").value == -2.0
    app.get_by_key("data").set_value("AND").run()
    app.get_by_key("data").set_value(OWN).run()
    assert app.text_area(key="points").value == "0 0 0; 1 1 1; 2 2 1"


def test_more_points_than_can_be_are_not_offered(open_page: OpenPage) -> None:
    """A press on Add then did nothing, and nothing was said."""
    points = "; ".join(f"{number / 20:g} 0.5 {number % 2}" for number in range(MAX_POINTS))
    app = open_page(PAGE, data=OWN, points=points)
    assert progress(app) == (0, MAX_POINTS)
    assert app.button(key="add").disabled
    app.get_by_key("remove").set_value("(0, 0.5) → 0").run()
    assert not app.button(key="add").disabled


def test_the_rules_code_prints_the_pages_weights(open_page: OpenPage) -> None:
    app = open_page(PAGE, data="OR", rate="1")
    app.button(key="rule_end").click().run()
    end = learn(gate_examples("OR"), START, 1.0, 10_000).perceptron
    for line in printed(app, "learning_rule").splitlines():
        assert [float(word) for word in line.split()[-3:]] == pytest.approx([end.w1, end.w2, end.b], abs=1e-12)


# XOR


SOLVED = {"h1_w1": 1.0, "h1_w2": 1.0, "h1_b": -0.5, "h2_w1": -1.0, "h2_w2": -1.0, "h2_b": 1.5, "out_b": -1.5}


def test_xor_begins_unsolved_and_every_number_can_be_moved(open_page: OpenPage) -> None:
    """It opened solved: nothing was left to find."""
    app = open_page(PAGE)
    assert said(app, "**3 of 4 right.**")
    assert [line.split()[2:5] for line in printed(app, "xor").splitlines()] == [
        ["0", "0", "0"], ["0", "1", "1"], ["1", "0", "1"], ["1", "1", "1"],
    ]  # fmt: skip
    for key, value in SOLVED.items():
        app.slider(key=key).set_value(value).run()
    assert said(app, "**✓ 4 of 4 right.**")
    assert printed(app, "xor").splitlines() == [
        "0 0 0 1 0 right",
        "0 1 1 1 1 right",
        "1 0 1 1 1 right",
        "1 1 1 0 0 right",
    ]
    app.slider(key="out_b").set_value(-0.5).run()
    assert said(app, "**2 of 4 right.**")
    for key, value in (("h1_w1", -2.0), ("h1_w2", -2.0), ("h1_b", 0.3), ("h2_w1", 0.0), ("h2_w2", 0.0), ("h2_b", 2.0)):
        app.slider(key=key).set_value(value).run()
    app.slider(key="out_w1").set_value(-2.0).run()
    app.slider(key="out_w2").set_value(0.5).run()
    lines = printed(app, "xor").splitlines()
    assert [line.split()[2:5] for line in lines] == [["1", "1", "0"], ["0", "1", "1"], ["0", "1", "1"], ["0", "1", "1"]]


def test_xor_is_learned_again_and_again(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    found = set()
    for _ in range(3):
        app.button(key="xor_learn").click().run()
        assert said(app, "**✓ 4 of 4 right.**")
        found.add(tuple(app.slider(key=key).value for key in SOLVED))
    assert len(found) == 3


def test_the_three_neurons_show_the_chosen_input(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.get_by_key("xor_input").set_value("1, 1").run()
    *_, h1, h2, output = neurons(app)
    assert (h1.inputs, h2.inputs) == ((1, 1), (1, 1))
    assert output.inputs == (h1.output, h2.output)


# Words


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ({}, "**1 of 4 right.** Wrong: (0, 0), (0, 1), (1, 0)."),
        ({"w1": "1", "w2": "1", "b": "-1.5"}, "**4 of 4 right.** This neuron is an AND gate."),
        ({"w1": "-1", "w2": "-1", "b": "1.5", "gate": "NAND"}, "**4 of 4 right.** This neuron is a NAND gate."),
        ({}, "With **Free**, you would go."),
        ({"free": "true"}, "**Sunny and Free** decided it: switch either of them off, and you would stay."),
        ({"free": "true", "reluctance": "-0.5"}, "No single switch would change that: you go anyway."),
    ],
)
def test_what_is_said_of_a_neuron(link: dict[str, str], sentence: str, open_page: OpenPage) -> None:
    assert sentence in texts(open_page(PAGE, **link))


@pytest.mark.parametrize(
    ("link", "end"),
    [
        ({"data": "OR"}, "The last epoch had none: the neuron has learned it, after 4 epochs."),
        ({"data": "XOR"}, f"After {MAX_EPOCHS} epochs it still makes mistakes: no line separates these points."),
    ],
)
def test_what_is_said_of_the_learning_rule(link: dict[str, str], end: str, open_page: OpenPage) -> None:
    app = open_page(PAGE, **link)
    assert said(app, "4 points. In one epoch the neuron looks at each of them once.")
    app.button(key="rule_end").click().run()
    assert said(app, "**Mistakes, epoch by epoch:**").endswith(end)
