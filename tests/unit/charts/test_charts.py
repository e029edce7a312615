"""Pictures show the numbers that they were given."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from components.charts.digit_counts import digit_counts
from components.charts.digit_pictures import answer_strip, enlarged, png_url
from components.charts.first_digits import first_digits
from components.charts.half_plane import corners, half_plane
from components.charts.numbers import number, percent
from components.charts.probabilities import probability_spec, probability_table
from components.charts.sklearn_perceptron import accuracy_by_epoch, boundary_figure, weights_figure
from components.ml.classification_data import DataSettings
from components.ml.mnist import Mnist
from components.ml.sklearn_perceptron import PerceptronSettings, run

SQUARE = corners(0, 1, 0, 1)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5, "0.5"),
        (-1.0, "−1"),
        (-0.0001, "0"),
        (0.12345, "0.123"),
        (1234.0, "1234"),
        (100.0, "100"),
        (-3.1e38, "−3.1e+38"),
    ],
)
def test_numbers_as_people_write_them(value: float, text: str) -> None:
    assert number(value) == text


def test_the_half_plane_right_of_a_line() -> None:
    region, line = half_plane(1, 0, -0.25, SQUARE)
    assert sorted(line) == [(0.25, 0), (0.25, 1)]
    assert sorted(region) == [(0.25, 0), (0.25, 1), (1, 0), (1, 1)]


@pytest.mark.parametrize(("bias", "area"), [(0.0, list(SQUARE)), (-1.0, [])])
def test_without_weights_there_is_no_line(bias: float, area: list[tuple[float, float]]) -> None:
    """With w1 = w2 = 0 every point gets the same answer; dividing by w2 to draw a line would fail here."""
    assert half_plane(0, 0, bias, SQUARE) == (area, [])


@pytest.mark.parametrize("weights", [(1, 1, -1.5), (-1, 0.5, 0.2), (0, 1, -0.5), (2, -2, 0)])
def test_the_region_is_where_the_neuron_answers_1(weights: tuple[float, float, float]) -> None:
    """Checked against the share of random points with z >= 0."""
    w1, w2, b = weights
    region, _ = half_plane(w1, w2, b, SQUARE)
    x, y = np.array(region).T
    area = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2  # the shoelace formula
    points = np.random.default_rng(0).random((200_000, 2))
    assert area == pytest.approx((points @ (w1, w2) + b >= 0).mean(), abs=0.005)


def test_playground_figures_show_the_result() -> None:
    result = run(DataSettings(n_features=2), PerceptronSettings())
    curve = accuracy_by_epoch(result)
    assert [part.customdata[-1] for part in curve.data] == [
        sum(data != answers)
        for data, answers in (
            (result.data.y_train, result.data.x_train @ result.weights + result.bias > 0),
            (result.data.y_test, result.z > 0),
        )
    ]
    assert curve.data[0].y[-1] == result.train_accuracy
    assert curve.data[1].y[-1] == result.test_accuracy
    assert curve.data[0].line.dash != curve.data[1].line.dash
    assert list(weights_figure(result).data[0].x) == [*result.weights, result.bias]
    points = sum(
        len(trace.x) for trace in boundary_figure(result, ("class 0", "class 1")).data if trace.name.startswith("class")
    )
    assert points == 1000


def test_the_strip_tells_right_from_wrong_by_sign_and_words(mnist: Mnist) -> None:
    html = answer_strip(list(mnist.test.pictures[:2]), [7, 2], (7, 9))
    assert "✓ 7" in html
    assert "✗ 9" in html
    assert 'alt="a handwritten 2, read as 9: wrong"' in html
    assert answer_strip(list(mnist.test.pictures[:2]), [7, 2], ()).count("?") == 2
    unmarked = answer_strip(list(mnist.test.pictures[:2]), [None, None], (7, 9))
    assert not re.search("[✓✗]|right|wrong", unmarked)
    assert re.findall(r'alt="(read as \d)"', unmarked) == ["read as 7", "read as 9"]


def test_a_picture_survives_its_data_url(mnist: Mnist) -> None:
    picture = mnist.test.pictures[0]
    content = base64.b64decode(png_url(picture).removeprefix("data:image/png;base64,"))
    np.testing.assert_array_equal(np.asarray(Image.open(io.BytesIO(content))), picture)


def test_enlarging_repeats_pixels(mnist: Mnist) -> None:
    large = enlarged(mnist.test.pictures[0], 3)
    assert large.shape == (84, 84)
    np.testing.assert_array_equal(large[1::3, 1::3], mnist.test.pictures[0])


@pytest.mark.parametrize(
    ("share", "text"), [(0.5, "50.0 %"), (0.0, "0.0 %"), (0.99949, "99.9 %"), (0.99999, "> 99.9 %"), (1.0, "100.0 %")]
)
def test_what_is_less_than_certain_is_never_called_100_percent(share: float, text: str) -> None:
    assert percent(share) == text


def test_the_largest_probability_is_marked() -> None:
    table = probability_table([0.05] * 7 + [0.55, 0.05, 0.05])
    assert table["answer"] == [digit == 7 for digit in range(10)]
    assert table["percent"] == ["5.0 %"] * 7 + ["55.0 %", "5.0 %", "5.0 %"]


def test_the_bars_keep_their_order_whatever_is_read() -> None:
    """The axis was of texts such as "7:  90.3 %", and a chart that is updated in place puts new texts last: after the
    second stroke the bars stood in the order 0 1 2 4 5 6 8 9 3 7.
    """
    y = probability_spec()["encoding"]["y"]
    assert y["scale"]["domain"] == list(range(10))
    for answer in (3, 7):
        assert probability_table(np.eye(10)[answer].tolist())[y["field"]] == list(range(10))


def test_first_digits_are_the_courses_picture(mnist: Mnist) -> None:
    axes = first_digits(mnist.train.pictures[:10], mnist.train.labels[:10]).axes
    assert [place.get_title() for place in axes] == ["5", "0", "4", "1", "9", "2", "1", "3", "1", "4"]
    assert not any(place.axison for place in axes)
    np.testing.assert_array_equal(axes[0].images[0].get_array(), mnist.train.pictures[0])


def test_the_first_digits_labels_can_be_read_on_a_phone(mnist: Mnist) -> None:
    """The picture shrinks with its labels. On a phone, where it is 358 pixels wide, they were 6 pixels high."""
    figure = first_digits(mnist.train.pictures[:10], mnist.train.labels[:10])
    points_of_a_pixel = 72 * figure.get_figwidth() / 358
    assert all(place.title.get_fontsize() >= 10.5 * points_of_a_pixel for place in figure.axes)


def test_digit_counts_count(mnist: Mnist) -> None:
    train, test = digit_counts(mnist.train.labels, mnist.test.labels).data
    assert train.x[1] == 6_742  # the most frequent and the rarest of the training digits, known since 1998
    assert train.x[5] == 5_421
    assert sum(test.x) == 10_000
