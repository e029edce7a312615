"""The real app on a real server, a real browser, and visitors on whose pages nothing may go wrong."""

import contextlib
import itertools
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.conftest import RUN_TIMEOUT, wait_until
from tests.e2e.browser import NoBrowser, find_browser

ROOT = Path(__file__).parents[2]
# For one click or one look. A machine that is busy with something else has taken over 30 s for a page.
PATIENCE_MS = 60_000
LAPTOP: ViewportSize = {"width": 1280, "height": 720}

expect.set_options(timeout=PATIENCE_MS)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark every test of this folder, so that `pytest -m "not e2e"` leaves them out."""
    item.add_marker("e2e")


@dataclass(frozen=True)
class Server:
    """The app as `streamlit run app.py` starts it."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def answers(self) -> bool:
        """Whether it is ready for visitors."""
        assert self.process.poll() is None, f"The server ended:\n{self.log.read_text()}"
        try:
            return urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5).status == 200
        except (urllib.error.URLError, TimeoutError):
            return False


@contextlib.contextmanager
def running_app(log: Path, port: int = 0, path: str = "", **environment: str) -> Iterator[Server]:
    """Start the app, on a free port if none is named, below a path, and end it afterwards."""
    if not port:
        with socket.create_server(("localhost", 0)) as free:
            port = free.getsockname()[1]
    command = ["streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", "true"]
    command += ["--server.baseUrlPath", path]
    with log.open("wb") as output:
        everything = {**os.environ, **environment}
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, stdout=output, stderr=output, env=everything
        )
    server = Server(f"http://localhost:{port}/{path}".rstrip("/"), process, log)
    try:
        wait_until(server.answers, 60, "the server answers")
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            pytest.fail("The server outlived SIGTERM by 20 s.")


# These live as long as this folder's tests and no longer: while Playwright runs, asyncio.run() fails in this thread.
@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that the tests share."""
    with running_app(tmp_path_factory.mktemp("server") / "log.txt") as server:
        yield server


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[Callable[[], Server]]:
    """Call it for a server that nobody has visited yet."""
    numbers = itertools.count()
    with contextlib.ExitStack() as servers:
        yield lambda: servers.enter_context(running_app(tmp_path / f"log{next(numbers)}.txt"))


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The one browser of all tests."""
    with sync_playwright() as playwright:

        def start(path: str) -> Browser | None:
            try:
                return playwright.chromium.launch(executable_path=path, args=["--disable-gpu"])
            except Error:
                return None

        try:
            browser = find_browser(playwright.chromium.executable_path, start)
        except NoBrowser as problem:
            pytest.fail(str(problem), pytrace=False)
        yield browser
        browser.close()


def settled(page: Page) -> Page:
    """The page once its script has run to the end and all of it is shown, down to the link that ends each page."""
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()
    expect(page.locator("[data-testid=stMain] [data-testid=stPageLink]").last).to_be_visible()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    if page.locator(".st-key-paper").count():
        # The canvas comes a moment after the script, and has its part run once more. An expander that was opened just
        # then was open, but empty.
        expect(page.locator("canvas.upper-canvas")).to_be_visible()
        page.wait_for_timeout(200)
        expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()
    return page


@pytest.fixture(scope="package")
def profile(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser profile that has been here before: what it fetched from a server once, it needs not fetch again."""
    with chromium.new_context() as profile:
        yield profile


@pytest.fixture(scope="package")
def opener(profile: BrowserContext, server: Server) -> Page:
    """A tab that opens the others: they share its process, which has compiled Streamlit's scripts once. That saves a
    fourth of the time that a visit takes.
    """
    page = profile.new_page()
    page.goto(f"{server.url}/_stcore/health")
    return page


@pytest.fixture
def visit(profile: BrowserContext, opener: Page) -> Iterator[Callable[..., Page]]:
    """Open an address of a server in a tab, which is a Streamlit session, of its own, as a visitor who has not been
    here before; the test fails if anything goes wrong there.

    >>> page = visit(server, "/perceptron", color_scheme="dark")
    """
    problems: list[str] = []
    pages: list[Page] = []
    logs: dict[Path, int] = {}

    def open_page(server: Server, path: str, viewport: ViewportSize = LAPTOP, **media: Any) -> Page:
        assert server.answers(), "the server no longer answers"
        logs.setdefault(server.log, server.log.stat().st_size)
        # The app knows a browser again by its cookie.
        profile.clear_cookies()
        with profile.expect_page() as opened:
            opener.evaluate("void open('about:blank')")
        page = opened.value
        page.set_viewport_size(viewport)
        page.emulate_media(**media)
        page.set_default_timeout(PATIENCE_MS)
        watch(page, server.url, problems)
        pages.append(page)
        page.goto(server.url + path)
        return settled(page)

    yield open_page
    for page in pages:
        if page.is_closed():
            continue
        if page.get_by_test_id("stException").count() or "Traceback" in page.locator("body").inner_text():
            problems.append(f"an exception on the page: {page.locator('body').inner_text()}")
        page.close()
    for log, seen in logs.items():
        if "Traceback" in (news := log.read_bytes()[seen:].decode()):
            problems.append(f"an exception in the server's log: {news}")
    assert not problems, "\n".join(problems)


@pytest.fixture(scope="package")
def learned(server: Server, chromium: Browser) -> str:
    """The address, on the shared server, of a run of the default network that has ended, after a shorter one."""
    page = chromium.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{server.url}/train_and_draw")
    page.get_by_role("button", name="Just a taste: a one-second run").click()
    accuracy = page.get_by_text("Test accuracy", exact=True)
    expect(accuracy).to_be_visible(timeout=1000 * RUN_TIMEOUT)
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(accuracy).to_be_visible(timeout=1000 * RUN_TIMEOUT)
    address = page.url.removeprefix(server.url)
    page.close()
    return address


@pytest.fixture(scope="package")
def waiting(server: Server, chromium: Browser) -> str:
    """The address, on the shared server, of a run that was paused after it had learned a little."""
    page = chromium.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{server.url}/train_and_draw?epochs=20")
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.get_by_text(re.compile(r"^Epoch \d+ of 20"))).to_be_visible(timeout=1000 * RUN_TIMEOUT)
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(page.get_by_text(re.compile("^Paused in epoch"))).to_be_visible()
    address = page.url.removeprefix(server.url)
    page.close()
    return address


def watch(page: Page, home: str, problems: list[str]) -> None:
    """Write down every error that a page meets from now on, and every call to another machine."""
    # At a page's own address Streamlit looks for the server below it first, and finds it at the second try.
    own_probe = re.compile(re.escape(home) + r"/\w+/_stcore/(health|host-config)")

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not own_probe.fullmatch(message.location["url"]):
            problems.append(f"console: {message.text} ({message.location['url']})")

    def on_response(response: Response) -> None:
        if response.status >= 400 and not (response.status == 404 and own_probe.fullmatch(response.url)):
            problems.append(f"status {response.status}: {response.url}")

    def on_address(url: str) -> None:
        if urlsplit(url).hostname not in ("localhost", None):
            problems.append(f"not from this machine: {url}")

    def on_failure(request: Request) -> None:
        # A visitor who leaves a page cancels what it is still loading.
        if request.failure != "net::ERR_ABORTED":
            problems.append(f"request failed: {request.url} {request.failure}")

    page.on("console", on_console)
    page.on("response", on_response)
    page.on("request", lambda request: on_address(request.url))
    page.on("websocket", lambda socket: on_address(socket.url))
    page.on("pageerror", lambda error: problems.append(f"error on the page: {error}"))
    page.on("requestfailed", on_failure)
