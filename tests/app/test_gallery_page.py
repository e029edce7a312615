"""The gallery: leafing, filtering and enlarging, through every order in which a visitor may do them."""

import contextlib
import io
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from components.charts.numbers import a_digit
from components.ml.forward import predict
from components.ml.mnist import DOUBTED_LABELS, PATH, Mnist
from components.ml.typical import coarser, distance, nearest, shifted, strangeness
from components.training.snapshot import Snapshot
from components.ui.common.program import program
from components.ui.gallery.file_to_batch import STEPS, steps
from tests.app.conftest import OpenPage, instruments, said

PAGE = "pages/mnist_gallery.py"


def shown(app: AppTest) -> list[int]:
    """The numbers of the digits on this page of the gallery."""
    return [number for data in instruments(app, "wall") for number in data["numbers"]]


def enlarged(app: AppTest) -> str:
    return said(app, "**Number ").strip("*")


def pixels(app: AppTest) -> dict[str, Any]:
    (data,) = instruments(app, "pixels")
    return data


def test_it_opens_with_the_first_digits(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert shown(app) == list(range(24))
    assert enlarged(app) == "Number 0, train: a 5"
    assert app.code[0].value == "[0, 0, 0, 0, 0, 1, 0, 0, 0, 0]"


def test_leafing_and_choosing(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.get_by_key("leaf").set_value(3).run()
    assert shown(app) == list(range(48, 72))
    app.number_input(key="number").set_value(50).run()
    assert enlarged(app) == "Number 50, train: a 3"
    assert shown(app) == list(range(48, 72))
    assert app.number_input(key="number").value == 50


def test_a_filter_shows_only_its_digit_from_the_first_page(open_page: OpenPage, mnist: Mnist) -> None:
    """Page 2,500 of all digits does not exist among the sevens, and nobody wants page 200 of them."""
    app = open_page(PAGE)
    app.get_by_key("leaf").set_value(2500).run()
    assert shown(app)[-1] == 59_999
    app.get_by_key("digit").set_value("7").run()
    assert shown(app) == np.flatnonzero(mnist.train.labels == 7)[:24].tolist()
    app.get_by_key("part").set_value("test").run()
    assert shown(app) == np.flatnonzero(mnist.test.labels == 7)[:24].tolist()
    app.get_by_key("digit").set_value("all").run()
    assert shown(app) == list(range(24))


def test_the_last_page_of_a_filter_may_be_short(open_page: OpenPage, mnist: Mnist) -> None:
    sevens = np.flatnonzero(mnist.test.labels == 7)  # 1,028 of them: 42 full pages and 20
    app = open_page(PAGE, part="test", digit="7", leaf="43")
    assert shown(app) == sevens[42 * 24 :].tolist()
    assert len(shown(app)) == 20


def test_the_enlarged_digit_is_one_of_those_shown(open_page: OpenPage, mnist: Mnist) -> None:
    """Beside a page of sevens once stood "Number 29 of test: a 1", chosen before the filter."""
    app = open_page(PAGE)
    app.number_input(key="number").set_value(29).run()
    app.get_by_key("part").set_value("test").run()
    assert enlarged(app) == "Number 0, test: a 7"
    app.get_by_key("digit").set_value("3").run()
    assert enlarged(app) == f"Number {np.flatnonzero(mnist.test.labels == 3)[0]}, test: a 3"


def test_a_number_that_the_other_part_lacks_falls_back(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.number_input(key="number").set_value(59_999).run()
    assert enlarged(app) == "Number 59,999, train: an 8"
    app.get_by_key("part").set_value("test").run()
    assert not app.exception
    assert enlarged(app) == "Number 0, test: a 7"


def test_pixels_before_and_after_dividing_by_255(open_page: OpenPage, mnist: Mnist) -> None:
    app = open_page(PAGE)
    assert pixels(app)["rows"] == mnist.train.pictures[0].tolist()
    assert (pixels(app)["scaled"], pixels(app)["shown"]) == (False, True)
    app.toggle(key="scaled").set_value(True).run()
    assert pixels(app)["scaled"]
    app.toggle(key="numbers").set_value(False).run()
    assert not pixels(app)["shown"]


def test_typical_and_strange_ones_come_first(open_page: OpenPage, mnist: Mnist) -> None:
    strange = strangeness(mnist.train)
    app = open_page(PAGE, order="strange")
    assert shown(app)[0] == strange.argmax()
    assert enlarged(app).startswith(f"Number {strange.argmax():,}, ")  # the address asks for no other one
    app.get_by_key("order").set_value("typical").run()
    assert shown(app)[0] == strange.argmin()
    assert enlarged(app).startswith(f"Number {strange.argmin():,}, ")
    app.get_by_key("digit").set_value("4").run()
    fours = np.flatnonzero(mnist.train.labels == 4)
    assert shown(app)[0] == fours[strange[fours].argmin()]
    assert set(mnist.train.labels[shown(app)]) == {4}


def test_shuffled_is_the_same_for_all(open_page: OpenPage) -> None:
    """So a link to a page of it shows others the same digits."""
    one, other = (open_page(PAGE, order="shuffled", leaf="7") for _ in range(2))
    assert shown(one) == shown(other)
    assert shown(one) != sorted(shown(one))


@pytest.mark.parametrize(("a_page", "across"), [("60", 10), ("200", 20)])
def test_more_digits_on_a_page_are_smaller(a_page: str, across: int, open_page: OpenPage) -> None:
    app = open_page(PAGE, a_page=a_page, leaf="2")
    assert shown(app) == list(range(int(a_page), 2 * int(a_page)))
    assert instruments(app, "wall")[0]["across"] == across


def test_those_that_ones_own_network_reads_wrong(open_page: OpenPage, quick_run: Snapshot, mnist: Mnist) -> None:
    app = open_page("pages/train_and_draw.py", run=quick_run.run_id)
    app.switch_page(PAGE).run()
    app.get_by_key("part").set_value("test").run()
    app.get_by_key("order").set_value("read wrong").run()
    read = predict(quick_run.layers, mnist.test.pictures).argmax(axis=1)
    wrong = np.flatnonzero(read != mnist.test.labels)
    assert shown(app) == wrong[:24].tolist()
    assert said(app, f"{quick_run.name} reads").startswith(f"{quick_run.name} reads **{read[wrong[0]]}** in it")
    assert said(app, f"{quick_run.name} reads").endswith(": wrong by its label.")


def test_twenty_digits_against_the_network(open_page: OpenPage, quick_run: Snapshot, mnist: Mnist) -> None:
    """The first one is answered wrong, the others right; then another round can begin. What both missed is shown first,
    then what one of them missed, then what both read as labelled though people doubt the label. Most rounds had none of
    those.
    """
    app = open_page("pages/train_and_draw.py", run=quick_run.run_id)
    app.switch_page(PAGE).run()
    app.button(key="contest_begin").click().run()
    numbers = app.session_state["contest"].numbers
    assert len(set(numbers)) == 20
    for place, number in enumerate(numbers):
        label = int(mnist.test.labels[number])
        app.button(key=f"contest_{(label + 1) % 10 if place == 0 else label}").click().run()
    scores = {metric.label: metric.value for metric in app.metric if " of " in metric.value}
    read = predict(quick_run.layers, mnist.test.pictures[numbers]).argmax(axis=1)
    right = int((read == mnist.test.labels[numbers]).sum())
    assert scores == {"You": "19 of 20", quick_run.name: f"{right} of 20"}
    mine, its = np.arange(20) == 0, read != mnist.test.labels[numbers]
    doubted = np.isin(numbers, list(DOUBTED_LABELS))
    assert doubted.sum() == 3
    strips = [html.value.count("<img") for html in app.html if "; label" in html.value]
    groups = [mine & its, mine ^ its, doubted & ~mine & ~its]
    assert strips == [group.sum() for group in groups if group.any()]
    app.button(key="contest_begin").click().run()
    assert app.session_state["contest"].answers == []
    assert app.session_state["contest"].numbers != numbers


def test_the_coarser_picture_is_read_by_the_network_at_hand(
    open_page: OpenPage, quick_run: Snapshot, mnist: Mnist
) -> None:
    app = open_page("pages/train_and_draw.py", run=quick_run.run_id)
    app.switch_page(PAGE).run()
    app.get_by_key("coarse").set_value(7).run()
    (probabilities,) = predict(quick_run.layers, coarser(mnist.train.pictures[0], 7)[None])
    assert said(app, "Digit number 0 in 7 × 7 squares.")
    assert said(app, "It is a 5.").startswith(f"It is a 5. {quick_run.name} reads {probabilities.argmax()}, ")


@pytest.mark.parametrize("leaf", ["0", "9999", "two"])
def test_a_page_in_the_url_that_is_none_falls_back_to_the_first(leaf: str, open_page: OpenPage) -> None:
    assert shown(open_page(PAGE, leaf=leaf)) == list(range(24))


def test_doubtful_labels_are_those_of_the_study(open_page: OpenPage) -> None:
    """It looked at the test part alone: in the other one the page says that there are none, and how to go on."""
    app = open_page(PAGE, part="test")
    app.get_by_key("order").set_value("doubtful").run()
    assert shown(app) == list(DOUBTED_LABELS)
    assert said(app, "**Its label is in doubt:** of five people, five a 9.")
    assert enlarged(app) == "Number 947, test: an 8"
    app.get_by_key("part").set_value("train").run()
    assert not shown(app)
    assert [box.value for box in app.info] == ["There is none of these. Choose another digit, order or part."]
    app.button(key="to_test").click().run()
    assert shown(app) == list(DOUBTED_LABELS)


def test_look_alikes_are_of_the_other_part(open_page: OpenPage, mnist: Mnist) -> None:
    app = open_page(PAGE, part="test", number="3")
    numbers, distances = nearest(mnist.train, mnist.test.pictures[3], 8)
    (strip,) = [html.value for html in app.html if " away</div>" in html.value]
    for number, away in zip(numbers, distances, strict=True):
        assert f"{a_digit(mnist.train.labels[number])}, {away:.1f} away" in strip
    assert "Its look-alikes in the training part" in [heading.value for heading in app.subheader]
    app.get_by_key("part").set_value("train").run()
    assert "Its look-alikes in the test part" in [heading.value for heading in app.subheader]


def test_two_digits_are_blended_subtracted_and_shifted(open_page: OpenPage, mnist: Mnist) -> None:
    """How far apart the two are; a second number that the other part lacks falls back to 1."""
    app = open_page(PAGE, second="59999")
    first, last = mnist.train.pictures[0], mnist.train.pictures[-1]
    assert said(app, "The two are").startswith(f"The two are {distance(first, last):.1f} apart")
    app.get_by_key("part").set_value("test").run()
    number = app.number_input(key="number").value
    apart = distance(mnist.test.pictures[int(number)], mnist.test.pictures[1])
    assert said(app, "The two are").startswith(f"The two are {apart:.1f} apart")
    app.get_by_key("combined").set_value("shifted").run()
    app.get_by_key("columns").set_value(-3).run()
    picture = mnist.test.pictures[int(number)]
    assert said(app, "The two are").startswith(f"The two are {distance(picture, shifted(picture, -3)):.1f} apart")
    app.get_by_key("combined").set_value("subtracted").run()
    assert said(app, "The two are").startswith(f"The two are {apart:.1f} apart")


def test_by_swapped_labels_a_network_is_wrong_that_has_not_changed(
    open_page: OpenPage, quick_run: Snapshot, mnist: Mnist
) -> None:
    app = open_page("pages/train_and_draw.py", run=quick_run.run_id)
    app.switch_page(PAGE).run()
    read = predict(quick_run.layers, mnist.test.pictures).argmax(axis=1)
    labels = mnist.test.labels.astype(int)
    for one, other in ((4, 9), (1, 1), (3, 8)):
        app.get_by_key("swap_one").set_value(one).run()
        app.get_by_key("swap_other").set_value(other).run()
        swapped = np.where(labels == one, other, np.where(labels == other, one, labels))
        figures = {metric.label: metric for metric in app.metric}
        assert figures["Accuracy by MNIST's labels"].value == f"{(read == labels).mean():.3f}"
        assert figures["by the swapped labels"].value == f"{(read == swapped).mean():.3f}"
        assert bool(figures["by the swapped labels"].delta) == (one != other)


def test_from_the_file_to_the_batch_each_step_prints_what_it_does(open_page: OpenPage, mnist: Mnist) -> None:
    """The steps are the program's, run one after the other; as a whole it prints the same."""
    app = open_page(PAGE)
    outputs = []
    for name in STEPS:
        app.get_by_key("batch_step").set_value(name).run()
        assert said(app, f"**{name}:**")
        place = next(place for place, code in enumerate(app.code) if code.value == steps()[0][name].code)
        outputs.append(app.code[place + 1].value)
    whole = io.StringIO()
    with contextlib.redirect_stdout(whole):
        exec(program("file_to_batch", path=str(PATH)), {})
    assert "\n".join(outputs) == whole.getvalue().strip()
    assert outputs[0] == "(60000, 28, 28) (60000,) (10000, 28, 28) (10000,)"
    order = np.random.default_rng(42).permutation(60_000)
    assert outputs[6].startswith(f"{mnist.train.labels[order[0]]} [")
    assert steps()[1] == order[:32].tolist()


def test_the_map_is_there_when_it_is_asked_for(open_page: OpenPage) -> None:
    """It is a third of a megabyte, which nobody loads who does not look at it."""
    app = open_page(PAGE)
    assert not instruments(app, "map")
    app.session_state["map_open"] = True
    app.run()
    (data,) = instruments(app, "map")
    assert len(data["places"]) == len(data["labels"]) == 5_000


def test_another_page_shows_its_first_digit_large(open_page: OpenPage) -> None:
    """Leafing on, the digit of the page before stayed large; a random page showed its first one. Now all do."""
    app = open_page(PAGE, leaf="3")
    assert enlarged(app).startswith("Number 48, ")
    app.get_by_key("leaf").set_value(2).run()
    assert enlarged(app).startswith("Number 24, ")
    app.number_input(key="number").set_value(0).run()
    assert enlarged(app).startswith("Number 0, ")
    linked = open_page(PAGE, leaf="3", number="7")
    assert enlarged(linked).startswith("Number 7, ")
