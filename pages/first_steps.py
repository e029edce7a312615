import streamlit as st

from components.ui.common.frame import next_page, page_header
from components.ui.common.words import linked
from components.ui.first_steps.brain import brain
from components.ui.first_steps.circles import circles
from components.ui.first_steps.nature import nature
from components.ui.first_steps.one_rule import one_rule
from components.ui.first_steps.rectangle import area
from components.ui.first_steps.structure import structure
from components.ui.first_steps.uses import uses

page_header(
    "Six short stops before you meet a single neuron. On most of them there is something to move or to sort.",
)

st.header("1. Ideas from nature", anchor="nature")
st.markdown(
    "People have often looked at nature first and invented something later. What was taken over is drawn in blue."
)
nature()

st.header("2. AI, machine learning, deep learning", anchor="circles")
st.markdown("Three names that are often mixed up. Each is a part of the one before.")
circles()

st.header("3. What a neural network is", anchor="structure")
st.markdown(
    linked(
        "It is many small decision-makers, called **[neurons][neuron]** or **units**, in [layers][layer]. A neuron "
        "multiplies each number that comes in by a **[weight][weight]**. It adds up the results, and one number more, "
        "its **[bias][bias]**. A rule, the **[activation function][activation function]**, turns the sum into the "
        "neuron's answer, which goes to the next layer. "
        "One alone is simple, like an ant. Together they can do a lot."
    )
)
structure()

st.header("4. Why not simple code?", anchor="rule")
st.markdown("Some things need only one line of code: the area of a rectangle, for example.")
area()
st.subheader("Write the rule yourself")
st.markdown(
    linked(
        "Is a picture a handwritten **1**? There is no formula for that. So here are three measurements to try:\n"
        "- **ink**: how much of the picture is covered with ink,\n"
        "- **shape**: the height of the digit, divided by its width,\n"
        "- **middle**: what share of the ink is in the four middle columns of [pixels][pixel].\n\n"
        "Set a limit for each. A picture within all three limits counts as a 1. You are scored on 60,000 digits that "
        "people wrote: the [training digits][training set] of a collection called [MNIST][MNIST]."
    )
)
one_rule()

st.header("5. What networks are good for", anchor="useful")
st.markdown("They find patterns that nobody can write down as a formula.")
uses()

st.header("6. Are they like the brain?", anchor="brain")
st.markdown("Only roughly. A network is a much simpler thing, made of mathematics.")
brain()

next_page()
