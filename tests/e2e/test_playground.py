"""The playground in the browser: a visitor's own file, and an experiment that is played."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import settled
from tests.e2e.test_train_and_draw import go_to

# As a German spreadsheet writes it; one class is named like a picture from elsewhere.
GERMAN = "\ufeffh\u00f6he;breite;art\r\n" + "".join(
    f"{x},{decimal};{y},5;{kind}\r\n"
    for x, y, kind in ((0, 3, "blatt"), (4, 1, "<img src=http://elsewhere.example/x.png>"))
    for decimal in range(6)
)
PICTURE = "Both classes and the decision line"


def test_a_file_of_ones_own_is_learned_from_and_stays(server, visit):
    """A bad one gets a sentence, and loses nothing; the file outlives a page switch. Nothing in it is fetched."""
    page = visit(server, "/sklearn_perceptron?data_set=your+own")
    page.get_by_text("As text, or from a file").click()
    chooser = page.locator("input[type=file]")
    bad = GERMAN.replace("0,3;", "tall;").encode()
    chooser.set_input_files({"name": "bad.csv", "mimeType": "text/csv", "buffer": bad})
    expect(page.get_by_text("In row 5, column “höhe”, “tall” is no number.")).to_be_visible()
    chooser.set_input_files({"name": "own.csv", "mimeType": "text/csv", "buffer": GERMAN.encode()})
    expect(page.get_by_text("own.csv: 12 rows, 2 features.")).to_be_visible()
    picture = page.get_by_role("figure", name=PICTURE)
    expect(picture).to_contain_text("<img src=http://elsewhere.example/x.png>, train")
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("1.000")
    go_to(page, "MNIST gallery")
    expect(page.get_by_role("heading", name="You against the network")).to_be_visible()
    go_to(page, "scikit-learn playground")
    expect(page.get_by_text("own.csv: 12 rows, 2 features.")).to_be_visible()
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".st-key-own_plane .plane > svg")).to_be_visible()


def test_points_are_pressed_into_the_picture_and_learned_from(server, visit):
    """Another point is in the address; pulled out of the picture, it is gone again."""
    page = visit(server, "/sklearn_perceptron?data_set=your+own")
    plane = page.locator(".st-key-own_plane .plane > svg")
    points = plane.locator("[class^=point]")
    expect(points).to_have_count(16)
    settled(page)
    box = plane.bounding_box()
    page.mouse.click(box["x"] + 0.85 * box["width"], box["y"] + 0.8 * box["height"])
    expect(points).to_have_count(17)
    expect(page).to_have_url(re.compile("own_examples=(.*%3B){16}"))
    settled(page)
    added = points.nth(16).bounding_box()
    middle = added["x"] + added["width"] / 2, added["y"] + added["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(box["x"] + 1.3 * box["width"], middle[1], steps=10)
    page.mouse.up()
    expect(points).to_have_count(16)


def test_two_results_are_compared_and_a_link_holds_both(server, visit):
    """The picture has both lines; the figures say what changed; after a refresh all of it is there."""
    page = visit(server, "/sklearn_perceptron?data_set=blobs")
    page.get_by_role("button", name="Keep to compare").click()
    expect(page.get_by_role("heading", name="Compared with what you kept")).to_be_visible()
    page.get_by_role("slider", name="max_iter").press("Home")
    picture = page.get_by_role("figure", name=PICTURE)
    expect(picture).to_contain_text("z = 0, kept")
    told = page.get_by_text(re.compile("Of the same 250 test examples"))
    expect(told).to_be_visible()
    page.reload()
    expect(told).to_be_visible()
    expect(picture).to_contain_text("z = 0, kept")
    page.get_by_role("button", name="Forget it").click()
    expect(told).to_have_count(0)
    expect(page).not_to_have_url(re.compile("compare="))


def test_the_coach_helps_and_takes_it_back(server, visit):
    page = visit(server, "/sklearn_perceptron?data_set=moons&stretched=true")
    accuracy = page.get_by_test_id("stMetricValue").first
    before = accuracy.inner_text()
    page.get_by_role("button", name="Try Scale the features: on").click()
    expect(page.get_by_text(re.compile(r"It helped\."))).to_be_visible()
    expect(page).to_have_url(re.compile("scale=true"))
    expect(accuracy).not_to_have_text(before)
    page.get_by_role("button", name="Undo").click()
    expect(accuracy).to_have_text(before)
    expect(page).not_to_have_url(re.compile("scale=true"))


def test_what_is_computed_beside_the_page_comes_by_itself(server, visit):
    page = visit(server, "/sklearn_perceptron?data_set=iris")
    page.get_by_text("Which value is best?").click()
    expect(page.get_by_text(re.compile("^Best on average: "))).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Stop", exact=True)).to_have_count(0)


def test_an_experiment_is_played_from_its_first_epoch_to_its_last(server, visit):
    page = visit(server, "/sklearn_perceptron?data_set=moons")
    accuracy = page.get_by_test_id("stMetricValue").first
    slider = page.get_by_role("slider", name="After epoch")
    last, end = accuracy.inner_text(), slider.get_attribute("aria-valuetext")
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page).to_have_url(re.compile(r"epoch=epoch\+1\b"))
    expect(accuracy).not_to_have_text(last)
    expect(slider).to_have_attribute("aria-valuetext", end)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(accuracy).to_have_text(last)
