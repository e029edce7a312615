import streamlit as st

from components.ui.common.frame import next_page, page_header
from components.ui.common.words import linked
from components.ui.first_steps.brain import brain
from components.ui.first_steps.circles import circles
from components.ui.first_steps.in_short import in_short, names_in_short
from components.ui.first_steps.nature import nature
from components.ui.first_steps.no_formula import no_formula
from components.ui.first_steps.one_rule import one_rule
from components.ui.first_steps.structure import structure
from components.ui.first_steps.uses import uses

page_header(
    "Two parts that stand by themselves. [Part 1](#what): what a neural network is. [Part 2](#why): why one lets a "
    "network learn, and does not write rules. Nearly everything here can be moved, pressed or sorted."
)

st.header("Part 1: What a neural network is", anchor="what", divider="blue")

st.subheader("1. Ideas from nature", anchor="nature")
st.markdown("People have often looked at nature first and invented something later. Press a picture.")
nature()

st.subheader("2. AI, machine learning, deep learning", anchor="circles")
st.markdown(
    "Three names that are often mixed up. Each is a part of the one before. Press a circle to see what it is. Then "
    "sort ten examples: each goes into the **innermost** circle that it fits in."
)
circles()

st.subheader("3. What a neural network is made of", anchor="structure")
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

st.subheader("4. Are they like the brain?", anchor="brain")
st.markdown("Only roughly. A network is a much simpler thing, made of mathematics.")
brain()

st.subheader("Part 1 in short", anchor="names")
names_in_short()

st.header("Part 2: Why a network, and not a rule", anchor="why", divider="blue")

st.subheader("5. Why not simple code?", anchor="code")
st.markdown("The area of a rectangle needs only one line of code. For language and X-rays nobody knows the formula.")
no_formula()

st.subheader("6. Write the rule yourself", anchor="rule")
st.markdown(
    linked(
        "Is a picture a handwritten **1**? There is no formula for that, either. Here are three measurements to try:\n"
        "- **ink**: how much of the picture is covered with ink,\n"
        "- **shape**: the height of the digit, divided by its width,\n"
        "- **middle**: what share of the ink is in the four middle columns of [pixels][pixel].\n\n"
        "Set a limit for each. A picture within all three limits counts as a 1. You are scored on 60,000 digits that "
        "people wrote: the [training digits][training set] of a collection called [MNIST][MNIST]."
    )
)
one_rule()

st.subheader("7. What networks are good for", anchor="useful")
st.markdown("They find patterns that nobody can write down as a formula.")
uses()

st.subheader("Networks in short", anchor="short")
in_short()

next_page()
