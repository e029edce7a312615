"""The course's network three times: the same step beside itself, and the whole programs."""

import streamlit as st

from components.ui.common.content import texts
from components.ui.common.fragment import fragment
from components.ui.common.settings import Choice
from components.ui.frameworks.program_files import programs

LOOK_FOR = texts("frameworks")["steps"]
STEPS = tuple(LOOK_FOR)
STEP = Choice("fw_step", "Step", STEPS[2], STEPS)


@fragment
def three_programs() -> None:
    """A step of the training, in all three."""
    with st.container():  # whose end also ends the step's stay in view
        step = STEP.show(label_visibility="collapsed")
        st.markdown(LOOK_FOR[step])
        # programs.css makes room for whole lines: wrapped ones would lose their indentation.
        with st.container(key="three_programs"), st.grid(3, min_column_width=295, gap="xsmall"):
            for name, program in programs().items():
                with st.container(gap="xsmall"):
                    st.markdown(f"**{name}**")
                    st.code(program.parts[step], language="python")
    whole = st.expander("The whole programs", icon=":material/code:", key="whole_programs", on_change="rerun")
    if whole.open:
        with whole:
            _whole_programs()


def _whole_programs() -> None:
    st.markdown(
        "Run them in the app's folder: `python programs/with_keras.py`. PyTorch has to be installed first. Each was "
        "run once in full: Keras read 0.978 of the test digits right, TensorFlow alone 0.977, PyTorch 0.977. The first "
        "weights and the order of the digits are random, so your figures will differ a little."
    )
    for tab, program in zip(st.tabs(list(programs())), programs().values(), strict=True):
        with tab:
            st.download_button(program.file, program.text, program.file, icon=":material/download:", on_click="ignore")
            st.code(program.text, language="python")
