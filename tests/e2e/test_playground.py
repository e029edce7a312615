"""The playground in the browser: a visitor's own file, and an experiment that is played."""

import re

from playwright.sync_api import expect

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
    expect(page.get_by_text("Your own examples come from a file")).to_be_visible()
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
    expect(page.get_by_text("Your own examples come from a file")).to_be_visible()


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
