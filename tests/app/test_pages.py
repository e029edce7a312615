"""Every page: it renders, in the shared frame, without an error, also the second time."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.ui.common.site import HOME, PAGES, PATH, Page
from tests.app.conftest import ROOT, OpenPage


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_its_heading_and_nothing_goes_wrong(page: Page, open_page: OpenPage) -> None:
    app = open_page(page.script)
    assert [element.value for element in app.title] == [page.heading]
    assert not app.error
    app.run()
    assert not app.exception
    assert [element.value for element in app.title] == [page.heading]


def test_the_pages_are_the_scripts_in_their_folder() -> None:
    scripts = [str(path.relative_to(ROOT)) for path in (ROOT / "pages").rglob("*.py") if path.name != "__init__.py"]
    assert sorted(scripts) == sorted(page.script for page in PAGES)


def test_home_leads_to_every_other_page_and_each_page_to_the_next_one(open_page: OpenPage) -> None:
    app = open_page(HOME.script)
    assert [(link.proto.page, link.label) for link in app.page_link] == [(page.name, page.action) for page in PATH]
    following = [*PATH[1:], HOME]
    for page, after in zip(PATH, following, strict=True):
        last = app.switch_page(page.script).run().page_link[-1]
        assert (last.proto.page, last.label) == (after.url_path, after.invitation)


@pytest.mark.parametrize("path", ["pages/first_steps.py", "pages/mnist_gallery.py", "pages/train_and_draw.py"])
def test_without_mnist_a_page_says_how_to_repair_it(
    path: str, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from components.ml import mnist
    from components.ui.common import mnist as shown

    monkeypatch.setattr(shown, "load_mnist", lambda: mnist.load_mnist(tmp_path / "mnist.npz"))
    shown._mnist.clear()
    app = open_page(path)
    assert [error.value for error in app.error] == [
        "**The file mnist.npz is missing from the folder "
        f"{tmp_path.name}.** This page needs it. In the app's folder, run this, then reload the page:"
    ]
    assert app.code[-1].value == "git checkout -- data/mnist.npz"
    # The other pages keep working, and this one does again as soon as the file is back.
    app.switch_page("pages/perceptron.py").run()
    assert not app.exception
    assert not app.error
    monkeypatch.undo()
    app.switch_page(path).run()
    assert not app.error
    assert not app.exception


def test_settings_survive_a_page_switch(open_page: OpenPage) -> None:
    app: AppTest = open_page("pages/perceptron.py")
    app.slider(key="w1").set_value(1.3).run()
    app.switch_page("pages/home.py").run()
    app.switch_page("pages/perceptron.py").run()
    assert app.slider(key="w1").value == 1.3
