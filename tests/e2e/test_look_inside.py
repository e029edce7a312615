"""From a digit that is read wrong to its cure, in the browser."""

import re

from playwright.sync_api import expect

from tests.conftest import RUN_TIMEOUT
from tests.e2e.conftest import settled
from tests.e2e.test_train_and_draw import draw

SEVEN = [[(80, 60), (220, 60), (130, 270)]]


def test_a_mistake_is_found_explained_and_cured(server, visit, learned):
    """The run that was shown last is the one that is looked into; its cure races it, and reads the digit again."""
    page = visit(server, learned.replace("/train_and_draw", "/look_inside"))
    page.get_by_role("button", name="Show me one").click()
    expect(page.get_by_text(re.compile("the label says")).first).to_be_visible()
    changed = page.get_by_role("heading", name="The same digit, changed a little")
    expect(changed).to_be_visible()
    cure = page.get_by_role("button", name="Cure it")
    for _ in range(8):  # until one has a cause
        if cure.count():
            break
        page.get_by_role("button", name="Another one").click()
        settled(page)
    expect(page.get_by_text(re.compile(r"\d+ of \d+ changes turn the answer right"))).to_be_visible()
    cure.click()
    told = page.get_by_text(re.compile(r"Before, it read \d\. Now it reads \d\."))
    expect(told).to_be_visible(timeout=1000 * RUN_TIMEOUT)
    expect(page.get_by_text(re.compile(r"Accuracy on the 10,000 test digits: 0\.\d{4}\."))).to_be_visible(
        timeout=1000 * RUN_TIMEOUT
    )
    # All of it is in the address: the cure, the run before it, and the digit.
    expect(page).to_have_url(re.compile(r"runs=[^&]*%2C"))
    page.reload()
    expect(page.get_by_text(re.compile(r"It reads|It wavers|No digit")).first).to_be_visible()
    expect(changed).to_be_visible()


def test_what_one_drew_is_looked_into(server, visit, learned):
    """A 7 that was meant to be a 1: what would make the network read a 1 is looked for, and what it needs is shown."""
    page = visit(server, learned.replace("/train_and_draw", "/look_inside"))
    draw(page, SEVEN)
    expect(page.get_by_role("heading", name="It reads 7")).to_be_visible()
    expect(page.get_by_text("Say what it is meant to be")).to_be_visible()
    choices = page.get_by_role("radiogroup", name="What is it meant to be?")
    choices.get_by_role("radio", name="7").click()
    expect(page.get_by_text("It reads 7, which is right.")).to_be_visible()
    choices.get_by_role("radio", name="1", exact=True).click()
    expect(page.get_by_text(re.compile("it reads 1|makes it a 1"))).to_be_visible()
    expect(page.get_by_role("img", name="The same digit, coloured by what each place does for the 7.")).to_be_visible()
    page.get_by_role("radiogroup", name="For which digit?").get_by_role("radio", name="1").click()
    expect(page.get_by_role("img", name="The same digit, coloured by what each place does for the 1.")).to_be_visible()


def test_a_mistake_of_the_confusion_matrix_is_looked_into(server, visit, learned):
    """By mouse and by keyboard: a cell, one of its digits, and its clinic."""
    page = visit(server, learned.replace("/train_and_draw", "/look_inside"))
    page.get_by_text("How good is it? All 10,000 test digits").click()
    cell = page.get_by_role("button", name=re.compile(r"^\d as \d: \d+$")).first
    cell.focus()
    page.keyboard.press("Enter")
    label, answer, count = re.findall(r"\d+", cell.inner_text())
    told = page.get_by_text(re.compile(rf"^{count} digits?: an? {label}, read as {answer}\."))
    expect(told).to_be_visible()
    digits = page.get_by_role("listbox", name="Digits to choose from").get_by_role("option")
    expect(digits).to_have_count(min(24, int(count)))
    expect(digits.first).to_have_attribute("aria-label", re.compile(f", an? {label}$"))
    digits.first.click()
    expect(page.get_by_role("heading", name=f"It reads {answer}; the label says {label}")).to_be_visible()
    expect(page.get_by_role("button", name="Another one")).to_be_visible()


def test_the_network_is_seen_at_work_and_taken_apart(server, visit, learned):
    """A unit is pressed, by mouse and by keyboard; it is switched off; the softmax follows its temperature."""
    page = visit(server, learned.replace("/train_and_draw", "/look_inside"))
    work = page.locator(".at_work")
    draw(page, SEVEN)
    expect(work.get_by_role("group", name=re.compile("^The network at work: .* it reads 7"))).to_be_visible()
    outputs = work.get_by_role("listbox", name="The ten outputs").get_by_role("option")
    expect(outputs.nth(7)).to_have_attribute("aria-selected", "true")
    assert work.locator("svg path").count() > 20
    units = work.get_by_role("listbox", name="Hidden layer").get_by_role("option")
    second = units.nth(1).get_attribute("aria-label")
    units.nth(1).hover()
    expect(work.locator("p")).to_have_text(second)  # before it is pressed
    units.nth(1).click()
    number = re.match(r"Unit (\d+):", second)[1]
    field = page.locator(".st-key-neuron_unit input")
    expect(field).to_have_value(number)
    expect(page.get_by_role("img", name="Weights times ink: what each pixel adds")).to_be_visible()
    units.nth(1).focus()
    page.keyboard.press("ArrowRight")
    expect(units.nth(2)).to_be_focused()
    third = re.match(r"Unit (\d+):", units.nth(2).get_attribute("aria-label"))[1]
    page.keyboard.press("Enter")
    expect(field).to_have_value(third)
    expect(page).to_have_url(re.compile(rf"neuron_unit={third}(&|$)"))

    page.get_by_role("radiogroup", name="What to look at").get_by_text("Break it").click()
    slider = page.get_by_role("slider", name=re.compile(rf"^What unit {third} passes on"))
    expect(slider).to_be_visible()
    units.nth(4).click()  # another one to break: it led away, to the panel that explains it
    fifth = re.match(r"Unit (\d+):", units.nth(4).get_attribute("aria-label"))[1]
    expect(page.get_by_role("slider", name=re.compile(rf"^What unit {fifth} passes on"))).to_be_visible()
    units.nth(2).click()
    slider.focus()
    page.keyboard.press("Home")
    expect(page.get_by_text(re.compile(rf"Broken by you: unit {third} off"))).to_be_visible()
    expect(work.locator("p")).to_contain_text("What it passes on is multiplied by 0.")
    page.reload()
    settled(page)  # where the canvas tells of itself together with the press, the slider's old value counts again
    expect(page.get_by_text(re.compile(rf"Broken by you: unit {third} off"))).to_be_visible()
    page.get_by_role("button", name="Mend all").click()
    expect(page.get_by_text(re.compile("Broken by you"))).to_have_count(0)

    page.get_by_role("radiogroup", name="What to look at").get_by_text("Softmax").click()
    table = page.locator(".softmax table")
    surest = table.locator("tr.most td").nth(3)
    sure = float(surest.inner_text().removesuffix(" %"))
    thumb = page.get_by_role("slider", name="Temperature T")
    box = thumb.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + box["height"] / 2, steps=5)
    assert float(surest.inner_text().removesuffix(" %")) < sure  # while it is held
    page.mouse.up()


def test_ones_own_digits_are_kept_and_taught(server, visit, learned, tmp_path):
    """A 7 that was meant to be a 1 is kept as one, beside the digits that are asked for; the network learns from them,
    and reads it. They outlast a refresh; a file takes them elsewhere.
    """
    page = visit(server, learned.replace("/train_and_draw", "/look_inside"))
    draw(page, SEVEN)
    expect(page.get_by_role("heading", name="It reads 7")).to_be_visible()
    page.get_by_role("radiogroup", name="What is it meant to be?").get_by_role("radio", name="1", exact=True).click()
    page.get_by_role("button", name="Keep as a 1").click()
    told = page.get_by_text(re.compile(r"^Of your digits it reads"))
    expect(told).to_contain_text("Of your digits it reads 0 of 1, 0.0 %;")
    expect(page.get_by_text(re.compile("^Draw a 7"))).to_be_visible()  # the second that is asked for
    page.get_by_role("button", name="Clear").click()
    keep = page.get_by_role("button", name="Keep it, next")
    expect(keep).to_be_disabled()
    draw(page, [[(60, 80), (230, 80), (150, 270)]])
    keep.click()
    expect(told).to_contain_text("Of your digits it reads 1 of 2, 50.0 %;")
    expect(page.get_by_role("heading", name="Draw a digit, 0 to 9")).to_be_visible()  # the paper is empty again
    page.reload()
    expect(told).to_contain_text("Of your digits it reads 1 of 2")
    page.get_by_role("button", name="Teach it my digits").click()
    expect(
        page.get_by_text(re.compile(r"^It learned from 2 digits of yours\. Of those .* it read 1 of 2 right"))
    ).to_be_visible(timeout=1000 * RUN_TIMEOUT)
    page.get_by_role("button", name="Let it read").click()
    expect(page.get_by_text("The taught network reads now")).to_be_visible()
    page.reload()  # which once forgot what it had been taught
    reads = page.get_by_role("radiogroup", name="Which network reads")
    expect(reads.get_by_role("radio", name="the network that was taught 2 digits")).to_be_checked()
    page.get_by_text("Save them, or add those of others").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as digits.json").click()
    file = tmp_path / "digits.json"
    download.value.save_as(file)
    page.get_by_role("button", name="Remove all").click()
    expect(told).to_have_count(0)
    page.get_by_role("button", name="Bring back the 2 digits").click()
    expect(told).to_contain_text(" of 2, ")
    page.get_by_role("button", name="Remove all").click()
    expect(told).to_have_count(0)
    chooser = page.locator("input[type=file]")
    bad = tmp_path / "bad.json"
    bad.write_text("{}")
    chooser.set_input_files(bad)
    expect(page.get_by_text(re.compile("another program's"))).to_be_visible()
    chooser.set_input_files(file)
    expect(told).to_contain_text(" of 2, ")


def test_a_cell_of_the_matrix_is_pressed(server, visit, learned):
    """By mouse and by keyboard; the number of its pictures is the cell's."""
    page = visit(server, learned.replace("/train_and_draw", "/look_inside"))
    page.get_by_text("How good is it? All 10,000 test digits").click()
    cell = page.get_by_role("button", name=re.compile("^9 read as 4: "))
    count = int(cell.get_attribute("aria-label").split(": ")[1].replace(",", ""))
    cell.click()
    expect(page.get_by_text(re.compile(rf"^{count} digits?: a 9, read as 4\."))).to_be_visible()
    expect(cell).to_have_attribute("aria-pressed", "true")
    cell.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(r"^\d+ digits?: a 9, read as 3\."))).to_be_visible()
