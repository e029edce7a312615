"""The browser's Back, a refresh, and what is found again after them."""

import re

from playwright.sync_api import Page, expect

from tests.conftest import RUN_TIMEOUT
from tests.e2e.conftest import settled


def go_to(page: Page, name: str, title: str) -> None:
    """Open a page by its entry in the menu."""
    page.get_by_role("navigation", name="App pages").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    settled(page)


def back(page: Page, title: str) -> None:
    """One press on Back shows another page."""
    before = page.url
    page.go_back()
    assert page.url != before
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    settled(page)


def test_each_press_on_back_shows_the_page_before_as_it_was_left(server, visit):
    """Three of five presses did nothing, and one set w1 back to 0 for the rest of the session.

    Streamlit makes an entry of the browser's history of every address that the server gives a page: one without its
    settings when it is left, one for each of `run` and `runs`.
    """
    page = visit(server, "/")
    go_to(page, "Perceptron", "Perceptron")
    w1 = page.get_by_role("slider", name="Weight w1")
    for value in ("0.1", "0.2", "0.3"):
        w1.press("ArrowRight")
        expect(w1).to_have_value(value)
    expect(page).to_have_url(re.compile(r"/perceptron\?w1=0\.3$"))
    go_to(page, "Glossary", "Glossary")
    back(page, "Perceptron")
    expect(w1).to_have_value("0.3")
    expect(page).to_have_url(re.compile(r"/perceptron\?w1=0\.3$"))
    go_to(page, "Train and draw", "Train and draw")
    page.get_by_role("button", name="Just a taste: a one-second run").click()
    expect(page.get_by_test_id("stMetric").first).to_be_visible(timeout=1000 * RUN_TIMEOUT)
    settled(page)
    address = page.url
    assert re.search(r"\?run=([\w-]{16})&runs=\1$", address)
    back(page, "Perceptron")
    expect(w1).to_have_value("0.3")
    # A refresh anywhere keeps the run; Forward shows it, too.
    page.reload()
    settled(page)
    expect(w1).to_have_value("0.3")
    go_to(page, "Train and draw", "Train and draw")
    expect(page.get_by_test_id("stMetric").first).to_be_visible()
    expect(page).to_have_url(address)
    settled(page)
    back(page, "Perceptron")
    back(page, "Neuron to Network")
    page.go_forward()
    expect(w1).to_have_value("0.3")
