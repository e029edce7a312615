"""What deploy/ tells administrators to start, started: a cluster, two web servers, and nginx before them."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from components.training.engine import DESK_AWAY, RUN_LOST
from tests.cluster import Cluster, needs_a_cluster
from tests.conftest import RUN_TIMEOUT, wait_until
from tests.e2e.browser import is_debian_root, try_command
from tests.e2e.conftest import PATIENCE_MS, ROOT, running_app, settled
from tests.e2e.test_train_and_draw import button

pytestmark = needs_a_cluster

CONFIGURATION = ROOT / "deploy" / "nginx.conf"
# A run of over a minute, also where the machine is quick.
LONG = "epochs=20&batch_size=8"


@pytest.fixture(scope="module")
def nginx() -> str:
    """Its command; on Debian it is installed."""
    if shutil.which("nginx") is None and is_debian_root():
        try_command(["apt-get", "update"])
        try_command(["apt-get", "install", "-y", "nginx-light"])
    command = shutil.which("nginx")
    if command is None:
        pytest.skip("nginx is not installed here.")
    return command


def free_ports(number: int) -> list[int]:
    with contextlib.ExitStack() as sockets:
        taken = [sockets.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(number)]
        return [it.getsockname()[1] for it in taken]


@contextlib.contextmanager
def before(nginx: str, ports: list[int], folder: Path, certificate: Path | None = None) -> Iterator[str]:
    """The address of nginx before two web servers: deploy/'s file, with other ports, and with TLS if there is a
    certificate, with its key in the same file.
    """
    [port] = free_ports(1)
    configuration = CONFIGURATION.read_text(encoding="utf-8")
    if certificate is not None:
        assert configuration.count("listen 8080;") == 1
        tls = f"listen 8080 ssl; ssl_certificate {certificate}; ssl_certificate_key {certificate};"
        configuration = configuration.replace("listen 8080;", tls)
    for told, here in zip(("8501", "8502", "8080"), [*ports, port], strict=True):
        assert configuration.count(told) == 1
        configuration = configuration.replace(told, str(here))
    file = folder / "nginx.conf"
    file.write_text(configuration, encoding="utf-8")
    process = subprocess.Popen([nginx, "-p", str(folder), "-c", str(file), "-g", "daemon off;"])
    try:
        yield f"{'http' if certificate is None else 'https'}://localhost:{port}"
    finally:
        process.terminate()
        process.wait()


def visitor(chromium: Browser, address: str) -> Page:
    """A new browser."""
    page = chromium.new_context(viewport={"width": 1280, "height": 720}, ignore_https_errors=True).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    return page


def learns(page: Page) -> None:
    """Wait for a run's first epoch; if none comes, say what the page says instead."""
    try:
        expect(page.get_by_text(re.compile(r"^Epoch \d+ of 20"))).to_be_visible(timeout=1000 * RUN_TIMEOUT)
    except AssertionError:
        pytest.fail(f"No run on the page:\n{page.get_by_test_id('stMain').inner_text()}")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Of this machine's own making, with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed here.")
    file = tmp_path / "certificate.pem"
    one = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    file.write_bytes(subprocess.run([*one, "-keyout", "-"], check=True, capture_output=True).stdout)
    return file


def test_the_app_works_below_a_path_and_behind_a_proxy_that_ends_tls(
    nginx: str, certificate: Path, chromium: Browser, tmp_path: Path
) -> None:
    """Its pages, what moves on them, an upload and a download."""
    [port] = free_ports(1)
    with (
        running_app(tmp_path / "log.txt", port, path="networks") as server,
        before(nginx, [port, port], tmp_path, certificate) as url,
    ):
        page = settled(visitor(chromium, f"{url}/networks/perceptron?gate=OR"))
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("response", lambda answer: errors.append(answer.url) if answer.status >= 400 else None)
        expect(page).to_have_url(re.compile(r"/networks/perceptron\?gate=OR"))
        page.get_by_role("navigation", name="App pages").get_by_role("link", name="Train and draw").click()
        expect(page).to_have_url(re.compile(r"/networks/train_and_draw"))
        expect(settled(page).locator("canvas.upper-canvas")).to_be_visible()
        page.get_by_role("link", name="Was it wrong? Find out why").click()
        expect(page).to_have_url(re.compile(r"/networks/look_inside"))
        settled(page)
        assert errors == []  # at a deep link, Streamlit first looks for itself in two wrong places
        page.goto(f"{url}/networks/plane?plane_data=your+own")
        settled(page)
        page.get_by_role("button", name="Settings").click()
        page.get_by_role("tab", name="Points").click()
        rows = "\n".join(f"{n},{n % 3},{n % 2}" for n in range(10)).encode()
        page.locator("input[type=file]").set_input_files({"name": "own.csv", "mimeType": "text/csv", "buffer": rows})
        expect(page.locator(".on_plane [data-point]")).to_have_count(10)
        page.keyboard.press("Escape")
        with page.expect_download() as history:
            page.get_by_role("button", name="History as CSV").click()
        assert history.value.path().read_text().startswith("step,epoch,training loss")
        assert "Traceback" not in server.log.read_text(encoding="utf-8")
        page.context.close()


def test_web_servers_and_the_desk_die_and_the_class_goes_on(nginx: str, chromium: Browser, tmp_path: Path) -> None:
    """A visitor whose web server is killed lands on another one, with the run, which is still the visitor's own; a link
    to the run works through any of them. Of a desk that dies the page says so, and goes on by itself.

    The run is paused meanwhile, so that it can't end before it is looked at the last time, and takes no processor.
    """
    ports = free_ports(2)
    with contextlib.ExitStack() as stack:
        cluster = Cluster()
        stack.callback(cluster.close)
        orphans = "no process is left of the web servers that were killed"
        stack.callback(wait_until, lambda: cluster.processes("components.training") == [], 20, orphans)
        environment = {**cluster.environment, "RAY_ADDRESS": cluster.address}
        url = stack.enter_context(before(nginx, ports, tmp_path))

        def start(number: int) -> "contextlib.ExitStack":
            server = contextlib.ExitStack()
            stack.callback(server.close)
            log = tmp_path / f"{number} {len(list(tmp_path.iterdir()))}.txt"
            running = server.enter_context(running_app(log, ports[number], **environment))
            server.callback(running.process.kill)
            return server

        servers = [start(0), start(1)]
        page = settled(visitor(chromium, f"{url}/train_and_draw?{LONG}"))
        button(page, "Train").click()
        learns(page)
        button(page, "Pause").click()
        paused = re.compile(r"^Paused in epoch \d+ of 20")
        expect(page.get_by_text(paused)).to_be_visible()
        run = re.search(r"[?&]run=([\w-]+)", page.url)
        assert run is not None

        for number in (0, 1):  # one of the two has the visitor
            servers[number].close()
            page.reload()
            expect(page).to_have_title(re.compile("Train and draw"))  # nginx' own page, if any, goes on by itself
            expect(page.get_by_text(paused)).to_be_visible()
            assert f"run={run[1]}" in page.url
            expect(button(page, "Stop")).to_be_enabled()  # it is still the visitor's own
            servers[number] = start(number)

        for _ in range(3):  # wherever nginx sends these
            other = visitor(chromium, page.url)
            expect(other.get_by_text(paused)).to_be_visible()
            expect(other.get_by_role("button", name="Leave this run")).to_be_visible()
            other.context.close()
        button(page, "Continue").click()
        learns(page)

        [desk] = cluster.processes("ray::ClusterDesk")
        os.kill(desk, signal.SIGSTOP)
        away = page.get_by_text(DESK_AWAY.split(".")[0])
        expect(away.first).to_be_visible()
        os.kill(desk, signal.SIGKILL)
        expect(page.get_by_text(RUN_LOST.split(",")[0]).first).to_be_visible(timeout=1000 * RUN_TIMEOUT)
        expect(away).to_have_count(0)
        button(page, "Train").click()
        expect(button(page, "Stop")).to_be_enabled()
        assert page.get_by_test_id("stException").count() == 0
        page.context.close()
