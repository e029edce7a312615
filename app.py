"""Neuron to Network: the table of pages, and the frame around each of them."""

from pathlib import Path

import streamlit as st

from components.ui.frame import arrive, freeze_imports

# A file of our own: Streamlit fetches emoji and icon names from the web, and the room may have none.
LOGO = str(Path(__file__).parent / "components" / "ui" / "logo.svg")
st.set_page_config(page_title="Neuron to Network", page_icon=LOGO, layout="wide")

PAGES = {
    "": [
        st.Page(
            "pages/foundations/home.py", title="Home", icon=":material/home:", default=True, help="A way to each page."
        )
    ],
    "One neuron": [
        st.Page(
            "pages/foundations/perceptron.py",
            title="Perceptron",
            icon=":material/tune:",
            help="Tune one neuron by hand until it is a logic gate, then watch it learn.",
        ),
        st.Page(
            "pages/foundations/learning.py",
            title="How networks learn",
            icon=":material/trending_down:",
            help="Watch a small network guess, measure and adjust, and look inside every step.",
        ),
        st.Page(
            "pages/playground/sklearn_perceptron.py",
            title="scikit-learn playground",
            icon=":material/science:",
            help="Let scikit-learn's Perceptron learn, and turn every knob that it has.",
        ),
    ],
    "A network that reads": [
        st.Page(
            "pages/digits/mnist_gallery.py",
            title="MNIST gallery",
            icon=":material/grid_view:",
            help="Leaf through the 70,000 handwritten digits that the network learns from.",
        ),
        st.Page(
            "pages/digits/train_and_draw.py",
            title="Train and draw",
            icon=":material/draw:",
            help="Train a Keras network on MNIST, live, and draw digits for it to read.",
        ),
    ],
}

page = st.navigation(PAGES, expanded=True)
st.logo(LOGO, size="large")
arrive(page.url_path)
page.run()
freeze_imports(page.url_path)
