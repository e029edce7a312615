"""Take the README's screenshots again: python -m tests.screenshots

Starts the app, does on two pages what a visitor would do, and writes tests/screenshots/*.png.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.e2e.browser import find_browser
from tests.e2e.conftest import running_app, settled

FOLDER = Path(__file__).with_name("screenshots")


def perceptron(page: Page, url: str) -> None:
    """The neuron as an AND gate."""
    page.goto(f"{url}/perceptron?gate=AND&w1=1&w2=1&b=-1.5")
    page.locator(".plane > svg").first.wait_for()
    page.get_by_role("heading", name="Gates by hand").scroll_into_view_if_needed()


def train_and_draw(page: Page, url: str) -> None:
    """The course's network after its run, and a seven drawn for it."""
    page.goto(f"{url}/train_and_draw")
    page.get_by_role("button", name="Train", exact=True).click()
    page.get_by_test_id("stMetric").first.wait_for(timeout=180_000)
    settled(page)
    canvas = page.locator("canvas.upper-canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 95, box["y"] + 105)
    page.mouse.down()
    for x, y in ((205, 100), (160, 190), (140, 285)):
        page.mouse.move(box["x"] + x, box["y"] + y, steps=8)
    page.mouse.up()
    page.get_by_role("heading", name="It reads").wait_for()


def main() -> None:
    """Both pictures, 1280 pixels wide."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:

        def start(path: str) -> Browser | None:
            try:
                return playwright.chromium.launch(executable_path=path)
            except Error:
                return None

        browser = find_browser(playwright.chromium.executable_path, start)
        with running_app(Path(folder) / "log.txt") as server:
            for scene in (perceptron, train_and_draw):
                page = browser.new_page(viewport={"width": 1280, "height": 800})
                scene(page, server.url)
                settled(page)
                height = page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight")
                page.set_viewport_size({"width": 1280, "height": min(height, 1720)})
                page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
                page.wait_for_timeout(1500)  # charts fit themselves to the new size, with an animation
                page.screenshot(path=FOLDER / f"{scene.__name__}.png")
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
