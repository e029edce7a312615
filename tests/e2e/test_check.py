"""The questions at a page's end, in a real browser."""

import re

from playwright.sync_api import expect


def test_a_check_by_keyboard(server, visit):
    """Unfold, answer, change the answer; the focus stays on the answers, and none of it is in the address."""
    page = visit(server, "/frameworks")
    check = page.get_by_test_id("stExpander").filter(has_text="questions about this page")
    check.locator("summary").focus()
    page.keyboard.press("Enter")
    group = check.get_by_role("radiogroup").nth(1)
    expect(group).to_contain_text("TensorFlow alone")
    expect(check).not_to_contain_text("answered right")
    for _ in range(2):  # past the first question
        page.keyboard.press("Tab")
    expect(group.get_by_role("radio", name="Keras", exact=True)).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(check).to_contain_text("✗ Not this one. It is the longest")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    expect(check).to_contain_text("✓ Right. Layers, optimizer and loop are ready-made.")
    expect(check).to_contain_text("1 of 4 answered right so far.")
    expect(group.get_by_role("radio", name="Keras", exact=True)).to_be_focused()
    expect(page).to_have_url(re.compile(r"/frameworks$"))
