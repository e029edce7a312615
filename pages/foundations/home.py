import streamlit as st

from components.ui.frame import page_header

page_header(
    "Neuron to Network",
    "Meet a neural network by moving it: from one neuron that you tune by hand, "
    "to a real network that learns in front of you and reads the digits you draw.",
)
st.markdown(
    "A neuron takes numbers in, multiplies each by a **weight**, adds them up with a **bias**, and answers. "
    "One neuron alone can do little. Many of them, in layers, can read handwriting. "
    "Nothing here is played back: the scikit-learn and the Keras on these pages are the ones that engineers use, "
    "the digits are real, and the network is trained when you press the button."
)
CARDS = [
    (
        "pages/foundations/perceptron.py",
        "Perceptron",
        "tune",
        "Three sliders, one neuron. Make it an AND gate. Then try XOR.",
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
        "Now the neuron finds its own weights. Turn its knobs.",
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
]
with st.grid(2, min_column_width=280):
    for path, title, icon, text, action in CARDS:
        with st.container(border=True, height="stretch"):
            st.subheader(title, icon=f":material/{icon}:")
            st.markdown(text)
            st.space("stretch")
            st.page_link(path, label=action, icon=":material/arrow_forward:")
st.caption(
    "Everything runs on the computer that serves these pages; no internet is needed. "
    "A page's address holds its settings, so a link shows others what you see."
)
