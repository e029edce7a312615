"""The page on how networks learn: every control, with exact values, and every script that it shows."""

from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from components.charts.numbers import fine_number, loss_text, number
from components.ml.backpropagation import ExampleSettings, advance, begin
from components.ml.cross_entropy import cross_entropy, shares
from components.ml.curve_fitting import Fitting, FittingSettings, answer, learn, start, to_learn
from tests.app.conftest import OpenPage, chart_table, instruments, printed, said, texts

PAGE = "pages/learning.py"
HOME = "pages/home.py"


def press(app: AppTest, *keys: str) -> AppTest:
    for key in keys:
        app.button(key=key).click().run()
        assert not app.exception
    return app


# 1. Guess, measure, adjust, repeat


def shows(app: AppTest, fitting: Fitting) -> bool:
    """Whether the picture has this network's curve beside the one to be learned."""
    (fit,) = [told for told in instruments(app, "curve") if told["kind"] == "fit"]
    x, y = to_learn(fitting.settings)
    return bool(
        fit["truth"] == np.hstack([x, y]).tolist() and fit["guesses"] == np.hstack([x, answer(fitting, x)]).tolist()
    )


def test_the_network_begins_with_the_seeds_weights(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    begun = start(FittingSettings())
    assert said(app, "**Step 0.").startswith(f"**Step 0. Loss {loss_text(begun.loss)}.**")
    assert shows(app, begun)
    assert list(chart_table(app)["loss"]) == [begun.loss]


def test_one_ten_and_a_hundred_steps(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    for key, steps in (("fit_1", 1), ("fit_10", 11), ("fit_100", 111), ("fit_1", 112)):
        press(app, key)
        expected = learn(start(FittingSettings()), steps)
        assert said(app, "**Step").startswith(f"**Step {steps}. Loss {loss_text(expected.loss)}.**")
        assert list(chart_table(app)["loss"]) == list(expected.losses)
        assert shows(app, expected)
        assert printed(app, "curve_fitting") == f"loss after {steps} steps: {expected.loss:.4f}\n"
    press(app, "fit_again")
    assert said(app, "**Step 0.")


@pytest.mark.parametrize(
    ("key", "value", "settings"),
    [
        ("fit_rate", 0.1, {"learning_rate": 0.1}),
        ("fit_units", 32, {"hidden_units": 32}),
        ("fit_units", 1, {"hidden_units": 1}),
        ("fit_activation", "relu", {"activation": "relu"}),
        ("fit_optimizer", "momentum", {"optimizer": "momentum"}),
        ("fit_seed", 7, {"seed": 7}),
        ("fit_shape", "sine", {"curve": "sine"}),
        ("fit_noise", 0.5, {"noise": 0.5}),
        ("fit_shape", "drawn by hand", {"curve": "drawn by hand"}),
    ],
)
def test_every_setting_begins_anew_and_counts(
    key: str, value: Any, settings: dict[str, Any], open_page: OpenPage
) -> None:
    app = press(open_page(PAGE), "fit_10")
    app.get_by_key(key).set_value(value).run()
    assert said(app, "**Step 0.")
    press(app, "fit_100")
    expected = learn(start(FittingSettings(**settings)), 100)
    assert said(app, "**Step").startswith(f"**Step 100. Loss {loss_text(expected.loss)}.**")
    assert printed(app, "curve_fitting") == f"loss after 100 steps: {expected.loss:.4f}\n"


def test_a_curve_that_was_drawn_is_learned(open_page: OpenPage) -> None:
    """It is in the address, written as people write: with a comma, and with more than the picture has room for."""
    app = press(open_page(PAGE, fit_shape="drawn by hand", fit_drawn="-9 0,5 1 2 3 -1.04 0 4 99"), "fit_100")
    drawn = (-3.0, 0.5, 1.0, 2.0, 3.0, -1.0, 0.0, 4.0, 7.0)
    expected = learn(start(FittingSettings(curve="drawn by hand", drawn=drawn)), 100)
    assert shows(app, expected)
    assert printed(app, "curve_fitting") == f"loss after 100 steps: {expected.loss:.4f}\n"
    for text in ("", "1 2", "a b c d e f g h i"):
        app.get_by_key("fit_drawn").set_value(text).run()
        assert shows(app, start(FittingSettings(curve="drawn by hand")))
        assert said(app, ":material/error: 9 numbers are needed.")


def test_a_run_learns_until_it_is_paused(open_page: OpenPage) -> None:
    """Each look takes 20 steps. Here, where no clock ticks, each rerun is a look."""
    app = press(open_page(PAGE), "fit_run")
    assert said(app, "**Step 20.")
    assert [app.button(key=key).disabled for key in ("fit_1", "fit_10", "fit_100")] == [True] * 3
    app.run()
    assert said(app, "**Step 40.")
    press(app, "fit_pause")
    app.run()
    assert said(app, "**Step 40.")
    assert not app.button(key="fit_1").disabled


def test_a_setting_moved_in_a_run_stops_it_at_the_new_start(open_page: OpenPage) -> None:
    app = press(open_page(PAGE), "fit_run")
    app.get_by_key("fit_seed").set_value(1).run()
    assert said(app, "**Step 0.")
    assert app.button(key="fit_run").label == "Run"


def test_a_run_ends_when_the_curve_is_learned(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    press(app, *["fit_100"] * 9)
    end = learn(start(FittingSettings()), 900)
    assert [message.value for message in app.success] == [
        f"**Step {end.steps}. Loss {end.loss:.4f}.** The network has learned the curve."
    ]
    assert end.steps < 900
    assert app.button(key="fit_run").disabled
    assert "Answer: **on it**." in texts(app)
    assert not app.button(key="fit_again").disabled


def test_a_run_that_diverges_is_told_without_a_nan(open_page: OpenPage) -> None:
    app = open_page(PAGE, fit_rate="3.0", fit_optimizer="gradient+descent".replace("+", " "))
    press(app, "fit_100")
    (warning,) = app.warning
    assert warning.value.startswith("**Diverged in ")
    assert not [text for text in texts(app) if "nan" in text.lower().split() or "inf" in text.lower().split()]
    assert np.isfinite(chart_table(app)["loss"]).all()
    assert "Answer: **far from it**." in texts(app)


def test_linear_units_are_told_why_they_fail(open_page: OpenPage) -> None:
    app = open_page(PAGE, fit_activation="linear")
    press(app, *["fit_100"] * 20)
    assert "This is the best straight line" in said(app, "**Step 2,000. Loss 1.5652.**")


def test_a_straight_line_that_is_not_the_best_is_not_called_so(open_page: OpenPage) -> None:
    """With these slow steps from weights near 0 the run ends at a loss of 1.9. It was called the best straight line."""
    app = open_page(
        PAGE,
        fit_activation="linear",
        fit_rate="0.001",
        fit_units="1",
        fit_optimizer="gradient descent",
        fit_seed="6509",
    )
    press(app, *["fit_100"] * 20)
    text = said(app, "**Step 2,000. Loss 1.9000.**")
    assert "This is only a straight line; the best one has a loss of 1.5652." in text
    assert "This is the best" not in text


def test_a_first_step_that_explodes_is_told_as_the_first(open_page: OpenPage) -> None:
    """It was told as "Diverged after 0 steps … each step overshoots by more than the one before"; none was before."""
    app = open_page(PAGE, fit_rate="3.0", fit_optimizer="gradient descent", fit_activation="relu")
    press(app, "fit_10")
    (warning,) = app.warning
    assert warning.value.startswith("**Diverged in the first step.** It was so large that the loss")
    assert list(chart_table(app)["loss"]) == [start(FittingSettings(activation="relu")).loss]


def test_a_later_step_that_explodes_is_told_by_its_number(open_page: OpenPage) -> None:
    """It was said that each step overshoots by more than the one before, which nobody had looked at."""
    app = open_page(PAGE, fit_rate="1.0", fit_optimizer="gradient descent")
    press(app, "fit_100")
    end = learn(start(FittingSettings(1.0, optimizer="gradient descent")), 100)
    assert end.diverged
    assert end.steps > 0
    (warning,) = app.warning
    assert warning.value.startswith(f"**Diverged in step {end.steps + 1}.** The steps became so large that the numbers")


def test_a_guess_is_compared_with_what_happened(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.get_by_key("guess_curve_fitting").set_value("Near it").run()
    press(app, *["fit_100"] * 9)
    assert "✗ No: **on it**." in texts(app)


def test_who_comes_back_finds_the_network_and_the_settings_again(open_page: OpenPage) -> None:
    """The settings of all five sections are kept on the way to another page and back. Without them the network, which
    belongs to its settings, would begin anew.
    """
    app = open_page(PAGE)
    moved = {
        "fit_units": 5,
        "fit_rate": 0.1,
        "fit_seed": 7,
        "fit_activation": "relu",
        "fit_optimizer": "momentum",
        "w_rate": 0.9,
        "w_steps": 2,
        "f_name": "tanh",
        "f_z": -2.5,
        "b_x1": -0.5,
        "b_x2": 1.5,
        "b_target": 0.5,
        "b_rate": 5.0,
        "b_seed": 8,
        "e_digits": 6_000,
        "e_batch": 100,
        "e_epochs": 3,
    }
    for key, value in moved.items():
        app.get_by_key(key).set_value(value).run()
    press(app, "fit_10", "b_next")
    loss = loss_text(learn(start(FittingSettings(0.1, 5, "relu", "momentum", 7)), 10).loss)
    assert said(app, f"**Step 10. Loss {loss}.**")
    app.query_params.clear()  # as a link to another page does
    app.switch_page(HOME).run()
    app.switch_page(PAGE).run()
    assert not app.exception
    assert {key: app.get_by_key(key).value for key in moved} == moved
    assert said(app, f"**Step 10. Loss {loss}.**")
    assert said(app, "**Forward.**")


def test_who_leaves_the_page_pauses_the_run(open_page: OpenPage) -> None:
    """It went on by itself as soon as one came back, with the guess still open."""
    app = press(open_page(PAGE), "fit_run")
    assert said(app, "**Step 20.")
    app.switch_page(HOME).run()
    app.switch_page(PAGE).run()
    assert said(app, "**Step 20.")
    assert app.button(key="fit_run").label == "Run"
    press(app, "fit_run")
    assert said(app, "**Step 40.")


# 2. The learning rate


@pytest.mark.parametrize(
    ("rate", "steps", "verdict", "happened"),
    [
        (0.03, 20, "**Too small.** Step 20: w = 1.13, loss 0.757.", "it creeps"),
        (0.3, 20, "**About right.** Step 20: w = 2, loss 0.", "it walks straight to the lowest point"),
        (0.9, 1, "**Oscillating.** Step 1: w = 4.4, loss 5.76.", "it jumps back and forth"),
        (1.1, 20, "**Diverging.** Step 4: w = −4.221, loss 38.698, outside the picture.", "it flies away"),
    ],
)
def test_what_a_learning_rate_comes_to(
    rate: float, steps: int, verdict: str, happened: str, open_page: OpenPage
) -> None:
    app = open_page(PAGE)
    app.slider(key="w_rate").set_value(rate).run()
    assert f"Answer: **{happened}**." not in texts(app)
    app.slider(key="w_steps").set_value(steps).run()
    assert said(app, verdict.partition(" ")[0])[: len(verdict)] == verdict
    assert f"Answer: **{happened}**." in texts(app)
    last = printed(app, "one_weight").splitlines()[-1]
    assert number(float(last.split()[3])) == verdict.partition("w = ")[2].partition(",")[0]
    app.slider(key="w_steps").set_value(0).run()
    assert said(app, "The weight is at −1.")


def test_another_rate_asks_anew(open_page: OpenPage) -> None:
    """A guess was judged against whatever rate came later: a visitor who had guessed rightly that 0.03 creeps was told,
    at 1.1,
    to have guessed wrongly, and could not guess again.
    """
    app = open_page(PAGE)
    app.get_by_key("guess_one_weight").set_value("It creeps").run()
    app.slider(key="w_steps").set_value(20).run()
    assert "✓ Right: **it creeps**." in texts(app)
    assert app.get_by_key("guess_one_weight").disabled
    app.slider(key="w_rate").set_value(1.1).run()
    assert not app.exception
    assert app.slider(key="w_steps").value == 0
    assert said(app, "The weight is at −1.")
    assert app.get_by_key("guess_one_weight").value is None
    assert not app.get_by_key("guess_one_weight").disabled
    assert not [text for text in texts(app) if "it creeps" in text]
    app.get_by_key("guess_one_weight").set_value("It flies away").run()
    app.slider(key="w_steps").set_value(3).run()
    assert "✓ Right: **it flies away**." in texts(app)


# 3. Activation functions


@pytest.mark.parametrize(
    ("name", "z", "sentence"),
    [
        ("step", 1.0, "**step at z = 1: output 1, slope 0.** The slope is dead here"),
        ("sigmoid", 6.0, "**sigmoid at z = 6: output 0.9975, slope 0.0025.** The slope is dead here"),
        ("tanh", 6.0, "**tanh at z = 6: output 0.9999877, slope 0.0000246.** The slope is dead here"),
        ("tanh", -6.0, "**tanh at z = −6: output −0.9999877, slope 0.0000246.** The slope is dead here"),
        ("tanh", 0.0, "**tanh at z = 0: output 0, slope 1.** If z grows"),
        ("relu", -2.0, "**relu at z = −2: output 0, slope 0.** The slope is dead here"),
        ("leaky_relu", -2.0, r"**leaky\_relu at z = −2: output −0.4, slope 0.2.** If z grows"),
    ],
)
def test_a_function_and_its_slope(name: str, z: float, sentence: str, open_page: OpenPage) -> None:
    """At z = 6 tanh was told with output 1 and slope 0, exactly like the step."""
    app = open_page(PAGE)
    app.get_by_key("f_name").set_value(name).run()
    app.slider(key="f_z").set_value(z).run()
    assert said(app, sentence)
    printed_lines = [line.replace("-", "−") for line in printed(app, "activations").splitlines()]
    rows = app.table[0].value.to_numpy().tolist()
    assert len(printed_lines) == len(rows) == 5
    for line, (function, output, slope, _) in zip(printed_lines, rows, strict=True):
        label, _, figures = line.partition(": output ")
        shown = [fine_number(float(figure.replace("−", "-"))) for figure in figures.split(", slope ")]
        assert [label, *shown] == [function.replace("\\", ""), output, slope]


def test_the_far_right_answers_the_question(open_page: OpenPage) -> None:
    app = open_page(PAGE, f_z="4.9")
    assert "Answer: **relu and leaky_relu**." not in texts(app)
    app.slider(key="f_z").set_value(6.0).run()
    assert "Answer: **relu and leaky_relu**." in texts(app)
    assert [row[-1] for row in app.table[0].value.to_numpy().tolist()] == ["dead", "dead", "dead", "alive", "alive"]


# 4. Softmax and cross-entropy


def test_three_scores_become_shares_and_a_loss(open_page: OpenPage) -> None:
    app = open_page(PAGE, s_8="2.5")
    app.get_by_key("s_target").set_value(5).run()
    scores = [2.0, 1.0, 2.5]
    (bars,) = instruments(app, "shares")
    assert (bars["values"], bars["target"], bars["controls"]) == (scores, 1, ["s_3", "s_5", "s_8"])
    rows = app.table[1].value.to_numpy().tolist()
    assert [row[2] for row in rows] == [number(share, 4) for share in shares(scores)]
    *lines, loss = printed(app, "softmax").replace("-", "−").splitlines()
    for line, (digit, _, share, slope) in zip(lines, rows, strict=True):
        assert [number(float(text.split()[-1].replace("−", "-")), 4) for text in line.split(",")] == [share, slope]
        assert line.startswith(f"{digit}: share")
    assert loss == f"loss {cross_entropy(scores, 1):.4f}"
    assert not [text for text in texts(app) if "they fall" in text]
    app.slider(key="s_3").set_value(2.1).run()
    assert "Answer: **they fall**." in texts(app)


# 5. Backpropagation by numbers


def told_gradients(app: AppTest) -> list[str]:
    """What the table beside the network says of each gradient."""
    return [edge["cells"][0].rpartition(" = ")[2] for edge in instruments(app, "network")[0]["edges"]]


def test_one_press_a_phase(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    expected = begin(ExampleSettings())
    assert app.button(key="b_next").label == "Forward"
    assert told_gradients(app) == ["?"] * 9
    press(app, "b_next")
    assert said(app, "**Forward.**").endswith(f"{number(expected.units[2].output)}.")
    press(app, "b_next")
    assert said(app, "**Loss.**") == "**Loss.** (answer − target)² = (0.4881 − 1)² = **0.262**."
    assert printed(app, "backpropagation") == f"loss {expected.loss:.6f}, after the update {expected.loss_after:.6f}\n"
    press(app, "b_next")
    assert said(app, "**Backward.**")
    assert told_gradients(app) == [number(edge.gradient, 4) for edge in expected.edges]
    press(app, "b_next")
    assert said(app, "**Update.**")
    assert [edge["cells"][1] for edge in instruments(app, "network")[0]["edges"]] == [
        f"{number(edge.weight, 4)} → {number(edge.updated, 4)}" for edge in expected.edges
    ]
    assert "Answer: **smaller**." in texts(app)
    press(app, "b_next")
    assert said(app, "Round 2: **Forward**")
    following = advance(advance(advance(advance(advance(expected)))))
    assert (
        printed(app, "backpropagation") == f"loss {following.loss:.6f}, after the update {following.loss_after:.6f}\n"
    )
    assert following.loss == expected.loss_after
    press(app, "b_again")
    assert said(app, "The inputs are there")


@pytest.mark.parametrize(
    ("key", "value", "settings"),
    [
        ("b_x1", -1.5, {"x1": -1.5}),
        ("b_x2", 2.0, {"x2": 2.0}),
        ("b_target", 0.0, {"target": 0.0}),
        ("b_rate", 10.0, {"learning_rate": 10.0}),
        ("b_seed", 3, {"seed": 3}),
    ],
)
def test_every_setting_of_the_example_begins_anew(
    key: str, value: Any, settings: dict[str, Any], open_page: OpenPage
) -> None:
    app = press(open_page(PAGE), *["b_next"] * 5)
    app.get_by_key(key).set_value(value).run()
    assert said(app, "The inputs are there")
    press(app, *["b_next"] * 4)
    expected = begin(ExampleSettings(**settings))
    assert said(app, "**Update.**").endswith(
        f"the loss is **{number(expected.loss_after, 4)}**; it was {number(expected.loss, 4)}."
    )
    assert printed(app, "backpropagation") == f"loss {expected.loss:.6f}, after the update {expected.loss_after:.6f}\n"


def test_the_panel_shows_the_largest_difference(open_page: OpenPage) -> None:
    app = press(open_page(PAGE), *["b_next"] * 3)
    difference = begin(ExampleSettings()).largest_difference
    assert difference < 1e-8
    assert f"**Largest difference: {difference:.12f}.**" in said(app, "A gradient can be found")


# 6. Epoch, batch, step


@pytest.mark.parametrize(
    ("digits", "size", "epochs", "steps", "last", "in_all"),
    [
        (60_000, 32, 5, "1,875", "32", "9,375"),
        (60_000, 64, 5, "938", "32", "4,690"),
        (1_000, 512, 1, "2", "488", "2"),
        (100, 1_000, 20, "1", "100", "20"),
    ],
)
def test_steps_are_counted(
    digits: int, size: int, epochs: int, steps: str, last: str, in_all: str, open_page: OpenPage
) -> None:
    app = open_page(PAGE)
    app.get_by_key("e_digits").set_value(digits).run()
    app.get_by_key("e_batch").set_value(size).run()
    app.slider(key="e_epochs").set_value(epochs).run()
    assert {metric.label: metric.value for metric in app.metric} == {
        "Steps in an epoch": steps,
        "Size of last batch": last,
        "Steps in all": in_all,
    }
    plain = [figure.replace(",", "") for figure in (steps, last, in_all)]
    assert printed(app, "batches") == (
        f"{plain[0]} step{'' if plain[0] == '1' else 's'} in an epoch\n"
        f"{plain[1]} digits in the last batch\n{plain[2]} steps in all\n"
    )
    assert ("Answer: **fewer steps**." in texts(app)) == (size > 32)


def test_a_batch_larger_than_the_data_is_the_data(open_page: OpenPage) -> None:
    """With 100 digits, the text told of a batch of 1,000 digits and of "1 steps"."""
    app = open_page(PAGE, e_digits="100", e_batch="1000", e_epochs="1")
    text = said(app, "**Batch**")
    assert text.startswith("**Batch**: All 100 digits in one batch, because there are no more.")
    assert text.endswith("**Epoch**: all 100 digits once, which takes **1 step**.")
    assert printed(app, "batches") == "1 step in an epoch\n100 digits in the last batch\n1 step in all\n"


def test_a_batch_is_larger_than_it_was_before_its_last_change(open_page: OpenPage) -> None:
    """The guess was compared with Keras' 32 only: who went from 8 to 16 got no answer, though the batch was larger."""
    app = open_page(PAGE)
    app.get_by_key("guess_batches").set_value("More steps").run()
    app.get_by_key("e_batch").set_value(8).run()
    assert not app.get_by_key("guess_batches").disabled
    app.get_by_key("e_batch").set_value(16).run()
    assert "✗ No: **fewer steps**." in texts(app)
    app.slider(key="e_epochs").set_value(2).run()
    assert "✗ No: **fewer steps**." in texts(app)
    app.get_by_key("e_batch").set_value(1).run()
    assert not app.get_by_key("guess_batches").disabled
    assert said(app, "**Batch**: 1 digit, whose loss is measured alone.")


# All of them


def test_a_link_reproduces_the_page(open_page: OpenPage) -> None:
    app = open_page(
        PAGE,
        fit_rate="0.1",
        fit_units="3",
        fit_activation="sigmoid",
        fit_optimizer="momentum",
        fit_seed="9",
        w_rate="0.9",
        w_steps="2",
        f_name="tanh",
        f_z="-2.5",
        b_x1="-0.5",
        b_seed="8",
        e_batch="100",
    )
    begun = start(FittingSettings(0.1, 3, "sigmoid", "momentum", 9))
    assert said(app, f"**Step 0. Loss {loss_text(begun.loss)}.**")
    assert said(app, "**Oscillating.** Step 2: w = 0.08,")
    assert said(app, "**tanh at z = −2.5:")
    assert app.metric[0].value == "600"
    expected = begin(ExampleSettings(x1=-0.5, seed=8))
    assert printed(app, "backpropagation").startswith(f"loss {expected.loss:.6f}")


@pytest.mark.parametrize("value", ["", "abc", "99", "nan", "-99"])
def test_wrong_values_in_a_link_fall_back_to_the_defaults(value: str, open_page: OpenPage) -> None:
    keys = ("fit_rate", "fit_units", "fit_activation", "fit_optimizer", "w_rate", "f_name", "f_z", "b_rate", "e_batch")
    app = open_page(PAGE, **dict.fromkeys(keys, value))
    begun = start(FittingSettings())
    assert said(app, f"**Step 0. Loss {loss_text(begun.loss)}.**")
    assert said(app, "**sigmoid at z = 1:")
    assert app.metric[0].value == "1,875"
    press(app, "fit_1", "b_next")
