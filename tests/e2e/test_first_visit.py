"""A server that nobody has visited yet, and how its processes end."""

import signal
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.conftest import wait_until

PAGES = {
    "/": ("Home", "Neuron to Network"),
    "/perceptron": ("Perceptron", "Perceptron: one neuron, tuned by hand"),
    "/sklearn_perceptron": ("scikit-learn playground", "scikit-learn playground: the neuron learns by itself"),
    "/mnist_gallery": ("MNIST gallery", "MNIST gallery: 70,000 digits that people wrote"),
    "/train_and_draw": ("Train and draw", "Train and draw: a network that reads your digits"),
}


@pytest.mark.parametrize("path", PAGES)
def test_a_fresh_servers_first_visitor_gets_the_page_in_its_frame(fresh_server, visit, path):
    """Streamlit took the app for one of its first kind until st.navigation had run: "Page not found", or no frame."""
    page = visit(fresh_server(), path)
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES[path][1])
    links = page.get_by_role("navigation", name="App pages").get_by_role("link")
    expect(links.get_by_role("paragraph")).to_have_text([name for name, _ in PAGES.values()])
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("end", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_the_training_worker_ends_with_the_server(fresh_server, visit, end):
    """A worker left behind would hold a gigabyte for ever; even a killed server must not leave one."""
    server = fresh_server()
    visit(server, "/train_and_draw").close()
    wait_until(lambda: len(children(server.process.pid)) == 1, 30, "the server has started its worker")
    (worker,) = children(server.process.pid)
    server.process.send_signal(getattr(signal, end))
    server.process.wait(timeout=20)
    wait_until(lambda: not alive(worker), 3, f"the worker ends after the server's {end}")


def processes() -> dict[int, tuple[int, str]]:
    """{id: (parent's id, state)} of all processes; the state begins with Z for one that has ended."""
    if Path("/proc/self/stat").exists():
        rows = []
        for file in Path("/proc").glob("[0-9]*/stat"):
            try:
                # The command's name, in brackets, may hold spaces.
                state, parent = file.read_text().rpartition(") ")[2].split()[:2]
            except (FileNotFoundError, ProcessLookupError):
                continue  # it has ended since
            rows.append((file.parent.name, parent, state))
    else:
        output = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True)
        rows = [line.split() for line in output.stdout.splitlines()]
    return {int(own): (int(parent), state) for own, parent, state in rows}


def children(parent: int) -> list[int]:
    """The processes that a process has started and that still live."""
    return [own for own, (its_parent, state) in processes().items() if its_parent == parent and state[0] != "Z"]


def alive(process: int) -> bool:
    """Whether it has not ended yet."""
    return processes().get(process, (0, "Z"))[1][0] != "Z"
