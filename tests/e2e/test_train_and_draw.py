"""Train a real network and draw digits for it: real runs, real mouse strokes on the real canvas."""

import itertools
import re
import statistics
import time

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import RUN_TIMEOUT
from tests.e2e.conftest import settled

RUN_MS = 1000 * RUN_TIMEOUT
FOUR_DECIMALS = re.compile(r"^\d\.\d{4}$")
ONE = [[(150, 90), (150, 300)]]
SEVEN = [[(80, 100), (220, 100), (130, 310)]]

# Writes down, from now on: when the curves changed; the labels under the watched digits; the progress texts.
RECORD = """() => {
    const all = selector => [...document.querySelectorAll(selector)];
    window.seen = {curves: [], times: [], labels: new Set(), progress: new Set()};
    let before = '';
    setInterval(() => {
        const curves = all('g.mark-line path').map(path => path.getAttribute('d')).join();
        if (curves && curves !== before) {
            before = curves;
            seen.times.push(performance.now());
            // The first charts that learn are marked: a chart that is built anew loses the mark.
            if (seen.times.length === 1) all('g.mark-line').forEach(line => line.closest('svg').dataset.first = '');
            seen.curves.push(all('svg[data-first]').length);
        }
        seen.labels.add(all('img[alt^="a handwritten"]').map(img => img.alt).join('; '));
        all('[data-testid=stProgress]').forEach(bar => seen.progress.add(bar.innerText));
    }, 30);
}"""

# How many pixels of the canvas have ink.
INK = """() => {
    const canvas = document.querySelector('canvas.upper-canvas') || [...document.querySelectorAll('*')]
        .map(e => e.shadowRoot?.querySelector('canvas.upper-canvas')).find(Boolean);
    const drawing = canvas.parentElement.querySelector('canvas.lower-canvas');
    const {data} = drawing.getContext('2d').getImageData(0, 0, drawing.width, drawing.height);
    return data.filter((value, index) => index % 4 === 3 && value > 0).length;
}"""


def metric(page: Page, name: str) -> Locator:
    """The value of a large figure, by its name."""
    return page.get_by_test_id("stMetric").filter(has_text=name).get_by_test_id("stMetricValue")


def button(page: Page, name: str) -> Locator:
    """A button of the page by its exact name."""
    return page.get_by_role("button", name=name, exact=True)


def go_to(page: Page, name: str) -> None:
    """Go to another page by the link in the sidebar."""
    page.get_by_role("navigation").get_by_role("link", name=name).click()


def draw(page: Page, strokes: list[list[tuple[int, int]]]) -> None:
    """Draw with the mouse, in pixels of the canvas."""
    canvas = page.locator("canvas.upper-canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    for (x, y), *rest in strokes:
        page.mouse.move(box["x"] + x, box["y"] + y)
        page.mouse.down()
        for x, y in rest:
            page.mouse.move(box["x"] + x, box["y"] + y, steps=10)
        page.mouse.up()


def verdict(page: Page) -> Locator:
    """What the network says."""
    return page.get_by_role("heading", name=re.compile("^It (reads|wavers)"))


# Training


def test_before_training_the_page_says_so_and_a_short_run_mends_it(server, visit):
    """The first visit ends with figures and with a network that reads, after a few seconds."""
    page = visit(server, "/train_and_draw")
    expect(page.get_by_text("No network has been trained yet, so nothing here can read.")).to_be_visible()
    draw(page, ONE)
    expect(page.get_by_text("your digit waits here")).to_be_visible()
    expect(verdict(page)).to_have_count(0)
    page.evaluate(RECORD)
    button(page, "Just a taste: a run of a few seconds").click()
    expect(metric(page, "Test accuracy")).to_have_text(FOUR_DECIMALS, timeout=RUN_MS)
    expect(metric(page, "Test loss")).to_have_text(FOUR_DECIMALS)
    assert float(metric(page, "Test accuracy").inner_text()) > 0.85
    expect(verdict(page)).to_be_visible()
    expect(page.get_by_text("No network has been trained yet")).to_have_count(0)
    assert page.evaluate("seen.progress.size") >= 1


def test_the_default_run_is_live(server, visit):
    """Curves that move at least twice a second, in place; labels that change; progress that tells what is left."""
    page = visit(server, "/train_and_draw")
    page.evaluate(RECORD)
    button(page, "Train").click()
    expect(metric(page, "Test accuracy")).to_have_text(FOUR_DECIMALS, timeout=RUN_MS)
    assert float(metric(page, "Test accuracy").inner_text()) >= 0.97
    expect(metric(page, "Test loss")).to_have_text(FOUR_DECIMALS)

    seen = page.evaluate("({...seen, labels: [...seen.labels], progress: [...seen.progress]})")
    # The last change is the end of the run, which draws the charts with other texts and so anew.
    marked, moments = seen["curves"][:-1], seen["times"][:-1]
    assert set(marked) == {2}
    pauses = [later - earlier for earlier, later in itertools.pairwise(moments)]
    assert len(pauses) >= 5
    # The middle one, because a machine that is busy with something else too may hold up a few.
    assert statistics.median(pauses) < 500, f"from one change of the curves to the next took {pauses} ms"
    assert any("not read yet" in labels for labels in seen["labels"])
    assert len([labels for labels in seen["labels"] if "read as" in labels]) >= 2
    assert any(re.search(r"Epoch 3 of 5 · batch [\d,]+ of 1,875 · \d+ s left", text) for text in seen["progress"])


def test_a_run_goes_on_while_its_visitor_is_elsewhere(server, visit):
    """Runs live in the engine: neither a page switch nor a refresh in the middle may end one or lose it."""
    page = visit(server, "/train_and_draw")
    button(page, "Train").click()
    expect(page.get_by_text(re.compile(r"Epoch 1 of 5"))).to_be_visible(timeout=RUN_MS)
    expect(page).to_have_url(re.compile(r"run="))
    run = page.url
    go_to(page, "Perceptron")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Perceptron")
    go_to(page, "Train and draw")
    expect(page.get_by_text(re.compile(r"Epoch [2-5] of 5"))).to_be_visible()
    expect(page).to_have_url(run)
    page.reload()
    expect(metric(page, "Test accuracy")).to_have_text(FOUR_DECIMALS, timeout=RUN_MS)
    accuracy = metric(page, "Test accuracy").inner_text()
    page.reload()
    expect(metric(page, "Test accuracy")).to_have_text(accuracy)
    expect(page).to_have_url(run)


def test_stop_ends_a_run_and_keeps_what_was_learned(server, visit):
    """The network as it stood reads on; there is no test accuracy, because nothing is evaluated after a stop."""
    page = visit(server, "/train_and_draw")
    button(page, "Train").click()
    expect(page.get_by_text(re.compile(r"Epoch 1 of 5"))).to_be_visible(timeout=RUN_MS)
    began = time.monotonic()
    button(page, "Stop").click()
    stopped = page.get_by_text(re.compile(r"^Stopped in epoch \d, after batch [\d,]+\. It keeps what it had learned\."))
    expect(stopped).to_be_visible(timeout=3000)
    assert time.monotonic() - began < 3
    expect(metric(page, "Test accuracy")).to_have_count(0)
    expect(button(page, "Train")).to_be_enabled()
    draw(page, ONE)
    expect(verdict(page)).to_be_visible()


# Drawing


@pytest.mark.parametrize(("strokes", "digit"), [(ONE, "1"), (SEVEN, "7")])
def test_a_drawn_digit_is_read(server, visit, learned, strokes, digit):
    """From mouse strokes to the picture that the network sees, the answer, and ten bars."""
    page = visit(server, learned)
    draw(page, strokes)
    expect(verdict(page)).to_have_text(f"It reads {digit}")
    expect(page.get_by_role("img", name="The 28 by 28 grey pixels that the network gets.")).to_be_visible()
    bars = page.locator("g.mark-rect.role-mark path")
    expect(bars).to_have_count(10)
    widths = bars.evaluate_all("all => all.map(bar => bar.getBoundingClientRect().width)")
    assert widths.index(max(widths)) == int(digit)
    expect(page.get_by_text(re.compile(rf"^{digit}:\s+[> ]*[\d.]+ %$"))).to_be_visible()


def test_clear_takes_new_paper_and_a_dot_gets_a_sentence(server, visit, learned):
    """A click leaves a dot, which no network could read: it gets a sentence with the way out, and no crash."""
    page = visit(server, learned)
    draw(page, ONE)
    expect(verdict(page)).to_have_text("It reads 1")
    button(page, "Clear").click()
    expect(verdict(page)).to_have_count(0)
    draw(page, [[(150, 200)]])
    expect(page.get_by_text("That's too small to read")).to_be_visible()
    expect(verdict(page)).to_have_count(0)
    button(page, "Clear").click()
    expect(page.get_by_text("That's too small to read")).to_have_count(0)
    draw(page, SEVEN)
    expect(verdict(page)).to_have_text("It reads 7")


def test_a_drawing_outlasts_a_page_switch_and_goes_on(server, visit, learned):
    """The canvas forgot its strokes on a page switch, and giving them back at each rerun wiped out new ones."""
    page = visit(server, learned)
    draw(page, [[(90, 100), (90, 200), (200, 200)]])
    seen = page.get_by_role("img", name="The 28 by 28 grey pixels that the network gets.")
    expect(verdict(page)).to_be_visible()
    first_answer, first_picture = verdict(page).inner_text(), seen.screenshot()
    go_to(page, "Perceptron")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Perceptron")
    go_to(page, "Train and draw")
    expect(verdict(page)).to_have_text(first_answer)
    settled(page)
    assert seen.screenshot() == first_picture
    draw(page, [[(200, 90), (200, 320)]])
    expect(verdict(page)).to_have_text("It reads 4")


def test_a_test_digit_can_be_picked_by_keyboard(server, visit, learned, mnist):
    """Who can't draw picks a digit of the test set, and reaches the same answer without a mouse."""
    page = visit(server, learned)
    page.get_by_role("radio", name="Draw a digit").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Pick a test digit")).to_be_checked()
    expect(page.get_by_text(f"Its label says {mnist.test.labels[0]}.")).to_be_visible()
    # Streamlit forgets a picture as soon as another takes its place, even one that the browser still has to fetch.
    page.wait_for_function("[...document.images].every(image => image.complete && image.naturalWidth)")
    number = page.get_by_role("spinbutton", name="Number of the test digit")
    number.press("ArrowUp")
    number.press("Enter")
    label = mnist.test.labels[1]
    expect(page.get_by_text(f"Its label says {label}.")).to_be_visible()
    expect(verdict(page)).to_have_text(f"It reads {label}")


def test_what_changes_above_the_canvas_leaves_the_drawing_alone(server, visit, learned):
    """A caption more above it, and the canvas began anew: empty, with the answer to the lost drawing beside it."""
    page = visit(server, learned)
    draw(page, ONE)
    expect(verdict(page)).to_be_visible()
    one_stroke = page.evaluate(INK)
    page.get_by_text("Change the network and how it learns").click()
    page.get_by_role("slider", name="Epochs").press("ArrowRight")
    expect(page.get_by_text("This run:")).to_be_visible()
    settled(page)
    assert page.evaluate(INK) == one_stroke > 1000
    draw(page, [[(60, 200), (240, 200)]])
    page.wait_for_function(f"({INK})() > {one_stroke} + 1000")
