"""A run from its first batch to its end, with real Keras, in the tests' own process: reports, orders and pauses."""

import math
import threading
from collections.abc import Callable, Sequence
from dataclasses import fields, replace

import numpy as np
import pytest

from components.ml.evaluation import Evaluation, evaluate
from components.ml.forward import DenseLayer, as_inputs
from components.ml.mnist import VALIDATION_DIGITS, Mnist
from components.ml.network import TWO_CONVOLUTIONS, Augmentation, HiddenLayer, NetworkSettings
from components.training import learning
from components.training.events import Event, Failed, Finished, Paused, Progress, Steered, Stopped
from components.training.learning import DIVERGED, TOO_LONG, Learning, batch_order
from components.training.program import Program, compiled_model
from components.training.specification import Orders, TrainingSpecification
from components.training.weights_file import from_npz

# 32 batches, the last of 8 digits.
SMALL = TrainingSpecification(training_digits=1_000, epochs=1)
DROPOUT = replace(SMALL, network=NetworkSettings((HiddenLayer(16),), dropout=0.5))


class Run:
    """A run whose orders are given beforehand: (from which batch on, what changes)."""

    def __init__(
        self,
        specification: TrainingSpecification,
        program: Callable[[TrainingSpecification], Program],
        mnist: Mnist,
        orders: Sequence[tuple[int, dict[str, object]]] = (),
    ) -> None:
        self.events: list[Event] = []
        self._specification = specification
        self._program = program
        self._orders = Orders.of(specification)
        self._changes = list(orders)
        self._learning = Learning("run", specification, mnist, self.events.append)

    def go_on(self, **orders: object) -> bool:
        """Learn, with these orders from now on; whether the run is over."""
        self._orders = replace(self._orders, **orders)
        return self._learning.go_on(self._program(self._specification), self._now)

    def _now(self) -> Orders:
        while self._changes and self._learning._batches >= self._changes[0][0]:
            self._orders = replace(self._orders, **self._changes.pop(0)[1])
        return self._orders

    def all(self, kind: type) -> list:
        """The events of a kind."""
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def reports(self) -> list[Progress]:
        """In the order in which they came."""
        return self.all(Progress)

    @property
    def end(self) -> Event:
        """The last event."""
        return self.events[-1]


@pytest.fixture
def begin(program: Callable[[TrainingSpecification], Program], mnist: Mnist) -> Callable[..., Run]:
    """A run that waits for `go_on`."""

    def begin(specification: TrainingSpecification, *orders: tuple[int, dict[str, object]]) -> Run:
        return Run(specification, program, mnist, orders)

    return begin


@pytest.fixture
def learn(begin: Callable[..., Run]) -> Callable[..., Run]:
    """A run that is over."""

    def learn(specification: TrainingSpecification, *orders: tuple[int, dict[str, object]]) -> Run:
        run = begin(specification, *orders)
        assert run.go_on()
        return run

    return learn


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch, begin: Callable[..., Run]) -> None:
    """Report as often as the report before allows."""
    monkeypatch.setattr(learning, "LEAST_SECONDS", 0.0)
    monkeypatch.setattr(learning, "REPORT_SHARE", 0.0)
    monkeypatch.setattr(learning, "LEARNING_A_REPORT", 0.0)


# The order of the digits.


def test_each_epoch_sees_each_digit_once() -> None:
    for epoch in range(3):
        np.testing.assert_array_equal(np.sort(batch_order(SMALL, epoch)), np.arange(1_000))


def test_the_order_depends_on_the_seed_and_the_epoch() -> None:
    order = batch_order(SMALL, 0)
    assert not np.array_equal(order, np.arange(1_000))
    assert not np.array_equal(order, batch_order(SMALL, 1))
    assert not np.array_equal(order, batch_order(replace(SMALL, seed=1), 0))


def test_the_order_depends_on_nothing_else() -> None:
    """Two runs that are compared see the same digits in the same order, whatever else differs."""
    changes = {
        "network": NetworkSettings((), convolutions=TWO_CONVOLUTIONS),
        "optimizer": "sgd",
        "learning_rate": 0.1,
        "batch_size": 8,
        "epochs": 9,
        "augmentation": Augmentation(1, 1, 0.1),
        "decay": 0.5,
    }
    assert {*changes, "seed", "training_digits"} == {field.name for field in fields(TrainingSpecification)}
    for name, value in changes.items():
        np.testing.assert_array_equal(batch_order(replace(SMALL, **{name: value}), 4), batch_order(SMALL, 4))


# Reports.


def test_a_run_reports_from_its_first_moment_to_its_end(learn: Callable[..., Run], often: None) -> None:
    run = learn(replace(SMALL, training_digits=6_000, epochs=3))
    assert all(isinstance(event, Progress) for event in run.events[:-1])
    assert isinstance(run.end, Finished)
    first = run.reports[0]
    assert (first.batches, first.loss, first.accuracy, first.epoch_loss, first.epoch_accuracy) == (0, *[None] * 4)
    assert first.seconds < 0.01
    assert first.validation_loss == pytest.approx(math.log(10), abs=0.3)
    batches = [report.batches for report in run.reports]
    assert batches == sorted(set(batches))
    seconds = [report.seconds for report in run.reports]
    assert seconds == sorted(seconds)
    # Each epoch's last report is at its end, so that the curves reach it, however short the run.
    assert [report.batches for report in run.reports if report.epoch_loss is not None] == [188, 376, 564]
    assert (run.end.batches, run.end.seconds) == (564, pytest.approx(seconds[-1], abs=0.01))
    assert run.reports[-1].validation_accuracy > 0.85
    assert run.end.test_accuracy > 0.85


def test_means_weighted_back_together_are_the_epochs_and_keras_own(begin: Callable[..., Run], mnist: Mnist) -> None:
    """The last batch of an epoch has 56 digits instead of 64, and counts as much less."""
    specification = replace(DROPOUT, batch_size=64, training_digits=3_000, epochs=2)
    run = begin(specification)
    for pause_at in (10, 23, 46, 47, 60):  # a run that comes to a pause reports
        assert not run.go_on(pause_at=pause_at)
    assert run.go_on(pause_at=None)
    model = compiled_model(specification)
    for epoch in range(2):
        chosen = batch_order(specification, epoch)
        inputs, labels = mnist.train.pictures[chosen].astype(np.float32) / 255, mnist.train.labels[chosen]
        keras_own = model.fit(inputs, np.eye(10)[labels], batch_size=64, shuffle=False, verbose=0).history
        reports = [report for report in run.reports if epoch * 47 < report.batches <= (epoch + 1) * 47]
        digits: list[int] = []
        for report in reports:
            digits.append(min((report.batches - epoch * 47) * 64, 3_000) - sum(digits))
        assert len(digits) > 1
        assert sum(digits) == 3_000
        losses, accuracies = [report.loss for report in reports], [report.accuracy for report in reports]
        last = reports[-1]
        assert last.epoch_loss == pytest.approx(np.average(losses, weights=digits), abs=1e-6)
        assert last.epoch_accuracy == pytest.approx(np.average(accuracies, weights=digits), abs=1e-6)
        assert last.epoch_loss == pytest.approx(keras_own["loss"][0], abs=1e-5)
        assert last.epoch_accuracy == pytest.approx(keras_own["accuracy"][0], abs=1e-6)
        # Right answers are counted in whole digits.
        for count, accuracy in zip(digits, accuracies, strict=True):
            assert accuracy * count == pytest.approx(round(accuracy * count), abs=1e-3)
    assert [report.batches for report in run.reports if report.epoch_loss is not None] == [47, 94]


@pytest.mark.parametrize("specification", [SMALL, DROPOUT], ids=["compiled", "not compiled"])
def test_validation_figures_are_those_of_the_weights_beside_them(
    specification: TrainingSpecification, learn: Callable[..., Run], mnist: Mnist, often: None
) -> None:
    inputs, labels = as_inputs(mnist.test.pictures[VALIDATION_DIGITS]), mnist.test.labels[VALIDATION_DIGITS]
    run = learn(replace(specification, epochs=2))
    assert len({report.weights for report in run.reports}) == len(run.reports) > 2
    for report in run.reports:
        judged = evaluate(from_npz(report.weights), inputs, labels)
        assert (report.validation_loss, report.validation_accuracy) == (judged.loss, judged.accuracy)


def test_what_l2_adds_to_the_loss_is_in_all_of_them(learn: Callable[..., Run], mnist: Mnist) -> None:
    """It was in the training loss only, so that a network seemed to do far better on digits it had not seen."""
    specification = replace(DROPOUT, network=NetworkSettings((HiddenLayer(16),), dropout=0.5, l2=0.1))
    run = learn(specification)
    report = run.reports[-1]
    layers = from_npz(report.weights)
    penalty = 0.1 * sum(float(np.square(layer.kernel).sum()) for layer in layers)
    assert penalty > 0.1
    for loss, pictures, labels in [
        (report.validation_loss, mnist.test.pictures[VALIDATION_DIGITS], mnist.test.labels[VALIDATION_DIGITS]),
        (run.end.test_loss, mnist.test.pictures, mnist.test.labels),
    ]:
        assert loss == pytest.approx(evaluate(layers, as_inputs(pictures), labels).loss + penalty, rel=1e-3)


def test_the_end_has_the_last_weights_and_a_file_for_keras(learn: Callable[..., Run], mnist: Mnist) -> None:
    run = learn(SMALL)
    layers = from_npz(run.end.weights)
    judged = evaluate(layers, as_inputs(mnist.test.pictures), mnist.test.labels)
    assert (run.end.test_loss, run.end.test_accuracy) == pytest.approx((judged.loss, judged.accuracy), abs=1e-5)
    for exact, rounded in zip(layers, from_npz(run.reports[-1].weights), strict=True):
        np.testing.assert_allclose(exact.kernel, rounded.kernel, rtol=1e-3, atol=1e-6)
    assert run.end.keras_file.startswith(b"PK")


# Orders.


@pytest.mark.parametrize(
    ("batches", "stopped"), [(0, [0]), (1, [0, 1]), (31, [0, 31])], ids=["at once", "early", "before the last batch"]
)
def test_a_stopped_run_keeps_its_weights_and_is_not_evaluated(
    batches: int, stopped: list[int], begin: Callable[..., Run]
) -> None:
    run = begin(SMALL)
    if batches:
        assert not run.go_on(pause_at=batches)
    assert run.go_on(stop=True)
    assert [report.batches for report in run.reports] == stopped
    assert type(run.end) is Stopped
    assert (run.end.batches, run.end.reason) == (batches, "")
    assert [layer.kernel.shape for layer in from_npz(run.end.weights)] == [(784, 128), (128, 10)]


def test_a_run_pauses_where_it_is_told_to(begin: Callable[..., Run]) -> None:
    """One batch, another one, to the epoch's end, one batch of the next epoch, and to the end of all."""
    run = begin(replace(SMALL, epochs=2))
    for pause_at in (1, 2, 32, 33):
        assert not run.go_on(pause_at=pause_at)
        assert (type(run.end), run.end.batches) == (Paused, pause_at)
        assert run.reports[-1].batches == pause_at
    assert run.go_on(pause_at=64)
    assert (type(run.end), run.end.batches) == (Finished, 64)
    assert [report.batches for report in run.reports if report.epoch_loss is not None] == [32, 64]


def test_a_pause_that_has_passed_is_at_once(begin: Callable[..., Run]) -> None:
    run = begin(SMALL)
    assert not run.go_on(pause_at=0)
    assert (type(run.end), run.end.batches) == (Paused, 0)
    assert not run.go_on(pause_at=5)
    assert not run.go_on(pause_at=3)
    assert (type(run.end), run.end.batches) == (Paused, 5)
    # Nothing was learned, so there is nothing new to report.
    assert [report.batches for report in run.reports] == [0, 5]


@pytest.mark.parametrize(
    "specification",
    [
        SMALL,
        replace(DROPOUT, optimizer="momentum", learning_rate=0.05),
        replace(
            SMALL,
            network=NetworkSettings((HiddenLayer(16),), convolutions=TWO_CONVOLUTIONS),
            optimizer="rmsprop",
            augmentation=Augmentation(2, 15, 0.1),
        ),
    ],
    ids=["adam", "momentum and dropout", "rmsprop, convolutions and changed digits"],
)
def test_a_paused_run_learns_exactly_what_an_unpaused_one_does(
    specification: TrainingSpecification, begin: Callable[..., Run], learn: Callable[..., Run]
) -> None:
    """Though others learned with the same compiled network meanwhile: weights, momenta and draws all come back."""
    specification = replace(specification, epochs=2)
    expected = learn(specification)
    run = begin(specification)
    for pause_at in (7, 32, 40):
        assert not run.go_on(pause_at=pause_at)
        assert not begin(replace(specification, seed=1, learning_rate=0.5)).go_on(pause_at=3)
    assert run.go_on(pause_at=None)
    assert run.end.weights == expected.end.weights
    assert (run.end.test_loss, run.end.test_accuracy) == (expected.end.test_loss, expected.end.test_accuracy)


def test_another_learning_rate_is_told_with_its_batch(
    learn: Callable[..., Run], begin: Callable[..., Run], program: Callable[[TrainingSpecification], Program]
) -> None:
    run = begin(SMALL)
    assert not run.go_on(learning_rate=0.003, pause_at=5)
    assert not run.go_on(pause_at=10)
    # What was ordered and taken back in a pause was never learned with.
    assert not run.go_on(learning_rate=0.5, pause_at=0)
    assert not run.go_on(learning_rate=0.01, pause_at=20)
    assert program(SMALL).learning_rate == pytest.approx(0.01)
    assert run.go_on(learning_rate=0.003, pause_at=None)
    assert run.all(Steered) == [Steered("run", 0, 0.003), Steered("run", 10, 0.01), Steered("run", 20, 0.003)]
    # A rate that comes with the run's first batch is the same as one that it was given beforehand.
    steered = learn(SMALL, (0, {"learning_rate": 0.003}))
    assert steered.end.weights == learn(replace(SMALL, learning_rate=0.003)).end.weights
    assert steered.end.weights != run.end.weights


def test_more_or_fewer_epochs_while_it_learns(learn: Callable[..., Run], begin: Callable[..., Run]) -> None:
    more = learn(SMALL, (10, {"epochs": 3}))
    assert (type(more.end), more.end.batches) == (Finished, 96)
    assert more.end.weights == learn(replace(SMALL, epochs=3)).end.weights
    fewer = begin(replace(SMALL, epochs=3))
    assert not fewer.go_on(pause_at=40)
    assert fewer.go_on(epochs=1)
    assert (type(fewer.end), fewer.end.batches) == (Finished, 40)


def test_a_run_may_not_learn_for_ever(
    begin: Callable[..., Run], learn: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "MAX_SECONDS", 0.05)
    run = learn(replace(SMALL, training_digits=60_000, epochs=50))
    assert type(run.end) is Stopped
    assert run.end.reason == TOO_LONG
    assert TOO_LONG == "A run may learn for 10 minutes, so this one ended there."
    assert 0.05 < run.end.seconds < 10
    assert run.end.batches == run.reports[-1].batches > 0
    assert len(from_npz(run.end.weights)) == 2


# Seeds.


def test_the_same_seed_gives_the_same_run_and_another_seed_another(learn: Callable[..., Run]) -> None:
    for specification in (SMALL, DROPOUT):
        one, again, other = (learn(replace(specification, seed=seed)).end for seed in (1, 1, 2))
        assert one.weights == again.weights != other.weights
        assert (one.test_loss, one.test_accuracy) == (again.test_loss, again.test_accuracy)


@pytest.mark.parametrize(
    ("changes", "alike"),
    [
        ({"learning_rate": 0.1}, [(0, 0), (1, 1)]),
        ({"optimizer": "sgd"}, [(0, 0), (1, 1)]),
        ({"network": NetworkSettings(dropout=0.5)}, [(0, 0), (1, 1)]),
        ({"augmentation": Augmentation(shift=2)}, [(0, 0), (1, 1)]),
        ({"network": NetworkSettings((HiddenLayer(),) * 2)}, [(0, 0), (1, 2)]),
    ],
)
def test_runs_that_are_compared_begin_with_the_same_weights(
    changes: dict[str, object], alike: list[tuple[int, int]], begin: Callable[..., Run]
) -> None:
    begun = []
    for specification in (SMALL, replace(SMALL, **changes)):
        run = begin(specification)
        assert not run.go_on(pause_at=0)
        begun.append(from_npz(run.reports[0].weights))
    for ours, theirs in alike:
        one, other = begun[0][ours], begun[1][theirs]
        assert isinstance(one, DenseLayer)
        np.testing.assert_array_equal(one.kernel, other.kernel)


# Grief.


@pytest.mark.parametrize(
    "specification",
    [
        # Every step makes each weight 1.1 times as large.
        replace(SMALL, network=NetworkSettings((HiddenLayer(16),), l2=1.0), optimizer="sgd", learning_rate=1.05),
        replace(DROPOUT, optimizer="momentum", learning_rate=10, network=replace(DROPOUT.network, l2=1.0)),
    ],
    ids=["slowly", "at once"],
)
def test_a_run_that_diverges_says_so_and_shows_no_nan(
    specification: TrainingSpecification, learn: Callable[..., Run], often: None
) -> None:
    """With large steps the weights became NaN, and so did everything that the page showed of the run."""
    run = learn(replace(specification, training_digits=1_024, epochs=20))
    assert run.end == Failed("run", DIVERGED)
    assert all(isinstance(event, Progress) for event in run.events[:-1])
    for report in run.reports:
        figures = [value for value in vars(report).values() if isinstance(value, float)]
        assert np.isfinite(figures).all()
        assert from_npz(report.weights)
    # The next visitor's run with the same network is none the worse for it.
    assert isinstance(learn(replace(specification, learning_rate=0.001)).end, Finished)


@pytest.mark.parametrize(
    ("l2", "weight"),
    [(0.0, math.nan), (0.1, 1e20), (0.0, 1e38)],
    ids=["not a number", "squares too large", "sums too large"],
)
def test_weights_that_diverge_while_the_loss_does_not_are_found(
    l2: float,
    weight: float,
    begin: Callable[..., Run],
    program: Callable[[TrainingSpecification], Program],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Losses are means of before the step, so a step that goes too far shows in the weights first; what L2 adds for
    them was infinite then, and the validation loss with it.
    """
    specification = replace(DROPOUT, network=NetworkSettings((HiddenLayer(16),), dropout=0.5, l2=l2))
    run = begin(specification)
    assert not run.go_on(pause_at=5)
    layers = program(specification).layers()
    broken = (replace(layers[0], kernel=np.full_like(layers[0].kernel, weight)), *layers[1:])
    monkeypatch.setattr(program(specification), "layers", lambda: broken)
    assert run.go_on(pause_at=6)
    assert run.end == Failed("run", DIVERGED)
    assert [report.batches for report in run.reports] == [0, 5]


def test_nothing_follows_the_end(
    program: Callable[[TrainingSpecification], Program],
    learn: Callable[..., Run],
    mnist: Mnist,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A report is made beside the learning; one that took long came after the run had failed."""
    events: list[Event] = []
    failed = threading.Event()

    def send(event: Event) -> None:
        events.append(event)
        if isinstance(event, Failed):
            failed.set()

    def late(*arguments: object) -> Evaluation:
        if events:
            failed.wait(timeout=1)
        return evaluate(*arguments)

    learn(SMALL)  # all is compiled
    monkeypatch.setattr(learning, "evaluate", late)
    # Of the second epoch, while the first one's report is still made.
    figures = iter([(0.5, 0.8), (math.nan, 0.1)])
    monkeypatch.setattr(program(SMALL), "means", lambda: next(figures))
    monkeypatch.setattr(learning, "LEAST_SECONDS", 1e9)
    monkeypatch.setattr(learning, "MOST_SECONDS", 1e9)
    specification = replace(SMALL, epochs=2)
    run = Learning("run", specification, mnist, send)
    assert run.go_on(program(SMALL), lambda: Orders.of(specification))
    run._beside.shutdown()
    assert [type(event) for event in events] == [Progress, Progress, Failed]
