"""How networks learn, in a real browser: a run to watch, and the sections that move by themselves."""

import re

from playwright.sync_api import Page, expect

from components.charts.numbers import number
from components.ml.backpropagation import ExampleSettings, begin
from tests.e2e.test_jobs import move, parameters


def steps_and_loss(page: Page) -> tuple[int, float]:
    """What the page says of the network that learns the curve."""
    text = page.get_by_test_id("stAlert").filter(has_text="Loss").first.inner_text()
    found = re.search(r"Step ([\d,]+)\. Loss ([\d.]+)\.", text)
    assert found, text
    return int(found[1].replace(",", "")), float(found[2])


def test_the_loss_falls_below_a_hundredth_as_the_visitor_watches(server, visit):
    """With the settings that the page opens with: guess, run, pause, go on, and see it learned."""
    page = visit(server, "/learning")
    assert steps_and_loss(page)[1] > 1
    page.get_by_role("radio", name="On it").click()
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_text(re.compile(r"Step \d*[02468]0\."))).to_be_visible()
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_enabled()
    steps, loss = steps_and_loss(page)
    assert 0 < steps < 2_000
    page.wait_for_timeout(700)
    assert steps_and_loss(page) == (steps, loss)
    for more in (100, 200, 300):
        page.get_by_role("button", name="100 steps").click()
        expect(page.get_by_text(f"Step {steps + more}.")).to_be_visible()
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_text("The network has learned the curve.")).to_be_visible()
    steps, loss = steps_and_loss(page)
    assert loss < 0.01
    assert steps < 1_000
    expect(page.get_by_text("✓ Right: on it.")).to_be_visible()
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_disabled()


def test_the_charts_are_updated_in_place_in_a_run(server, visit):
    """A chart that is built anew flickers, and loses what is pointed at. With linear units the run is a long one; from
    step 500 on the chart of the loss has its full width.
    """
    page = visit(server, "/learning?fit_activation=linear")
    for steps in range(100, 600, 100):
        page.get_by_role("button", name="100 steps").click()
        expect(page.get_by_text(f"Step {steps}.")).to_be_visible()
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_text(re.compile(r"Step (5[1-9]|[6-9]\d)\d\."))).to_be_visible()
    charts = page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg), .st-key-fit_curve .curve")
    charts.evaluate_all("it => it.forEach(one => one.dataset.mark = 'kept')")
    seen = page.locator("[data-mark=kept]").count()
    assert seen == 2
    before = steps_and_loss(page)[0]
    page.wait_for_timeout(1_500)
    assert steps_and_loss(page)[0] > before
    assert page.locator("[data-mark=kept]").count() == seen


def test_a_rate_that_is_too_high_is_told_and_no_nan_is_shown(server, visit):
    """Both networks that can blow up do, and say so in words."""
    page = visit(server, "/learning?fit_rate=3.0&fit_optimizer=gradient+descent&w_rate=1.2")
    page.get_by_role("button", name="100 steps").click()
    expect(page.get_by_test_id("stAlert").filter(has_text="Diverged in")).to_contain_text("Lower the learning rate.")
    move(page, "Steps taken", 20)
    expect(page.get_by_test_id("stAlert").filter(has_text="Diverging.")).to_contain_text("outside the picture")
    assert not re.search(r"\b(nan|inf)\b", page.locator("body").inner_text(), re.IGNORECASE)


def test_a_slider_in_a_section_moves_its_chart_and_the_address(server, visit):
    """The later sections draw themselves alone; their settings are in the address all the same."""
    page = visit(server, "/learning")
    move(page, "Sum z", 50)
    expect(page.get_by_test_id("stAlert").filter(has_text="sigmoid at z = 6")).to_contain_text("slope 0.0025")
    expect(page.get_by_role("group", name="The curve of sigmoid and its slope. At z = 6")).to_be_visible()
    page.get_by_role("radio", name="relu", exact=True).last.click()
    expect(page.get_by_role("img", name="Neuron: 6 × 1 + 0 = 6, relu gives 6")).to_be_visible()
    move(page, "Digits in a batch", 1)
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("938")
    expect(page).to_have_url(re.compile("e_batch=64"))
    assert parameters(page) == {"f_z": "6", "f_name": "relu", "e_batch": "64"}
    page.reload()
    expect(page.get_by_test_id("stAlert").filter(has_text="relu at z = 6")).to_be_visible()
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("938")


def test_backpropagation_by_keyboard(server, visit):
    """One key a phase, and the focus stays on the button."""
    page = visit(server, "/learning")
    expected = begin(ExampleSettings())
    page.get_by_role("button", name="Forward", exact=True).focus()
    for following in ("Loss", "Backward", "Update", "Forward"):
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=following, exact=True)).to_be_focused()
    alert = page.get_by_test_id("stAlert").filter(has_text="Update.")
    expect(alert).to_contain_text(f"the loss is {number(expected.loss_after, 4)}; it was {number(expected.loss, 4)}.")
    expect(page.get_by_role("radiogroup", name="A network with two inputs")).to_be_visible()
    page.get_by_text("Check every gradient").click()
    expect(page.get_by_text(f"Largest difference: {expected.largest_difference:.12f}.")).to_be_visible()
