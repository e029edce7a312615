"""A network on the plane, in the browser: pressed, pulled, by keyboard, while it learns, and opened by its link."""

import csv
import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from components.charts.palette import NEGATIVE, POSITIVE
from components.ml.plane_data import FEATURES, features
from components.ml.plane_network import learn, start
from components.ml.plane_settings import PlaneSettings
from components.ml.small_network import forward
from components.ui.instruments import module
from tests.conftest import wait_until
from tests.e2e.conftest import settled
from tests.e2e.test_instruments import Run, run  # noqa: F401  (a fixture)

pytestmark = pytest.mark.e2e

PLANE = ".on_plane svg.front"


def press_plane(page: Page, x1: float, x2: float) -> None:
    box = page.locator(PLANE).bounding_box()
    assert box
    page.mouse.click(box["x"] + (x1 + 3) / 6 * box["width"], box["y"] + (3 - x2) / 6 * box["height"])


def shown_epoch(page: Page) -> float:
    return float(re.match(r"Epoch ([\d,.]+)", page.locator(".on_plane .figures").inner_text())[1].replace(",", ""))


@pytest.mark.parametrize(
    "settings",
    [
        PlaneSettings(features=tuple(FEATURES), hidden=(3, 2), activation="relu"),
        PlaneSettings(hidden=(8, 8, 8, 8)),
        PlaneSettings(hidden=(), activation="sigmoid"),
    ],
)
def test_the_picture_is_worked_out_as_in_python(settings: PlaneSettings, run: Run) -> None:  # noqa: F811
    """Hundreds of points, each unit's output."""
    network = learn(start(settings), 40).network
    told = {
        "features": list(settings.features),
        "weights": [array.tolist() for array in network.weights],
        "biases": [array.tolist() for array in network.biases],
        "activations": list(network.activations),
    }
    places = np.random.default_rng(0).uniform(-3, 3, (200, 2))
    found = run("plane_network", "outputs", [[told, x1, x2] for x1, x2 in places.tolist()])
    passed = forward(network, features(settings.features, places))
    for layer, outputs in enumerate(passed.outputs):
        np.testing.assert_allclose([point[layer] for point in found], outputs, atol=1e-9)


def test_it_runs_and_the_picture_moves_without_losing_what_is_pointed_at(server, visit) -> None:
    """At least four pictures a second; a unit that is pointed at stays pointed at while all is drawn anew."""
    page = visit(server, "/plane")
    unit = page.locator('[data-at="1,1"]')
    page.get_by_role("button", name="Run", exact=True).click()
    unit.hover()
    expect(page.locator(".on_plane h5").first).to_have_text("Unit 2 of layer 1")
    seen = page.evaluate(
        """() => new Promise(done => {
            const figures = document.querySelector('.on_plane .figures'), seen = new Set();
            const look = setInterval(() => seen.add(figures.textContent), 20);
            setTimeout(() => { clearInterval(look); done(figures.isConnected ? seen.size : 0); }, 5000);
        })"""
    )
    assert seen >= 10  # 20 and more on a quiet machine
    expect(page.locator(".on_plane h5").first).to_have_text("Unit 2 of layer 1")
    page.get_by_role("button", name="Pause", exact=True).click()
    settled(page)
    page.mouse.move(5, 5)
    expect(page.locator(".on_plane .says")).to_have_text("The border separates 60 of 60 test points.")
    expect(page).to_have_url(re.compile(r"plane_step=\d"))  # a moment after Pause
    rested = int(page.url.split("plane_step=")[1]) / 14  # batches an epoch
    wait_until(lambda: abs(shown_epoch(page) - rested) < 0.06, 60, "the picture comes to rest there")
    page.reload()
    settled(page)
    wait_until(lambda: abs(shown_epoch(page) - rested) < 0.06, 60, "it has learned so far")


def test_of_two_pictures_told_the_later_one_stays(server, visit) -> None:
    """While the module was still loading, a run's first looks waited for it, and Chromium drew them in any order.

    The page then said "epoch 20" over a picture of epoch 11, until the next press.
    """
    page = visit(server, "/plane")
    settled(page)
    page.evaluate(
        """async text => {
            const {default: draw} = await import(URL.createObjectURL(new Blob([text], {type: 'text/javascript'})));
            const parentElement = document.querySelector('.on_plane').parentElement, {data} = parentElement;
            const tell = (figures, later) =>
                draw({data: [{...data, figures, told_at: data.told_at + later}], parentElement, setTriggerValue() {}});
            tell('the later', 2);
            tell('the earlier', 1);
        }""",
        module("plane_network"),
    )
    figures = page.locator(".on_plane .figures")
    expect(figures).to_have_text("the later")
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    expect(figures).to_have_text("the later")


def test_features_units_and_layers_are_changed_in_the_picture(server, visit) -> None:
    page = visit(server, "/plane")
    page.locator('[data-at="0,2"]').click()
    expect(page.locator('[data-at="0,2"]')).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile(r"plane_features=x1%2C\+x2%2C\+x1%C2%B2"))
    page.get_by_role("button", name="One unit more in layer 1").click()
    expect(page.get_by_role("listbox", name="Units of layer 1").get_by_role("option")).to_have_count(5)
    page.get_by_role("button", name="One layer more").click()
    expect(page.get_by_role("listbox", name="Units of layer 3").get_by_role("option")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"plane_hidden=5\+2\+2"))
    page.reload()
    settled(page)
    expect(page.get_by_role("listbox", name="Units of layer 3").get_by_role("option")).to_have_count(2)
    expect(page.locator('[data-at="0,2"]')).to_have_attribute("aria-pressed", "true")
    for _ in range(2):
        before = page.get_by_role("listbox", name="Units of layer 3").get_by_role("option").count()
        page.get_by_role("button", name=re.compile("(less in|Take away) layer 3")).click()
        if before > 1:
            expect(page.get_by_role("listbox", name="Units of layer 3").get_by_role("option")).to_have_count(before - 1)
    expect(page.get_by_role("listbox", name="Units of layer 3")).to_have_count(0)


def test_quick_presses_all_count(server, visit) -> None:
    """Each began from what Python had answered last, so that of three in a row one counted."""
    page = visit(server, "/plane")
    press = "name => { for (let n = 0; n < 3; n++) document.querySelector(`[aria-label='${name}']`).click(); }"
    page.evaluate(press, "One unit more in layer 1")
    expect(page.get_by_role("listbox", name="Units of layer 1").get_by_role("option")).to_have_count(7)
    page.evaluate(press, "One layer more")
    expect(page.get_by_role("listbox", name="Units of layer 4")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"plane_hidden=7\+2\+2\+2"))
    page.locator("[data-cross]").focus()
    page.evaluate("""() => { for (let n = 0; n < 3; n++) document.activeElement
        .dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true})); }""")
    expect(page.get_by_text("at the point (1.3, 1), the cross")).to_be_visible()
    # What Python answers otherwise counts again.
    page.get_by_role("button", name="One unit less in layer 4").click()
    expect(page).to_have_url(re.compile(r"plane_hidden=7\+2\+2\+1"))


def test_a_unit_is_chosen_by_mouse_and_by_keyboard_and_its_numbers_are_shown(server, visit) -> None:
    page = visit(server, "/plane?plane_step=140")
    wait_until(lambda: shown_epoch(page) == 10, 60, "it has learned so far")
    page.locator('[data-at="1,2"]').click()
    expect(page.get_by_text("Unit 3 of layer 1 at the point (1, 1), the cross")).to_be_visible()
    expect(page).to_have_url(re.compile(r"plane_unit=0\.2"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Unit 1 of layer 2 at the point (1, 1), the cross")).to_be_visible()
    press_plane(page, -2, 1.5)
    expect(page.get_by_text(re.compile(r"at the point \(−2(\.0\d)?, 1\.[45]\d*\), the cross"))).to_be_visible()


def test_ones_own_points_are_set_moved_turned_round_and_taken_away(server, visit) -> None:
    page = visit(server, "/plane?plane_data=your+own&plane_points=1+1+1%3B+-1+-1+0")
    points = page.locator(".on_plane [data-point]")
    expect(points).to_have_count(2)
    press_plane(page, 2, -2)
    expect(points).to_have_count(3)
    expect(points.nth(2)).to_have_attribute("aria-label", re.compile(r"of class 1\."))
    page.get_by_text("class 0", exact=True).click()
    settled(page)
    press_plane(page, -2, 2)
    expect(points).to_have_count(4)
    expect(points.nth(3)).to_have_attribute("aria-label", re.compile(r"of class 0\."))
    points.nth(0).focus()
    page.keyboard.press("ArrowRight")
    expect(points.nth(0)).to_have_attribute("aria-label", re.compile(r"^Point \(1\.1, 1\)"))
    page.keyboard.press("Enter")
    expect(points.nth(0)).to_have_attribute("aria-label", re.compile(r"of class 0\."))
    page.keyboard.press("Delete")
    expect(points).to_have_count(3)
    page.locator(".on_plane [data-cross]").focus()
    page.keyboard.press("Enter")
    expect(points).to_have_count(4)
    expect(page).to_have_url(re.compile("plane_points="))
    page.reload()
    settled(page)
    expect(points).to_have_count(4)
    page.get_by_role("button", name="10 epochs").click()
    wait_until(lambda: shown_epoch(page) == 10, 60, "it has learned so far")


def test_a_table_becomes_points(server, visit) -> None:
    """With semicolons and decimal commas, a mark before it and names; with three columns of numbers, a sentence."""
    page = visit(server, "/plane?plane_data=your+own")
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("tab", name="Points").click()
    rows = [f"{170 + n};{1.5 + n / 10}".replace(".", ",") + (";cat" if n % 2 else ";dog") for n in range(10)]
    good = ("\ufeffheight;weight;kind\n" + "\n".join(rows)).encode()
    page.locator("input[type=file]").set_input_files({"name": "pets.csv", "mimeType": "text/csv", "buffer": good})
    expect(page.get_by_text("pets.csv: x1 is height, 170 to 179 and x2 is weight, 1.5 to 2.4.")).to_be_visible()
    expect(page.locator(".on_plane [data-point]")).to_have_count(10)
    bad = "\n".join(f"{n},{n},{n},a" if n % 2 else f"{n},{n},{n},b" for n in range(10)).encode()
    page.locator("input[type=file]").set_input_files({"name": "three.csv", "mimeType": "text/csv", "buffer": bad})
    expect(page.get_by_text("The file has 3 columns of numbers. Choose one with two, and the class.")).to_be_visible()
    expect(page.locator(".on_plane [data-point]")).to_have_count(10)


def test_a_race_lays_border_beside_border(server, visit) -> None:
    page = visit(server, "/plane")
    page.get_by_role("button", name="10 epochs").click()
    wait_until(lambda: shown_epoch(page) == 10, 60, "it has learned so far")
    page.get_by_role("button", name="Race it").click()
    expect(page.locator(".on_plane .large canvas")).to_have_count(2)
    page.get_by_role("button", name="One unit more in layer 1").click()
    expect(page.locator(".on_plane h5").nth(1)).to_have_text("The other: 4 2 units")
    expect(page).to_have_url(re.compile("plane_against="))
    page.reload()
    settled(page)
    expect(page.locator(".on_plane .large canvas")).to_have_count(2)
    expect(page.locator(".on_plane h5").nth(1)).to_have_text("The other: 4 2 units")


def test_what_is_changed_by_hand_is_on_one_screen_with_the_picture(server, visit) -> None:
    """Its slider stood below the unit's card, and the border it bends had gone off a projector's screen."""
    page = visit(server, "/plane?plane_step=28&plane_unit=0.1")
    page.get_by_text("Change it by hand").click()
    slider = page.get_by_role("slider", name="Weight from x1")
    expect(slider).to_be_visible()
    page.wait_for_timeout(500)
    top, bottom = page.locator(".on_plane .large canvas").bounding_box(), slider.bounding_box()
    assert bottom["y"] + bottom["height"] - top["y"] < 720 - 64  # below the header


def test_the_code_to_take_home_follows_what_is_done_below_the_picture(server, visit) -> None:
    """ "Start again" and what is done by hand had the moving part alone drawn anew: the code told of old steps."""
    page = visit(server, "/plane?plane_step=28&plane_unit=0.1")
    wait_until(lambda: shown_epoch(page) == 2, 60, "it has learned so far")
    page.get_by_text("Show the code, in NumPy alone").click()
    code = page.locator("[data-testid=stCode]").first
    expect(code).to_contain_text("steps = 28")
    settled(page)  # it is drawn anew once it has learned so far
    page.get_by_text("Change it by hand").click()
    page.get_by_role("button", name="Switch it off").click()
    expect(page.get_by_text("What you changed by hand is not in it.").first).to_be_visible()
    page.get_by_role("button", name="Start again").click()
    expect(code).to_contain_text("steps = 0")


def test_picture_and_history_are_taken_home(server, visit) -> None:
    page = visit(server, "/plane?plane_step=28")
    wait_until(lambda: shown_epoch(page) == 2, 60, "it has learned so far")
    with page.expect_download() as picture:
        page.get_by_role("button", name="Save the picture").click()
    assert picture.value.path().read_bytes().startswith(b"\x89PNG")
    settled(page)
    with page.expect_download() as history:
        page.get_by_role("button", name="History as CSV").click()
    rows = list(csv.DictReader(history.value.path().read_text().splitlines()))
    assert rows[-1]["step"] == "28"
    assert 0 < float(rows[-1]["test loss"]) < 1


def test_colours_and_signs_of_the_picture(server, visit) -> None:
    """Class 1 is blue and square, class 0 orange and round; a negative weight is dashed, not only orange."""
    page = visit(server, "/plane")
    wires = page.locator(".on_plane .net > svg path[stroke]:not([stroke=transparent])")
    assert wires.count() == 2 * 4 + 4 * 2 + 2
    for wire in wires.all():
        negative = wire.get_attribute("stroke") == NEGATIVE
        assert (wire.get_attribute("stroke-dasharray") is not None) == negative
    assert page.locator(f"{PLANE} rect").first.get_attribute("fill") in (POSITIVE, "white")
