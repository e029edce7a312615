import streamlit as st

from components.ui.activations import activations
from components.ui.backpropagation import backpropagation
from components.ui.batches import batches
from components.ui.curve_fitting import curve_fitting
from components.ui.frame import next_page, page_header
from components.ui.one_weight import one_weight

page_header(
    "How networks learn: small steps downhill",
    "A small network is to learn the curve **y = x² + x**. It begins with random weights, so its first guesses are "
    "far off. Take a step, take ten, or let it run.",
)

st.header("1. Guess, measure, adjust, repeat", anchor="curve")
curve_fitting()

st.header("2. The learning rate", anchor="learning-rate")
st.markdown(
    "Here is a network with a single weight w. Its loss is (w − 2)², so all of it can be drawn. Each step moves w "
    "by the **learning rate** times the slope, downhill."
)
one_weight()

st.header("3. Activation functions", anchor="activation")
st.markdown(
    "A neuron's sum z goes through its **activation function**. A step needs the slope of that function: where the "
    "slope is 0, it finds no way down."
)
activations()

st.header("4. Backpropagation by numbers", anchor="backpropagation")
st.markdown(
    "How does a step know the slope for every weight? It sends the error backwards through the network. Here are "
    "all the numbers, one press at a time. All three neurons use sigmoid."
)
backpropagation()

st.header("5. Epoch, batch, step", anchor="batches")
st.markdown("Above, one step looked at all examples. With 60,000 digits that takes too long, so a step takes a few.")
batches()

next_page("pages/playground/sklearn_perceptron.py", "Next: let scikit-learn find the weights")
