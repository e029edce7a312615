from pathlib import Path

import streamlit as st

from components.ui.common.frame import page_header
from components.ui.common.progress import mark, visited
from components.ui.common.words import linked
from components.ui.home.first_neuron import first_neuron

page_header(
    "Neuron to Network",
    "Meet a [neural network][neural network] by moving it: from one [neuron][neuron] that you tune by hand, "
    "to a real network that learns in front of you and reads the digits you draw.",
)
first_neuron()
st.markdown(
    linked(
        "Nothing here is a recording. These pages run [scikit-learn][scikit-learn] and [Keras][Keras], tools that "
        "engineers use, too. The digits are real, and the network is trained when you press the button."
    )
)
# In the order of the path.
CARDS = [
    (
        "pages/foundations/first_steps.py",
        "First steps",
        "footprint",
        "Birds, burrs and the brain. What a network is made of. Your own rule for finding a 1.",
        "Take the first steps",
    ),
    (
        "pages/foundations/perceptron.py",
        "Perceptron",
        "tune",
        "One neuron. It decides whether you go outside. Then make it an AND gate, and try XOR.",
        "Tune a neuron",
    ),
    (
        "pages/foundations/learning.py",
        "How networks learn",
        "trending_down",
        "A small network bends a line until it fits a curve. Take its steps one by one.",
        "Watch it learn",
    ),
    (
        "pages/playground/sklearn_perceptron.py",
        "scikit-learn playground",
        "science",
        "scikit-learn's own neuron, and data with ten features. Turn its knobs.",
        "Let it learn",
    ),
    (
        "pages/digits/mnist_gallery.py",
        "MNIST gallery",
        "grid_view",
        "70,000 handwritten digits: pictures to you, numbers to a network.",
        "Leaf through them",
    ),
    (
        "pages/digits/train_and_draw.py",
        "Train and draw",
        "draw",
        "Train a Keras network in seconds. Draw a digit. Does it read it?",
        "Train a network",
    ),
    (
        "pages/reference/frameworks.py",
        "Frameworks",
        "construction",
        "TensorFlow, Keras, PyTorch: the same network in each, and which one to learn first.",
        "Compare them",
    ),
    (
        "pages/reference/glossary.py",
        "Glossary",
        "menu_book",
        "Each word in a sentence or two, with a link to where you can see it move.",
        "Look up a word",
    ),
]
names = [Path(path).stem for path, *_ in CARDS]
st.header("Your path")
st.markdown(f"In this order, or as you like. You have seen **{len(visited() & set(names))} of {len(names)}** pages.")
with st.grid(2, min_column_width=280):
    for number, (name, (path, title, icon, text, action)) in enumerate(zip(names, CARDS, strict=True), start=1):
        with st.container(border=True, height="stretch"):
            st.subheader(f"{number}. {title}", icon=f":material/{icon}:")
            st.markdown(text)
            st.space("stretch")
            st.caption(mark(name))
            st.page_link(path, label=action, icon=":material/arrow_forward:")
st.caption(
    "What you have seen and done is kept until you close the browser or the server stops; a random number in a cookie "
    "tells your browser from the others. Nobody is tracked. A reload forgets answers, and other pages' settings. "
    "Everything runs on the computer that serves these pages; no internet is needed. "
    "A page's address holds its settings, so a link shows others what you see."
)
