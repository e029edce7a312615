"""The course's network three times: the same step beside itself, and the whole programs."""

import streamlit as st

from components.charts.program_text import program_text
from components.ml.programs import programs
from components.ui.choice import choice

# What to look for in each step.
LOOK_FOR = (
    "All three take the same arrays from the same file. None of them is needed for that, only NumPy.",
    "Grey values from 0 to 1, labels one-hot. Keras and TensorFlow work on arrays, PyTorch wants tensors of its own.",
    "784 to 128 to 10. Keras finds the 784 by itself. PyTorch is told both sides of each layer. TensorFlow alone has "
    "no layers: here are the weights, and the multiplications with them.",
    "In Keras, three words. PyTorch has both as objects. TensorFlow alone has the loss; Adam is written out.",
    "In Keras, one call. The others take each batch in a loop: guess, loss, gradients, new weights.",
    "The same question to all: how many of the 10,000 test digits are right?",
)


@st.fragment
def three_programs() -> None:
    """A step of the training, in all three."""
    texts = programs()
    steps = next(iter(texts.values())).steps
    step = choice("Step", steps, steps[2], key="fw_step", persist_state="session")
    st.markdown(LOOK_FOR[steps.index(step)])
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
            st.html(program_text(program, step))
    st.markdown(
        "Run them in the app's folder, as in `python programs/with_keras.py`. The app's own tests run the first two, "
        "with fewer digits and one epoch. They run the third only where PyTorch is installed; the app itself doesn't "
        "need it. Run once in full, in this order, they read 0.976, 0.978 and 0.975 of the test digits right. "
        "The first weights are left to chance, so yours will differ a little."
    )
