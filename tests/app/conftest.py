"""The app in AppTest: Streamlit's own runner, without a browser, always from app.py."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.ui.runs import engine as app_engine

ROOT = Path(__file__).parents[2]
PAGES = {
    "Neuron to Network": "pages/foundations/home.py",
    "Perceptron: one neuron, tuned by hand": "pages/foundations/perceptron.py",
    "scikit-learn playground: the neuron learns by itself": "pages/playground/sklearn_perceptron.py",
    "MNIST gallery: 70,000 digits that people wrote": "pages/digits/mnist_gallery.py",
    "Train and draw: a network that reads your digits": "pages/digits/train_and_draw.py",
}

OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page() -> OpenPage:
    """Open a page, with URL parameters, as a first visitor does."""

    def open_page(path: str, **parameters: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        for name, value in parameters.items():
            app.query_params[name] = value
        app.switch_page(path).run()
        assert not app.exception
        return app

    return open_page


@pytest.fixture(scope="session", autouse=True)
def _close_engine() -> Iterator[None]:
    """The app's engine lives as long as the server; here, as long as the tests."""
    yield
    app_engine().close()
    app_engine.clear()
