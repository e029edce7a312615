import streamlit as st

from components.ui.backend import steering_wheel
from components.ui.frame import next_page, page_header
from components.ui.frameworks import comparison, which_first, years
from components.ui.installation import installing
from components.ui.programs import three_programs

page_header(
    "Frameworks: TensorFlow, Keras and PyTorch",
    "Nobody writes a network from nothing. These three do the arithmetic for you. "
    "Move the year and see how they came to be what they are.",
)
years()

st.header("1. Side by side", anchor="compare")
st.markdown(
    "This is what the course says. Frameworks change: where something is otherwise today, it says **Now**, "
    "with the year. The year is a link to where it is written."
)
comparison()

st.header("2. Which one first?", anchor="first")
which_first()

st.header("3. The steering wheel and the engine", anchor="engine")
st.markdown(
    "Keras does no heavy arithmetic. It is the steering wheel, and its **backend** is the engine. "
    "Choose another engine: the wheel, and your program, stay the same."
)
steering_wheel()

st.header("4. One network, three times", anchor="programs")
st.markdown("This is the course's network for handwritten digits. Choose a step and compare.")
three_programs()

st.header("5. Installing TensorFlow", anchor="install")
installing()

next_page("pages/reference/glossary.py", "Next: all the words of this course")
