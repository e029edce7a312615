"""The first steps: every control, with exact values; and the path on home."""

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.ml.mnist import Mnist
from components.ml.one_rule import Measurements, OneRule, measure, score
from components.ui.common.content import texts
from components.ui.common.site import PATH
from tests.app.conftest import ROOT, OpenPage, neurons, printed, said
from tests.app.conftest import texts as page_texts

HOME, PAGE = "pages/home.py", "pages/first_steps.py"
# Each page but home has its card there.
ON_THE_PATH = [page.script for page in PATH]


def choose(app: AppTest, key: str, value: Any) -> AppTest:
    app.get_by_key(key).set_value(value).run()
    assert not app.exception
    return app


@pytest.fixture(scope="module")
def train(mnist: Mnist) -> Measurements:
    return measure(mnist.train)


# 1. and 2. Sorting


@pytest.mark.parametrize("idea", ["birds", "burrs", "brain"])
def test_what_was_taken_over_is_checked_and_explained(idea: str, open_page: OpenPage) -> None:
    app = choose(open_page(PAGE), "idea", idea)
    about = texts("nature")[idea]
    assert f"**In nature.** {about['nature']}" in page_texts(app)
    assert f"**{about['title']}.** {about['line']}" in page_texts(app)
    for number, feature in enumerate(about["features"], 1):
        assert f"**{number} of 4.** {feature['text']}" in page_texts(app)
        choose(app, f"nature_{idea}", feature["place"])
        name = feature.get("name", feature["text"])
        assert [message.value for message in app.success] == [f"✓ **{name}: {feature['place']}.** {feature['why']}"]
        assert f"**{number} of 4** in the right place." in page_texts(app)
    assert said(app, "An inventor takes over an idea or two")


def test_of_two_places_the_other_one_is_no_second_try(open_page: OpenPage) -> None:
    app = choose(open_page(PAGE), "nature_birds", "left out")
    assert app.error[0].value.startswith("✗ **Curved wings: no, taken over.**")
    assert said(app, "**2 of 4.** Beating the wings")
    assert any(
        "Two boxes. taken over: Curved wings (wrong). left out: nothing yet." in found.proto.body
        for found in app.get("html")
    )


def in_the_circles(app: AppTest) -> str:
    """What the picture of the circles says to a screen reader."""
    (html,) = [found.proto.body for found in app.get("html") if "Three circles" in found.proto.body]
    return re.findall('aria-label="([^"]*)"', html)[0]


def test_a_wrong_answer_gets_a_second_try_and_then_lands_where_it_belongs(open_page: OpenPage) -> None:
    """The right one was given away at once, and nothing moved."""
    app = choose(open_page(PAGE), "sort", "DL")
    assert [message.value for message in app.error] == ["✗ **Not there.** Try once more."]
    assert said(app, "**1 of 10.** A chess program")
    choose(app, "sort", "DL")  # the same once more is no second try
    assert "In AI" not in in_the_circles(app)
    choose(app, "sort", "ML")
    assert app.error[0].value == f"✗ **Chess: no, AI.** {texts('circles')['examples'][0]['why']}"
    assert in_the_circles(app) == "Three circles: DL within ML within AI. Chosen: AI. In AI: Chess (wrong)."
    assert "**0 of 10** in the right place." in page_texts(app)
    choose(app, "sort", "DL")
    choose(app, "sort", "ML")
    assert in_the_circles(app).endswith("In AI: Chess (wrong). In ML: Spam filter.")
    assert "**1 of 10** in the right place." in page_texts(app)


def sort_ten(app: AppTest) -> None:
    for example in texts("circles")["examples"]:
        choose(app, "sort", example["place"])


def test_all_ten_sorted_and_sorted_again(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    sort_ten(app)
    assert said(app, "Rules that people wrote: **AI**.")
    assert in_the_circles(app).endswith(
        "In AI: Chess, Route planner, Mycin. In ML: Spam filter, Loans, Customers. "
        "In DL: Handwriting, ChatGPT, Translation, Speech."
    )
    assert "sort" not in [control.key for control in app.button_group]
    app.button(key="sort_again").click().run()
    assert said(app, "**1 of 10.** A chess program")
    assert in_the_circles(app) == "Three circles: DL within ML within AI. Chosen: AI."
    assert not app.success


def test_answers_outlive_a_look_at_another_page(open_page: OpenPage) -> None:
    app = choose(open_page(PAGE), "sort", "AI")
    app.switch_page(HOME).run()
    app.switch_page(PAGE).run()
    assert in_the_circles(app).endswith("In AI: Chess.")
    assert said(app, "**2 of 10.** A spam filter")


@pytest.mark.parametrize("circle", ["AI", "ML", "DL"])
def test_a_circle_says_what_it_is(circle: str, open_page: OpenPage) -> None:
    app = choose(open_page(PAGE), "circle", circle)
    about = texts("circles")[circle]
    assert f"**{about['name']} ({circle}): {about['word']}**\n\n{about['about']}" in page_texts(app)
    assert in_the_circles(app).endswith(f"Chosen: {circle}.")


# 3. What a neural network is


@pytest.mark.parametrize(
    ("settings", "rows", "total", "depth"),
    [
        ({}, ["4 × 3 + 3 = 15", "3 × 2 + 2 = 8"], "23", "**One hidden layer,**"),
        ({"n_hidden": 0}, ["4 × 2 + 2 = 10"], "10", "**No hidden layer.**"),
        ({"n_inputs": 10, "n_outputs": 1}, ["10 × 3 + 3 = 33", "3 × 1 + 1 = 4"], "37", "**One hidden layer,**"),
        (
            {"n_hidden": 2, "n_units1": 5, "n_units2": 6},
            ["4 × 5 + 5 = 25", "5 × 6 + 6 = 36", "6 × 2 + 2 = 14"],
            "75",
            "**Deep.** It has 2 hidden layers.",
        ),
        (
            {"n_hidden": 4, "n_units3": 1, "n_units4": 10},
            ["4 × 3 + 3 = 15", "3 × 3 + 3 = 12", "3 × 1 + 1 = 4", "1 × 10 + 10 = 20", "10 × 2 + 2 = 22"],
            "73",
            "**Deep.** It has 4 hidden layers.",
        ),
    ],
)
def test_layers_are_counted(
    settings: dict[str, int], rows: list[str], total: str, depth: str, open_page: OpenPage
) -> None:
    app = open_page(PAGE)
    for key, value in settings.items():
        choose(app, key, value)
    assert [row[-1] for row in app.table[0].value.to_numpy().tolist()] == rows
    assert said(app, f"**{total} numbers to learn.**")
    assert said(app, depth)
    assert printed(app, "layers").splitlines() == [*rows, f"{total} numbers to learn"]


def test_the_courses_network_answers_the_question(open_page: OpenPage) -> None:
    app = choose(open_page(PAGE), "guess_structure", "About 10,000")
    choose(app, "n_inputs", 7)
    assert "Answer: **about 100,000**." not in " ".join(page_texts(app))
    choose(app, "n_which", "784-128-10")
    assert "✗ No: **about 100,000**." in page_texts(app)
    assert app.table[0].value.to_numpy().tolist() == [
        ["Hidden layer 1", "100,352", "128", "784 × 128 + 128 = 100,480"],
        ["Output layer", "1,280", "10", "128 × 10 + 10 = 1,290"],
    ]
    assert said(app, "**101,770 numbers to learn.**")
    assert app.slider(key="n_inputs").disabled
    choose(app, "n_which", "your own")
    assert app.slider(key="n_inputs").value == 7
    assert said(app, "**32 numbers to learn.**")


# 5. and 6. Why not simple code


def test_an_area_is_one_line(open_page: OpenPage) -> None:
    app = choose(choose(open_page(PAGE), "a_length", 12), "a_width", 7)
    assert "**12 × 7 = 84**" in page_texts(app)
    assert printed(app, "area") == "84\n"


@pytest.mark.parametrize(
    ("settings", "rule", "verdict"),
    [
        ({}, OneRule(), "Now the rule calls every digit a 1."),
        ({"r_ink": 0}, OneRule(0), "This rule never says 1. It is right for 88.8 of 100 digits"),
        ({"r_ink": 8}, OneRule(8), "Always saying “not a 1” is right for 88.8 of 100. Your rule beats that."),
        ({"r_tall": 1.5}, OneRule(40, 1.5), "Always saying “not a 1” is right for 88.8 of 100. Your rule does not"),
        ({"r_tall": 2.3, "r_middle": 60}, OneRule(40, 2.3, 60), "Always saying “not a 1” is right for 88.8 of 100. Yo"),
    ],
)
def test_a_rule_is_scored_on_the_training_digits(
    settings: dict[str, Any],
    rule: OneRule,
    verdict: str,
    open_page: OpenPage,
    train: Measurements,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = open_page(PAGE)
    for key, value in settings.items():
        choose(app, key, value)
    result = score(rule.answers(train), train.is_one)
    assert {metric.label: metric.value for metric in app.metric} == {
        "Right, of 100": f"{result.right / 600:.1f}",
        "1s found, of 100": f"{100 * result.found / 6_742:.1f}",
        "False alarms": f"{result.false_alarms:,}",
        "Your best, of 100": f"{result.percent:.1f}" if result.percent > 88.8 else "–",
    }
    assert said(app, verdict)
    monkeypatch.chdir(ROOT)
    assert printed(app, "one_rule").splitlines() == [
        f"right {result.right} of 60000",
        f"ones found {result.found} of 6742",
        f"false alarms {result.false_alarms}",
    ]


def test_others_are_shown_beside_the_rule(open_page: OpenPage, mnist: Mnist) -> None:
    app = choose(choose(open_page(PAGE), "r_tall", 2.3), "guess_one_rule", "More than 99")
    before = len(app.table)
    choose(app, "r_others", True)
    assert len(app.table) == before + 1
    mine = score(OneRule(40, 2.3).answers(measure(mnist.test)), mnist.test.labels == 1)
    rows = {row[0]: row[1:] for row in app.table[2].value.to_numpy().tolist()}
    assert rows["Never says 1"] == ["88.7", "0 of 1,135", "0"]
    assert rows["Your rule"] == [f"{mine.right / 100:.1f}", f"{mine.found:,} of 1,135", f"{mine.false_alarms}"]
    assert rows["The course's network, all 784 pixels"] == ["99.7", "1,125 of 1,135", "16"]
    assert 94.5 < float(rows["One neuron that learned from the same three numbers"][0]) < 96
    assert "✓ Right: **more than 99**." in page_texts(app)
    assert [text for text in page_texts(app) if text.endswith("It misses this 1, which leans over.")]


def test_the_best_rule_is_kept_and_a_hint_comes_after_four_that_are_no_better(
    open_page: OpenPage, train: Measurements
) -> None:
    """The best so far was kept, for Home, and not shown; whoever was stuck got no help."""

    def best() -> str:
        return app.metric[3].value

    app = choose(open_page(PAGE), "r_tall", 2.3)
    reached = score(OneRule(40, 2.3).answers(train), train.is_one).percent
    for number, ink in enumerate((1, 2, 3, 0)):
        assert (best(), len(app.info)) == (f"{reached:.1f}", 1), f"after {number} others"
        choose(app, "r_ink", ink)
    hint = said(app, "**Hint.**")
    assert hint == "**Hint.** From your best rule, raise only the limit for **middle**."
    app.button(key="r_best").click().run()
    assert app.metric[0].value == best() == f"{reached:.1f}"
    assert "r_best" not in [button.key for button in app.button]
    assert said(app, "**Hint.**") == "**Hint.** Now raise only the limit for **middle**."
    choose(app, "r_middle", 61)
    assert float(best()) > reached
    assert not [text for text in page_texts(app) if text.startswith("**Hint.**")]


def test_each_rule_for_praise_is_right_for_four_of_seven_sentences(open_page: OpenPage) -> None:
    """Which is what the page says: each change mends one and breaks another."""
    app = open_page(PAGE, task="language")
    right = []
    for rule in texts("no_formula")["rules"]:
        choose(app, "words", rule)
        says = app.table[2].value["the rule says"].tolist()
        right.append([said.startswith(":green[✓") for said in says])
        assert printed(app, "reviews").strip() == str("praise" in says[0])
        assert said(app, "**4 of 7 right.**")
    assert len({tuple(found) for found in right}) == len(right)


def test_x_rays_have_no_formula(open_page: OpenPage) -> None:
    app = choose(open_page(PAGE), "task", "X-rays")
    for title, text in texts("no_formula")["x_rays"].items():
        assert f"**{title}**\n\n{text}" in page_texts(app)


# 7. What networks are good for


@pytest.mark.parametrize("job", [job["name"] for job in texts("uses")["jobs"]])
def test_a_job_says_what_goes_in_and_out(job: str, open_page: OpenPage) -> None:
    app = choose(open_page(PAGE), "job", job)
    (about,) = [row for row in texts("uses")["jobs"] if row["name"] == job]
    for key in ("goes_in", "comes_out", "learns_from"):
        assert [text for text in page_texts(app) if text.endswith(f"**\n\n{about[key][0].upper()}{about[key][1:]}")]
    assert about["why"] in page_texts(app)


# All of them


def test_a_link_reproduces_the_page(open_page: OpenPage) -> None:
    settings = {"idea": "brain", "circle": "ML", "n_hidden": "3", "n_units3": "7", "n_outputs": "5", "a_length": "20"}
    settings |= {"r_ink": "12", "r_tall": "1.8", "r_middle": "45", "job": "Art"}
    app = open_page(PAGE, **settings)
    assert said(app, "**1 of 4.** Many simple units, joined together")
    assert said(app, "**Machine learning (ML): the method**")
    assert app.table[0].value.to_numpy().tolist()[-1] == ["Output layer", "35", "5", "7 × 5 + 5 = 40"]
    assert "**20 × 3 = 60**" in page_texts(app)
    assert [app.slider(key=key).value for key in ("r_ink", "r_tall", "r_middle")] == [12, 1.8, 45]
    assert said(app, "**What goes in**\n\nA description in words")


@pytest.mark.parametrize("value", ["", "abc", "99", "nan", "-99"])
def test_wrong_values_in_a_link_fall_back_to_the_defaults(value: str, open_page: OpenPage) -> None:
    keys = ("idea", "circle", "n_which", "n_inputs", "n_hidden", "n_units1", "n_outputs", "a_length", "job")
    app = open_page(PAGE, **dict.fromkeys((*keys, "r_tall"), value))
    assert said(app, "**23 numbers to learn.**")
    assert "**5 × 3 = 15**" in page_texts(app)
    assert said(app, "Now the rule calls every digit a 1.")
    assert said(app, "**What goes in**\n\nThe numbers of all pixels")


# The path on home


def marks(app: AppTest) -> list[str]:
    """How far home says that the visitor has come, card by card."""
    return [caption.value for caption in app.caption if caption.value[0] in "○◐✓"]


def test_home_marks_what_was_seen_and_what_was_done(open_page: OpenPage) -> None:
    app = open_page(HOME)
    assert marks(app) == ["○ Not seen yet."] * len(ON_THE_PATH)
    assert said(app, "In this order").endswith(f"You have seen **0 of {len(ON_THE_PATH)}** pages.")
    app.switch_page(PAGE).run()
    app.switch_page("pages/perceptron.py").run()
    app.switch_page(HOME).run()
    assert marks(app) == ["◐ You were here."] * 2 + ["○ Not seen yet."] * (len(ON_THE_PATH) - 2)
    assert said(app, "In this order").endswith(f"You have seen **2 of {len(ON_THE_PATH)}** pages.")
    app.switch_page(PAGE).run()
    choose(choose(app, "r_tall", 2.3), "r_middle", 60)
    app.switch_page("pages/perceptron.py").run()
    for key, value in (("w1", 1.0), ("w2", 1.0), ("b", -1.5)):
        choose(app, key, value)
    app.switch_page("pages/learning.py").run()
    app.button(key="fit_10").click().run()
    app.switch_page("pages/mnist_gallery.py").run()
    app.number_input(key="number").set_value(3).run()
    app.switch_page(HOME).run()
    assert marks(app) == [
        "✓ You wrote a rule that is right for 94.7 of 100 digits.",
        "✓ You made a neuron that is an AND gate.",
        "✓ You took 10 steps with a small network.",
        "○ Not seen yet.",
        "○ Not seen yet.",
        "✓ You looked closely at digit number 3.",
        "○ Not seen yet.",
        "○ Not seen yet.",
        "○ Not seen yet.",
        "○ Not seen yet.",
    ]


def test_a_gate_that_was_shown_is_not_the_visitors(open_page: OpenPage) -> None:
    app = open_page("pages/perceptron.py")
    for weight in (0.1, 0.2, 0.3, 0.4, 0.5):
        choose(app, "w1", weight)
    app.button(key="show_one").click().run()
    app.switch_page(HOME).run()
    assert marks(app)[1] == "◐ You were here."


def test_home_tells_of_the_best_rule_that_was_written(open_page: OpenPage) -> None:
    """It told of the last one that had been passed through, of one that came with a link, and of one no better than
    never saying 1.
    """
    app = open_page(PAGE, r_tall="2.3", r_ink="15")
    assert float(app.metric[0].value) > 94
    choose(app, "r_ink", 0)  # never says 1
    app.switch_page(HOME).run()
    assert marks(app)[0] == "◐ You were here."
    app.query_params.clear()
    app.switch_page(PAGE).run()
    best = choose(app, "r_ink", 15).metric[0].value
    choose(app, "r_ink", 17)
    choose(app, "r_ink", 0)
    app.switch_page(HOME).run()
    assert marks(app)[0] == f"✓ You wrote a rule that is right for {best} of 100 digits."


def test_what_was_done_last_is_what_counts_not_what_was_looked_at(open_page: OpenPage) -> None:
    """Ten things sorted after a rule: a second look at the page made it the rule again."""
    app = choose(open_page(PAGE), "r_tall", 2.3)
    sort_ten(app)
    for _ in range(2):
        app.switch_page(HOME).run()
        assert marks(app)[0] == "✓ You put 10 of 10 things in the right place."
        app.switch_page(PAGE).run()


def test_homes_neuron_goes_outside_when_there_is_enough_sun(open_page: OpenPage) -> None:
    """0.6 × sun + 0.8 − 1 is 0 at a third."""
    app = open_page(HOME)
    assert not neurons(app)[0].output
    for sun, goes in ((0.3, False), (0.4, True)):
        choose(app, "sun", sun)
        assert (neurons(app)[0].inputs, bool(neurons(app)[0].output)) == ((sun, 1.0), goes)


def test_another_visitor_begins_anew(open_page: OpenPage) -> None:
    choose(open_page(PAGE), "r_ink", 8)
    assert marks(open_page(HOME)) == ["○ Not seen yet."] * len(ON_THE_PATH)
