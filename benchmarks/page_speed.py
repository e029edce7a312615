"""How quick the pages are in a real browser, against an app of one line.

    python benchmarks/page_speed.py

Starts the app and the one-line app in turn and measures, in one invocation: from the server's start to the first page;
from a new visitor's arrival at a page to its first picture; from a click in the menu to the next page; from a pointer's
move with a slider's handle to the changed picture, and from a key press on it to the changed table and code, also while
one and two other visitors' runs train, and then while thirty more visitors move sliders; from the mouse button's
release on the canvas to the answer, also while the run that reads goes on; from the first press of Train to the first
point of the curves, with the worker warm. Each as median, p95, and the median's ratio to the one-line app's slider; the
last line is `while training R`, the slider's median while two runs train, divided by its idle one.
"""

import argparse
import contextlib
import math
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs as a script, too

from tests.e2e.browser import find_browser

ONE_LINE = 'import streamlit as st; st.line_chart([0, st.slider("x", 0, 1000, 500)])'

# What is on the screen, as text that changes when the chart does.
VEGA_CHART = (
    "[...document.querySelectorAll('[data-testid=stVegaLiteChart] svg path')].map(p => p.getAttribute('d')).join()"
)
# An instrument draws by itself; the table and the code come from the server.
INSTRUMENT = "[...document.querySelectorAll(':is(.plane, .curve) > svg')].map(svg => svg.innerHTML).join()"
METRICS = "[...document.querySelectorAll('[data-testid=stMetricValue]')].map(value => value.innerText).join()"
TABLES = "[...document.querySelectorAll('[data-testid=stTable]')].map(table => table.innerText).join()"
CURVES = "[...document.querySelectorAll('g.mark-line path')].map(p => p.getAttribute('d')).join()"
ANSWER = (
    "[...document.querySelectorAll('h3')].map(h => h.innerText).join() + document.querySelectorAll('canvas').length"
)
PICTURE = (
    "[data-testid=stMain] :is([data-testid=stVegaLiteChart] svg, .js-plotly-plot svg, [role=img], img, .at_work svg)"
)
WALL = "[...document.querySelectorAll('.wall button')].map(digit => digit.ariaLabel).join()"
AT_WORK = "[...document.querySelectorAll('.at_work .output')].map(output => output.innerText).join()"
HEADING = "document.querySelector('h1')?.innerText"

# Starts the clock at the visitor's act, and stops it at the first frame in which the screen shows something else.
STOPWATCH = """([act, screen]) => {
    const look = new Function('return ' + screen), before = look();
    window.stopwatch = new Promise((resolve, reject) => {
        addEventListener(act, () => {
            const began = performance.now();
            const check = () => look() !== before ? resolve(performance.now() - began) : requestAnimationFrame(check);
            check();
            setTimeout(() => reject(Error('the screen does not change')), 30000);
        }, {once: true, capture: true});
    });
}"""


@contextlib.contextmanager
def server(script: Path) -> Iterator[tuple[str, int]]:
    """Start a Streamlit app and give its address, and its process, once it answers."""
    with socket.create_server(("localhost", 0)) as free:
        port = free.getsockname()[1]
    options = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options],
        cwd=script.parent,  # whose settings count: of the one-line app, Streamlit's own
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://localhost:{port}"
    try:
        while True:
            with contextlib.suppress(urllib.error.URLError):
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=5)
                break
            time.sleep(0.02)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait()


def stopwatch(page: Page, act: str, screen: str) -> None:
    """Measure, in milliseconds, from the next `act` (a DOM event) to the change of `screen` (JavaScript)."""
    page.evaluate(STOPWATCH, [act, screen])


def stopped(page: Page) -> float:
    """What the stopwatch shows."""
    milliseconds: float = page.evaluate("window.stopwatch")
    return milliseconds


def settle(page: Page) -> None:
    """Wait until the app's script has ended."""
    page.locator("[data-test-script-state=notRunning]").wait_for(timeout=60_000)


def time_slider(page: Page, label: str, screen: str, repeats: int) -> list[float]:
    """Move a slider by one step, again and again."""
    page.locator(":is([data-testid=stTable], [data-testid=stVegaLiteChart], .at_work)").first.wait_for()
    settle(page)
    thumb = page.get_by_role("slider", name=label)
    thumb.focus()
    times = []
    for _ in range(repeats):
        stopwatch(page, "keydown", screen)
        page.keyboard.press("ArrowRight")
        times.append(stopped(page))
        settle(page)
    return times


def time_drag(page: Page, key: str, screen: str, repeats: int) -> list[float]:
    """Move a slider's handle by a step, again and again, while it is held; there and back."""
    page.locator(":is(.plane, .curve) > svg").first.wait_for()
    settle(page)
    page.locator(f".st-key-{key}").scroll_into_view_if_needed()
    settle(page)
    thumb = page.locator(f".st-key-{key} input[type=range]")
    x, y = thumb.evaluate(
        "input => { const {x, y, width, height} = input.parentElement.parentElement.getBoundingClientRect();"
        " return [x + width / 2, y + height / 2]; }"
    )
    page.mouse.move(x, y)
    page.mouse.down()
    times = []
    for number in range(repeats):
        stopwatch(page, "pointermove", screen)
        page.mouse.move(x + 20 * (1 + number % 4), y)
        times.append(stopped(page))
    page.mouse.up()
    settle(page)
    return times


def time_start(browser: Browser, script: Path, shown: str, repeats: int) -> list[float]:
    """From the server process's start to its first page."""
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        with server(script) as (url, _):
            page = browser.new_page()
            page.goto(url)
            page.locator(shown).first.wait_for(timeout=60_000)
            times.append(1000 * (time.perf_counter() - began))
            page.close()
    return times


def time_first_picture(browser: Browser, address: str, repeats: int) -> list[float]:
    """From a new visitor's arrival at a page to the first picture on it, chart or drawing."""
    times = []
    for _ in range(repeats):
        page = browser.new_context().new_page()
        began = time.perf_counter()
        page.goto(address)
        page.locator(PICTURE).first.wait_for(timeout=60_000)
        times.append(1000 * (time.perf_counter() - began))
        page.context.close()
    return times


def time_switch(page: Page, repeats: int) -> list[float]:
    """From a click in the menu to the next page's heading, there and back."""
    times = []
    for name in ["Perceptron", "MNIST gallery", "scikit-learn playground", "Home"] * math.ceil(repeats / 4):
        settle(page)
        stopwatch(page, "click", HEADING)
        page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()
        times.append(stopped(page))
    return times


def time_leafing(page: Page, repeats: int) -> list[float]:
    """From a press on the gallery's next page to its digits."""
    page.locator(".wall button").first.wait_for(timeout=60_000)
    times = []
    for _ in range(repeats):
        settle(page)
        stopwatch(page, "click", WALL)
        page.get_by_role("button", name="Next page").click()
        times.append(stopped(page))
    return times


def time_answer(page: Page, repeats: int) -> list[float]:
    """From the mouse button's release to the answer, on paper that is new each time."""
    times = []
    for _ in range(repeats):
        page.get_by_text("Draw a digit, 0 to 9").wait_for(timeout=60_000)
        canvas = page.locator("canvas.upper-canvas").first
        canvas.scroll_into_view_if_needed()
        page.wait_for_timeout(1_000)  # a new canvas takes no strokes for a moment, and the page finds its place
        box = canvas.bounding_box()
        if box is None:
            sys.exit("There is no canvas to draw on.")
        page.mouse.move(box["x"] + 90, box["y"] + 90)
        page.mouse.down()
        page.mouse.move(box["x"] + 210, box["y"] + 90, steps=5)
        page.mouse.move(box["x"] + 130, box["y"] + 290, steps=5)
        stopwatch(page, "mouseup", ANSWER)
        page.mouse.up()
        times.append(stopped(page))
        page.get_by_role("button", name="Clear").click()
    return times


def bytes_sent(browser: Browser, address: str) -> tuple[int, int]:
    """What the server tells a page over its socket at first, and for another test digit."""
    page = browser.new_context().new_page()
    sizes: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))))
    page.goto(address)
    page.locator(".at_work .tile").first.wait_for(timeout=60_000)
    settle(page)
    first = sum(sizes)
    stopwatch(page, "click", AT_WORK)
    page.locator(".st-key-test_digit button").last.click()
    stopped(page)
    settle(page)
    page.context.close()
    return first, sum(sizes) - first


def time_first_point(browser: Browser, url: str, repeats: int) -> list[float]:
    """From a new visitor's press of Train to the first point of the curves."""
    times = []
    for _ in range(repeats):
        page = browser.new_context().new_page()
        page.goto(f"{url}/train_and_draw")
        settle(page)
        stopwatch(page, "click", CURVES)
        page.get_by_role("button", name="Train", exact=True).click()
        times.append(stopped(page))
        page.get_by_role("button", name="Stop", exact=True).click()
        page.get_by_role("button", name="Train", exact=True).wait_for(timeout=60_000)
        page.context.close()
    return times


def start_long_run(browser: Browser, url: str) -> Page:
    """Let another visitor train for a minute or more, and look at it."""
    page = browser.new_context().new_page()
    page.goto(f"{url}/train_and_draw?epochs=20&layers=2&units1=512&units2=512")
    settle(page)
    page.get_by_role("button", name="Train", exact=True).click()
    page.locator("g.mark-line path").first.wait_for(state="attached", timeout=60_000)
    return page


@contextlib.contextmanager
def thirty_visitors(url: str) -> Iterator[None]:
    """A class that moves sliders meanwhile, without browsers, which would be measured as well."""
    script = ROOT / "benchmarks" / "class_load.py"
    command = [sys.executable, str(script), "--url", url, "--visitors", "30", "--every", "1", "--seconds", "3600"]
    visitors = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    time.sleep(10)  # until all have come
    try:
        yield
    finally:
        visitors.terminate()
        visitors.wait()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="The pages' speed in a real browser.")
    parser.add_argument("--repeats", type=int, default=20, help="how often each act is timed (default 20)")
    repeats = parser.parse_args().repeats
    app = ROOT / "app.py"
    results: dict[str, list[float]] = {}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        one_line = Path(folder) / "one_line.py"
        one_line.write_text(ONE_LINE, encoding="utf-8")

        def start(path: str) -> Browser | None:
            with contextlib.suppress(Error):
                return playwright.chromium.launch(executable_path=path, args=["--disable-gpu"])
            return None

        browser = find_browser(playwright.chromium.executable_path, start)
        results["one line: start to first page"] = time_start(browser, one_line, "svg path", 3)
        results["app: start to first page"] = time_start(browser, app, "h1", 3)
        with server(one_line) as (url, _):
            page = browser.new_page()
            page.goto(url)
            results["one line: first picture"] = time_first_picture(browser, url, max(3, repeats // 4))
            results["one line: slider to new chart"] = time_slider(page, "x", VEGA_CHART, repeats)
            page.close()
        with server(app) as (url, _):
            page = browser.new_page()
            page.goto(url)
            # The worker warms up for some seconds after the first visit; afterwards it is quiet.
            time.sleep(20)
            for path in (
                "first_steps",
                "perceptron",
                "learning",
                "sklearn_perceptron",
                "mnist_gallery",
                "look_inside",
                "frameworks",
            ):
                first = time_first_picture(browser, f"{url}/{path}", max(3, repeats // 4))
                results[f"/{path}: first picture"] = first
            results["app: page switch"] = time_switch(page, repeats)
            page.goto(f"{url}/perceptron?w1=-1&w2=1&b=-1.2")
            results["app: handle moved to picture"] = time_drag(page, "w1", INSTRUMENT, repeats)
            page.goto(f"{url}/perceptron?w1=-1&w2=1&b=-1.2")
            results["app: slider to new table"] = time_slider(page, "Weight w1", TABLES, repeats)
            page.goto(f"{url}/learning?f_z=-4")
            results["app: slider on the learning page"] = time_slider(page, "Sum z", TABLES, repeats)
            page.goto(f"{url}/mnist_gallery")
            results["app: gallery's next page"] = time_leafing(page, repeats)
            page.goto(f"{url}/sklearn_perceptron?data_set=moons&samples=100")
            results["app: slider on the playground"] = time_slider(page, "Samples", METRICS, repeats)
            page.goto(f"{url}/train_and_draw")
            page.get_by_role("button", name="Just a taste").click()
            page.get_by_test_id("stMetric").first.wait_for(timeout=120_000)
            results["app: mouse-up to answer"] = time_answer(page, repeats)
            page.goto(f"{url}/look_inside")
            results["app: the same on Look inside"] = time_answer(page, repeats)
            page.goto(f"{url}/look_inside?source=Pick+a+test+digit&looked_at=Break+it")
            results["app: a control of Look inside"] = time_slider(page, "Noise on all weights", AT_WORK, repeats)
            sent = bytes_sent(browser, f"{url}/look_inside?source=Pick+a+test+digit&test_digit=8")
            own = start_long_run(browser, url)
            results["app: answer while it learns"] = time_answer(own, repeats)
            own.get_by_role("button", name="Stop", exact=True).click()
            own.get_by_role("button", name="Train", exact=True).wait_for(timeout=60_000)
            own.context.close()
            results["app: Train to first point"] = time_first_point(browser, url, max(3, repeats // 4))

            def time_both(meanwhile: str) -> None:
                page.goto(f"{url}/perceptron?w1=-1&w2=1&b=-1.2")
                results[f"app: handle while {meanwhile}"] = time_drag(page, "w1", INSTRUMENT, repeats)
                page.goto(f"{url}/perceptron?w1=-1&w2=1&b=-1.2")
                results[f"app: slider while {meanwhile}"] = time_slider(page, "Weight w1", TABLES, repeats)

            for count in ("one run trains", "two runs train"):
                # Somebody who looks at it, too, would be measured as well.
                start_long_run(browser, url).goto("about:blank")
                time_both(count)
            with thirty_visitors(url):
                time_both("30 more move theirs")
        browser.close()
    unit = statistics.median(results["one line: slider to new chart"])
    print(f"{'':32s} median ms   p95 ms   ratio")
    for name, times in results.items():
        p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
        median = statistics.median(times)
        print(f"{name:32s} {median:9.0f} {p95:8.0f} {median / unit:7.2f}")
    idle, busy = (statistics.median(results[f"app: slider {how}"]) for how in ("to new table", "while two runs train"))
    print(f"Look inside sends {sent[0] / 1e3:.0f} kB at first, {sent[1] / 1e3:.0f} kB for another digit")
    print(f"while training {busy / idle:.2f}")


if __name__ == "__main__":
    main()
