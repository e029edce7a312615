"""The drawing's stage alone on the screen: a projector, an open day."""

import re

from playwright.sync_api import expect

from tests.e2e.test_train_and_draw import LONGEST, button, draw, verdict

# What is seen on the full screen and lies wholly on it, by its key or its role.
ON_IT = (".st-key-paper", ".st-key-undo", ".st-key-clear", ".st-key-verdict", "[aria-label^='Ten bars']")
NOT_ON_IT = (".st-key-source", ".st-key-which_digit", ".st-key-about_answer", ".st-key-verdict [data-testid=stImage]")


def test_on_the_full_screen_the_bars_move_while_one_draws(server, visit, learned):
    """Large canvas, huge answer, bars, nothing else. The canvas tells of a stroke only at its end: here it is read
    before. What is read may take a line more or less, and once the canvas moved then, under the pen.
    """
    page = visit(server, learned)
    canvas = page.locator("canvas.upper-canvas")
    before = canvas.bounding_box()
    button(page, "Full screen").click()
    page.wait_for_function("document.fullscreenElement?.matches('.st-key-stage')")
    page.wait_for_function(
        f"document.querySelector('.st-key-paper').getBoundingClientRect().width > 1.7 * {before['width']}"
    )
    box = canvas.bounding_box()
    size = page.viewport_size
    for place in ON_IT:
        there = page.locator(place).first.bounding_box()
        assert min(there["x"], there["y"]) >= 0, place
        assert there["x"] + there["width"] <= size["width"], place
        assert there["y"] + there["height"] <= size["height"], place
    scale = box["width"] / before["width"]

    def at(x: float, y: float) -> tuple[float, float]:
        return box["x"] + scale * x, box["y"] + scale * y

    page.mouse.move(*at(80, 60))
    page.mouse.down()
    page.mouse.move(*at(220, 60), steps=10)
    bar = verdict(page).or_(page.get_by_role("heading", name=re.compile("^No digit")))
    expect(bar).to_be_visible()  # while the pen is still down
    page.mouse.move(*at(130, 270), steps=20)
    page.mouse.move(*at(130, 271))
    expect(verdict(page)).to_have_text("It reads 7")
    page.wait_for_function(f"({LONGEST})() === 7")
    for place in NOT_ON_IT:
        expect(page.locator(place).first).to_be_hidden()
    assert canvas.bounding_box() == box
    expect(button(page, "Undo")).to_be_disabled()  # the canvas has not told of it yet
    page.mouse.up()
    expect(button(page, "Undo")).to_be_enabled()
    expect(verdict(page)).to_have_text("It reads 7")
    button(page, "Clear").click()
    expect(page.get_by_text("Draw a digit, 0 to 9, large.")).to_be_visible()

    # Back: all as before, and drawing there goes on.
    button(page, "Full screen").click()
    page.wait_for_function("!document.fullscreenElement")
    expect(page.locator(".st-key-source")).to_be_visible()
    draw(page, [[(150, 50), (150, 260)]])
    expect(verdict(page)).to_have_text("It reads 1")
    page.wait_for_function(f"({LONGEST})() === 1")  # the bars are drawn a moment after the heading
