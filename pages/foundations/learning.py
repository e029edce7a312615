import streamlit as st

from components.ui.curve_fitting import curve_fitting
from components.ui.frame import next_page, page_header

page_header(
    "How networks learn: guess, measure, adjust, repeat",
    "A network with one hidden layer is to learn the curve **y = x² + x**. It begins with random weights. "
    "Take a step, take ten, or let it run.",
)
st.header("1. Guess, measure, adjust, repeat")
curve_fitting()
next_page("pages/playground/sklearn_perceptron.py", "Next: let scikit-learn find the weights of one neuron")
