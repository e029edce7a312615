"""The gallery: leafing, filtering and enlarging, through every order in which a visitor may do them."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from components.ml.mnist import Mnist
from tests.app.conftest import OpenPage

PAGE = "pages/mnist_gallery.py"


def shown(app: AppTest) -> list[int]:
    """The numbers of the digits on this page of the gallery."""
    return [int(button.key.removeprefix("choose_")) for button in app.button if button.key.startswith("choose_")]


def enlarged(app: AppTest) -> str:
    return str(app.subheader[0].value)


def test_it_opens_with_the_first_digits(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert shown(app) == list(range(24))
    assert enlarged(app) == "Number 0 of train: a 5"
    assert app.code[0].value == "[0, 0, 0, 0, 0, 1, 0, 0, 0, 0]"


def test_leafing_and_choosing(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.get_by_key("leaf").set_value(3).run()
    assert shown(app) == list(range(48, 72))
    app.button(key="choose_50").click().run()
    assert enlarged(app) == "Number 50 of train: a 3"
    assert shown(app) == list(range(48, 72))
    assert app.number_input(key="number").value == 50


def test_a_filter_shows_only_its_digit_from_the_first_page(open_page: OpenPage, mnist: Mnist) -> None:
    """Page 2,500 of all digits does not exist among the sevens, and nobody wants page 200 of them."""
    app = open_page(PAGE)
    app.get_by_key("leaf").set_value(2500).run()
    assert shown(app)[-1] == 59_999
    app.get_by_key("digit").set_value("7").run()
    assert shown(app) == np.flatnonzero(mnist.train.labels == 7)[:24].tolist()
    app.get_by_key("part").set_value("test").run()
    assert shown(app) == np.flatnonzero(mnist.test.labels == 7)[:24].tolist()
    app.get_by_key("digit").set_value("all").run()
    assert shown(app) == list(range(24))


def test_the_last_page_of_a_filter_may_be_short(open_page: OpenPage, mnist: Mnist) -> None:
    sevens = np.flatnonzero(mnist.test.labels == 7)  # 1,028 of them: 42 full pages and 20
    app = open_page(PAGE, part="test", digit="7", leaf="43")
    assert shown(app) == sevens[42 * 24 :].tolist()
    assert len(shown(app)) == 20


def test_the_enlarged_digit_is_one_of_those_shown(open_page: OpenPage, mnist: Mnist) -> None:
    """Beside a page of sevens once stood "Number 29 of test: a 1", chosen before the filter."""
    app = open_page(PAGE)
    app.number_input(key="number").set_value(29).run()
    app.get_by_key("part").set_value("test").run()
    assert enlarged(app) == "Number 0 of test: a 7"
    app.get_by_key("digit").set_value("3").run()
    assert enlarged(app) == f"Number {np.flatnonzero(mnist.test.labels == 3)[0]} of test: a 3"


def test_a_number_that_the_other_part_lacks_falls_back(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.number_input(key="number").set_value(59_999).run()
    assert enlarged(app) == "Number 59,999 of train: a 8"
    app.get_by_key("part").set_value("test").run()
    assert not app.exception
    assert enlarged(app) == "Number 0 of test: a 7"


def test_pixels_before_and_after_dividing_by_255(open_page: OpenPage, mnist: Mnist) -> None:
    app = open_page(PAGE)
    picture = mnist.train.pictures[0]
    np.testing.assert_array_equal(app.dataframe[0].value.to_numpy(), picture)
    app.toggle(key="scaled").set_value(True).run()
    np.testing.assert_array_equal(app.dataframe[0].value.to_numpy(), picture / 255)
    app.toggle(key="scaled").set_value(False).run()
    np.testing.assert_array_equal(app.dataframe[0].value.to_numpy(), picture)


@pytest.mark.parametrize("leaf", ["0", "9999", "two"])
def test_a_page_in_the_url_that_is_none_falls_back_to_the_first(leaf: str, open_page: OpenPage) -> None:
    assert shown(open_page(PAGE, leaf=leaf)) == list(range(24))
