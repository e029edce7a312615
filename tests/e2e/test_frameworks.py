"""The page on frameworks in a real browser, on a server whose worker is still starting."""

import re

from playwright.sync_api import expect

from tests.conftest import RUN_TIMEOUT, version_here
from tests.e2e.test_jobs import move, parameters


def test_the_page_moves_while_tensorflow_starts_and_the_panel_fills_itself(fresh_server, visit):
    """Nothing waits for TensorFlow; what the worker tells appears without a reload, and what was chosen stays."""
    page = visit(fresh_server(), "/frameworks")
    panel = page.get_by_text("TensorFlow is starting. Its versions and devices will appear here.")
    expect(panel).to_be_visible()
    move(page, "Year", 2)
    expect(page.get_by_role("img", name="Three lanes, up to 2021.")).to_be_visible()
    page.get_by_role("radio", name="OpenVINO", exact=True).click()
    expect(page.get_by_role("img", name="connected to the engine, OpenVINO. It infers.")).to_be_visible()
    page.get_by_role("radio", name="5. Train", exact=True).click()
    lines = page.locator(".st-key-three_programs [data-testid=stCode]")
    expect(lines).to_have_text([re.compile("^model.fit"), re.compile(r"tape\.gradient"), re.compile(r"loss\.backward")])
    # Side by side, and no line is cut or wrapped.
    assert len({box["y"] for it in lines.all() if (box := it.bounding_box())}) == 1
    assert page.evaluate(
        "[...document.querySelectorAll('.st-key-three_programs pre')].every(it => it.scrollWidth <= it.clientWidth)"
    )

    shown = page.get_by_test_id("stMetricValue")
    expect(shown.nth(1)).to_have_text(version_here("tensorflow"), timeout=1000 * RUN_TIMEOUT)
    expect(shown.nth(2)).to_have_text(version_here("keras"))
    expect(panel).to_have_count(0)
    page.get_by_role("radio", name="a @ b", exact=True).click()
    # Two matrices multiplied: numbers at once, and none in a graph.
    expect(page.get_by_test_id("stCode").filter(has_text="[ 70 100]")).to_contain_text("[150 220]")
    expect(page.get_by_test_id("stCode").filter(has_text=re.compile(r'^Tensor\("'))).to_contain_text("shape=(2, 2)")
    expect(page).to_have_url(re.compile("fw_operation"))
    settings = {"fw_year": "2021", "fw_engine": "OpenVINO", "fw_step": "5. Train", "fw_operation": "a @ b"}
    assert parameters(page) == settings
