"""The browser's Back, a refresh, and what is found again after them."""

import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.conftest import RUN_TIMEOUT, wait_until
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
    back(page, "Perceptron")
    back(page, "Neuron to Network")
    page.go_forward()
    expect(w1).to_have_value("0.3")


class SlowLine:
    """Between a page and the server: what the server says can be held back, and what the page says is counted."""

    def __init__(self, page: Page) -> None:
        self._held: list[bytes] | None = None
        self._since = b""
        self.said = 0
        self._page = page
        page.route_web_socket("**/_stcore/stream", self._connect)

    def _connect(self, browser: WebSocketRoute) -> None:
        self._browser, server = browser, browser.connect_to_server()

        def ask(message: bytes) -> None:
            self.said += 1
            server.send(message)

        browser.on_message(ask)
        server.on_message(self._answer)

    def _answer(self, message: bytes) -> None:
        if self._since and self._since in message:
            self.hold()
        if self._held is None:
            self._browser.send(message)
        else:
            self._held.append(message)

    def hold(self, since: bytes = b"") -> None:
        """Keep what the server says: from now on, or from its next message that has these bytes in it."""
        self._since, self._held = since, None if since else []

    @property
    def holds(self) -> bool:
        """Whether anything is held back."""
        return bool(self._held)

    def passes(self) -> bool:
        """Let Playwright hand on what has arrived, which it does only while it is asked for something."""
        return self._page.evaluate("true")

    def let_go(self, until: bytes = b"") -> None:
        """Hand it all on, or what comes before the next message that has these bytes in it."""
        held = self._held or ()
        self.hold(until) if until else self._pass()
        for message in held:
            self._answer(message)

    def _pass(self) -> None:
        self._since, self._held = b"", None


@pytest.mark.parametrize("way", ["Back", "menu"])
def test_a_stroke_that_is_told_of_after_the_page_was_left_leaves_the_next_page_alone(server, visit, way):
    """It emptied that page and its address, for good: Streamlit took it for the wish to see the canvas alone.

    A quick visitor and a slow line: the canvas tells of its stroke 200 ms later, when Back is asked for already.
    """
    page = visit(server, "/perceptron?w1=0.3")
    line = SlowLine(page)
    page.reload()
    settled(page)
    go_to(page, "Train and draw", "Train and draw")
    expect(page.locator("canvas.upper-canvas")).to_be_visible()
    page.wait_for_timeout(1_000)  # what the canvas says of itself when it appears
    page.locator("canvas.upper-canvas").evaluate("canvas => canvas.scrollIntoView({block: 'center'})")
    box = page.locator("canvas.upper-canvas").bounding_box()
    page.mouse.move(box["x"] + 150, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 250, steps=5)
    line.hold()
    said = line.said
    page.mouse.up()
    if way == "Back":
        page.evaluate("history.back()")
    else:
        page.get_by_role("navigation", name="App pages").get_by_role("link", name="Perceptron", exact=True).click()
    wait_until(lambda: line.passes() and line.said > said, 30, "the other page is asked for")
    page.wait_for_timeout(1_000)  # the canvas, too
    line.let_go()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Perceptron")
    settled(page)
    page.wait_for_timeout(500)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Perceptron")
    expect(page.get_by_role("slider", name="Weight w1")).to_have_value("0.3")
    expect(page).to_have_url(re.compile(r"/perceptron\?w1=0\.3$"))


@pytest.mark.parametrize("left", ["at rest", "while its script runs"])
def test_what_a_page_says_of_its_address_after_it_was_left_is_not_written_into_the_next_ones(
    server, visit, learned, left
):
    """Back was pressed before the address had the run's id; then the Perceptron's address had it, and lost w1.

    On a slow machine also the second time, when its title had not been noted: its script ran as it was left.
    """
    page = visit(server, "/perceptron?w1=0.3")
    line = SlowLine(page)
    page.goto(server.url + learned)
    settled(page)
    go_to(page, "Perceptron", "Perceptron")
    if left == "while its script runs":
        line.hold(b"Weight w1")
    page.get_by_role("slider", name="Weight w1").press("ArrowRight")
    expect(page).to_have_url(re.compile(r"/perceptron\?w1=0\.1$"))
    if left == "while its script runs":
        wait_until(lambda: line.passes() and line.holds, 30, "the script runs")
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "running")
    else:
        settled(page)
        line.hold(b"run=")
    page.get_by_role("navigation", name="App pages").get_by_role("link", name="Train and draw", exact=True).click()
    if left == "while its script runs":
        line.let_go(until=b"run=")
    expect(page).to_have_title(re.compile("^Train and draw"))
    wait_until(lambda: line.passes() and line.holds, 30, "the address with the run is on its way")
    page.go_back(wait_until="commit")
    line.let_go()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Perceptron")
    settled(page)
    expect(page).to_have_url(re.compile(r"/perceptron\?w1=0\.1$"))
