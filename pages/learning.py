import streamlit as st

from components.ui.common.frame import next_page, page_header
from components.ui.common.words import linked
from components.ui.learning.activations import activations
from components.ui.learning.backpropagation import backpropagation
from components.ui.learning.batches import batches
from components.ui.learning.curve_fitting import curve_fitting
from components.ui.learning.one_weight import one_weight
from components.ui.learning.softmax import softmax

page_header(
    "Here a small network learns a curve, at first **y = x² + x**. It begins with random [weights][weight], so its "
    "first guesses are far off. Take a step, take ten, or let it run. Then draw a curve of your own."
)

st.header("1. Guess, measure, adjust, repeat", anchor="curve")
curve_fitting()

st.header("2. The learning rate", anchor="learning-rate")
st.markdown(
    linked(
        "Here is a network with a single weight w. Its [loss][loss] is (w − 2)², so you can see the whole curve. Each "
        "step moves w by the **[learning rate][learning rate]** times the [slope][slope], downhill."
    )
)
one_weight()

st.header("3. Activation functions", anchor="activation")
st.markdown(
    linked(
        "A neuron's [sum z][sum z] goes through its **[activation function][activation function]**. A step needs the "
        "slope of that function. Where the slope is 0, the step finds no way down."
    )
)
activations()

st.header("4. Softmax and cross-entropy", anchor="softmax")
st.markdown(
    linked(
        "A network that reads digits has an output neuron for each of them. **[Softmax][softmax]** turns their sums, "
        "the scores or [logits][logit], into shares that add up to 1. The loss is then "
        "**[cross-entropy][cross-entropy]**: it looks at the share of the right digit only. Here are three of the ten."
    )
)
softmax()

st.header("5. Backpropagation by numbers", anchor="backpropagation")
st.markdown(
    linked(
        "How does a step know the slope for every weight? The error is sent "
        "[backwards through the network][backpropagation]. Here are all the numbers, one press at a time. All three "
        "neurons use [sigmoid][sigmoid]."
    )
)
backpropagation()

st.header("6. Epoch, batch, step", anchor="batches")
st.markdown(
    linked(
        "Above, each step looked at all examples. With 60,000 digits that takes too long, so each [step][step] looks "
        "at only a few, a [batch][batch]. When all have been looked at once, that is an [epoch][epoch]."
    )
)
batches()

next_page()
