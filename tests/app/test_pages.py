"""Every page: it renders, in the shared frame, without an error, also the second time."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import PAGES, ROOT, OpenPage


@pytest.mark.parametrize(("title", "path"), PAGES.items())
def test_a_page_shows_its_title_and_nothing_goes_wrong(title: str, path: str, open_page: OpenPage) -> None:
    app = open_page(path)
    assert [element.value for element in app.title] == [title]
    assert not app.error
    app.run()
    assert not app.exception
    assert [element.value for element in app.title] == [title]


def test_the_table_above_names_every_page() -> None:
    scripts = {str(path.relative_to(ROOT)) for path in (ROOT / "pages").glob("*/*.py") if path.name != "__init__.py"}
    assert scripts == set(PAGES.values())


def test_home_links_to_every_other_page(open_page: OpenPage) -> None:
    links = {link.proto.page for link in open_page(PAGES["Neuron to Network"]).page_link}
    assert links == {Path(path).stem for path in PAGES.values()} - {"home"}


@pytest.mark.parametrize(
    "path", ["pages/foundations/first_steps.py", "pages/digits/mnist_gallery.py", "pages/digits/train_and_draw.py"]
)
def test_without_mnist_a_page_says_how_to_repair_it(
    path: str, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from components.ml import mnist
    from components.ui import digits

    monkeypatch.setattr(digits, "load_mnist", lambda: mnist.load_mnist(tmp_path / "mnist.npz"))
    digits._mnist.clear()
    app = open_page(path)
    assert [error.value for error in app.error] == [
        "**The file mnist.npz is missing from the folder "
        f"{tmp_path.name}.** This page needs it. In the app's folder, run this, then reload the page:"
    ]
    assert app.code[-1].value == "git checkout -- data/mnist.npz"
    # The other pages keep working, and this one does again as soon as the file is back.
    app.switch_page("pages/foundations/perceptron.py").run()
    assert not app.exception
    assert not app.error
    monkeypatch.undo()
    app.switch_page(path).run()
    assert not app.error
    assert not app.exception


def test_settings_survive_a_page_switch(open_page: OpenPage) -> None:
    app: AppTest = open_page("pages/foundations/perceptron.py")
    app.slider(key="w1").set_value(1.3).run()
    app.switch_page("pages/foundations/home.py").run()
    app.switch_page("pages/foundations/perceptron.py").run()
    assert app.slider(key="w1").value == 1.3
