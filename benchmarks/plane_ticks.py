"""What a look at a network on the plane costs the server.

    python benchmarks/plane_ticks.py

A look is a rerun of the part of the page that moves, learning included: the processor time of the server's process,
divided by the looks that reached the browser. How others are answered when ten play, is
`benchmarks/class_load.py --visitors 30 --playing 10 --every 1`.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs as a script, too

from benchmarks.class_load import processor_seconds
from benchmarks.page_speed import server
from tests.e2e.browser import find_browser

SECONDS = 8
LARGEST = (
    "?plane_hidden=8+8+8+8&plane_n=500&plane_data=spiral&plane_rate=0.001&"
    "plane_features=x1%2C+x2%2C+x1%C2%B2%2C+x2%C2%B2%2C+x1%C2%B7x2%2C+sin+x1%2C+sin+x2"
)
COUNT = """seconds => new Promise(done => {
    const figures = document.querySelector('.on_plane .figures');
    let looks = 0;
    const watch = new MutationObserver(() => looks++);
    watch.observe(figures, {childList: true, characterData: true, subtree: true});
    setTimeout(() => { watch.disconnect(); done(looks); }, 1000 * seconds);
})"""


def begin(page: Page, address: str) -> None:
    """Open the page and let the network run."""
    page.goto(address)
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.wait_for_timeout(1_500)


def main() -> None:
    """Print the table."""
    with sync_playwright() as playwright, server(ROOT / "app.py") as (url, process):

        def start(path: str) -> Browser | None:
            try:
                return playwright.chromium.launch(executable_path=path, args=["--disable-gpu"])
            except Error:
                return None

        browser = find_browser(playwright.chromium.executable_path, start)
        print(f"{'network':<28}{'looks a second':>16}{'ms of processor a look':>26}")
        for name, address in (("2-4-2-1, 140 points", ""), ("7-8-8-8-8-1, 350 points", LARGEST)):
            page = browser.new_page()
            begin(page, f"{url}/plane{address}")
            before = processor_seconds(process)
            looks = page.evaluate(COUNT, SECONDS)
            cost = 1_000 * (processor_seconds(process) - before) / looks
            print(f"{name:<28}{looks / SECONDS:>16.1f}{cost:>26.1f}", flush=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
