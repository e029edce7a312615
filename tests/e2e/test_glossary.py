"""The glossary in a real browser: from a word on a page to its entry, and on to where it moves, in one session."""

import re

from playwright.sync_api import expect

from components.ui.common.glossary import glossary
from tests.e2e.conftest import settled


def test_a_word_leads_to_its_entry_and_to_where_it_moves_and_the_run_is_kept(server, visit, waiting):
    """By keyboard. A link in a text would open a second tab, with a session that has no run."""
    page = visit(server, waiting)
    tabs = len(page.context.pages)
    words = page.get_by_test_id("stExpander").filter(has_text="Words on this page")
    words.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(words).to_contain_text("One full pass over the training set: every example was looked at once.")
    for _ in range(2):  # from the first word to the second
        page.keyboard.press("Tab")
    expect(words.get_by_role("link", name="epoch")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="epoch")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/glossary\?term=epoch"))
    page.get_by_role("button", name="batch", exact=True).click()
    expect(page.get_by_role("heading", level=2, name="batch")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/glossary\?term=batch$"))
    page.get_by_role("searchbox", name="Find a word").fill("Batch-SIZE")
    expect(page.get_by_role("heading", level=2, name="batch size")).to_be_visible()  # without Enter
    there = page.get_by_role("link", name="Make the batch larger and count the steps")
    expect(there).to_have_count(1)  # while the script runs, the cards for "Batch" may stand below: one has this link
    there.click()
    expect(page.get_by_role("slider", name="Digits in a batch")).to_have_attribute("aria-valuetext", "256")
    expect(page.get_by_role("heading", name="6. Epoch, batch, step")).to_be_in_viewport()
    page.get_by_role("navigation", name="App pages").get_by_role("link", name="Train and draw").click()
    expect(page.get_by_text(re.compile("^Paused in epoch"))).to_be_visible()
    assert len(page.context.pages) == tabs


def test_on_a_phone_a_page_shows_its_words_and_every_formula_fits(server, visit):
    """A word in a text says what it means in place: what was moved stays as it was. It opened a new tab, a new session.
    Another press, Escape or a press beside it takes that away.
    """
    page = visit(server, "/?sun=0.7", viewport={"width": 390, "height": 844})
    tabs = len(page.context.pages)
    word = page.get_by_role("link", name="neuron", exact=True)
    expect(word).to_have_attribute("title", glossary()["neuron"].in_short)
    meaning = page.get_by_role("note")
    for end in (word.click, lambda: page.keyboard.press("Escape"), page.get_by_role("heading", level=1).click):
        word.click()
        expect(meaning).to_contain_text(glossary()["neuron"].in_short)
        assert meaning.evaluate("box => box.getBoundingClientRect().right <= innerWidth")
        end()
        expect(meaning).to_have_count(0)
    word.press("Enter")
    expect(meaning.get_by_role("link", name="More in the glossary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(word).to_be_focused()
    assert len(page.context.pages) == tabs
    expect(page.get_by_text("Go outside", exact=True)).to_be_visible()
    words = page.get_by_test_id("stExpander").filter(has_text="Words on this page")
    words.locator("summary").click()
    expect(words).to_contain_text(glossary()["neuron"].says)
    words.get_by_role("link", name="neuron", exact=True).click()
    expect(page.get_by_role("heading", level=2, name="neuron")).to_be_visible()
    page.get_by_role("searchbox", name="Find a word").fill("")
    expect(page.get_by_role("heading", level=2, name="X", exact=True)).to_be_visible()
    settled(page)
    page.evaluate("document.querySelectorAll('details').forEach(closed => { closed.open = true; })")
    formulas = page.locator(".katex-display")
    expect(formulas.first).to_be_visible()
    assert formulas.count() > 20
    wide = "all => all.filter(it => it.scrollWidth > it.clientWidth + 1).map(it => it.textContent)"
    assert formulas.evaluate_all(wide) == []
    assert page.locator(".katex-error").count() == 0
    assert page.get_by_test_id("stMain").evaluate("it => it.scrollWidth <= it.clientWidth")
