"""What components/ui/common/browser gives to every page: a finger's swipes, the Tab key, what is spoken, and paper."""

import itertools
import re

import numpy as np
import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import settled
from tests.e2e.test_train_and_draw import SEVEN, draw, unfold, verdict

PHONE = {"width": 390, "height": 844}
MARGIN_MM = 12
POINTS_A_MM = 72 / 25.4

# What has the focus: a help mark is named after its control, a chart's tool after its chart.
FOCUSED = """() => {
    const {activeElement: it} = document;
    return it.getAttribute('aria-label') || it.innerText || it.tagName;
}"""

# From now on, all that is put into the elements that screen readers speak from, beside Streamlit's page.
LISTEN = """() => {
    window.spoken = [];
    for (const voice of document.querySelectorAll('body > [role=status]')) {
        new MutationObserver(() => spoken.push(voice.textContent)).observe(voice, {childList: true});
    }
}"""


# A finger


class Finger:
    """A finger on a phone's screen, which Chromium takes for a real one."""

    def __init__(self, page: Page):
        self.page = page
        self.devtools = page.context.new_cdp_session(page)
        self.devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    def move(self, x: float, y: float, across: float = 0, down: float = 0) -> None:
        """Put the finger down, move it in a tenth of a second, take it away. Without a way to go it is a tap."""
        self._touch("touchStart", x, y)
        for part in range(1, 11) if across or down else ():
            self._touch("touchMove", x + across * part / 10, y + down * part / 10)
            self.page.wait_for_timeout(10)
        self.page.wait_for_timeout(100)  # held still, so that the page doesn't go on by itself
        self._touch("touchEnd")

    def _touch(self, kind: str, *place: float) -> None:
        points = [dict(zip("xy", place, strict=True))] if place else []
        self.devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def scrolled(page: Page) -> float:
    return page.get_by_test_id("stMain").evaluate("it => it.scrollTop")


def test_a_swipe_that_begins_on_a_slider_scrolls_the_page(server, visit):
    """On a phone every swipe that happened to begin on a slider set it, epochs from 5 to 15, and the page stood still.

    Up and down is the page's; a tap and a move sideways, from the track or from the handle, are the slider's.
    """
    page = visit(server, "/sklearn_perceptron", viewport=PHONE)
    finger = Finger(page)
    for name in ("Class separation", "max_iter"):  # st.slider, and st.select_slider
        settled(page)
        slider = page.get_by_test_id("stSlider").filter(has_text=name)
        slider.evaluate("it => it.scrollIntoView({block: 'center'})")
        handle, track = slider.get_by_role("slider"), slider.bounding_box()
        spot = slider.get_by_test_id("stSliderThumbValue").locator("..").bounding_box()
        x, y = spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2
        right = track["x"] + 0.7 * track["width"]
        value, before = handle.get_attribute("aria-valuetext"), scrolled(page)
        for begin in (right, x):
            finger.move(begin, y, across=4, down=-150)
            page.wait_for_function(f"document.querySelector('[data-testid=stMain]').scrollTop > {before} + 50")
            expect(handle).to_have_attribute("aria-valuetext", value)
            page.get_by_test_id("stMain").evaluate(f"it => it.scrollTo(0, {before})")
        finger.move(right, y)
        expect(handle).not_to_have_attribute("aria-valuetext", value)
        tapped = handle.get_attribute("aria-valuetext")
        finger.move(right, y, across=-0.6 * track["width"], down=5)
        expect(handle).not_to_have_attribute("aria-valuetext", re.compile(f"^({value}|{tapped})$"))
        assert scrolled(page) == before
    expect(page).to_have_url(re.compile("class_sep=.*max_iter="))


def test_a_finger_pulls_a_point_and_the_page_stands_still(server, visit):
    """The point followed the finger a little way; then the page scrolled and the point was let go."""
    page = visit(server, "/learning?fit_shape=drawn+by+hand", viewport=PHONE)
    point = page.get_by_role("slider", name="Pull the point at x = 0", exact=True)
    point.evaluate("it => it.scrollIntoView({block: 'center'})")
    spot, before = point.bounding_box(), scrolled(page)
    Finger(page).move(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2, down=-70)
    expect(page).to_have_url(re.compile(r"fit_drawn=0\+3\+4\+2\+[2-4]"))
    assert scrolled(page) == before


def test_a_finger_draws_a_digit_and_the_page_stands_still(server, visit, learned):
    """At 390 pixels, from stroke to stroke; canvas, verdict and bars are on one screen."""
    page = visit(server, learned, viewport=PHONE)
    canvas = page.locator("canvas.upper-canvas")
    canvas.evaluate("it => it.scrollIntoView({block: 'center'})")
    box, before = canvas.bounding_box(), scrolled(page)
    finger = Finger(page)
    finger.move(box["x"] + 150, box["y"] + 50, down=210)
    expect(verdict(page)).to_have_text("It reads 1")
    finger.move(box["x"] + 80, box["y"] + 60, across=70)
    finger.move(box["x"] + 90, box["y"] + 260, across=120)
    expect(page).to_have_url(re.compile(r"strokes=[^&.]+\.[^&.]+\.[^&.]+(&|$)"))  # three
    assert scrolled(page) == before
    assert canvas.bounding_box() == box


def test_on_a_phone_the_answer_comes_into_view_once_the_pen_rests(server, visit, learned):
    """It stood below the screen: who drew at the top of the page saw no answer. While one draws, nothing moves."""
    page = visit(server, learned, viewport=PHONE)
    canvas = page.locator("canvas.upper-canvas")
    box, before = canvas.bounding_box(), scrolled(page)
    assert box["y"] + 200 < PHONE["height"]  # much of it is seen at once
    finger = Finger(page)
    for _ in range(2):
        finger.move(box["x"] + 150, box["y"] + 50, down=140)
    assert scrolled(page) == before
    expect(verdict(page)).to_be_in_viewport()
    expect(canvas).to_be_in_viewport(ratio=1)


# The Tab key and the screen reader


def test_the_tab_key_stops_once_at_a_control(server, visit, learned):
    """From Train to the canvas, past the settings, there were 44 stops, 17 of them help marks, each before its control,
    and 8 chart tools.

    A control's help is shown with it, as its mark would show it, and goes with the next key; when the Tab key passed a
    control within 10 ms, that one's help stayed instead of the next one's. A chart's tools are one
    stop, with arrow keys between them. And a screen reader read each slider's name twice, as in "Bias b Bias b", in a
    group "Bias b"; but never what the network read in a digit.
    """
    page = visit(server, learned)

    def stops() -> list[str]:
        page.get_by_role("button", name="Train", exact=True).focus()
        names = []
        while not names or "Look inside the network" not in names[-1]:
            page.keyboard.press("Tab")
            names.append(page.evaluate(FOCUSED))
            assert len(names) < 60, names
        return names

    closed = stops()
    assert "Draw a digit" in closed[:3]
    assert len(closed) <= 16, closed
    unfold(page, "Change the network")
    expect(page.get_by_role("slider", name="Epochs", exact=True)).to_be_visible()
    opened = stops()
    assert len(opened) == len(closed) + 19  # controls, and the picture of the digits that it learns from
    assert not [name for name in opened if name.startswith("Help for")]
    assert [name for name in opened if "Curves of" in name] == [
        f"Show data: Curves of {what} by epoch, for training and validation." for what in ("loss", "accuracy")
    ]

    batch_size = page.get_by_role("slider", name="Batch size", exact=True)
    for _ in range(4):
        page.get_by_role("slider", name="Learning rate after each epoch, times", exact=True).focus()
        page.keyboard.press("Tab")
        expect(batch_size).to_be_focused()
        expect(page.get_by_role("tooltip")).to_contain_text("Digits per step.")
    expect(batch_size).to_have_attribute("aria-description", re.compile("^Digits per step."))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tooltip")).to_have_count(0)
    expect(batch_size).to_have_attribute("aria-valuetext", "64")

    page.get_by_role("button", name="Show data: Curves of loss").focus()
    for key, tool in (("ArrowRight", "Download"), ("ArrowLeft", "Show data"), ("ArrowLeft", "Fullscreen")):
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED).startswith(tool)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED).startswith("Show data: Curves of accuracy")

    page.evaluate(LISTEN)
    draw(page, SEVEN)
    expect(verdict(page)).to_have_text("It reads 7")
    page.wait_for_function("spoken.length")
    # The answer is drawn anew with the page, and is no news.
    page.get_by_role("slider", name="Hidden layers", exact=True).press("ArrowRight")
    expect(page.get_by_role("slider", name="Units in hidden layer 2", exact=True)).to_be_visible()
    settled(page)
    page.wait_for_timeout(500)
    (spoken,) = page.evaluate("spoken")
    assert re.fullmatch(r"It reads 7, Probability .*%", spoken)
    names = page.get_by_test_id("stSlider").locator("input").evaluate_all("all => all.map(it => it.ariaLabel)")
    assert len(names) == 11
    for name in names:
        expect(page.get_by_role("slider", name=name, exact=True)).to_have_count(1)
        expect(page.get_by_role("group", name=name, exact=True)).to_have_count(0)


# Paper


def sheets(page: Page, **size: str) -> pypdfium2.PdfDocument:
    """The page as it is printed."""
    return pypdfium2.PdfDocument(page.pdf(print_background=True, **size))


def text_of(sheet: pypdfium2.PdfPage) -> str:
    return sheet.get_textpage().get_text_bounded()


def picture_of(sheet: pypdfium2.PdfPage) -> np.ndarray:
    """A sheet (height, width), 72 pixels an inch, 0 black to 255 white."""
    return sheet.render(grayscale=True).to_numpy().squeeze()


@pytest.mark.parametrize(
    ("path", "title", "scheme", "size"),
    [
        ("/perceptron", "Perceptron: one neuron, tuned by hand", "dark", "A4"),
        ("trained", "Train and draw: a network that reads your digits", "light", "Letter"),
        ("/mnist_gallery", "MNIST gallery: 70,000 digits that people wrote", "light", "A4"),
    ],
)
def test_a_page_can_be_printed(server, visit, request, path, title, scheme, size):
    """On paper the logo lay over the title, the menu took a quarter of each sheet, charts were cut between sheets, the
    twelve digits lay over what came next, the last sheet was empty, and in the dark theme all of it was dark.
    """
    page = visit(server, request.getfixturevalue("learned") if path == "trained" else path, color_scheme=scheme)
    for chart in page.locator("[data-testid=stPlotlyChart], [data-testid=stVegaLiteChart]").all():
        expect(chart.locator("svg").first).to_be_visible()
    colours = page.locator("h1").evaluate("it => getComputedStyle(it).color")
    document = sheets(page, format=size)
    request.addfinalizer(document.close)
    printed = list(document)
    assert page.locator("h1").evaluate("it => getComputedStyle(it).color") == colours

    texts = [text_of(sheet) for sheet in printed]
    # A line that is broken in two may have lost the space between them.
    assert "".join(texts[0].split()).startswith(title.replace(" ", ""))
    for text in texts:
        assert "How networks learn" not in text, "the menu is printed"
        assert re.search(r"\w{3}", text), "a sheet is empty"
    margin = round(MARGIN_MM * POINTS_A_MM)
    pictures = [picture_of(sheet) for sheet in printed]
    for picture in pictures:
        assert np.median(picture) == 255
        assert (picture[:, picture.shape[1] - margin + 2 :] == 255).all(), "cut at the right"
    for above, below in itertools.pairwise(pictures):
        # What goes on from the last line of a sheet to the first of the next is cut. A frame may end at the last line.
        last, first = above[-margin - 3 : -margin - 1], below[margin + 1 : margin + 3]
        assert not ((last < 255).any(axis=0) & (first < 255).any(axis=0)).any(), "cut between two sheets"
    # Above the title, where the logo was, there is nothing.
    assert (pictures[0][: margin + 4] == 255).all()
