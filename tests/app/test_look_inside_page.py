"""Look inside: from a wrong answer to its cause and its cure, and back."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.special import softmax
from streamlit.testing.v1 import AppTest

from components.charts.numbers import number as written
from components.charts.numbers import percent
from components.ml.at_work import at_work
from components.ml.clinic import Kind, answers, as_ink, cause, changes
from components.ml.damage import Damage, damaged
from components.ml.digit_places import places
from components.ml.forward import as_inputs, forward, predict
from components.ml.mnist import Mnist
from components.ml.network import Augmentation
from components.ml.occlusion import occlusion
from components.ml.share import Share
from components.ml.spoiled import SPOILINGS
from components.ml.votes import votes
from components.training.cures import cure_of
from components.training.snapshot import RunState, Snapshot
from components.training.specification import LIKE_PENS, QUICK_RUN, TrainingSpecification
from components.ui.common.drawing_link import encode
from components.ui.common.engine import engine as app_engine
from components.ui.common.handwriting_file import OwnDigit
from components.ui.common.visitor import kept_for
from tests.app.conftest import OpenPage, instruments, said, shown_run, texts, wait_for
from tests.conftest import RUN_TIMEOUT, ended, wait_until

PAGE = "pages/look_inside.py"
TEST_DIGIT = {"source": "Pick a test digit"}


def wrong_ones(run: Snapshot, mnist: Mnist) -> list[int]:
    """Of the first test digits those that the run's network reads wrong."""
    numbers: list[int] = np.flatnonzero(
        predict(run.layers, mnist.test.pictures[:2_000]).argmax(axis=1) != mnist.test.labels[:2_000]
    ).tolist()
    return numbers


def with_cause(run: Snapshot, mnist: Mnist, kind: str) -> int:
    """A wrong one whose cause is of this kind."""
    for number in wrong_ones(run, mnist):
        found = changes(as_ink(mnist.test.pictures[number]))
        change = cause(found, answers(run.layers, found), int(mnist.test.labels[number]))
        if (change is None and not kind) or (change is not None and change.kind == kind):
            return number
    pytest.fail(f"none with {kind or 'no cause'}")


@pytest.fixture
def page(open_page: OpenPage, quick_run: Snapshot) -> AppTest:
    return open_page(PAGE, run=quick_run.run_id, **TEST_DIGIT)


def test_it_shows_digits_that_are_read_wrong_one_after_the_other(
    open_page: OpenPage, quick_run: Snapshot, mnist: Mnist
) -> None:
    app = open_page(PAGE, run=quick_run.run_id)
    assert said(app, "Draw digits until it reads one wrong.")
    wrong = wrong_ones(quick_run, mnist)
    for number in wrong[:3]:
        app.button(key="show_wrong").click().run()
        assert app.number_input(key="test_digit").value == number
        # Its field was not there when the first one was chosen: a refresh showed digit 0 instead.
        assert number != wrong[0] or app.query_params["test_digit"] == str(number)
        label, read = mnist.test.labels[number], predict(quick_run.layers, mnist.test.pictures[number][None]).argmax()
        assert any(f"It reads {read}; the label says {label}" in text or "✗" in text for text in texts(app))
        assert not app.exception


def test_the_cause_is_the_clearest_of_the_changes(page: AppTest, quick_run: Snapshot, mnist: Mnist) -> None:
    number = with_cause(quick_run, mnist, "slant")
    page.number_input(key="test_digit").set_value(number).run()
    label = int(mnist.test.labels[number])
    found = changes(as_ink(mnist.test.pictures[number]))
    probabilities = answers(quick_run.layers, found)
    change = cause(found, probabilities, label)
    assert change is not None
    told = said(page, f"**{change.name[0].upper()}{change.name[1:]}, it reads {label}.** It leans ")
    assert f" of 2,000 training {label}s do so as far. So it" in told
    right = int((probabilities.argmax(axis=1) == label).sum())
    assert said(page, f"{right} of {len(found)} changes turn the answer right")
    (strip,) = [html.value for html in page.html if "much thicker" in html.value]
    assert strip.count("✓ ") == right
    assert strip.count("<img") == len(found)


def test_where_no_change_helps_the_nearest_digits_are_shown(page: AppTest, quick_run: Snapshot, mnist: Mnist) -> None:
    number = with_cause(quick_run, mnist, "")
    page.number_input(key="test_digit").set_value(number).run()
    assert said(page, "**None of the ").endswith("These training digits are nearest to it:")
    assert not [button for button in page.button if button.key == "cure"]


def test_what_is_read_right_needs_no_cure(page: AppTest) -> None:
    assert page.success[0].value.startswith("It reads 7, which is right.")
    assert not [button for button in page.button if button.key == "cure"]


@pytest.mark.parametrize(
    ("kind", "augmentation"),
    [
        (Kind.SLANT, Augmentation(rotation=15)),
        (Kind.PLACE, Augmentation(shift=2)),
        (Kind.SHAPE, Augmentation(pens=True)),
        (Kind.STROKES, Augmentation(pens=True)),
        (Kind.PARTS, Augmentation(pens=True)),
    ],
)
def test_the_cure_fits_the_cause(kind: Kind, augmentation: Augmentation, quick_run: Snapshot) -> None:
    cured = cure_of(kind, quick_run.specification).specification
    assert cured.augmentation == augmentation
    assert cured.network == quick_run.specification.network
    assert cured.training_digits == quick_run.specification.training_digits
    assert cured.epochs == (LIKE_PENS.epochs if augmentation.pens else quick_run.specification.epochs)


def test_a_press_cures_from_the_same_start_and_reads_the_digit_again(
    page: AppTest, open_page: OpenPage, quick_run: Snapshot, mnist: Mnist
) -> None:
    number = with_cause(quick_run, mnist, "slant")
    page.number_input(key="test_digit").set_value(number).run()
    page.button(key="cure").click().run()
    cure = shown_run(page)
    try:
        assert cure.run_id != quick_run.run_id
        assert (cure.specification.seed, cure.specification.augmentation) == (
            quick_run.specification.seed,
            Augmentation(rotation=15),
        )
        assert page.session_state["against"] == [quick_run.run_id]
        wait_for(page)
        now = shown_run(page)
        before, after = (
            predict(layers, mnist.test.pictures[number][None]).argmax() for layers in (quick_run.layers, now.layers)
        )
        told = said(page, f"Before, it read **{before}**. Now it reads **{after}**.")
        cured = after == mnist.test.labels[number]
        assert told.endswith(" Cured." if cured else " Not cured: this one needs more, or another network.")
        assert said(page, f"Accuracy on the 10,000 test digits: {now.test_accuracy:.4f}.")
        # After a refresh, and for whoever gets the link, it is told from both runs.
        address = {"run": now.run_id, "runs": f"{quick_run.run_id},{now.run_id}", "against": quick_run.run_id}
        linked = open_page(PAGE, **TEST_DIGIT, test_digit=str(number), **address)
        assert said(linked, f"Before, it read **{before}**. Now it reads **{after}**.")
        # What was the cure already is offered for nothing else.
        other = with_cause(now, mnist, "slant")
        linked.number_input(key="test_digit").set_value(other).run()
        assert said(linked, "This run has already learned with digits turned by up to 15° either way.")
        assert not [button for button in linked.button if button.key == "cure"]
    finally:
        app_engine().cancel(cure.run_id, page.session_state["visitor"])


def test_while_it_learns_nothing_is_called_cured_or_not(open_page: OpenPage, fake_run: Callable[..., Snapshot]) -> None:
    """At a fifth of the cure the page said "Not cured", named the half-trained network's own cause, and that it reads
    the digit right, all at once.
    """
    cure = cure_of(Kind.SLANT, TrainingSpecification()).specification
    app_engine().warm()
    wait_until(lambda: app_engine().warmed() is not None, RUN_TIMEOUT, "the first network is there")
    warmed = app_engine().warmed()
    assert warmed is not None
    fake_run(cure, state=RunState.RUNNING, moments=(warmed,))
    app = open_page(PAGE, run="fake", **TEST_DIGIT)
    assert said(app, "Before, it read **7**. It still learns; by now it reads **7**.")
    assert said(app, "While it learns, nothing is diagnosed")
    assert not app.success
    assert not [button for button in app.button if button.key == "cure"]


def test_at_a_rewound_moment_no_cure_is_offered(page: AppTest, quick_run: Snapshot, mnist: Mnist) -> None:
    page.number_input(key="test_digit").set_value(with_cause(quick_run, mnist, "slant")).run()
    assert page.button(key="cure")
    page.get_by_key("moment").set_value("epoch 0.00").run()
    assert not [button for button in page.button if button.key == "cure"]


@pytest.mark.parametrize("digit", ["the one that is read", "3"])
def test_the_pixels_that_matter(digit: str, page: AppTest, quick_run: Snapshot, mnist: Mnist) -> None:
    page.get_by_key("matters_for").set_value(digit).run()
    wanted = 7 if digit.startswith("the") else int(digit)
    falls = occlusion(quick_run.layers, mnist.test.pictures[0], wanted)
    row, column = np.unravel_index(falls.argmax(), falls.shape)
    assert f"the ink around row {row}, column {column}: without it, the probability of {wanted} falls" in said(
        page, "A patch of 4 × 4 pixels"
    )


def test_who_speaks_for_the_answer(page: AppTest, quick_run: Snapshot, mnist: Mnist) -> None:
    """Rather than the second likeliest, or any other; the digit itself stands for the second likeliest."""
    (probabilities,) = predict(quick_run.layers, mnist.test.pictures[0][None])
    second = int(np.argsort(-probabilities)[1])
    for wanted, other in ((None, second), ("3", 3), ("7", second)):
        if wanted:
            page.get_by_key("rather_than").set_value(wanted).run()
        found = votes(quick_run.layers, mnist.test.pictures[0], 7, other)
        told = said(page, "All that speaks for 7 adds up to")
        assert f" The sum, {written(found.difference, 2)}, is how far 7's score is above {other}'s." in told
        best = found.strongest(5)[0][0]
        assert any(
            f"unit {best + 1}<br><b>+{written(float(found.contributions[best]), 2)}" in html.value for html in page.html
        )


def test_the_rewind_slider_takes_all_of_it_back(page: AppTest, quick_run: Snapshot, mnist: Mnist) -> None:
    """To the first weights, by which nothing is told apart yet, and to the end again."""
    first = quick_run.moments[0].layers()
    page.get_by_key("moment").set_value("epoch 0.00").run()
    assert said(page, "at epoch 0.00")
    (probabilities,) = predict(first, mnist.test.pictures[0][None])
    read, second = (int(digit) for digit in np.argsort(-probabilities)[:2])
    difference = votes(first, mnist.test.pictures[0], read, second).difference
    assert f" The sum, {written(difference, 2)}, is how far" in said(page, f"All that speaks for {read} adds up to")
    page.get_by_key("moment").set_value(page.get_by_key("moment").options[-1]).run()
    assert said(page, "All that speaks for 7 adds up to")


def test_without_a_network_the_page_waits_for_one(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_engine(), "warmed", lambda: None)
    app = open_page(PAGE)
    assert app.info[0].value == "A first network is getting ready. Your digit waits here for its answer."
    assert not app.exception


# The evaluation


def wall(app: AppTest) -> list[int]:
    walls = [data for data in instruments(app, "wall") if data["called"] == "Digits to choose from"]
    return [number for data in walls for number in data["numbers"]]


@pytest.fixture
def evaluation(page: AppTest) -> AppTest:
    page.session_state["evaluation"] = True
    return page.run()


def test_all_test_digits_are_judged(evaluation: AppTest, quick_run: Snapshot, mnist: Mnist) -> None:
    labels = mnist.test.labels.astype(int)
    read = predict(quick_run.layers, mnist.test.pictures).argmax(axis=1)
    accuracy = (read == labels).mean()
    assert accuracy == pytest.approx(quick_run.test_accuracy, abs=1e-4)
    assert said(evaluation, f"**Accuracy {accuracy:.4f}, loss ").endswith(f"{(read != labels).sum():,} are read wrong.")
    (table,) = [table.value for table in evaluation.table if "recall" in table.value]
    threes = labels == 3
    assert table["recall"][3] == f"{(read[threes] == 3).mean():.3f}"
    assert table["precision"][3] == f"{threes[read == 3].mean():.3f}"


def test_a_cells_pictures_are_its_digits(evaluation: AppTest, quick_run: Snapshot, mnist: Mnist) -> None:
    """The surest first, and as many as the cell says; another cell begins at its first page."""
    probabilities = predict(quick_run.layers, mnist.test.pictures)
    read = probabilities.argmax(axis=1)

    def cell(label: int, answer: int) -> list[int]:
        numbers = np.flatnonzero((mnist.test.labels == label) & (read == answer))
        return list(numbers[np.argsort(-probabilities[numbers, answer], kind="stable")])

    assert said(evaluation, f"**{len(cell(4, 9))} digits: a 4, read as 9.**")
    assert wall(evaluation) == cell(4, 9)[:24]
    worst = next(button for button in evaluation.button if (button.key or "").startswith("cell_"))
    label, answer = map(int, worst.key.split("_")[1:])
    assert worst.label == f"{label} as {answer}: {len(cell(label, answer))}"
    worst.click().run()
    assert wall(evaluation) == cell(label, answer)[:24]
    evaluation.get_by_key("mixed_answer").set_value(label).run()
    assert len(cell(label, label)) > 48
    evaluation.get_by_key("mixed_leaf").set_value(2).run()
    assert wall(evaluation) == cell(label, label)[24:48]
    evaluation.get_by_key("mixed_label").set_value((label + 1) % 10).run()
    assert wall(evaluation) == cell((label + 1) % 10, label)[:24]


def test_only_sure_answers_are_more_often_right(evaluation: AppTest, quick_run: Snapshot, mnist: Mnist) -> None:
    probabilities = predict(quick_run.layers, mnist.test.pictures)
    right = probabilities.argmax(axis=1) == mnist.test.labels
    for threshold in (0.5, 0.9):
        evaluation.get_by_key("unsure_below").set_value(threshold).run()
        answered = probabilities.max(axis=1) >= threshold
        told = said(evaluation, f"It answers {100 * answered.mean():.1f} % of the digits.")
        assert told.endswith(f"Of these, {100 * right[answered].mean():.1f} % are right.")


# The network at work


def at_work_data(app: AppTest) -> dict[str, Any]:
    (data,) = instruments(app, "at_work")
    return data


def test_the_network_is_shown_at_work(page: AppTest, quick_run: Snapshot, mnist: Mnist) -> None:
    """The strongest units first; each wire carries an input times its weight; the read digit's output is chosen."""
    data, working = at_work_data(page), at_work(quick_run.layers, mnist.test.pictures[0])
    (hidden,) = data["layers"]
    assert hidden["units"] == working[0].strongest()[:24].tolist()
    assert hidden["shown"] == f"the strongest of {len(working[0].sums)}"
    assert data["outputs"] == pytest.approx(working[1].outputs, abs=1e-5)
    assert data["chosen"] == [1, 7]
    pixels, outputs = data["gaps"]
    ink, (first, last) = mnist.test.pictures[0].reshape(-1) / 255, quick_run.layers
    for pixel, place, carried in pixels:
        assert carried == pytest.approx(ink[pixel] * first.kernel[pixel, hidden["units"][place]], rel=0.01)
    for place, digit, carried in outputs:
        unit = hidden["units"][place]
        assert carried == pytest.approx(working[0].outputs[unit] * last.kernel[unit, digit], rel=0.01)
    assert f"units {', '.join(str(unit + 1) for unit in hidden['units'][:3])} speak up; it reads 7." in data["about"]


def test_without_a_drawing_the_network_rests(open_page: OpenPage, quick_run: Snapshot) -> None:
    data = at_work_data(open_page(PAGE, run=quick_run.run_id))
    assert not any(data["outputs"])
    assert data["gaps"] == [[], []]
    assert not any(data["layers"][0]["fires"])


@pytest.mark.parametrize("unit", [1, 128])
def test_a_unit_is_chosen_by_link_and_by_number(
    unit: int, open_page: OpenPage, quick_run: Snapshot, mnist: Mnist
) -> None:
    """It stands among the strongest, however weak it is, and its card adds up to its sum."""
    link = {"looked_at": "One neuron", "neuron_layer": "Hidden layer", "neuron_unit": str(unit)}
    app = open_page(PAGE, run=quick_run.run_id, **TEST_DIGIT, **link)
    data = at_work_data(app)
    layer, place = data["chosen"]
    assert (layer, data["layers"][0]["units"][place]) == (0, unit - 1)
    (card,) = instruments(app, "neuron")
    assert card["neuron"]["bias"] == pytest.approx(float(quick_run.layers[0].bias[unit - 1]))
    assert len(card["neuron"]["names"]) == 784
    app.number_input(key="neuron_unit").set_value(64).run()
    data = at_work_data(app)
    assert data["layers"][0]["units"][data["chosen"][1]] == 63
    app.get_by_key("neuron_layer").set_value("Output").run()
    (card,) = instruments(app, "neuron")
    assert card["neuron"]["names"][21] == "unit 22"
    assert at_work_data(app)["chosen"] == [1, 7]
    app.get_by_key("output_neuron").set_value("3").run()
    assert at_work_data(app)["chosen"] == [1, 3]


def test_a_link_to_a_unit_can_break_it_at_once(open_page: OpenPage, quick_run: Snapshot) -> None:
    """Its slider came with the next run of the page only: it was looked up before the choice that the link holds."""
    of_unit = {"neuron_layer": "Hidden layer", "neuron_unit": "43"}
    app = open_page(PAGE, run=quick_run.run_id, **TEST_DIGIT, looked_at="Break it", **of_unit)
    assert app.slider(key="factor_0_42").value == 1.0
    assert at_work_data(app)["chosen"][0] == 0


def test_a_broken_network_reads_and_is_judged_broken_until_it_is_mended(
    page: AppTest, open_page: OpenPage, quick_run: Snapshot, mnist: Mnist
) -> None:
    strongest = int(at_work(quick_run.layers, mnist.test.pictures[0])[0].strongest()[0])
    page.get_by_key("looked_at").set_value("Break it").run()
    assert said(page, "Whole, it reads ")
    page.get_by_key("neuron_layer").set_value("Hidden layer").run()
    page.number_input(key="neuron_unit").set_value(strongest + 1).run()
    page.slider(key=f"factor_0_{strongest}").set_value(0.0).run()
    page.slider(key="weight_noise").set_value(1.5).run()
    broken = damaged(quick_run.layers, Damage(((0, strongest, 0.0),), 1.5))
    assert at_work_data(page)["outputs"] == pytest.approx(predict(broken, mnist.test.pictures[:1])[0], abs=1e-5)
    now, whole = (
        (predict(layers, mnist.test.pictures).argmax(axis=1) == mnist.test.labels).mean()
        for layers in (broken, quick_run.layers)
    )
    cost = f"**{percent(now)}** of all 10,000 test digits are read right; whole, it was {percent(whole)}."
    assert said(page, cost)
    assert said(page, ":material/build: Broken by you: unit ").endswith(f"unit {strongest + 1} off, noise 1.5.")
    assert page.query_params["broken"] == f"noise 1.5;0.{strongest} 0"
    page.get_by_key("no_biases").set_value(["Hidden layer", "Output"]).run()  # both: it once was one at a time
    assert page.query_params["broken"] == f"noise 1.5;0.{strongest} 0;biases 0;biases 1"
    page.get_by_key("no_biases").set_value([]).run()
    # It stays broken on the other panels, after leaving the page, and for whoever gets the link.
    page.switch_page("pages/home.py").run()
    page.switch_page(PAGE).run()
    assert said(page, ":material/build: Broken by you: unit ").endswith(f"unit {strongest + 1} off, noise 1.5.")
    link = {"broken": f"noise 1.5;0.{strongest} 0", "looked_at": "Break it"}
    linked = open_page(PAGE, run=quick_run.run_id, **TEST_DIGIT, **link)
    assert said(linked, cost)
    linked.button(key="mend").click().run()
    assert said(linked, "Whole, it reads ")
    assert "broken" not in linked.query_params
    assert at_work_data(linked)["outputs"] == pytest.approx(
        predict(quick_run.layers, mnist.test.pictures[:1])[0], abs=1e-5
    )


def test_the_softmax_begins_with_the_scores(page: AppTest, quick_run: Snapshot, mnist: Mnist) -> None:
    page.get_by_key("looked_at").set_value("Softmax").run()
    (data,) = instruments(page, "softmax")
    assert softmax(data["scores"]) == pytest.approx(predict(quick_run.layers, mnist.test.pictures[:1])[0], abs=1e-5)
    assert data["temperature"] == 1.0


# The visitor's own digits


def drawn(label: int, shift: int) -> OwnDigit:
    """A 7, or a 1 which is only a line, at some place."""
    line = ((150 + shift, 50), (140 + shift, 250)) if label == 1 else ((80, 60), (220, 60 + shift), (130, 270))
    return OwnDigit(label, (line,))


def test_own_digits_are_measured_with_their_uncertainty(open_page: OpenPage, quick_run: Snapshot, mnist: Mnist) -> None:
    app = open_page(PAGE, run=quick_run.run_id, looked_at="My digits")
    assert said(app, "Draw a **3**.")
    assert app.button(key="keep_asked").disabled
    digits = tuple(drawn(label, shift) for shift in range(5) for label in (1, 7))
    kept_for(app.session_state["visitor"])["own_digits"] = digits
    app.run()
    read = predict(quick_run.layers, np.array([digit.picture for digit in digits])).argmax(axis=1)
    own = Share.of(int((read == [digit.label for digit in digits]).sum()), 10)
    told = said(app, "Of your digits it reads ")
    assert told.startswith(
        f"Of your digits it reads **{own.right} of 10**, {percent(own.value)}; of MNIST's (all 10,000 test digits) "
    )
    assert f"from {percent(own.low)} to {percent(own.high)} (95 % confidence)" in told
    assert said(app, "Draw a **4**.")
    # Another visitor has none of them.
    assert not [text for text in texts(open_page(PAGE, looked_at="My digits")) if text.startswith("Of your digits")]


def test_digits_that_two_tabs_remove_come_back(open_page: OpenPage, quick_run: Snapshot) -> None:
    """The second tab's press found nothing to remove, and would have put that in the place of what was removed."""
    app = open_page(PAGE, run=quick_run.run_id, looked_at="My digits")
    keep = kept_for(app.session_state["visitor"])
    keep["own_digits"], app.session_state["own_files"] = (drawn(1, 0), drawn(7, 0)), True
    app.run()
    other_tab = keep.pop("own_digits")
    keep["removed_digits"] = other_tab
    app.button(key="remove_own_digits").click().run()
    assert keep["removed_digits"] == other_tab
    app.button(key="bring_back").click()
    keep["own_digits"] = (drawn(7, 1),)  # drawn meanwhile
    app.run()
    assert keep["own_digits"] == (drawn(7, 1), *other_tab)
    assert not app.exception


def test_half_of_them_can_be_learned_from(open_page: OpenPage, quick_run: Snapshot) -> None:
    """The other half is what it is measured on; only with ten or more is there a choice."""
    app = open_page(PAGE, run=quick_run.run_id, looked_at="My digits")
    digits = tuple(drawn(label, shift) for shift in range(5) for label in (1, 7))
    kept_for(app.session_state["visitor"])["own_digits"] = digits[:9]
    app.run()
    assert not [toggle for toggle in app.toggle if toggle.key == "teach_half"]
    kept_for(app.session_state["visitor"])["own_digits"] = digits
    app.run()
    app.toggle(key="teach_half").set_value(True).run()
    app.button(key="teach").click().run()

    def result() -> list[str]:
        time.sleep(1)  # a page that is drawn all the time takes the processor from what it waits for
        app.run()
        return [success.value for success in app.success]

    wait_until(lambda: bool(result()), RUN_TIMEOUT, "it has learned")
    (told,) = result()
    learned, others = digits[::2], digits[1::2]
    assert told.startswith("It learned from 5 digits of yours. Of the others, which it never saw, it read ")
    right = int(sum(predict(quick_run.layers, digit.picture[None])[0].argmax() == digit.label for digit in others))
    assert f"it read {right} of {len(others)} right; now it reads " in told
    assert len(learned) == 5
    app.button(key="use_taught").click().run()
    assert said(app, "The taught network reads now")
    assert said(app, "from the network that was taught 5 digits")


def test_two_networks_side_by_side(open_page: OpenPage, mnist: Mnist) -> None:
    """What the run gets right and the network that the server began with does not, and the other way round."""
    asked = replace(QUICK_RUN, seed=7, training_digits=2_000)
    run = ended(app_engine(), app_engine().submit(asked, owner="nobody", name="Run 7"))
    wait_until(lambda: app_engine().warmed() is not None, RUN_TIMEOUT, "the first network is there")
    app = open_page(PAGE, run=run.run_id)
    app.session_state["evaluation"] = True
    app.run()
    warmed = app_engine().warmed()
    assert warmed is not None
    this, other = (
        predict(layers, mnist.test.pictures).argmax(axis=1) == mnist.test.labels
        for layers in (run.layers, warmed.layers())
    )
    counts = f"only this one right: {(this & ~other).sum():,}, only the other right: {(other & ~this).sum():,}"
    assert f"Both right: {(this & other).sum():,}, {counts}, " in said(app, "This one gets ")
    app.get_by_key("two_networks").set_value("only the other right").run()
    (shown,) = [data for data in instruments(app, "wall") if data["called"] == "only the other right"]
    assert shown["numbers"] == np.flatnonzero(other & ~this)[:48].tolist()


# What is folded up


def test_the_nearest_training_digits(page: AppTest, quick_run: Snapshot, mnist: Mnist) -> None:
    """By pixels, and by what the hidden layer says: 8 of the first 10,000, by brute force."""
    page.session_state["nearest"] = True
    page.run()
    train = mnist.train.pictures[:10_000]
    hidden = forward(quick_run.layers[:1], as_inputs(train))[-1]
    own = forward(quick_run.layers[:1], as_inputs(mnist.test.pictures[:1]))[-1]
    inside = sorted(range(10_000), key=lambda number: float(np.square(hidden[number] - own[0]).sum()))[:8]
    labels = mnist.train.labels[inside]
    strips = [html.value for html in page.html if html.value.count("A handwritten") == 16]  # alt and title
    assert len(strips) == 2
    assert [int(label) for label in re.findall(r'alt="A handwritten (\d)"', strips[1])] == labels.tolist()
    alike = f"It reads 7. Of the 8 digits that look most like it to the hidden layer, {(labels == 7).sum()} are 7s."
    assert said(page, alike).endswith("so a 7 is what the network takes it for.")


def test_the_map_is_laid_out_beside_the_page(page: AppTest, quick_run: Snapshot, mnist: Mnist) -> None:
    """PCA at once, by the hidden layer and the chosen moment; pixels if a link asks for a layer that isn't there."""
    page.session_state["maps"] = True
    page.session_state["map_of"] = "Hidden layer 3"
    page.run()
    assert page.get_by_key("map_of").value == "Pixels"
    page.get_by_key("map_of").set_value("Hidden layer").run()
    page.get_by_key("map_method").set_value("PCA").run()

    def maps() -> list[dict[str, Any]]:
        page.run()
        return instruments(page, "map")

    wait_until(lambda: bool(maps()), RUN_TIMEOUT, "PCA is there")
    (data,) = maps()
    said_by_layer = forward(quick_run.layers[:1], as_inputs(mnist.test.pictures[:2_000]))[-1]
    np.testing.assert_allclose(data["places"], places(said_by_layer, "PCA"), atol=0.01)
    assert data["labels"] == mnist.test.labels[:2_000].tolist()


def test_what_a_network_stands(evaluation: AppTest, quick_run: Snapshot, mnist: Mnist) -> None:
    evaluation.get_by_key("spoiled_by").set_value("bite").run()
    spoiled = SPOILINGS["bite"].at(mnist.test.pictures[:1_000], 12)
    accuracy = (predict(quick_run.layers, spoiled).argmax(axis=1) == mnist.test.labels[:1_000]).mean()
    (chart,) = [chart for chart in evaluation.get("plotly_chart") if "side of the bite" in chart.proto.spec]
    assert f"{percent(accuracy)} at 12" in str(chart.proto)


def test_nobody_knows_what_is_right_before_it_is_said(open_page: OpenPage, quick_run: Snapshot) -> None:
    """A 1 that was read as a 7 had a tick at noise 0: what was read there was taken for what was meant."""
    app = open_page(PAGE, run=quick_run.run_id, strokes=encode([[(80, 60), (220, 60), (130, 270)]]))
    app.session_state["evaluation"] = True
    app.run()

    def strips() -> list[str]:
        return [html.value for html in app.html if "read as" in html.value]

    assert len(strips()) == 2  # changed a little, and spoiled
    assert not any(re.search("[✓✗]", strip) for strip in strips())
    app.get_by_key("meant").set_value("1").run()
    for strip in strips():
        marks = re.findall(r'alt="a handwritten 1, read as (\d): (right|wrong)"', strip)
        assert len(marks) > 4
        assert all((answer == "1") == (mark == "right") for answer, mark in marks)


def test_a_press_far_below_leads_to_what_it_changes(evaluation: AppTest) -> None:
    """A mistake was pressed, and nothing seemed to happen: it ran through the network 3,400 pixels higher up."""

    def scrolls() -> list[str]:
        return [html.value for html in evaluation.html if "scrollIntoView({behavior" in html.value]

    assert scrolls() == []
    evaluation.get_by_key("mixed_answer").set_value(4).run()
    assert scrolls() == []  # it stands right above its pictures
    next(button for button in evaluation.button if (button.key or "").startswith("cell_")).click().run()
    (there,) = scrolls()
    assert ".st-key-mistakes" in there
    evaluation.run()
    assert scrolls() == []


def test_a_training_digit_is_looked_into(open_page: OpenPage, quick_run: Snapshot, mnist: Mnist) -> None:
    """Only test digits could go from the gallery to Look inside. A number that a part does not have is set back."""
    app = open_page(PAGE, run=quick_run.run_id, **TEST_DIGIT, test_digit="59999", training_digit="true")
    label = int(mnist.train.labels[59_999])
    assert said(app, "Its label says ") == f"Its label says **{label}**."
    assert at_work_data(app)["outputs"] == pytest.approx(
        predict(quick_run.layers, mnist.train.pictures[59_999:])[0], abs=1e-5
    )
    app.toggle(key="training_digit").set_value(False).run()
    assert app.number_input(key="test_digit").value == 0
    assert said(app, "Its label says ") == "Its label says **7**."
    app.button(key="show_wrong").click().run()
    assert not app.toggle(key="training_digit").value
    assert not app.exception


# What fresh eyes found


def test_what_one_digit_was_meant_to_be_is_not_said_of_the_next(open_page: OpenPage, quick_run: Snapshot) -> None:
    """It was forgotten only on the panel that asks for it: a 7, drawn after a 1 was wiped off on another panel, was
    called a misread 1.
    """
    app = open_page(PAGE, run=quick_run.run_id, looked_at="Softmax")
    app.session_state["meant"] = "1"
    app.run()
    assert app.session_state["meant"] == "?"


def test_a_broken_network_is_not_what_is_taught(open_page: OpenPage, quick_run: Snapshot) -> None:
    """It was learned with its damage, and damaged once more when it read."""
    app = open_page(PAGE, run=quick_run.run_id, looked_at="My digits", broken="noise 3")
    kept_for(app.session_state["visitor"])["own_digits"] = (drawn(7, 0),)
    app.run()
    assert said(app, ":material/build: Broken by you: noise 3.")
    right = predict(quick_run.layers, drawn(7, 0).picture[None])[0].argmax() == 7
    assert said(app, f"Of your digits it reads **{int(right)} of 1**")


def test_leafing_shows_every_unit_and_keeps_the_chosen_one(
    open_page: OpenPage, quick_run: Snapshot, mnist: Mnist
) -> None:
    """The chosen unit took the last place of every page, and those whose place it was were never seen."""
    order = at_work(quick_run.layers, mnist.test.pictures[0])[0].strongest()
    chosen = int(order[0])
    link = {"looked_at": "One neuron", "neuron_layer": "Hidden layer", "neuron_unit": str(chosen + 1)}
    app = open_page(PAGE, run=quick_run.run_id, **TEST_DIGIT, **link)
    seen = []
    for page in range(6):
        app.session_state["at_work_leaf"] = {0: page}
        app.run()
        (hidden,) = at_work_data(app)["layers"]
        assert (hidden["page"], hidden["pages"]) == (page, 6)
        assert hidden["units"][: 24 if page < 5 else 8] == order[24 * page : 24 * page + 24].tolist()
        assert chosen in hidden["units"]
        seen += hidden["units"]
    assert set(seen) == set(range(128))


def test_without_a_drawing_a_unit_can_be_looked_at(open_page: OpenPage, quick_run: Snapshot) -> None:
    """A pressed tile showed nothing as long as nothing was drawn."""
    app = open_page(PAGE, run=quick_run.run_id, looked_at="One neuron", neuron_layer="Hidden layer", neuron_unit="5")
    (card,) = instruments(app, "neuron")
    assert not any(card["neuron"]["inputs"])
    assert at_work_data(app)["chosen"] == [0, 4]
