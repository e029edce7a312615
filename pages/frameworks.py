import streamlit as st

from components.ui.common.frame import next_page, page_header
from components.ui.common.words import linked
from components.ui.frameworks.backend import steering_wheel
from components.ui.frameworks.installation import installing
from components.ui.frameworks.programs import three_programs
from components.ui.frameworks.side_by_side import side_by_side
from components.ui.frameworks.which_first import which_first
from components.ui.frameworks.years import years

page_header("Hardly anybody writes a network from scratch. These three save you most of that work. Move the year.")
years()

st.header("1. One network, three times", anchor="programs")
three_programs()

st.header("2. Side by side", anchor="compare")
st.markdown(
    linked(
        "A year marks what has changed since the course. **[Debugging][debugging]** is finding mistakes, "
        "**[deployment][deployment]** brings a network to users, **production-ready** means fit for them."
    )
)
side_by_side()

st.header("3. Which one first?", anchor="first")
which_first()

st.header("4. The steering wheel and the engine", anchor="engine")
st.markdown(
    linked(
        "[Keras][Keras] is the steering wheel, its **[backend][backend]** the engine. Change the engine: the wheel, "
        "and your program, stay the same."
    )
)
steering_wheel()

st.header("5. Installing TensorFlow", anchor="install")
installing()

next_page()
