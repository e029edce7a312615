"""Every field for a whole number says so where another was typed."""

from pathlib import Path

import pytest

from tests.app.conftest import TRAIN_PAGE, OpenPage, texts

LEARNING = "pages/learning.py"
FIELDS = {
    "cloud_seed": ("pages/perceptron.py", {"data": "Two clouds"}),
    "fit_seed": (LEARNING, {}),
    "b_seed": (LEARNING, {}),
    "random_state": ("pages/sklearn_perceptron.py", {}),
    "example": ("pages/sklearn_perceptron.py", {}),
    "number": ("pages/mnist_gallery.py", {}),
    "seed": (TRAIN_PAGE, {}),
}


@pytest.mark.parametrize("key", FIELDS)
def test_what_is_no_whole_number_is_told(key: str, open_page: OpenPage) -> None:
    """Of 9.999, which is a German's 9,999, the field made 9 without a word; of 1e3, 1."""
    page, link = FIELDS[key]
    app = open_page(page, **link, **{key: "7"})
    field = app.number_input(key=key)
    assert field.value == 7
    sentence = ":material/error: 9.999 is not a whole number, so 10 is used."
    assert not [text for text in texts(app) if text.startswith(sentence)]
    field.set_value(9.999).run()
    assert not app.exception
    assert len([text for text in texts(app) if text.startswith(sentence)]) == 1
    app.number_input(key=key).set_value(11).run()
    assert not [text for text in texts(app) if "is not a whole number" in text]


def test_no_page_has_a_number_field_of_another_kind() -> None:
    """Streamlit's own field for whole numbers cuts off, and its field for decimal numbers drops commas."""
    root = Path(__file__).parents[2]
    files = [*(root / "pages").rglob("*.py"), *(root / "components").rglob("*.py")]
    own = {file.name for file in files if "st.number_input(" in file.read_text(encoding="utf-8")}
    assert own == {"settings.py"}
