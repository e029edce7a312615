"""The four jobs that a visitor comes for, each from beginning to end in a real browser.

The last one, train and draw, has a file of its own.
"""

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from sklearn.datasets import make_classification
from sklearn.linear_model import Perceptron
from sklearn.model_selection import train_test_split

from tests.e2e.conftest import settled


def parameters(page: Page) -> dict[str, str]:
    """What the page's address says."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def move(page: Page, slider: str, steps: int) -> None:
    """Move a slider by keyboard, one step a key."""
    page.get_by_role("slider", name=slider).focus()
    for _ in range(abs(steps)):
        page.keyboard.press("ArrowRight" if steps > 0 else "ArrowLeft")


def pick(page: Page, group: str, option: str) -> None:
    """Press one of the options in a row of buttons."""
    page.get_by_role("radiogroup", name=group).get_by_role("radio", name=option, exact=True).click()


# The perceptron


def test_a_visitor_tunes_an_and_gate_by_hand(server, visit):
    """The score follows the sliders, the address keeps them, and a reload or a link brings the same neuron back."""
    page = visit(server, "/perceptron")
    score = page.get_by_test_id("stAlert")
    expect(score).to_have_text("1 of 4 right. Wrong: (0, 0), (0, 1), (1, 0).")
    move(page, "Weight w1", 10)
    move(page, "Weight w2", 10)
    move(page, "Bias b", -15)
    expect(score).to_have_text("4 of 4 right. This neuron is an AND gate.")
    expect(page.get_by_role("cell", name="✓ right")).to_have_count(4)
    assert parameters(page) == {"w1": "1", "w2": "1", "b": "-1.5"}
    page.reload()
    expect(score).to_have_text("4 of 4 right. This neuron is an AND gate.")


def test_a_link_opens_a_solved_gate_and_the_neuron_card_follows(server, visit):
    """The link that a teacher puts on the blackboard; then another input and another gate: picture and score say so."""
    page = visit(server, "/perceptron?gate=AND&w1=1&w2=1&b=-1.5")
    expect(page.get_by_test_id("stAlert")).to_contain_text("4 of 4 right")
    expect(page.get_by_role("img", name="Neuron: 1 × 1 + 1 × 1 − 1.5 = 0.5, step gives 1").first).to_be_visible()
    pick(page, "The neuron at work", "0, 1")
    expect(page.get_by_role("img", name="Neuron: 0 × 1 + 1 × 1 − 1.5 = −0.5, step gives 0")).to_be_visible()
    pick(page, "Gate", "XOR")
    expect(page.get_by_test_id("stAlert")).to_contain_text("1 of 4 right")
    expect(page).to_have_url(re.compile(r"gate=XOR"))


def test_an_address_with_wrong_values_falls_back_to_the_defaults(server, visit):
    """A mistyped link shows the page as it opens, beside what the link says rightly."""
    page = visit(server, "/perceptron?b=-0.5&w1=nan&gate=FOO")
    expect(page.get_by_role("slider", name="Weight w1")).to_have_value("0")
    expect(page.get_by_role("slider", name="Bias b")).to_have_value("-0.5")
    gate = page.get_by_role("radiogroup", name="Gate")
    expect(gate.get_by_role("radio", name="AND", exact=True)).to_be_checked()
    expect(page.get_by_test_id("stAlert")).to_have_text("3 of 4 right. Wrong: (1, 1).")


def test_the_learning_rule_is_stepped_to_its_end(server, visit):
    """A guess, a step, an epoch, the rest; scikit-learn agrees; another page and back keeps all of it.

    Then a point of one's own, 0,3 and 0,4: the browser's number field dropped the commas, and made 3 and 4 of them.
    """
    page = visit(server, "/perceptron")
    page.get_by_role("radio", name="It gets all points right").click()
    page.get_by_role("button", name="Step", exact=True).click()
    expect(
        page.get_by_text("Epoch 1, point 1 of 4: (0, 0) wants 0. With the line before, the answer was wrong")
    ).to_be_visible()
    page.get_by_role("button", name="One epoch").click()
    expect(page.get_by_text("Mistakes, epoch by epoch: 3.")).to_be_visible()
    page.get_by_role("button", name="To the end").click()
    end = page.get_by_text("Mistakes, epoch by epoch: 3, 2, 3, 2, 1, 0. The last epoch had none")
    expect(end).to_be_visible()
    expect(page.get_by_text("the same as here (largest difference: 0)")).to_be_visible()
    expect(page.get_by_text("✓ Right: it gets all points right.")).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="Home").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Neuron to Network")
    page.go_back()
    expect(end).to_be_visible()
    pick(page, "Learn from", "My own points")
    points = page.get_by_role("textbox", name="Points", exact=True)
    points.fill("0,2\t0,3\t0\n0,9\t0,8\t1")
    for name, number in (("New x1", "0,3"), ("New x2", "0,4")):
        page.get_by_role("textbox", name=name).click()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type(number)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(points).to_have_value("0.2 0.3 0; 0.9 0.8 1; 0.3 0.4 1")


def test_both_lines_of_xor_follow_their_sliders(server, visit):
    """Its way out of the wall: the gates' section leads there. It opened solved; now it is to be found, or learned."""
    page = visit(server, "/perceptron?gate=XOR&w1=1&w2=1&b=-0.5")
    page.get_by_role("link", name="Two lines can.").click()
    expect(page.get_by_role("heading", name="The XOR wall falls")).to_be_in_viewport()
    after = page.get_by_role("img", name=re.compile("^Plane of h1 and h2"))
    expect(after).to_have_attribute("aria-label", "Plane of h1 and h2 with 4 points. 3 of 4 right; wrong: (1, 1).")
    move(page, "out: bias", -6)
    expect(after).to_have_attribute("aria-label", re.compile("1 of 4 right"))
    assert parameters(page) == {"gate": "XOR", "w1": "1", "w2": "1", "b": "-0.5", "out_b": "-1.1"}
    page.get_by_role("button", name="Let it learn").click()
    expect(page.get_by_text("✓ 4 of 4 right.")).to_be_visible()
    expect(after).to_have_attribute("aria-label", "Plane of h1 and h2 with 4 points. 4 of 4 right.")


# The scikit-learn playground


def accuracy_in_a_script(max_iter: int = 1000, **data: int) -> str:
    """What the course's script prints, with three decimals."""
    x, y = make_classification(**{"n_samples": 1000, "n_features": 10, "n_classes": 2, "random_state": 42, **data})
    x_train, x_test, y_train, y_test = train_test_split(x, y, random_state=42)
    model = Perceptron(max_iter=max_iter, eta0=0.1, random_state=42, tol=1e-3, shuffle=True)
    return f"{model.fit(x_train, y_train).score(x_test, y_test):.3f}"


def test_the_playground_has_the_courses_accuracy_one_press_away(server, visit):
    """The page's figures are those of the script that the student has run."""
    page = visit(server, "/sklearn_perceptron")
    expect(page.get_by_role("figure", name="Both classes and the decision line")).to_be_visible()
    page.get_by_role("button", name="The course's", exact=True).click()
    expect(page.get_by_test_id("stMetricValue").first).to_have_text(accuracy_in_a_script())
    expect(page.get_by_role("figure", name="Both classes and the decision line")).to_have_count(0)


@pytest.mark.filterwarnings("ignore:Maximum number of iteration")  # the script's own; the page's is what is tested
def test_a_warning_in_plain_words_and_two_features_bring_the_decision_boundary(server, visit):
    """scikit-learn's ConvergenceWarning reaches the page as a sentence with the way out. Moving a control by keyboard
    learns anew; what can be drawn in a plane is drawn.
    """
    page = visit(server, "/sklearn_perceptron?features=3&max_iter=1")
    warning = page.get_by_role("alert").filter(has_text="its one epoch (max_iter) was over")
    expect(warning).to_contain_text("Raise max_iter")
    expect(page.get_by_test_id("stMetricValue").nth(2)).to_have_text("1")
    before = accuracy_in_a_script(max_iter=1, n_features=3, n_redundant=1)
    after = accuracy_in_a_script(max_iter=1, n_features=2, n_redundant=0)
    accuracy = page.get_by_test_id("stMetricValue").first
    expect(accuracy).to_have_text(before)
    move(page, "Features", -1)
    expect(accuracy).to_have_text(after)
    assert before != after
    boundary = page.get_by_role("figure", name="Both classes and the decision line")
    expect(boundary.locator("g.scatterlayer path.point").nth(999)).to_be_visible()
    expect(page).to_have_url(re.compile(r"features=2\b"))
    # What is cut off of a number typed is said.
    page.get_by_role("spinbutton", name="random_state").click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("4.999")
    page.keyboard.press("Enter")
    expect(page.get_by_text("4.999 is not a whole number, so 5 is used.")).to_be_visible()


# The gallery


def test_a_visitor_leafs_to_a_digit_and_sees_its_numbers(server, visit, mnist):
    """Leaf on, filter, choose one, and find its pixels, both ways, and its one-hot label."""
    page = visit(server, "/mnist_gallery")
    choices = page.get_by_role("listbox", name="Digits to choose from").get_by_role("option")
    expect(choices).to_have_text([str(label) for label in mnist.train.labels[:24]])
    page.get_by_role("button", name="Next page").click()
    expect(choices).to_have_text([str(label) for label in mnist.train.labels[24:48]])

    page.get_by_role("radiogroup", name="Part").get_by_role("radio", name="test").click()
    page.get_by_role("radiogroup", name="Digit").get_by_role("radio", name="7").click()
    expect(choices).to_have_text(["7"] * 24)
    sevens = np.flatnonzero(mnist.test.labels == 7)
    choices.nth(1).click()
    expect(page.get_by_text(f"Number {sevens[1]}, test: a 7")).to_be_visible()
    expect(page.get_by_text("[0, 0, 0, 0, 0, 0, 0, 1, 0, 0]", exact=True)).to_be_visible()
    # By keyboard on to the next one.
    choices.nth(1).press("ArrowRight")
    expect(page.get_by_text(f"Number {sevens[2]}, test: a 7")).to_be_visible()
    expect(choices.nth(2)).to_be_focused()
    expect(choices.nth(2)).to_have_attribute("aria-selected", "true")

    picture = mnist.test.pictures[sevens[2]]
    pixels = page.get_by_role("img", name=f"28 rows of 28 numbers, from 0 to {picture.max()}.")
    expect(pixels.locator("text")).to_have_text([str(value) for value in picture.flatten()])
    y, x = np.argwhere(picture == picture.max())[0]
    box = pixels.bounding_box()
    page.mouse.move(box["x"] + (x + 0.5) * box["width"] / 28, box["y"] + (y + 0.5) * box["height"] / 28)
    place = f"Row {y}, column {x}, counted from 0: {picture.max()}. In the row of 784 it is number 28 × {y} + {x} ="
    expect(page.get_by_text(f"{place} {28 * y + x}.")).to_be_visible()
    pixels.press("ArrowLeft")
    expect(page.get_by_text(f"Row {y}, column {x - 1}, counted from 0: {picture[y, x - 1]}.")).to_be_visible()
    page.get_by_text("Divided by 255", exact=True).click()
    expect(page.get_by_text(f"counted from 0: {picture[y, x - 1] / 255:.2f}".replace(": 0.", ": ."))).to_be_visible()
    assert parameters(page) == {"part": "test", "digit": "7", "number": f"{sevens[2]}", "scaled": "true"}


def test_on_the_map_digits_are_pointed_at_pressed_and_ringed(server, visit, mnist):
    """Its left edge is the ones' place. By keyboard, too; and both ways the digits stand beside it."""
    page = visit(server, "/mnist_gallery")
    page.get_by_text("Open the map of 5,000 digits").click()
    canvas = page.get_by_role("img", name="5,000 digits as places on a plane")
    expect(canvas).to_be_visible()
    settled(page)
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()

    def at(x: float, y: float) -> tuple[float, float]:
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    page.mouse.move(*at(0.07, 0.37))
    seen = page.get_by_text(re.compile(r"^Number [\d,]+: a 1$"))
    expect(seen).to_be_visible()
    number = seen.inner_text().removeprefix("Number ").removesuffix(": a 1")
    page.mouse.down()
    page.mouse.up()
    expect(page.get_by_text(f"Number {number}, train: a 1")).to_be_visible()
    inside = page.locator(f"a[href*='test_digit={number.replace(',', '')}&training_digit=true']")
    expect(inside.first).to_have_text(re.compile("Look inside"))
    page.mouse.move(*at(0.02, 0.2))
    page.mouse.down()
    for corner in ((0.1, 0.2), (0.1, 0.5), (0.02, 0.5), (0.02, 0.2)):
        page.mouse.move(*at(*corner), steps=4)
    page.mouse.up()
    told = page.get_by_text(re.compile(r"[\d,]+ digits inside the line"))
    expect(told).to_be_visible()
    counts = dict(re.findall(r"(\d): (\d+)", page.get_by_text(re.compile("^0: ")).inner_text()))
    expect(page.get_by_text("The first 60 of them:")).to_be_visible()  # it did not say that there are more
    assert int(counts["1"]) > 0.9 * sum(map(int, counts.values())) > 50
    canvas.press("ArrowRight")
    canvas.press("Enter")
    expect(page.get_by_text(re.compile(r"^Number [\d,]+, train: a \d$")).last).to_be_visible()
    expect(told).to_have_count(0)
