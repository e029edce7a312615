import streamlit as st

from components.ui.area import area
from components.ui.circles import circles
from components.ui.frame import next_page, page_header
from components.ui.nature import nature
from components.ui.one_rule import one_rule
from components.ui.structure import structure
from components.ui.useful import brain, useful

page_header(
    "First steps: what a neural network is",
    "Six short stops before you meet a single neuron. On most of them there is something to move or to sort.",
)

st.header("1. Ideas from nature", anchor="nature")
st.markdown("People have often looked at nature first and built a machine later. Blue is what was taken over.")
nature()

st.header("2. AI, machine learning, deep learning", anchor="circles")
st.markdown("Three names that are often mixed up. Each is a part of the one before.")
circles()

st.header("3. What a neural network is", anchor="structure")
st.markdown(
    "It is many small decision-makers, called **neurons**, in layers. Each takes numbers, multiplies every one by a "
    "**weight**, adds them up with a **bias**, puts the sum through a rule, the **activation function**, and hands the "
    "result to the next layer. One alone is simple, like an ant. Together they can do a lot."
)
structure()

st.header("4. Why not simple code?", anchor="rule")
st.markdown("Some things are one line of code. The area of a rectangle is one.")
area()
st.subheader("Write the rule yourself")
st.markdown(
    "Is a picture a handwritten **1**? There is no formula for that. So here are three measurements to try:\n"
    "- **ink**: how much of the picture is written on,\n"
    "- **shape**: the height of what is written, divided by its width,\n"
    "- **middle**: how much of the ink is in the four columns in the middle.\n\n"
    "Set a limit for each. A picture that keeps all three counts as a 1. You are scored on the 60,000 training digits "
    "of MNIST, all written by people."
)
one_rule()

st.header("5. What networks are good for", anchor="useful")
st.markdown("They find patterns that nobody can write down as a formula.")
useful()

st.header("6. Are they like the brain?", anchor="brain")
st.markdown("Only roughly. A network is a much simpler thing, made of mathematics.")
brain()

next_page("pages/foundations/perceptron.py", "Next: one neuron, the Perceptron")
