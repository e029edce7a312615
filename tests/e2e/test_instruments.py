"""The instruments' arithmetic, held against Python's, and what pressing and pulling them does."""

import itertools
import random
import re
from collections.abc import Callable
from dataclasses import asdict, astuple
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect
from scipy.special import softmax

from components.charts.half_plane import corners, half_plane
from components.charts.numbers import factor, number
from components.charts.palette import NEGATIVE, POSITIVE
from components.ml.activations import ACTIVATIONS, value_and_slope
from components.ml.cross_entropy import cross_entropy, shares
from components.ml.curve_fitting import curve as curve_to_learn
from components.ml.neuron import Neuron
from components.ml.one_weight import LEFT, RIGHT, path
from components.ml.perceptron import INPUTS, Perceptron
from components.ml.xor import TwoLayers, xor_table
from components.ui.instruments import COLOURS, module
from components.ui.learning.activations import NAMES as ACTIVATION_NAMES
from components.ui.learning.batches import BATCH
from tests.conftest import wait_until
from tests.e2e.conftest import settled

pytestmark = pytest.mark.e2e

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def run(server, chromium) -> Run:
    """Call a function of an instrument's module in the browser, once for each of many arguments."""
    page = chromium.new_page()
    page.goto(f"{server.url}/_stcore/health")

    def run(name: str, function: str, arguments: list[Any]) -> list[Any]:
        script = """async ([text, call, all]) => {
            const address = URL.createObjectURL(new Blob([text], {type: 'text/javascript'}));
            const module = await import(address);
            return all.map(given => module[call](...given));
        }"""
        found: list[Any] = page.evaluate(script, [module(name), function, arguments])
        return found

    yield run
    page.close()


def tenths(generator: random.Random) -> float:
    return generator.randint(-20, 20) / 10


def neurons() -> list[Neuron]:
    """Hundreds of neurons: of a slider's tenths, of any numbers, and with many inputs."""
    generator = random.Random(3)
    found = []
    for count, activation in itertools.product((1, 2, 3, 7, 128), ACTIVATIONS.keys() - {"softmax"}):
        for place in range(12):
            some = tenths if place % 2 else lambda generator: generator.uniform(-3, 3)
            inputs, weights = (tuple(some(generator) for _ in range(count)) for _ in range(2))
            names = tuple(f"x{number}" for number in range(count))
            found.append(Neuron(inputs, weights, some(generator), names, activation))
    found.append(Neuron((1, 1), (0.3, 0.6), -0.9, ("x1", "x2")))  # 0 in tenths, and -1.1e-16 in binary
    found.append(Neuron((1,), (-0.0,), -3e-17, ("x1",)))
    return found


def described(neuron: Neuron) -> str:
    """The computation in one line, as the card is to say it."""
    places = sorted(range(len(neuron.inputs)), key=lambda place: -abs(neuron.products[place]))[:4]
    terms = [f"{factor(neuron.inputs[place])} × {factor(neuron.weights[place])}" for place in sorted(places)]
    terms += ["…"] * (len(neuron.inputs) > 4)
    bias = number(neuron.bias)
    plus = f"− {bias[1:]}" if bias.startswith("−") else f"+ {bias}"
    return f"{' + '.join(terms)} {plus} = {number(neuron.z)}, {neuron.activation} gives {number(neuron.output)}"


def test_numbers_are_written_as_python_writes_them(run: Run) -> None:
    """Also what lies exactly between two, such as 0.0625, and what is rounded to 0 from below."""
    generator = random.Random(1)
    values = [sixteenth / 16 for sixteenth in range(-40, 40)] + [0.0005, -0.0001, -0.0, 1e7, -3.1e38, 123456.789]
    values += [generator.choice((1, 10, 1e6)) * generator.uniform(-1, 1) for _ in range(400)]
    assert run("neuron", "number", [[value] for value in values]) == [number(value) for value in values]


def test_the_neuron_computes_what_the_neuron_in_python_does(run: Run) -> None:
    told = [[asdict(neuron)] for neuron in neurons()]
    for neuron, computed in zip(neurons(), run("neuron", "compute", told), strict=True):
        assert computed["products"] == list(neuron.products)
        assert computed["z"] == neuron.z
        assert computed["output"] == pytest.approx(neuron.output, rel=1e-12, abs=1e-300)
    assert run("neuron", "describe", told) == [described(neuron) for neuron in neurons()]


def card(run: Run, neuron: Neuron) -> str:
    (computed,) = run("neuron", "compute", [[asdict(neuron)]])
    (html,) = run("neuron", "card", [[asdict(neuron), computed, "y", COLOURS]])
    return str(html)


def test_of_many_inputs_the_card_draws_those_that_matter_and_adds_up_the_rest(run: Run) -> None:
    neuron = Neuron((1,) * 100, tuple(i / 100 for i in range(100)), 0.0, tuple(f"p{i}" for i in range(100)))
    html = card(run, neuron)
    assert re.findall(r"p\d+(?= )", html) == [f"p{i}" for i in range(94, 100)]
    assert "94 more" in html
    assert number(sum(i / 100 for i in range(94))) in html


@pytest.mark.parametrize(("z", "says_yes"), [(-0.1, False), (0.1, True)])
@pytest.mark.parametrize("activation", ["step", "sigmoid", "relu"])
def test_the_output_has_the_colour_of_a_yes_where_it_is_one(
    activation: str, z: float, says_yes: bool, run: Run
) -> None:
    """A sigmoid's 0.14, a clear no, was in the colour of a yes, for it is above 0."""
    html = card(run, Neuron((1.0,), (z,), 0.0, ("x",), activation))
    assert (f"border:3px solid {POSITIVE}" in html) == says_yes


def test_what_is_rounded_to_0_has_no_colour_and_a_name_is_no_markup(run: Run) -> None:
    """A bias of -3e-17 was "− 0", with a wire in the colour of the negative."""
    html = card(run, Neuron((1.0,), (1.0,), -3e-17, ("<script>",)))
    assert NEGATIVE not in html
    assert "<script>" not in html


def perceptrons() -> list[Perceptron]:
    generator = random.Random(5)
    return [Perceptron(*(tenths(generator) for _ in range(3))) for _ in range(300)] + [Perceptron(0, 0, 0)]


def test_the_plane_is_shaded_and_answered_as_in_python(run: Run) -> None:
    low, high = -0.6, 1.6
    planes = run("plane", "halfPlane", [[asdict(one), low, high] for one in perceptrons()])
    for one, plane in zip(perceptrons(), planes, strict=True):
        region, line = half_plane(one.w1, one.w2, one.b, corners(low, high, low, high))
        np.testing.assert_allclose(np.reshape(plane["region"], (-1, 2)), np.reshape(region, (-1, 2)), atol=1e-12)
        np.testing.assert_allclose(np.reshape(plane["line"], (-1, 2)), np.reshape(line, (-1, 2)), atol=1e-12)
    asked = list(itertools.product(perceptrons(), INPUTS))
    answers = run("plane", "answers", [[asdict(one), *point] for one, point in asked])
    for (one, (x1, x2)), answer in zip(asked, answers, strict=True):
        exact = sum(Fraction(round(10 * w), 10) * x for w, x in zip(astuple(one), (x1, x2, 1), strict=True))
        assert answer == one.neuron(x1, x2).output == (1 if exact >= 0 else 0)


def test_the_arrow_stands_upright_on_the_line(run: Run) -> None:
    """It begins on the line and goes to the side that answers 1; where no line is in the picture, there is none."""
    arrows = run("plane", "arrow", [[asdict(one), -0.6, 1.6] for one in perceptrons()])
    assert {arrow is None for arrow in arrows} == {True, False}
    for one, arrow in zip(perceptrons(), arrows, strict=True):
        if arrow is not None:
            (x1, x2), tip = arrow["foot"], arrow["tip"]
            assert one.w1 * x1 + one.w2 * x2 + one.b == pytest.approx(0, abs=1e-12)
            assert (tip[0] - x1, tip[1] - x2) == pytest.approx((one.w1 / 4, one.w2 / 4))


def test_three_neurons_answer_as_in_python(run: Run) -> None:
    networks = [TwoLayers(*three) for three in zip(*[iter(perceptrons()[:300])] * 3, strict=True)]
    asked = [(network, row) for network in networks for row in xor_table(network)]
    layers = [[[asdict(one) for one in (net.hidden1, net.hidden2, net.output)], row.x1, row.x2] for net, row in asked]
    for (_, row), told in zip(asked, run("plane", "throughTwoLayers", layers), strict=True):
        assert (told["hidden"], told["answer"]) == ([row.h1, row.h2], row.answer)


def test_activations_and_slopes_are_pythons(run: Run) -> None:
    asked = [(name, z) for name in ACTIVATION_NAMES for z in np.linspace(-6, 6, 121).round(1).tolist()]
    for (name, z), told in zip(asked, run("curve", "valueAndSlope", [list(one) for one in asked]), strict=True):
        assert told == pytest.approx(value_and_slope(name, z), rel=1e-9, abs=1e-12)


def test_the_weight_takes_the_same_steps(run: Run) -> None:
    some = random.Random(7).randint
    asked = [(some(1, 120) / 100, some(0, 20), some(-40, 80) / 10) for _ in range(300)]
    told = run("curve", "descend", [[*one, [LEFT, RIGHT]] for one in asked])
    for one, places in zip(asked, told, strict=True):
        np.testing.assert_allclose(places, [[place.weight, place.loss] for place in path(*one)], rtol=1e-9, atol=1e-15)


def test_a_curve_that_is_drawn_goes_where_python_has_it(run: Run) -> None:
    some = random.Random(9).randint
    drawn = [tuple(some(-30, 70) / 10 for _ in range(9)) for _ in range(20)]
    asked = [(heights, *curve_to_learn("drawn by hand", drawn=heights)) for heights in drawn]
    for heights, x, y in asked:
        told = run("curve", "between", [[heights, at, [-2, 2]] for at in x.ravel().tolist()])
        assert told == pytest.approx(y.ravel().tolist(), abs=1e-9)


def test_shares_and_their_loss_are_pythons(run: Run) -> None:
    some = random.Random(11).randint
    asked = [[some(-50, 50) / 10 for _ in range(3)] for _ in range(400)]
    for scores, told in zip(asked, run("shares", "shares", [[scores] for scores in asked]), strict=True):
        assert told == pytest.approx(shares(scores), rel=1e-12)
    losses = run("shares", "crossEntropy", [[scores, place % 3] for place, scores in enumerate(asked)])
    assert losses == pytest.approx([cross_entropy(scores, place % 3) for place, scores in enumerate(asked)], abs=1e-12)


def test_a_batch_of_any_size_has_room(run: Run) -> None:
    asked = [(count, width) for count in BATCH.options for width in (300, 356, 790, 1_400)]
    for (count, width), told in zip(asked, run("batch", "fit", [[*one, 190, 84] for one in asked]), strict=True):
        columns, side = told["columns"], told["side"]
        assert 0 < side <= 84
        assert columns * side <= width
        assert -(-count // columns) * side <= 190


def test_softmax_with_a_temperature_is_scipys(run: Run) -> None:
    some = random.Random(12).randint
    asked = [([some(-3_000, 3_000) / 100 for _ in range(10)], some(1, 50) / 10) for _ in range(200)]
    for (scores, temperature), told in zip(asked, run("softmax", "steps", [list(one) for one in asked]), strict=True):
        assert told["shares"] == pytest.approx(softmax(np.array(scores) / temperature), abs=1e-12)
        assert max(told["powers"]) == 1


def test_tiles_of_any_number_have_room(run: Run) -> None:
    """As large as fits; where that would be too small to see, the box is wider, and scrolls."""
    asked = [(count, width) for count in (1, 4, 8, 12, 16, 24) for width in (40, 90, 142, 206, 500)]
    for (count, width), told in zip(asked, run("at_work", "fitting", [[*one, 240] for one in asked]), strict=True):
        side, across = told["side"], told["across"]
        assert side >= 24
        assert -(-count // across) * (side + 9) <= 240
        assert across * (side + 4) - 4 <= width or side == 24


# In the page


def handle(page: Page, key: str) -> tuple[float, float]:
    """Where a slider's handle is."""
    place = page.locator(f".st-key-{key} input[type=range]").evaluate(
        "input => { const {x, y, width, height} = input.parentElement.parentElement.getBoundingClientRect();"
        " return [x + width / 2, y + height / 2]; }"
    )
    return place[0], place[1]


def middle(locator: Locator) -> tuple[float, float]:
    # A picture that is just being drawn anew is nowhere for a moment.
    wait_until(lambda: locator.bounding_box() is not None, 10, "it is drawn")
    box = locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_homes_neuron_follows_the_thumb(server, visit) -> None:
    """It changed only when the slider was let go: one met a neuron by letting go."""
    page = visit(server, "/")
    neuron = page.get_by_role("img", name="Neuron:")
    expect(neuron).to_have_accessible_name("Neuron: 0.2 × 0.6 + 1 × 0.8 − 1 = −0.08, step gives 0")
    expect(page.get_by_text("Stay at home", exact=True)).to_be_visible()
    x, y = handle(page, "sun")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 120, y, steps=4)
    held = neuron.get_attribute("aria-label")
    assert held != "Neuron: 0.2 × 0.6 + 1 × 0.8 − 1 = −0.08, step gives 0"
    expect(page.get_by_text("Go outside", exact=True)).to_be_visible()
    assert "sun=" not in page.url
    page.mouse.up()
    expect(page).to_have_url(re.compile("sun=0"))
    assert neuron.get_attribute("aria-label") == held


WATCH = """() => {
    const picture = () => document.querySelector('.st-key-gates_plane .plane > svg').innerHTML;
    let before = picture();
    window.pulls = [];
    addEventListener('pointermove', () => {
        const pull = {at_once: picture() !== before, drawn: picture()};
        setTimeout(() => pulls.push({...pull, same: picture() === pull.drawn,
            says: Number(document.querySelector('.st-key-w1 input').ariaValueText)}), 80);
        before = pull.drawn;
    });
}"""


def test_the_picture_does_not_wait_for_the_slider_that_is_pulled(server, visit) -> None:
    """A slider is drawn a frame after its pointer has moved, and the picture was drawn after it. Now it is drawn while
    the pointer's event goes on, and what the slider says then changes nothing in it.
    """
    page = visit(server, "/perceptron?w1=-1&w2=1&b=-1.2")
    slider = page.locator(".st-key-w1 input[type=range]")
    page.locator(".st-key-w1").scroll_into_view_if_needed()
    settled(page)
    x, y, width = slider.evaluate(
        "input => { const {x, y, width, height} = input.closest('[data-orientation]').getBoundingClientRect();"
        " return [x, y + height / 2, width]; }"
    )
    page.mouse.move(x + 0.25 * width, y)
    page.mouse.down()
    page.evaluate(WATCH)
    some = random.Random(13)
    values = [value for value in (some.randint(-20, 20) / 10 for _ in range(20)) if value != -1]
    for value in values:
        page.mouse.move(x + (value + some.uniform(-0.04, 0.04) + 2) / 4 * width, y)
        page.wait_for_timeout(150)
    page.mouse.up()
    pulls = page.evaluate("pulls")[: len(values)]
    assert [pull["says"] for pull in pulls] == values
    assert all(pull["same"] for pull in pulls), pulls
    changed = [True, *(one != other for one, other in itertools.pairwise(values))]
    assert [pull["at_once"] for pull in pulls] == changed


def test_the_line_is_pulled_and_turned_and_the_sliders_follow(server, visit) -> None:
    page = visit(server, "/perceptron?w1=1&w2=1&b=-1.5")
    plane = page.get_by_role("group", name="Plane of x1 and x2").first
    card = page.get_by_role("img", name=re.compile(r"^Neuron: 1 × .* 1 × ")).first
    expect(plane).to_have_attribute("aria-label", "Plane of x1 and x2 with 4 points. 4 of 4 right.")
    line = page.get_by_role("slider", name="Pull the line").first
    page.locator(".st-key-w1").scroll_into_view_if_needed()
    settled(page)
    box = line.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 4, box["y"] + box["height"] / 4
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y + 60, steps=5)
    # While it is held, all follow but the address.
    expect(plane).to_have_attribute("aria-label", re.compile("[23] of 4 right; wrong: "))
    assert "b=-1.5" in page.url
    held = card.get_attribute("aria-label")
    assert "− 1.5" not in held
    page.mouse.up()
    expect(page).not_to_have_url(re.compile("b=-1.5"))
    bias = re.search(r"b=(-[\d.]+)", page.url)[1]
    expect(page.locator(".st-key-b input")).to_have_value(bias)
    assert f"− {bias[1:]} =" in card.get_attribute("aria-label") == held
    # Turned at its arrow by keyboard, a tenth a press.
    arrow = page.get_by_role("slider", name="Turn the arrow").first
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp"):
        arrow.press(key)
    expect(page.locator(".st-key-w1 input")).to_have_value("0.8")
    expect(page.locator(".st-key-w2 input")).to_have_value("1.1")
    expect(page).to_have_url(re.compile(r"w1=0\.8&w2=1\.1"))


def test_points_are_set_in_the_plane(server, visit) -> None:
    """A press adds one, a press on one turns it round, a pull moves it, and a pull out of the picture takes it away."""
    page = visit(server, "/perceptron?data=My+own+points&points=0+0+0;+1+1+1")
    plane = page.get_by_role("group", name=re.compile("^Plane of x1 and x2 with [0-3] points"))
    points = page.get_by_role("button", name=re.compile(r"^Point \("))
    text = page.get_by_role("textbox", name="Points")
    expect(points).to_have_count(2)
    plane.scroll_into_view_if_needed()
    (x0, y0), (x1, y1) = middle(points.nth(0)), middle(points.nth(1))
    page.mouse.click((x0 + x1) / 2, (y0 + y1) / 2)
    expect(text).to_have_value(re.compile(r"^0 0 0; 1 1 1; 0\.5\d? 0\.5\d? 1$|^0 0 0; 1 1 1; 0\.49 0\.5\d? 1$"))
    page.mouse.click(*middle(points.nth(2)))
    expect(text).to_have_value(re.compile(r" 0$"))
    page.mouse.move(*middle(points.nth(2)))
    page.mouse.down()
    page.mouse.move(x1, y0, steps=4)
    page.mouse.up()
    expect(text).to_have_value("0 0 0; 1 1 1; 1 0 0")
    points.nth(2).press("ArrowUp")
    expect(text).to_have_value("0 0 0; 1 1 1; 1 0.05 0")
    points.nth(2).press("Delete")
    expect(text).to_have_value("0 0 0; 1 1 1")
    page.mouse.move(*middle(points.nth(0)))
    page.mouse.down()
    page.mouse.move(x0, y0 + 160, steps=4)
    page.mouse.up()
    # One point alone is nothing to learn from; it stays to be seen, and others can be added.
    expect(text).to_have_value("1 1 1")
    expect(points).to_have_count(1)
    # Without any point the picture is still there for the next one.
    points.nth(0).press("Delete")
    expect(text).to_have_value("")
    expect(points).to_have_count(0)
    page.mouse.click((x0 + x1) / 2, (y0 + y1) / 2)
    expect(points).to_have_count(1)


def test_the_handle_is_pulled_along_its_curve(server, visit) -> None:
    """The sum z of an activation, and where the weight begins: by mouse and by keyboard, and the sliders follow."""
    page = visit(server, "/learning?f_name=tanh&w_steps=3&w_rate=0.3")
    curve = page.get_by_role("group", name="The curve of tanh and its slope.")
    neuron = page.get_by_role("img", name=re.compile(r"^Neuron: .* tanh gives"))
    point = curve.get_by_role("slider", name="Pull the point")
    point.scroll_into_view_if_needed()
    settled(page)
    x, y = middle(point)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y, steps=4)
    held = curve.get_attribute("aria-label")
    assert "At z = 1 " not in held
    assert "Neuron: 1 ×" not in neuron.get_attribute("aria-label")
    assert "f_z" not in page.url
    page.mouse.up()
    expect(page).to_have_url(re.compile("f_z="))
    assert curve.get_attribute("aria-label") == held
    point.press("End")
    expect(page.locator(".st-key-f_z input")).to_have_value("6")
    expect(page).to_have_url(re.compile("f_z=6"))
    # A curve to be learned is drawn by pulling its points.
    page.locator(".st-key-fit_shape").get_by_role("radio", name="drawn by hand").click()
    point = page.get_by_role("slider", name="Pull the point at x = 0.5", exact=True)
    x, y = middle(point)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 9, y - 60, steps=4)
    assert "fit_drawn" not in page.url
    page.mouse.up()
    for key in ("Home", "ArrowUp", "PageUp"):
        point.press(key)
    expect(point).to_be_focused()
    expect(page).to_have_url(re.compile(r"fit_drawn=0\+3\+4\+2\+-1\+-1\.9\+0\+4\+5"))
    valley = page.get_by_role("group", name=re.compile("^The loss of one weight"))
    for _ in range(5):
        valley.get_by_role("slider", name="Pull the point").press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"w_start=-1\.5"))
    end = path(0.3, 3, -1.5)[-1]
    expect(valley).to_have_attribute(
        "aria-label", re.compile(f"After 3 steps w is {number(end.weight)}, the loss {number(end.loss)}.$")
    )


def test_shares_and_batch_follow_the_slider_and_an_edge_says_its_product(server, visit) -> None:
    page = visit(server, "/learning")
    bars = page.get_by_role("img", name="Shares: 3 0.705, 5 0.259, 8 0.035. The target is 3, the loss 0.349.")
    bars.scroll_into_view_if_needed()
    settled(page)
    x, y = handle(page, "s_3")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 90, y, steps=4)
    expect(bars).to_have_count(0)
    assert "s_3" not in page.url
    page.mouse.up()
    expect(page).to_have_url(re.compile("s_3="))
    batch = page.get_by_role("img", name="The first batch: 32 handwritten digits.")
    batch.scroll_into_view_if_needed()
    page.locator(".st-key-e_batch input").press("ArrowRight")
    expect(page.get_by_role("img", name="The first batch: 64 handwritten digits.")).to_be_visible()
    # An edge is pressed, and the next ones are reached by the arrow keys.
    page.get_by_role("button", name="Forward", exact=True).click()
    edge = page.get_by_role("radio", name=re.compile("^x2 → h1: x2 × w = 0.5 × 0.72 = 0.36 is added"))
    edge.click()
    expect(edge).to_be_checked()
    expect(page.locator(".network .says")).to_have_text(
        "x2 → h1: x2 × w = 0.5 × 0.72 = 0.36 is added to the sum z of h1."
    )
    edge.press("ArrowDown")
    expect(page.get_by_role("radio", name=re.compile("^bias of h1: 1 × b"))).to_be_focused()
    page.locator(".network tr[data-name='h1 → y']").click()
    expect(page.get_by_role("radio", name=re.compile("^h1 → y: h1 × w"))).to_be_checked()
