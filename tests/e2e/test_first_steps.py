"""The first steps in a real browser: by keyboard, and a rule that home then tells of."""

import re

from playwright.sync_api import expect

from components.ml.mnist import load_mnist
from components.ml.one_rule import OneRule, measure, score
from tests.e2e.test_jobs import move, parameters


def test_a_circle_and_an_example_by_keyboard(server, visit):
    """A circle is chosen and an example sorted without a mouse; the pictures are really drawn."""
    page = visit(server, "/first_steps")
    circles = page.get_by_role("radiogroup", name="Circle")
    circles.get_by_role("radio", name="AI", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Machine learning (ML): the method")).to_be_visible()
    expect(page.get_by_role("img", name="Chosen: ML.")).to_be_visible()
    spam = page.get_by_role("radiogroup", name=re.compile("^A spam filter"))
    spam.get_by_role("radio", name="ML", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("✓ ML. The counts come from examples")).to_be_visible()
    expect(page.get_by_text("1 of 10 in the right place.")).to_be_visible()
    for name in ("a bird seen from above", "a burr with hooks", "a brain with a few", "^Layers from left to right"):
        picture = page.get_by_role("img", name=re.compile(name))
        expect(picture).to_be_visible()
        assert picture.evaluate("it => it.complete && it.naturalWidth > 0"), name


def test_a_rule_is_scored_live_and_home_tells_of_it(server, visit):
    """Each slider moves the score and the address; a reload brings the rule back, and home says what was done."""
    train = measure(load_mnist().train)
    page = visit(server, "/first_steps")
    right = page.get_by_test_id("stMetricValue").first
    expect(right).to_have_text("11.2")
    move(page, "Shape: at least", 23)
    expect(right).to_have_text(f"{score(OneRule(40, 2.3).answers(train), train.is_one).right / 600:.1f}")
    move(page, "Ink: at most, in %", -25)
    expected = f"{score(OneRule(15, 2.3).answers(train), train.is_one).right / 600:.1f}"
    expect(right).to_have_text(expected)
    expect(page).to_have_url(re.compile("r_ink=15"))
    assert parameters(page) == {"r_tall": "2.3", "r_ink": "15"}
    page.reload()
    expect(right).to_have_text(expected)
    move(page, "Ink: at most, in %", 1)  # a reload forgets what was done
    best = f"{score(OneRule(16, 2.3).answers(train), train.is_one).right / 600:.1f}"
    expect(right).to_have_text(best)
    page.get_by_text("Compare with a neuron and a network").click()
    expect(page.get_by_text("The course's network, all 784 pixels")).to_be_visible()
    page.get_by_role("navigation", name="App pages").get_by_role("link", name="Home").click()
    expect(page.get_by_text(f"You wrote a rule that is right for {best} of 100 digits.")).to_be_visible()
    expect(page.get_by_text("You have seen 1 of 8 pages.")).to_be_visible()
