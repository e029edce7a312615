"""The first steps in a real browser: by keyboard, and a rule that home then tells of."""

import re

from playwright.sync_api import expect

from components.ml.mnist import load_mnist
from components.ml.one_rule import OneRule, measure, score
from tests.e2e.test_jobs import move, parameters


def test_circles_and_pictures_are_pressed_and_things_land_in_them(server, visit):
    """By keyboard and by mouse; a second press at once does not answer for the next thing, and a refresh keeps all."""
    page = visit(server, "/first_steps")
    circles = page.get_by_role("radiogroup", name="Circle")
    circles.get_by_role("radio", name="AI", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Machine learning (ML): the method")).to_be_visible()
    # The larger circle, chosen, does not lie over the smaller ones.
    circles.get_by_role("radio", name="AI", exact=True).click(position={"x": 180, "y": 60})
    circles.get_by_role("radio", name="DL", exact=True).click()
    expect(page.get_by_role("img", name="Chosen: DL.")).to_be_visible()
    chess = page.get_by_role("radiogroup", name=re.compile("A chess program"))
    chess.get_by_role("radio", name="AI", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name="In AI: Chess.")).to_be_visible()
    expect(page.locator(".st-key-sort :focus")).to_have_text("AI")
    spam = page.get_by_role("radiogroup", name=re.compile("A spam filter"))
    spam.get_by_role("radio", name="ML", exact=True).dblclick()
    expect(page.locator(".st-key-said_sort")).to_have_text(re.compile("^✓ Spam filter: ML. The counts come"))
    page.reload()
    expect(page.get_by_role("img", name="Chosen: DL. In AI: Chess. In ML: Spam filter.")).to_be_visible()
    ideas = page.get_by_role("radiogroup", name="Look closer at")
    ideas.get_by_role("radio", name="burrs").click()  # in its middle, where the drawing is
    expect(page.get_by_text("Burrs → Velcro. In 1941")).to_be_visible()
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
    best = page.get_by_test_id("stMetricValue").last.inner_text()
    assert float(best) >= float(expected)
    page.get_by_text("Compare with a neuron and a network").click()
    expect(page.get_by_text("The course's network, all 784 pixels")).to_be_visible()
    page.get_by_role("navigation", name="App pages").get_by_role("link", name="Home").click()
    expect(page.get_by_text(f"You wrote a rule that is right for {best} of 100 digits.")).to_be_visible()
    expect(page.get_by_text("You have seen 1 of 10 pages.")).to_be_visible()
