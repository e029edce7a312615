"""Neuron to Network: the table of pages, and the frame around each of them."""

import streamlit as st

from components.ui.common.content import CONTENT
from components.ui.common.frame import arrive, freeze_imports, tell_what_was_ignored

# A file of our own: Streamlit fetches emoji and icon names from the web, and the room may have none.
LOGO = str(CONTENT / "logo.svg")
NAME = "Neuron to Network"
st.set_page_config(page_title=NAME, page_icon=LOGO, layout="wide")

# The script, the title, the icon, and what its entry in the menu tells whoever points at it.
PAGES = {
    "": [
        ("foundations/home.py", "Home", "home", "A way to each page."),
    ],
    "The idea": [
        ("foundations/first_steps.py", "First steps", "footprint", "What a neural network is, and what it is for."),
    ],
    "Neurons that learn": [
        ("foundations/perceptron.py", "Perceptron", "tune", "Tune one neuron by hand, then watch it learn."),
        ("foundations/learning.py", "How networks learn", "trending_down", "Take a small network's steps one by one."),
        ("playground/sklearn_perceptron.py", "scikit-learn playground", "science", "Turn every knob of a Perceptron."),
    ],
    "A network that reads": [
        ("digits/mnist_gallery.py", "MNIST gallery", "grid_view", "Leaf through 70,000 handwritten digits."),
        ("digits/train_and_draw.py", "Train and draw", "draw", "Train a Keras network, live, and draw digits for it."),
    ],
    "Reference": [
        ("reference/frameworks.py", "Frameworks", "construction", "One network in Keras, TensorFlow and PyTorch."),
        ("reference/glossary.py", "Glossary", "menu_book", "Look up a word, and see it move."),
    ],
}
page = st.navigation(
    {
        part: [
            st.Page(f"pages/{path}", title=title, icon=f":material/{icon}:", help=about, default=title == "Home")
            for path, title, icon, about in rows
        ]
        for part, rows in PAGES.items()
    },
    expanded=True,
)
if page.url_path:
    st.set_page_config(page_title=f"{page.title} · {NAME}")
st.logo(LOGO, size="large")
arrive(page.url_path)
page.run()
tell_what_was_ignored()
freeze_imports(page.url_path)
