"""The programs that pages show: each is a file that runs as it stands, and the visitor's values are written into it."""

import contextlib
import io
import itertools
import warnings
from dataclasses import asdict, astuple
from pathlib import Path

import numpy as np
import pytest

from components.ml.classification_data import KINDS, OWN, DataSettings, OwnData
from components.ml.curve_fitting import HIDDEN_ACTIVATIONS, FittingSettings, learn, start
from components.ml.decision import OUTSIDE
from components.ml.learning_rule import gate_examples
from components.ml.learning_rule import learn as learn_rule
from components.ml.neuron import Neuron
from components.ml.one_weight import path
from components.ml.optimizers import OPTIMIZERS
from components.ml.perceptron import GATES, Perceptron, truth_table
from components.ml.sklearn_perceptron import PerceptronSettings, run
from components.ml.xor import SOLUTION, TwoLayers, xor_table
from components.ui.common.program import FOLDER, program
from components.ui.frameworks.program_files import FILES
from components.ui.playground.script import source_code


def printed(code: str) -> str:
    """What a program prints."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(code, {})
    return output.getvalue()


# What each file prints as it stands, but for those that train on MNIST.
AS_IT_STANDS = {
    "activations": "step: output 1.0000000, slope 0.0000000\n",
    "and_gate": "0 0 0\n0 1 0\n1 0 0\n1 1 1\n",
    "area": "15\n",
    "backpropagation": "loss 0.2",
    "batches": "1875 steps in an epoch\n32 digits in the last batch\n9375 steps in all\n",
    "curve_fitting": "loss after 100 steps: 0.",
    "decision": "z = -0.4 stay\n",
    "eager": "tf.Tensor(\n[[11 22]\n [33 44]], shape=(2, 2), dtype=int32)\n",
    "file_to_batch": "(60000, 28, 28) (60000,) (10000, 28, 28) (10000,)\n[5 0 4 1 9 2 1 3 1 4]\n",
    "graph": 'Tensor("add:0", shape=(2, 2), dtype=int32)\n',
    "keras_backend": "tensorflow\n",
    "layers": "784 × 128 + 128 = 100480\n128 × 10 + 10 = 1290\n101770 numbers to learn\n",
    "learning_rule": "by hand      0.2 0.1 -0.2",
    "one_rule": "right ",
    "reviews": "True\n",
    "one_weight": "1 w = -0.4 loss = 5.76\n",
    "plane_numpy": "training loss 0.0",
    "softmax": "3: share 0.7054, slope -0.2946\n5: share 0.2595, slope 0.2595\n",
    "xor": "0 0 0 1 0 right\n0 1 1 1 1 right\n1 0 1 1 1 right\n1 1 1 0 0 right\n",
}


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.py")), ids=lambda file: file.stem)
def test_a_program_runs_as_it_stands(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if file.name in {*FILES.values(), "first_network.py", "first_digits.py", "plane_keras.py"}:
        pytest.skip("tried in test_programs.py, test_training_script.py and test_plane_programs.py")
    monkeypatch.chdir(FOLDER.parent)
    monkeypatch.setenv("KERAS_BACKEND", "tensorflow")
    assert printed(file.read_text(encoding="utf-8")).startswith(AS_IT_STANDS[file.stem])


def test_a_value_is_written_where_the_variable_is_assigned_first() -> None:
    """Not where it changes later, over all the lines of a longer value, and without what stands behind it."""
    changed = program("backpropagation", W2=[[1], [2]], x=[0, 0.5]).splitlines()
    before = program("backpropagation").splitlines()
    differing = [new for old, new in zip(before, changed, strict=True) if old != new]
    assert differing == ["x = [0, 0.5]", "W2 = [[1], [2]]"]
    code = program("keras_backend", backend="jax")
    assert code.index('backend = "jax"') < code.index("import keras")


def test_a_variable_that_the_program_has_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        program("area", height=3)


ROUNDED = Perceptron(0.3, 0.6, -0.9)  # at (1, 1) the sum is 0, but not in binary


def test_the_gate_is_the_courses_and_prints_its_table() -> None:
    """Its function had become a loop with round(z, 10), at which a beginner stops. Its name, arguments and step are the
    course's; where tenths would tip an answer, the page writes ten times the numbers (test_perceptron_page.py).
    """
    assert "def perceptron(x1, x2, w1, w2, b):\n    return step(" in program("and_gate")
    for perceptron in (Perceptron(1, 1, -1.5), Perceptron(-0.7, 0.4, 0.2), Perceptron(0, 0, 0), Perceptron(3, 6, -9)):
        lines = printed(program("and_gate", **asdict(perceptron))).splitlines()
        assert lines == [f"{row.x1} {row.x2} {row.answer}" for row in truth_table(perceptron, "AND")]


@pytest.mark.parametrize("network", [SOLUTION, TwoLayers(ROUNDED, Perceptron(-1, 1.2, 0), Perceptron(1, -2, 0.5))])
def test_xor_prints_the_table(network: TwoLayers) -> None:
    h1, h2, output = (astuple(neuron) for neuron in (network.hidden1, network.hidden2, network.output))
    assert printed(program("xor", h1=h1, h2=h2, output=output)).splitlines() == [
        f"{row.x1} {row.x2} {row.h1} {row.h2} {row.answer} {'right' if row.right else 'wrong'}"
        for row in xor_table(network)
    ]


@pytest.mark.parametrize("inputs", list(itertools.product((0, 1), repeat=3)))
def test_the_decision_is_the_neurons(inputs: tuple[int, ...]) -> None:
    neuron = Neuron(inputs, tuple(OUTSIDE.values()), -0.9, tuple(OUTSIDE))
    _, _, z, answer = printed(program("decision", **dict(zip(OUTSIDE, inputs, strict=True)), bias=-0.9)).split()
    assert (float(z), answer) == (round(neuron.z, 10), "go" if neuron.output else "stay")


@pytest.mark.parametrize(("gate", "learning_rate", "epochs"), [("AND", 0.1, 3), ("XOR", 1.0, 7)])
def test_the_learning_rule_prints_the_same_weights_twice(gate: str, learning_rate: float, epochs: int) -> None:
    begun = Perceptron(0.5, -1.0, 0.2)
    ours = astuple(learn_rule(gate_examples(gate), begun, learning_rate, epochs * 4).perceptron)
    values = {"targets": list(GATES[gate]), "learning_rate": learning_rate, "epochs": epochs, **asdict(begun)}
    lines = printed(program("learning_rule", **values)).splitlines()
    assert len(lines) == 2
    for line in lines:
        assert [float(word) for word in line.split()[-3:]] == pytest.approx(ours, abs=1e-12)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize(
    ("activation", "curve", "noise"),
    [
        *((activation, "x² + x", 0.0) for activation in HIDDEN_ACTIVATIONS),
        ("tanh", "sine", 0.0),
        ("tanh", "drawn by hand", 0.5),
    ],
)
def test_the_curve_is_fitted_by_the_same_steps(activation: str, curve: str, noise: float, optimizer: str) -> None:
    settings = FittingSettings(0.02, 5, activation, optimizer, 7, curve, noise)
    fitting = learn(start(settings), 150)
    variables: dict[str, object] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(program("curve_fitting", **asdict(settings), steps=fitting.steps), variables)
    assert fitting.steps == 150
    assert variables["loss"] == pytest.approx(fitting.loss, rel=1e-9)
    assert variables["W2"] == pytest.approx(fitting.network.weights[1], rel=1e-9)


def test_one_weight_walks_the_same_path() -> None:
    assert printed(program("one_weight", learning_rate=0.9, steps=5)).splitlines() == [
        f"{step.number} w = {round(step.weight, 3)} loss = {round(step.loss, 3)}" for step in path(0.9, 5)[1:]
    ]


# Each data set with the defaults, with all that can be set, and with two more of each.
PLAYGROUND = [
    (DataSettings(kind=kind, n_samples=300, n_features=features, scaled=bool(number % 2), noise=0.1 * number), settings)
    for kind in KINDS
    for number, (features, settings) in enumerate(
        [
            (10, PerceptronSettings()),
            (2, PerceptronSettings(max_iter=3, tol=None, penalty="l2", shuffle=False)),
            (5, PerceptronSettings(early_stopping=True, random_state=7)),
            (3, PerceptronSettings(penalty="elasticnet", alpha=0.01, eta0=10.0)),
        ]
    )
]


PLAYGROUND += [
    (DataSettings(kind=kind, share=0.2, test_share=0.4, random_state=7, stretched=True), PerceptronSettings())
    for kind in KINDS
]
POINTS = OwnData(
    np.array([[x / 2, (x * 7 % 5) / 4] for x in range(12)]), np.arange(12) // 6, ("class 0", "class 1"), ("x1", "x2")
)
PLAYGROUND += [
    (DataSettings(share=0.1), PerceptronSettings(class_weight="balanced")),
    (DataSettings(kind=OWN, own=POINTS), PerceptronSettings()),
    (DataSettings(kind=OWN, own=POINTS, scaled=True, test_share=0.5), PerceptronSettings(eta0=1.0)),
    (DataSettings(kind="XOR", scaled=True, stretched=True), PerceptronSettings(tol=None, max_iter=20)),
]


@pytest.mark.parametrize(("data", "settings"), [(DataSettings(), PerceptronSettings()), *PLAYGROUND])
def test_the_playgrounds_program_has_the_pages_numbers(data: DataSettings, settings: PerceptronSettings) -> None:
    code, result = source_code(data, settings), run(data, settings)
    assert printed(code) == f"Test accuracy: {result.test_accuracy:.2f}\n"
    more = "print(model.coef_[0].tolist(), model.intercept_[0], model.n_iter_)"
    numbers = f"{result.weights.tolist()} {result.bias} {result.epochs}"
    assert printed(f"{code}\n{more}").splitlines()[1] == numbers
