"""The course's network three times: the same step beside itself, and the whole programs."""

import streamlit as st

from components.charts.programs import program_text
from components.ui.common.settings import Choice
from components.ui.frameworks.program_files import programs

STEPS = next(iter(programs().values())).steps
STEP = Choice("fw_step", "Step", STEPS[2], STEPS)
# What to look for in each step.
LOOK_FOR = (
    "All three load the same arrays from the same file. That takes only NumPy, no framework.",
    "Grey values from 0 to 1, labels one-hot. Keras and TensorFlow take NumPy arrays; PyTorch wants its own kind of "
    "array, the tensor.",
    "784 to 128 to 10. Keras works out the 784 by itself. PyTorch is told how many numbers go into each layer and "
    "come out. TensorFlow alone has no layers: the program makes the weights, and multiplies by them.",
    "In Keras, a name for each is enough. PyTorch has an object for each. TensorFlow alone has the loss, but no Adam: "
    "the program writes it out.",
    "In Keras, one call. The others have a loop over the batches: guess, loss, gradients, new weights.",
    "All three get the same question: how many of the 10,000 test digits are right?",
)


@st.fragment
def three_programs() -> None:
    """A step of the training, in all three."""
    texts = programs()
    step = STEP.show()
    st.markdown(LOOK_FOR[STEPS.index(step)])
    with st.grid(3, min_column_width=300):
        for name, program in texts.items():
            with st.container():
                st.markdown(f"**{name}**")
                st.code(program.part(step), language="python", wrap_lines=True)
    st.markdown(f"**The whole programs**, with “{step}” marked")
    for tab, (name, program) in zip(st.tabs(list(texts)), texts.items(), strict=True):
        with tab:
            st.download_button(
                program.file,
                program.text,
                program.file,
                key=f"program_{name}",
                icon=":material/code:",
                on_click="ignore",
            )
            st.html(program_text(program.lines, step))
    st.markdown(
        "Run them in the app's folder, for example with `python programs/with_keras.py`. PyTorch has to be installed "
        "first; the app itself does not need it. Each was run once in full. Share of test digits read right: "
        "Keras 0.976, TensorFlow alone 0.978, PyTorch 0.975. The first weights and the order of the digits are "
        "random, so your figures will differ a little."
    )
