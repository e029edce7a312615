"""Things to find out here; the page notices when one is done."""

from dataclasses import replace

from components.ml.classification_data import DataSettings
from components.ml.sklearn_perceptron import PerceptronSettings, Result
from components.ui.common.goals import Goal, show_list
from components.ui.common.visitor import kept

_DONE = "playground_tasks"  # kept for the browser: the keys of those that are done
COURSE_DATA, COURSE = DataSettings(), PerceptronSettings()


def _changed(data: DataSettings, settings: PerceptronSettings) -> int:
    """In how many settings this differs from the course's experiment."""
    pairs = ((data, COURSE_DATA), (settings, COURSE))
    return sum(value != getattr(course, name) for own, course in pairs for name, value in vars(own).items())


TASKS = (
    Goal(
        "one_change",
        "From the course's experiment, change one setting and reach a test accuracy of 0.95.",
        lambda data, settings, result: _changed(data, settings) == 1 and result.test_accuracy >= 0.95,
        "Better data helped, not a better setting: the course's classes overlap, and no line parts them so well.",
    ),
    Goal(
        "steps",
        "From the course's experiment, change the size of its steps, eta0, alone. How many answers change?",
        lambda data, settings, _: (
            (data, settings) == (COURSE_DATA, replace(COURSE, eta0=settings.eta0)) and settings != COURSE
        ),
        "None. All weights begin at 0, so eta0 makes all of them larger or smaller alike, and the border stays.",
    ),
    Goal(
        "gap",
        "Make it 0.1 better at the training examples than at the test examples.",
        lambda data, settings, result: result.train_accuracy - result.test_accuracy >= 0.1,
        "With few examples and many features a border finds its way between the training examples by chance: it "
        "overfits.",
    ),
    Goal(
        "hopeless",
        "Find data on which no setting reaches a test accuracy of 0.7.",
        # The best straight border among moons reaches 0.85.
        lambda data, settings, result: data.kind in ("circles", "XOR") and result.test_accuracy < 0.7,
        "One neuron draws one straight border. A hidden layer of several bends it.",
    ),
    Goal(
        "scale",
        "Make the first feature of blobs, moons or irises a billion times larger, and reach 0.8 all the same.",
        lambda data, settings, result: data.stretched and data.kind != COURSE_DATA.kind and result.test_accuracy >= 0.8,
        "A mistake moves each weight by its feature, so the large one decides alone. Scaled, all features count alike.",
    ),
)


def show_tasks(data: DataSettings, settings: PerceptronSettings, result: Result) -> None:
    """The list; what this browser has done once stays done."""
    done: set[str] = kept().setdefault(_DONE, set())
    done |= {task.key for task in TASKS if task.reached(data, settings, result)}
    show_list("Five things to find out", TASKS, done)
