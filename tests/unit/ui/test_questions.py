"""The questions' data file: its shape, and that what it calls right is right."""

import itertools
import re
from collections.abc import Callable

import numpy as np
import pytest

from components.ml import plane_network
from components.ml.activations import ACTIVATIONS, value_and_slope
from components.ml.batches import TrainingPlan
from components.ml.classification_data import DataSettings
from components.ml.curve_fitting import FittingSettings, answer, curve, learn, start
from components.ml.drawing import CANVAS_SIDE, to_mnist_image
from components.ml.learning_rule import Example
from components.ml.learning_rule import learn as learn_rule
from components.ml.mnist import Mnist, one_hot
from components.ml.network import dense_layers
from components.ml.one_weight import factor
from components.ml.perceptron import GATES, Perceptron, truth_table
from components.ml.plane_data import PointSettings, points
from components.ml.plane_network import Learning
from components.ml.plane_settings import PlaneSettings, steps_an_epoch
from components.ml.sklearn_perceptron import PerceptronSettings, run
from components.ml.small_network import forward
from components.ml.xor import SOLUTION, separable, xor_table
from components.ui.common.check_yourself import Check, checks
from components.ui.common.content import texts
from components.ui.common.site import PAGES
from components.ui.frameworks.program_files import programs

ASKING = tuple(page.name for page in PAGES if page.name not in ("home", "glossary"))


def about(page: str, words: str) -> Check:
    """The one question of a page in which these words are."""
    (found,) = [check for check in checks(page) if words in check.question]
    return found


def test_there_are_guesses_and_checks_and_nothing_else() -> None:
    assert set(texts("questions")) == {"guess", "check"}
    assert set(texts("questions")["check"]) == set(ASKING)


@pytest.mark.parametrize("name", texts("questions")["guess"])
def test_a_guess_is_a_question_with_a_few_answers(name: str) -> None:
    row = texts("questions")["guess"][name]
    assert set(row) == {"question", "answers"}
    assert row["question"][-1] == "?"
    assert 2 <= len(set(row["answers"])) == len(row["answers"]) <= 4


@pytest.mark.parametrize("page", ASKING)
def test_a_check_is_a_few_questions_with_every_answer_explained(page: str) -> None:
    assert 3 <= len(checks(page)) <= 5
    for row, check in zip(texts("questions")["check"][page], checks(page), strict=True):
        assert set(row) == {"question", "right", "why"}
        assert check.question[-1] == "?"
        assert 2 <= len(check.why) <= 4
        assert check.right in check.why
        assert len(set(check.why.values())) == len(check.why)
        for why in check.why.values():
            assert why[-1] == "."
            for sentence in re.split(r"(?<=[.?:])\s", why):
                assert len(sentence.split()) <= 22, sentence
    # Whoever always takes the same place is not always right.
    assert len({list(check.why).index(check.right) for check in checks(page)}) > 1


def test_no_question_is_asked_twice() -> None:
    asked = [row["question"] for row in texts("questions")["guess"].values()]
    asked += [check.question for page in ASKING for check in checks(page)]
    assert len(set(asked)) == len(asked)


# What can be worked out is worked out. Each of these gives the answer that is right.


def layer_of_two() -> str:
    (layer,) = dense_layers((5, 2))
    return str(layer.parameters)


def gate() -> str:
    rows = {name: truth_table(Perceptron(1, 1, -1.5), name) for name in ("OR", "AND", "NAND")}
    (found,) = [name for name in rows if all(row.right for row in rows[name])]
    return found


def after_no_mistake() -> str:
    start = Perceptron(1, 1, 1)
    learned = learn_rule((Example(1, 0, 1),), start, 0.5, 1)
    assert learned.last is not None
    assert learned.last.z == 2
    return "Nothing" if learned.perceptron == start else "The weights, a little"


def best_at_xor() -> str:
    numbers = np.arange(-2, 2.1, 0.5)
    tried = (truth_table(Perceptron(*one), "XOR") for one in itertools.product(numbers, repeat=3))
    assert sum(row.right for row in truth_table(Perceptron(1, 1, -0.5), "XOR")) == 3
    return str(max(sum(row.right for row in rows) for rows in tried))


def hidden_layer() -> str:
    rows = xor_table(SOLUTION)
    assert [row.target for row in rows] == list(GATES["XOR"])
    return "It moves the points" if separable(rows) and all(row.right for row in rows) else ""


def linear_units() -> str:
    for units in (1, 32):
        fitting = learn(start(FittingSettings(activation="linear", hidden_units=units)), 200)
        x = curve()[0]
        slopes = np.diff(answer(fitting, x).ravel()) / np.diff(x.ravel())
        assert slopes == pytest.approx(slopes[0])
    return "Only a straight line"


def too_high_a_rate() -> str:
    assert 0 < factor(0.3) < 1
    assert -1 < factor(0.9) < 0
    assert factor(1.1) == -1.2
    return "To and fro, further away each time"


def without_slope() -> str:
    slopes = {name: value_and_slope(name, -3.0)[1] for name in ("sigmoid", "relu", "leaky_relu")}
    assert slopes["sigmoid"] == pytest.approx(0.045, abs=0.0005)
    assert slopes["leaky_relu"] == 0.2
    (found,) = [name for name, slope in slopes.items() if slope == 0]
    return found


def steps_of_an_epoch() -> str:
    assert TrainingPlan(60_000, 1).steps_per_epoch == 60_000
    return f"{TrainingPlan(60_000, 100).steps_per_epoch:,}"


def after(settings: PlaneSettings, epochs: int) -> Learning:
    return plane_network.learn(plane_network.start(settings), epochs * steps_an_epoch(settings))


def is_linear(sums: np.ndarray) -> bool:
    """Whether these sums at PLACES rise evenly in each direction, so that the places where they are 0 are a line."""
    along, across = (np.diff(sums.reshape(9, 9), axis=axis) for axis in (0, 1))
    return max(np.ptp(along), np.ptp(across)) < 1e-9


PLACES = np.stack(np.meshgrid(np.linspace(-3, 3, 9), np.linspace(-3, 3, 9)), axis=-1).reshape(-1, 2)


def unit_of_the_first_layer() -> str:
    first, second, _ = forward(after(PlaneSettings(), 20).network, PLACES).sums
    assert not is_linear(second[:, 0])
    return "A straight line" if all(is_linear(sums) for sums in first.T) else "A line that bends"


def xor_with_the_product() -> str:
    settings = PlaneSettings(PointSettings("XOR", noise=0), ("x1·x2",), ())
    data = points(settings.points)
    assert ((data.x.prod(axis=1) < 0) == (data.y[:, 0] == 1)).all()
    accuracy = after(settings, 20).now.test.accuracy
    without = after(PlaneSettings(settings.points, hidden=()), 100).now.test.accuracy
    assert without is not None
    assert without < 0.8
    return "The sign of x1·x2 tells the class" if accuracy == 1 else ""


def linear_layers() -> str:
    learning = after(PlaneSettings(PointSettings("spiral"), hidden=(8, 8), activation="linear"), 20)
    (*_, sums) = forward(learning.network, PLACES).sums
    return "One straight line" if is_linear(sums) else "A curve, after enough epochs"


def cure_of_overfitting() -> str:
    """Of four samples, because one is luck."""

    def accuracies(hidden: tuple[int, ...], epochs: int, n: int = 20) -> np.ndarray:
        """Of training and test points, on average."""
        samples = [PointSettings("moons", n, 0.3, 0.5, seed) for seed in range(4)]
        moments = [after(PlaneSettings(one, hidden=hidden), epochs).now for one in samples]
        return np.mean([(moment.train.accuracy, moment.test.accuracy) for moment in moments], axis=0)

    train, test = accuracies((8, 8), 150)
    assert train == 1
    assert test == pytest.approx(0.75, abs=0.06)
    tried = {
        "More hidden units": accuracies((8, 8, 8, 8), 150)[1],
        "More epochs": accuracies((8, 8), 500)[1],
        "More training points": accuracies((8, 8), 40, 400)[1],
    }
    (found,) = [name for name, accuracy in tried.items() if accuracy > test + 0.1]
    return found


def learned_from_zeros() -> str:
    learning = after(PlaneSettings(initialisation="zeros"), 5)
    moved = [array.any() for array in learning.network.parameters]
    assert learning.network.parameters[-1].shape == (1,)
    return "Only the output's bias" if moved == [False] * 5 + [True] else ""


def accuracy_of_both_classes() -> str:
    return f"{(90 + 70) / (100 + 100):.2f}"


def numbers_of_a_perceptron() -> str:
    return str(run(DataSettings(n_features=10), PerceptronSettings(max_iter=1)).weights.size + 1)


def ten_times_eta0() -> str:
    """With an end that depends on the loss the number of epochs could change, and with it the answers."""
    small, large = (run(DataSettings(), PerceptronSettings(20, eta0, tol=None)) for eta0 in (0.1, 1.0))
    assert small.epochs == large.epochs
    assert large.weights == pytest.approx(10 * small.weights)
    assert large.bias == pytest.approx(10 * small.bias)
    assert large.confusion.tolist() == small.confusion.tolist()
    return "Larger weights, the same answers"


def place_of_the_one() -> str:
    return f"At the {('first', 'second', 'third', 'fourth')[int(one_hot(3).argmax())]} number"


def scaled_pixel() -> str:
    return f"{np.uint8(51) / 255:g}"


def sum_of_the_probabilities() -> str:
    scores = np.random.default_rng(0).normal(0, 5, (100, 10))
    assert ACTIVATIONS["softmax"](scores).sum(axis=1) == pytest.approx(1)
    return "100 %"


def small_digit_in_a_corner() -> str:
    """A 1 of 40 canvas pixels, drawn at the lower left."""
    ink = np.zeros((CANVAS_SIDE, CANVAS_SIDE), np.uint8)
    ink[-45:-5, 5:21] = 255
    rows, columns = np.nonzero(to_mnist_image(ink))
    assert (np.ptp(rows) + 1, np.ptp(columns) + 1) == (20, 8)
    return "A large digit in the middle" if abs(rows.mean() - 14) < 1 and abs(columns.mean() - 14) < 1 else ""


def shortest_program() -> str:
    lines = {name: len(program.text.splitlines()) for name, program in programs().items()}
    assert max(lines, key=lambda name: lines[name]) == "TensorFlow alone"
    return min(lines, key=lambda name: lines[name])


@pytest.mark.parametrize(
    ("page", "words", "worked_out"),
    [
        ("first_steps", "layer of 2 units", layer_of_two),
        ("perceptron", "Which gate", gate),
        ("perceptron", "learning rule", after_no_mistake),
        ("perceptron", "at most", best_at_xor),
        ("perceptron", "hidden layer", hidden_layer),
        ("learning", "linear", linear_units),
        ("learning", "learning rate is 1.1", too_high_a_rate),
        ("learning", "z is −3", without_slope),
        ("learning", "batches of 100", steps_of_an_epoch),
        ("plane", "first hidden layer", unit_of_the_first_layer),
        ("plane", "x1·x2", xor_with_the_product),
        ("plane", "linear units", linear_layers),
        ("plane", "three quarters", cure_of_overfitting),
        ("plane", "begin at 0", learned_from_zeros),
        ("sklearn_perceptron", "Of 100 examples", accuracy_of_both_classes),
        ("sklearn_perceptron", "10 features", numbers_of_a_perceptron),
        ("sklearn_perceptron", "eta0", ten_times_eta0),
        ("mnist_gallery", "one-hot", place_of_the_one),
        ("mnist_gallery", "value 51", scaled_pixel),
        ("train_and_draw", "add up", sum_of_the_probabilities),
        ("train_and_draw", "corner", small_digit_in_a_corner),
        ("frameworks", "shortest", shortest_program),
    ],
)
def test_what_is_called_right_is_what_the_app_works_out(page: str, words: str, worked_out: Callable[[], str]) -> None:
    assert about(page, words).right == worked_out()


def test_numbers_of_the_data_set(mnist: Mnist) -> None:
    ones = 100 * float(np.mean(mnist.train.labels == 1))
    asked = about("first_steps", "not a 1")
    assert asked.right == f"About {100 - ones:.0f}"
    assert f"About {ones:.0f}" in asked.why
    assert about("mnist_gallery", "28 high").right == str(mnist.train.pictures[0].size)
    asked = about("train_and_draw", "0.9733")
    assert asked.right == str(len(mnist.test.labels) - 9_733)
