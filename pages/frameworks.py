import streamlit as st

from components.ui.common.frame import next_page, page_header
from components.ui.common.words import linked
from components.ui.frameworks.backend import steering_wheel
from components.ui.frameworks.installation import installing
from components.ui.frameworks.programs import three_programs
from components.ui.frameworks.side_by_side import side_by_side
from components.ui.frameworks.which_first import which_first
from components.ui.frameworks.years import years

page_header(
    "Hardly anybody writes a network from scratch. These three save you most of that work. "
    "Move the year and see how they came to be what they are.",
)
years()

st.header("1. Side by side", anchor="compare")
st.markdown(
    "The tables show what the course says. Frameworks change: what is different today is marked **Now**, "
    "with the year. The year is a link to the source."
)
side_by_side()

st.header("2. Which one first?", anchor="first")
which_first()

st.header("3. The steering wheel and the engine", anchor="engine")
st.markdown(
    linked(
        "[Keras][Keras] does no heavy arithmetic. It is the steering wheel, and its **[backend][backend]** is the "
        "engine. Choose another engine: the wheel, and your program, stay the same."
    )
)
steering_wheel()

st.header("4. One network, three times", anchor="programs")
st.markdown("This is the course's network for handwritten digits. Choose a step and compare.")
three_programs()

st.header("5. Installing TensorFlow", anchor="install")
installing()

next_page()
