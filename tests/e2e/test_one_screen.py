"""A control and the picture that it changes are on one screen, on a projector and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import settled

pytestmark = pytest.mark.e2e

SIZES = {"projector": (1280, 720), "phone": (390, 844)}
PLANE, CURVE, NEURON = ".plane > svg", ".curve > svg", "[role=img][aria-label^='Neuron:']"
NETWORK, NETWORK_TABLE = ".network svg", ".network table"
FITTING = ("fit_shape", "fit_rate", "fit_units", "fit_activation", "fit_optimizer")
# Of each page: controls by their keys, and the picture that each of them changes.
PAIRS = {
    "/": [("sun", NEURON)],
    "/first_steps": [
        ("pressed_ideas", ".st-key-nature_birds"),
        ("nature_birds", "[aria-label^='Two boxes']"),
        ("circle", "[aria-label^='Three circles']"),
        ("sort", "[aria-label^='Three circles']"),
        ("n_inputs", "[data-testid=stImage]:has(img[alt^='Layers'])"),
        ("n_outputs", "[data-testid=stImage]:has(img[alt^='Layers'])"),
        ("a_length", "[aria-label^='A rectangle']"),
        ("r_ink", "img[alt*='ink, where']"),
        ("r_ink", "[data-testid=stMetric]"),
        ("r_middle", "[data-testid=stMetric]"),
    ],
    "/first_steps?task=language": [("words", "[data-testid=stTable]:has-text('the rule says')")],
    "/perceptron": [
        *((key, NEURON) for key in ("sunny", "weight_sunny", "weight_free", "reluctance")),
        *((key, f".st-key-gates_plane {PLANE}") for key in ("gate", "w1", "w2", "b")),
        ("input", f".st-key-gates_neuron {NEURON}"),
        *((key, f".st-key-rule_plane {PLANE}") for key in ("rule_step", "rule_epoch", "data", "rate")),
        *((key, f".st-key-xor_before {PLANE}") for key in ("h1_w1", "h1_b", "h2_w1", "h2_b")),
        *((key, f".st-key-xor_after {PLANE}") for key in ("out_w1", "out_b")),
    ],
    "/learning": [
        *((key, f".st-key-fit_curve {CURVE}") for key in ("fit_1", "fit_run", "fit_again", *FITTING)),
        *((key, "[data-testid=stVegaLiteChart]") for key in ("fit_1", "fit_run", *FITTING)),
        *((key, f".st-key-w_path {CURVE}") for key in ("w_rate", "w_steps", "w_start")),
        *((key, f".st-key-f_curve {CURVE}") for key in ("f_name", "f_z")),
        *((key, "[aria-label^='Shares:']") for key in ("s_3", "s_5", "s_8", "s_target")),
        *((key, NETWORK) for key in ("b_next", "b_again", "b_x1", "b_x2", "b_target", "b_rate", "b_seed")),
        *((key, NETWORK_TABLE) for key in ("b_next", "b_again", "b_x1", "b_x2", "b_target")),
        *((key, "[aria-label^='The first batch']") for key in ("e_digits", "e_batch")),
        *((key, "[data-testid=stMetric]") for key in ("e_digits", "e_batch", "e_epochs")),
    ],
    "/sklearn_perceptron": [
        (key, "[aria-label^='Both classes and the decision line']")
        for key in (
            "epoch",
            "epoch_play",
            "data_set",
            "class_sep",
            "samples",
            "max_iter",
            "eta0",
            "tol",
            "random_state",
        )
    ],
    "/sklearn_perceptron?data_set=breast+cancer": [
        (key, "[aria-label^='The sum z of each test example']")
        for key in ("epoch", "data_set", "max_iter", "eta0", "tol", "random_state")
    ],
    "/sklearn_perceptron?data_set=blobs&compare=data_set:moons": [
        (key, "[aria-label^='Both classes and the decision line']") for key in ("epoch", "max_iter", "eta0", "tol")
    ],
    "/sklearn_perceptron?data_set=your+own": [
        (key, f".st-key-own_plane {PLANE}") for key in ("epoch", "max_iter", "eta0", "tol")
    ],
    "/mnist_gallery": [
        *((key, ".pixels svg") for key in ("wall", "scaled")),  # a phone has no room for the numbers
        *((key, ".wall") for key in ("part", "order", "digit", "random_page", "leaf")),
        ("average_of", "img[alt^='The mean of each pixel']"),
        ("average_of", "img[alt^='How much each pixel differs']"),
        ("coarse", "img[alt^='Digit number 0 in']"),
        *((key, "img[alt='Picture: blended.']") for key in ("combined", "second", "blend")),
        *((key, "[data-testid=stMetric]:has-text('swapped')") for key in ("swap_one", "swap_other")),
        ("batch_step", "[data-testid=stCode]:has-text('np.load')"),
    ],
    "/train_and_draw?source=Pick+a+test+digit": [("test_digit", "[aria-label^='Ten bars']")],
    "/train_and_draw": [("paper", "[aria-label^='Ten bars']"), ("clear", "[aria-label^='Ten bars']")],
    "/look_inside?source=Pick+a+test+digit&test_digit=8": [
        ("test_digit", "[aria-label^='The network at work']"),
        ("looked_at", "[aria-label^='The network at work']"),
        ("matters_for", "img[alt^='The same digit, coloured']"),
    ],
    "/look_inside?source=Pick+a+test+digit&looked_at=Softmax": [("temperature", ".softmax table")],
    "/look_inside?source=Pick+a+test+digit&looked_at=Break+it&neuron_layer=Hidden+layer": [
        ("neuron_unit", "[aria-label^='The network at work']"),
        ("weight_noise", "[aria-label^='The network at work']"),
    ],
    "/plane": [
        *((key, ".on_plane .large canvas") for key in ("plane_data", "plane_run", "plane_one", "plane_epochs")),
        ("plane_run", ".on_plane .told"),
    ],
    "/frameworks": [
        ("fw_year", "[aria-label^='Three lanes']"),
        ("fw_step", ".st-key-three_programs [data-testid=stCode]"),
        ("fw_engine", "[aria-label*='steering wheel']"),
    ],
}

# Of a run that has ended.
REWIND_PAIRS = [
    (key, picture)
    for key in ("moment", "moment_play")
    for picture in (
        ".st-key-verdict",
        "[aria-label^='Ten bars']",
        "[aria-label^='Curves of loss']",
        "[aria-label^='Curves of acc']",
    )
]


def height_of(page: Page, key: str, picture: str) -> float:
    """Pixels from the top of the upper of the two to the bottom of the lower one."""
    boxes = [page.locator(place).first.bounding_box() for place in (f".st-key-{key}", picture)]
    assert all(boxes), f"{key} or {picture} is not there"
    tops, bottoms = [box["y"] for box in boxes], [box["y"] + box["height"] for box in boxes]
    return max(bottoms) - min(tops)


@pytest.mark.parametrize("address", PAIRS)
def test_a_control_and_its_picture_are_on_one_screen(address: str, server, visit) -> None:
    page = visit(server, address)
    assert too_far(page, PAIRS[address]) == {}


def test_what_rewinds_a_run_is_on_one_screen_with_all_that_follows_it(server, visit, learned: str) -> None:
    """Play stood below the fold of a projector: who pressed it saw neither the answer nor the curves change."""
    assert too_far(visit(server, learned), REWIND_PAIRS) == {}


def too_far(page: Page, pairs: list[tuple[str, str]]) -> dict[str, float]:
    """The pairs that don't fit one screen, each with its height in pixels."""
    found = {}
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        page.wait_for_timeout(1_000)  # instruments and charts fit themselves to their place a moment later
        for key, picture in pairs:
            if (tall := height_of(page, key, picture)) > height:
                found[f"{key} and {picture} on a {size}"] = tall
    return found


def test_on_a_phone_the_enlarged_digit_stays_in_view(server, visit) -> None:
    """It lay below the wall: who pressed a digit on a phone saw nothing happen."""
    page = visit(server, "/mnist_gallery")
    width, height = SIZES["phone"]
    page.set_viewport_size({"width": width, "height": height})
    settled(page)
    digit = page.locator(".wall button").nth(11)
    digit.click()
    expect(page.get_by_text("Number 11, train: a 5")).to_be_in_viewport(ratio=1)
    picture = page.locator(".pixels svg")
    expect(picture).to_be_in_viewport(ratio=1)
    box, enlarged = digit.bounding_box(), picture.bounding_box()
    assert box["y"] + box["height"] < enlarged["y"]
    assert box["y"] > 60  # below the header


# What stands on the first screen of a projector, without scrolling, and a phone's longest way down to a page's stage.
FIRST_SCREEN = {
    "/look_inside?source=Pick+a+test+digit&test_digit=8": ("at_work", "looked_at", "cure"),
    "/look_inside?source=Pick+a+test+digit&looked_at=Softmax": ("softmax_steps", "looked_at", "temperature"),
    "/look_inside?source=Pick+a+test+digit&looked_at=Break+it": ("at_work", "looked_at", "weight_noise", "no_biases"),
    "/look_inside?source=Pick+a+test+digit&looked_at=Break+it&neuron_layer=Hidden+layer&neuron_unit=43": (
        "at_work",
        "factor_0_42",
    ),
    "/train_and_draw": ("train", "source", "paper", "clear"),
    "/mnist_gallery": ("part", "order", "digit", "wall", "leaf", "numbers"),
    "/sklearn_perceptron": ("epoch", "data_set", "max_iter", "eta0", "tol", "random_state"),
}


@pytest.mark.parametrize("address", FIRST_SCREEN)
def test_a_stage_begins_at_the_top_and_fits_the_first_screen(address: str, server, visit) -> None:
    """A title, a sentence and a line of words took a third of a projector's screen; what was to be moved, or what it
    moved, stood below the fold.
    """
    page = visit(server, address)
    width, height = SIZES["projector"]
    page.set_viewport_size({"width": width, "height": height})
    settled(page)
    page.wait_for_timeout(1_000)
    ends = {key: page.locator(f".st-key-{key}").first.bounding_box() for key in FIRST_SCREEN[address]}
    assert all(ends.values()), ends
    assert {key: box["y"] + box["height"] for key, box in ends.items() if box["y"] + box["height"] > height} == {}
    head = page.locator(".st-key-head").bounding_box()
    assert head["y"] + head["height"] < 165
    words = page.get_by_text("Words on this page").bounding_box()
    assert words["y"] + words["height"] < 120  # beside the title
    page.get_by_text("Words on this page").click()
    expect(page.locator("[class*=st-key-words_] [data-testid=stPageLink]").first).to_be_visible()
