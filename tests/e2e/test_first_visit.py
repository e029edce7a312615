"""A server that nobody has visited yet, and how its processes end."""

import re
import signal

import pytest
from playwright.sync_api import expect

from components.training.capacity import workers as workers_here
from components.ui.common.site import PAGES, page_at
from tests.conftest import RUN_TIMEOUT, wait_until
from tests.e2e.conftest import settled
from tests.processes import alive, children


# Each needs a server of its own. The other pages begin with the same call (tests/architecture/test_repository.py).
@pytest.mark.parametrize("url_path", ["", "perceptron"])
def test_a_fresh_servers_first_visitor_gets_the_page_in_its_frame(fresh_server, visit, url_path):
    """Streamlit took the app for one of its first kind until st.navigation had run: "Page not found", or no frame."""
    page = visit(fresh_server(), f"/{url_path}")
    expect(page.get_by_role("heading", level=1)).to_have_text(page_at(url_path).heading)
    links = page.get_by_role("navigation", name="App pages").get_by_role("link")
    expect(links.get_by_role("paragraph")).to_have_text([each.title for each in PAGES])
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_the_first_address_says_counts_and_stays(fresh_server, visit):
    """The page's script ran once by itself and once in its frame; after the second click all is as in any session."""
    page = visit(fresh_server(), "/perceptron?w1=0.3")
    w1 = page.get_by_role("slider", name="Weight w1")
    expect(w1).to_have_value("0.3")
    expect(page).to_have_url(re.compile(r"/perceptron\?w1=0\.3$"))
    w1.press("ArrowRight")
    expect(w1).to_have_value("0.4")
    w1.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"/perceptron\?w1=0\.5$"))
    settled(page)
    menu = page.get_by_role("navigation", name="App pages")
    for title, heading in (("Glossary", page_at("glossary").heading), ("Perceptron", page_at("perceptron").heading)):
        menu.get_by_role("link", name=title, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        settled(page)
    expect(w1).to_have_value("0.5")
    expect(page).to_have_url(re.compile(r"/perceptron\?w1=0\.5$"))
    page.reload()
    expect(w1).to_have_value("0.5")


@pytest.mark.parametrize(("end", "has_learned"), [("SIGKILL", True), ("SIGINT", False)])
def test_the_training_workers_end_with_the_server(fresh_server, visit, end, has_learned):
    """A worker left behind would hold a gigabyte for ever; even a killed server must not leave one.

    There are two: the first keeps a paused run and carries out another, the second is still importing TensorFlow.
    """
    server = fresh_server()
    page = visit(server, "/train_and_draw?epochs=20")
    page.get_by_role("button", name="Train", exact=True).click()
    if has_learned:
        page.get_by_text(re.compile("^Epoch 1 of 20")).wait_for(timeout=1000 * RUN_TIMEOUT)
    page.get_by_role("button", name="Pause", exact=True).click()
    page.get_by_text(re.compile(f"^Paused {'in epoch' if has_learned else 'before the first batch'}")).wait_for()
    # As long as the paused run has not begun, the first worker is busy with it.
    for _ in range(2 if has_learned else 1):
        other = visit(server, "/train_and_draw?epochs=20")
        other.get_by_role("button", name="Train", exact=True).click()
        other.get_by_test_id("stMain").get_by_role("button", name=re.compile("Stop|Leave")).wait_for()
        other.close()
    page.close()
    wait_until(lambda: len(children(server.process.pid)) == workers_here(), 30, "the server has started its workers")
    workers = children(server.process.pid)
    server.process.send_signal(getattr(signal, end))
    server.process.wait(timeout=20)
    wait_until(lambda: not any(map(alive, workers)), 3, f"the workers end after the server's {end}")
