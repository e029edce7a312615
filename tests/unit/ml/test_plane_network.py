"""A network on the plane: its steps are those of Keras, and whatever its past was like, the same past leads to the same
numbers, to the last bit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import keras
import numpy as np
import pytest
import tensorflow as tf

from components.ml import plane_network
from components.ml.learning_rule import Example
from components.ml.optimizers import OPTIMIZERS
from components.ml.penalties import PENALTIES
from components.ml.plane_changes import Change, Unit
from components.ml.plane_data import FEATURES, OWN, PointSettings, features, points
from components.ml.plane_moments import MOST_MOMENTS, Moment
from components.ml.plane_network import EXPLODED, Learning, changed, learn, replayed, rewound, start
from components.ml.plane_settings import ACTIVATIONS, PlaneSettings, steps_an_epoch
from components.ml.small_network import INITIALISATIONS, Array, Parameters, SmallNetwork, forward

# 70 points to learn from: an epoch is seven steps.
SETTINGS = PlaneSettings(PointSettings(n=100), hidden=(4, 2))
EPOCH = 7
LATER = Unit(1, 0)  # a unit of the second hidden layer
optimizers = pytest.mark.parametrize("optimizer", OPTIMIZERS)


def answer(network: SmallNetwork, settings: PlaneSettings, x: Array) -> Array:
    """What the network answers at points (n, 2): (n,)."""
    return forward(network, features(settings.features, x)).answer[:, 0]


def same(one: Parameters, other: Parameters) -> bool:
    """To the last bit."""
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def same_moment(one: Moment, other: Moment) -> bool:
    """In all that it holds."""
    return (
        (one.step, one.train, one.test, one.memory.steps) == (other.step, other.train, other.test, other.memory.steps)
        and same(one.parameters, other.parameters)
        and same(one.memory.first, other.memory.first)
        and same(one.memory.second, other.memory.second)
    )


def assert_same(one: Learning, other: Learning) -> None:
    """In all that can be seen of them, and in all that the next steps follow from."""
    assert one.settings == other.settings
    assert one.changes == other.changes
    assert one.diverged == other.diverged
    assert same(one.network.parameters, other.network.parameters)
    assert [moment.step for moment in one.moments] == [moment.step for moment in other.moments]
    for a, b in zip(one.moments, other.moments, strict=True):
        assert same_moment(a, b)


def assert_consistent(learning: Learning) -> None:
    """The last moment is the network as it is now, and the moments are in order."""
    assert same(learning.network.parameters, learning.now.parameters)
    assert all(one.step < other.step for one, other in pairwise(learning.moments))
    assert learning.now.memory.steps == learning.step
    assert len(learning.moments) <= MOST_MOMENTS
    assert all(change.step <= learning.step for change in learning.changes)


def by_hand(kind: str, unit: Unit | None = None, source: int = -1, value: float = 0.0) -> Change:
    """A change whose step is the one at which it is made."""
    return Change(-1, kind, unit, source, value)  # type: ignore[arg-type]


def with_a_past(settings: PlaneSettings) -> Learning:
    """After changes of all kinds: at the start, in the middle and at the end of epochs, and several at one step."""
    past: Sequence[Change | int] = (
        by_hand("weight", Unit(0, 1), 0, 1.5),
        by_hand("noise", value=0.1),
        10,
        by_hand("freeze", Unit(0, 0)),
        4,
        by_hand("off", LATER),
        by_hand("noise", value=0.2),
        by_hand("noise", value=0.2),
        11,
        by_hand("free", LATER),
        3,
        by_hand("weight", Unit(2, 0), -1, -0.7),
        by_hand("free", Unit(0, 0)),
        22,
    )
    learning = start(settings)
    for event in past:
        learning = learn(learning, event) if isinstance(event, int) else changed(learning, event)
        assert_consistent(learning)
    return learning


# Starting and learning


def test_at_the_start_nothing_is_learned() -> None:
    begun = start(SETTINGS)
    assert (begun.step, begun.epochs, begun.over, begun.changes) == (0, 0, False, ())
    assert begun.network.activations == ("tanh", "tanh", "sigmoid")
    assert [array.shape for array in begun.network.parameters] == [(2, 4), (4,), (4, 2), (2,), (2, 1), (1,)]
    assert_same(begun, start(SETTINGS))
    assert not same(begun.network.parameters, start(replace(SETTINGS, seed=43)).network.parameters)


def test_heights_have_a_linear_output_and_no_accuracy() -> None:
    begun = start(replace(SETTINGS, points=PointSettings("hill", 100)))
    assert begun.settings.loss == "mean squared error"
    assert begun.network.activations[-1] == "linear"
    assert begun.now.train.accuracy is None
    x, y = points(begun.settings.points).x_test, points(begun.settings.points).y_test
    assert begun.now.test.loss == pytest.approx(np.mean((answer(begun.network, begun.settings, x) - y[:, 0]) ** 2))


def test_what_is_told_of_a_moment_is_what_the_network_answers() -> None:
    learning = learn(start(SETTINGS), 100)
    data = points(SETTINGS.points)
    for x, y, score in ((data.x, data.y, learning.now.train), (data.x_test, data.y_test, learning.now.test)):
        given = answer(learning.network, SETTINGS, x)
        assert score.accuracy == np.mean((given >= 0.5) == (y[:, 0] == 1))
        right = np.where(y[:, 0] == 1, given, 1 - given)
        assert score.loss == pytest.approx(-np.mean(np.log(right)))


@pytest.mark.parametrize("kind", ["two clouds", "XOR", "circle", "moons", "slope", "hill"])
def test_the_default_network_learns(kind: str) -> None:
    """The spiral takes more units."""
    learning = learn(start(PlaneSettings(PointSettings(kind))), 1_500)
    assert learning.step == 1_500
    if learning.settings.points.classes:
        assert learning.now.test.accuracy is not None
        assert learning.now.test.accuracy > 0.9
    else:
        assert learning.now.test.loss is not None
        assert learning.now.test.loss < 0.01


@optimizers
@pytest.mark.parametrize("kind", ["circle", "hill"])
def test_two_times_ten_steps_are_twenty(optimizer: str, kind: str) -> None:
    begun = start(replace(SETTINGS, points=PointSettings(kind, 100), optimizer=optimizer, penalty="L2"))
    assert_same(learn(learn(begun, 10), 10), learn(begun, 20))


def test_nothing_that_was_there_before_is_changed_by_learning() -> None:
    begun = start(SETTINGS)
    before = [array.copy() for array in begun.network.parameters]
    later = changed(learn(begun, 20), by_hand("weight", Unit(0, 0), 1, 3.0))
    learn(later, 20)
    assert same(begun.network.parameters, tuple(before))
    assert later.network.weights[0][1, 0] == 3


def test_an_epoch_shows_each_point_once_in_batches_of_about_the_same_size() -> None:
    """With 70 points in batches of 16 there are five of 14, and not four of 16 and one of 6. What gradient descent with
    a tiny rate does in an epoch is what it does in one step from all points.
    """
    settings = replace(SETTINGS, optimizer="gradient descent", learning_rate=1e-7, batch_size=16)
    begun = start(settings)
    assert steps_an_epoch(settings) == 5
    assert learn(begun, 5).epochs == 1
    whole = learn(start(replace(settings, batch_size=1_000)), 1)
    assert whole.epochs == 1
    steps = zip(begun.network.parameters, learn(begun, 5).now.parameters, whole.now.parameters, strict=True)
    for before, by_batches, at_once in steps:
        np.testing.assert_allclose((by_batches - before) / 5, at_once - before, rtol=1e-4, atol=1e-14)


def test_a_moment_is_kept_at_the_end_of_each_epoch_and_of_the_last_step() -> None:
    learning = learn(start(SETTINGS), 17)
    assert [moment.step for moment in learning.moments] == [0, 7, 14, 17]
    assert [moment.step for moment in learn(learning, 1).moments] == [0, 7, 14, 18]
    assert [moment.step for moment in learn(learning, 4).moments] == [0, 7, 14, 21]


def test_without_a_hidden_layer_it_is_a_single_neuron() -> None:
    learning = learn(start(PlaneSettings(PointSettings("two clouds"), hidden=())), 500)
    assert [array.shape for array in learning.network.parameters] == [(2, 1), (1,)]
    assert learning.now.test.accuracy is not None
    assert learning.now.test.accuracy > 0.95
    frozen = changed(learning, by_hand("freeze", Unit(0, 0)))
    assert same(learn(frozen, 10).network.parameters, learning.network.parameters)
    assert_same(replayed(start(learning.settings), frozen.changes, 500, 1_000), frozen)


@pytest.mark.parametrize("kind", [OWN, "circle"])
def test_without_points_it_waits_for_some(kind: str) -> None:
    begun = start(PlaneSettings(PointSettings(kind, n=0)))
    assert begun.now.train == (None, None)
    assert learn(begun, 10) is begun
    assert begun.epochs == 0
    assert_consistent(changed(begun, by_hand("noise", value=1.0)))


def test_a_single_own_point_is_learned() -> None:
    learning = learn(start(PlaneSettings(PointSettings(OWN, own=(Example(1.0, -2.0, 1),)))), 200)
    assert learning.now.train.accuracy == 1
    assert learning.now.test == (None, None)
    assert learning.epochs == 200


@pytest.mark.parametrize("kind", ["circle", "hill"])
def test_from_zeros_the_units_of_a_layer_stay_alike(kind: str) -> None:
    """All that is learned is the output's bias: nothing gets through weights of 0. With sigmoid, whose output at 0 is
    0.5, the weights to the output learn, too, but all the same.
    """
    settings = PlaneSettings(PointSettings(kind), initialisation="zeros")
    learning = learn(start(settings), 100)
    *others, bias = learning.network.parameters
    assert not any(array.any() for array in others)
    assert kind == "circle" or bias.all()  # as many points of each class want no bias, but for rounding
    learning = learn(start(replace(settings, activation="sigmoid")), 100)
    for array in learning.network.parameters:
        np.testing.assert_allclose(array, np.broadcast_to(array[..., :1], array.shape), atol=1e-12)
    assert learning.network.weights[-1].all()


def test_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """After MOST_STEPS, here fewer, it takes no more, but can be rewound and goes on from there."""
    monkeypatch.setattr(plane_network, "MOST_STEPS", 60)
    near = learn(start(SETTINGS), 55)
    assert not near.over
    ended = learn(near, 10)
    assert (ended.step, ended.over, ended.diverged) == (60, True, False)
    assert learn(ended, 10) is ended
    assert_consistent(ended)
    back = rewound(ended, 59)
    assert back.step == 56
    assert_same(learn(back, 100_000), ended)


# The past


@pytest.mark.parametrize("at_a_time", [1, 30, 999, 100_000])
def test_of_many_moments_few_are_kept_as_far_apart_at_the_beginning_as_later(at_a_time: int) -> None:
    """Where a network was let learn in portions, those of the beginning had been thinned out again and again, until the
    curve of its loss began after most had happened.
    """
    settings = PlaneSettings(PointSettings("two clouds", n=20, test_share=0), hidden=(), batch_size=10)
    learning, total = start(settings), 3_001
    while learning.step < total:
        learning = learn(learning, min(at_a_time, total - learning.step))
        assert_consistent(learning)
    assert [moment.step for moment in learning.moments] == [*range(0, 3_000 + 1, 16), 3_001]
    assert MOST_MOMENTS / 3 < len(learning.moments) <= MOST_MOMENTS


@optimizers
def test_a_rewound_network_learns_the_same_again(optimizer: str) -> None:
    """Also what momentum and Adam remember is as it was."""
    learning = learn(start(replace(SETTINGS, optimizer=optimizer)), 45)
    for step in (0, 7, 20, 21, 41, 44, 45):
        back = rewound(learning, step)
        assert back.step == (45 if step == 45 else step - step % EPOCH)
        assert_consistent(back)
        assert_same(learn(back, 45 - back.step), learning)


def test_rewound_in_the_middle_of_an_epoch_it_goes_on_with_the_same_batches() -> None:
    learning = learn(start(SETTINGS), 17)
    back = rewound(learning, 17)
    assert_same(back, learning)
    assert_same(learn(back, 20), learn(start(SETTINGS), 37))
    assert rewound(learning, -5).step == 0


@optimizers
@pytest.mark.parametrize("penalty", PENALTIES)
def test_replayed_with_its_changes_it_is_the_same_network(optimizer: str, penalty: str) -> None:
    """So a link that holds settings, changes and steps opens it."""
    settings = replace(SETTINGS, optimizer=optimizer, penalty=penalty)
    learning = with_a_past(settings)
    assert_same(replayed(start(settings), learning.changes, learning.step, 1_000), learning)


@pytest.mark.parametrize("most", [1, 4, 7, 10, 49])
def test_replayed_in_portions_it_is_the_same(most: int) -> None:
    learning = with_a_past(SETTINGS)
    again, calls = start(SETTINGS), 0
    while again.step < learning.step:
        again = replayed(again, learning.changes, learning.step, most)
        calls += 1
        assert_consistent(again)
    assert calls == -(-learning.step // most)
    assert_same(again, learning)
    assert_same(replayed(again, learning.changes, learning.step, most), learning)


def test_replayed_to_the_step_of_a_change_it_has_been_made() -> None:
    """Also of several at one step all, and at step 0, where there is nothing to learn."""
    begun = start(SETTINGS)
    for step in (0, 3, 7):
        learning = learn(begun, step)
        for change in (by_hand("off", LATER), by_hand("noise", value=0.5), by_hand("weight", Unit(0, 0), 0, 2.0)):
            learning = changed(learning, change)
        assert_same(replayed(begun, learning.changes, step, 100), learning)


def test_rewound_to_the_step_of_changes_they_are_kept_and_later_ones_undone() -> None:
    """At step 7 there are two: what is kept is the network after both."""
    twice = learn(start(SETTINGS), EPOCH)
    for change in (by_hand("noise", value=0.3), by_hand("off", LATER)):
        twice = changed(twice, change)
    later = changed(learn(twice, 20), by_hand("freeze", Unit(0, 1)))
    learning = learn(later, 10)
    assert [change.step for change in learning.changes] == [7, 7, 27]
    back = rewound(learning, 7)
    assert_same(back, twice)
    assert (back.off, back.frozen) == ({LATER}, frozenset())
    assert_same(learn(back, 30), learn(twice, 30))
    # 27 is in the middle of an epoch, and no moment is kept there: back to 21, and the change of 27 is undone.
    assert_same(rewound(learning, 30), rewound(learning, 28))
    assert rewound(learning, 28).changes == learning.changes
    assert rewound(learning, 27).step == 21
    assert rewound(learning, 27).changes == twice.changes
    again = changed(learn(rewound(learning, 27), 6), by_hand("freeze", Unit(0, 1)))
    assert_same(learn(again, 10), learning)


def test_changes_at_the_start_stay_when_all_is_rewound() -> None:
    begun = changed(start(SETTINGS), by_hand("weight", Unit(0, 0), 0, 2.0))
    assert len(begun.moments) == 1
    assert_same(rewound(learn(begun, 30), 0), begun)


def test_a_past_is_rewound_to_each_of_its_moments_and_replayed_from_there() -> None:
    learning = with_a_past(replace(SETTINGS, optimizer="adam", penalty="L1"))
    for moment in learning.moments:
        back = rewound(learning, moment.step)
        assert same_moment(back.now, moment)
        assert_consistent(back)
        again = replayed(back, learning.changes, learning.step, 1_000)
        assert_same(again, learning)
        assert_same(replayed(start(learning.settings), back.changes, back.step, 1_000), back)


# Changes by hand


def test_a_weight_and_a_bias_are_set() -> None:
    """The bias is that of source -1. All else stays as it is."""
    begun = learn(start(SETTINGS), 10)
    learning = changed(changed(begun, by_hand("weight", LATER, 3, 1.25)), by_hand("weight", Unit(2, 0), -1, -2.5))
    assert learning.network.weights[1][3, 0] == 1.25
    assert learning.network.biases[2][0] == -2.5
    moved = zip(learning.network.parameters, begun.network.parameters, strict=True)
    assert sum(int((one != other).sum()) for one, other in moved) == 2
    assert [change.step for change in learning.changes] == [10, 10]
    assert learning.now.train != begun.now.train
    assert learning.step == 10
    assert_consistent(learning)


@optimizers
@pytest.mark.parametrize("penalty", PENALTIES)
def test_a_frozen_unit_keeps_what_it_has_learned_and_the_others_learn(optimizer: str, penalty: str) -> None:
    begun = learn(start(replace(SETTINGS, optimizer=optimizer, penalty=penalty)), 10)
    learning = changed(changed(begun, by_hand("freeze", Unit(0, 2))), by_hand("freeze", LATER))
    assert learning.frozen == {Unit(0, 2), LATER}
    assert learning.now.train == begun.now.train  # it works as before
    learning = learn(learning, 20)
    stays = [np.zeros(array.shape, bool) for array in begun.network.parameters]
    stays[0][:, 2] = stays[1][2] = stays[2][:, 0] = stays[3][0] = True
    for before, after, there in zip(begun.network.parameters, learning.network.parameters, stays, strict=True):
        np.testing.assert_array_equal(before == after, there)
    free = changed(changed(learning, by_hand("free", Unit(0, 2))), by_hand("free", LATER))
    assert not free.frozen
    moved = zip(learn(free, 1).network.parameters, learning.network.parameters, strict=True)
    assert all((before != after).all() for before, after in moved)


def test_a_frozen_unit_gathers_no_speed() -> None:
    """With momentum, a unit had gathered speed while it was held, and leapt ten times as far when it was set free.
    Keras, too, leaves an optimizer's numbers of a layer as they are while it is not trainable.
    """
    begun = start(replace(SETTINGS, optimizer="momentum"))
    frozen = learn(changed(begun, by_hand("freeze", Unit(0, 2))), 50)
    assert not frozen.now.memory.first[0][:, 2].any()
    assert frozen.now.memory.first[0][:, 1].all()
    free = changed(frozen, by_hand("free", Unit(0, 2)))
    leap = learn(free, 1).network.weights[0][:, 2] - free.network.weights[0][:, 2]
    plain = learn(replace(free, settings=replace(begun.settings, optimizer="gradient descent")), 1)
    np.testing.assert_allclose(leap, plain.network.weights[0][:, 2] - free.network.weights[0][:, 2])


@optimizers
@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize("unit", [Unit(0, 1), LATER])
def test_a_unit_that_is_off_has_no_influence_and_comes_back_as_it_was(optimizer: str, penalty: str, unit: Unit) -> None:
    settings = replace(SETTINGS, optimizer=optimizer, penalty=penalty)
    before = learn(start(settings), 10)
    off = changed(before, by_hand("off", unit))
    assert off.off == {unit}
    assert off.now.train != before.now.train
    learning = learn(off, 20)
    x = points(settings.points).x
    # Whatever its weights and bias are, the answer is the same.
    other = [array.copy() for array in learning.network.parameters]
    other[2 * unit.layer][:, unit.place] = other[2 * unit.layer + 1][unit.place] = 50
    moved = replace(learning, network=learning.network.with_parameters(tuple(other)))
    np.testing.assert_array_equal(answer(moved.working, settings, x), answer(learning.working, settings, x))
    assert not np.array_equal(answer(learning.network, settings, x), answer(learning.working, settings, x))
    # The rest learns as if it were not there, and what is into and out of it stays.
    free = changed(learning, by_hand("free", unit))
    assert not free.off
    places = [np.zeros(array.shape, bool) for array in before.network.parameters]
    places[2 * unit.layer][:, unit.place] = places[2 * unit.layer + 1][unit.place] = True
    places[2 * unit.layer + 2][unit.place] = True
    for then, now, there in zip(before.network.parameters, free.network.parameters, places, strict=True):
        np.testing.assert_array_equal(then == now, there)
    for then, now, there in zip(before.now.memory.first, free.now.memory.first, places, strict=True):
        np.testing.assert_array_equal(then[there], now[there])
    assert free.working is free.network


def test_off_and_at_once_free_is_as_before() -> None:
    before = learn(start(SETTINGS), 10)
    again = changed(changed(before, by_hand("off", LATER)), by_hand("free", LATER))
    assert same_moment(again.now, before.now)
    assert_same(replace(learn(again, 10), changes=()), learn(before, 10))


def test_a_network_without_a_unit_learns_as_if_that_were_off() -> None:
    """Two units less one are one: gradient descent's steps are the same in both networks."""
    settings = replace(SETTINGS, hidden=(2,), optimizer="momentum", penalty="L2")
    off = changed(start(settings), by_hand("off", Unit(0, 1)))
    smaller = start(replace(settings, hidden=(1,)))
    w1, b1, w2, b2 = off.network.parameters
    network = smaller.network.with_parameters((w1[:, :1], b1[:1], w2[:1], b2))
    one, other = learn(off, 30), learn(replace(smaller, network=network), 30)
    x = points(settings.points).x
    np.testing.assert_allclose(answer(one.working, settings, x), answer(other.network, other.settings, x), rtol=1e-12)


def test_noise_is_of_its_size_and_not_twice_the_same() -> None:
    """Else two doses of it would add up."""
    begun = start(replace(SETTINGS, hidden=(8, 8, 8), features=tuple(FEATURES)))
    learning, added = begun, []
    for _ in range(2):
        noisy = changed(learning, by_hand("noise", value=0.3))
        pairs = zip(noisy.network.parameters, learning.network.parameters, strict=True)
        added.append(np.concatenate([(one - other).ravel() for one, other in pairs]))
        learning = noisy
    assert [noise.std() for noise in added] == pytest.approx([0.3, 0.3], rel=0.15)
    assert abs(np.corrcoef(added)[0, 1]) < 0.2


def test_noise_is_the_same_again() -> None:
    learning = learn(start(SETTINGS), 10)
    assert_same(changed(learning, by_hand("noise", value=0.3)), changed(learning, by_hand("noise", value=0.3)))
    later = changed(learn(learning, 1), by_hand("noise", value=0.3))
    assert not same(later.network.parameters, changed(learning, by_hand("noise", value=0.3)).network.parameters)


# Divergence

HEIGHTS_AND_SQUARES = PlaneSettings(
    PointSettings("hill"), tuple(FEATURES), (8, 8), "relu", 3.0, optimizer="gradient descent"
)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@optimizers
def test_a_run_that_explodes_is_told_and_keeps_finite_numbers(optimizer: str, activation: str) -> None:
    settings = replace(HEIGHTS_AND_SQUARES, optimizer=optimizer, activation=activation, learning_rate=100.0)
    learning = learn(start(settings), 300)
    assert learning.diverged
    assert learning.over
    assert_consistent(learning)
    assert all(np.isfinite(array).all() for array in learning.network.parameters)
    assert all(moment.train.loss is not None and moment.train.loss < EXPLODED for moment in learning.moments)
    assert learn(learning, 10) is learning


@pytest.mark.parametrize("at_a_time", [1, 3, 14, 1_000])
@pytest.mark.parametrize(
    ("activation", "rate", "optimizer", "step"),
    [("tanh", 0.3, "momentum", 39), ("relu", 0.5, "gradient descent", 3), ("relu", 3.0, "gradient descent", 0)],
)
def test_it_diverges_at_the_same_step_however_many_are_taken_at_a_time(
    activation: str, rate: float, optimizer: str, step: int, at_a_time: int
) -> None:
    """Only at the end of an epoch or of what was asked for had it been looked at. So where it stopped depended on how
    fast the page was, and the weights were those of a later step than the moment told, so that a change by hand was
    noted at a step at which it had not been made.
    """
    settings = replace(HEIGHTS_AND_SQUARES, activation=activation, learning_rate=rate, optimizer=optimizer)
    whole = learn(start(settings), 1_000)
    assert whole.diverged
    learning = start(settings)
    while not learning.over:
        learning = learn(learning, at_a_time)
        assert_consistent(learning)
    assert_same(learning, whole)
    assert whole.step == step


@pytest.mark.parametrize("activation", ACTIVATIONS)
@optimizers
def test_what_is_small_at_a_glance_has_not_exploded(
    optimizer: str, activation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the loss is worked out at each step, instead, all runs are the same, and end at the same step."""
    wishes = [
        replace(
            HEIGHTS_AND_SQUARES,
            points=PointSettings(kind),
            optimizer=optimizer,
            activation=activation,
            learning_rate=rate,
        )
        for kind in ("hill", "circle")
        for rate in (0.03, 0.3, 3.0, 30.0)
    ]
    quick = [learn(start(settings), 60) for settings in wishes]
    monkeypatch.setattr(plane_network, "_is_small", lambda *_: False)
    for settings, learning in zip(wishes, quick, strict=True):
        assert_same(learn(start(settings), 60), learning)


def test_a_change_gives_one_that_has_diverged_another_chance() -> None:
    """And replayed, with what was changed after so many steps, it is the same."""
    stuck = learn(start(HEIGHTS_AND_SQUARES), 100)
    assert stuck.diverged
    mended = changed(stuck, by_hand("weight", Unit(2, 0), -1, 0.1))
    assert not mended.diverged
    assert_consistent(mended)
    assert_same(replayed(start(HEIGHTS_AND_SQUARES), mended.changes, mended.step, 1_000), mended)
    back = rewound(stuck, 0)
    assert not back.diverged
    assert_same(back, start(HEIGHTS_AND_SQUARES))
    assert_same(learn(back, 100), stuck)


# Against Keras

KERAS_OPTIMIZERS = {
    "gradient descent": lambda rate: keras.optimizers.SGD(rate),
    "momentum": lambda rate: keras.optimizers.SGD(rate, momentum=0.9),
    "adam": lambda rate: keras.optimizers.Adam(rate),
}
# As NumPy's float64, their constants are not rounded on the way into TensorFlow, which takes Python's for float32.
EXACT_OPTIMIZERS = {
    "gradient descent": KERAS_OPTIMIZERS["gradient descent"],
    "momentum": lambda rate: keras.optimizers.SGD(rate, momentum=np.float64(0.9)),
    "adam": lambda rate: keras.optimizers.Adam(rate, np.float64(0.9), np.float64(0.999), np.float64(1e-7)),
}
SHARE = 1 / 64  # float32, in which Keras keeps it, holds this one to the last digit


@pytest.fixture
def float64() -> Iterator[None]:
    """Keras reckons in float64 for once."""
    floatx, policy = keras.config.floatx(), keras.config.dtype_policy()
    keras.config.set_floatx("float64")
    keras.config.set_dtype_policy("float64")
    yield
    keras.config.set_floatx(floatx)
    keras.config.set_dtype_policy(policy)


def in_keras(settings: PlaneSettings) -> keras.Sequential:
    """The same network, built as anybody would, with the same first weights."""
    regularizer = {
        "none": None,
        "L1": keras.regularizers.L1(settings.share),
        "L2": keras.regularizers.L2(settings.share),
    }
    pays = regularizer[settings.penalty]
    output = "sigmoid" if settings.points.classes else "linear"
    layers = [keras.layers.Dense(units, settings.activation, kernel_regularizer=pays) for units in settings.hidden]
    inputs = keras.Input((len(settings.features),))
    model = keras.Sequential([inputs, *layers, keras.layers.Dense(1, output, kernel_regularizer=pays)])
    model.set_weights(start(settings).network.parameters)
    return model


def batches(settings: PlaneSettings, count: int) -> Iterator[tuple[Array, Array]]:
    """The first ones, drawn as the module says: each epoch an order of its own, and every tenth point of it."""
    data = points(settings.points)
    x, per_epoch = features(settings.features, data.x), -(-len(data.x) // settings.batch_size)
    for step in range(count):
        order = np.random.default_rng((settings.seed, step // per_epoch)).permutation(len(x))
        batch = order[step % per_epoch :: per_epoch]
        yield x[batch], data.y[batch]


def furthest(settings: PlaneSettings, model: keras.Sequential) -> float:
    """How far the parameters are from Keras', after ten steps."""
    ours = learn(start(settings), 10).network.parameters
    moved = zip(ours, start(settings).network.parameters, strict=True)
    assert max(float(np.abs(after - before).max()) for after, before in moved) > 0.005
    return max(float(np.abs(a - b).max()) for a, b in zip(ours, model.get_weights(), strict=True))


@pytest.mark.parametrize(("kind", "penalty"), [*(("circle", penalty) for penalty in PENALTIES), ("hill", "L2")])
@pytest.mark.parametrize("activation", ACTIVATIONS)
@optimizers
def test_ten_steps_are_those_of_keras(optimizer: str, activation: str, penalty: str, kind: str, float64: None) -> None:
    """A Keras model, its losses and its optimizer, round TensorFlow's tape, without compiling, which takes longer than
    ten steps. Where nothing is rounded to float32, all parameters are the same to float64's last digits. Heights are
    tried with one penalty: what it adds doesn't depend on the loss.
    """
    settings = PlaneSettings(
        PointSettings(kind, 60),
        activation=activation,
        learning_rate=0.01,
        optimizer=optimizer,
        penalty=penalty,
        share=SHARE,
    )
    model, rule = in_keras(settings), EXACT_OPTIMIZERS[optimizer](settings.learning_rate)
    measure = keras.losses.BinaryCrossentropy() if kind == "circle" else keras.losses.MeanSquaredError()
    for x, y in batches(settings, 10):
        with tf.GradientTape() as tape:
            loss = tf.add_n([measure(y, model(tf.constant(x))), *model.losses])
        rule.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
    assert furthest(settings, model) < 1e-13


@optimizers
def test_ten_steps_are_those_of_keras_own_training_to_a_millionth(optimizer: str, float64: None) -> None:
    """As anybody writes it: compile and train_on_batch, with the optimizer's defaults. Keras keeps the share of 0.001,
    momentum's 0.9 and, where it makes up for Adam's first steps, 0.999 in float32, also here. The latter leaves
    1 - 0.999 wrong in the fifth digit, and a step of Adam by half of that: ten steps of about 0.01 by 0.65 millionths.
    """
    settings = PlaneSettings(PointSettings(n=60), learning_rate=0.01, optimizer=optimizer, penalty="L2")
    model = in_keras(settings)
    model.compile(KERAS_OPTIMIZERS[optimizer](settings.learning_rate), "binary_crossentropy", run_eagerly=True)
    for x, y in batches(settings, 10):
        model.train_on_batch(x, y)
    assert furthest(settings, model) < {"gradient descent": 1e-10, "momentum": 1e-7, "adam": 1e-6}[optimizer]


def test_all_first_weights_can_be_learned_from() -> None:
    for initialisation in INITIALISATIONS:
        settings = replace(SETTINGS, initialisation=initialisation, activation="sigmoid")
        learning = learn(start(settings), 10)
        assert not same(learning.network.parameters, start(settings).network.parameters)
        x = features(settings.features, points(settings.points).x)
        assert forward(learning.network, x).answer.shape == (70, 1)
