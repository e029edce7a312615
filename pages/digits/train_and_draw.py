import streamlit as st

from components.training.script import source_code
from components.training.specification import QUICK_RUN
from components.ui.digits import mnist_or_stop
from components.ui.frame import next_page, page_header
from components.ui.live_run import show_run
from components.ui.reading import read_digit
from components.ui.runs import current_run, keep_run_in_url, start_run
from components.ui.training_settings import chosen_settings, describe, training_settings

page_header(
    "Train and draw: a network that reads your digits",
    "Press Train and watch a Keras network learn handwritten digits. Then draw one and see what it reads.",
)
# All that comes and goes stands in here: below it, the canvas keeps its place on the page, and so its drawing.
with st.container():
    mnist = mnist_or_stop()
    keep_run_in_url()
    snapshot = current_run()
    going = snapshot is not None and snapshot.active
    buttons = st.container(horizontal=True, vertical_alignment="center")
    with st.expander("Change the network and how it learns", icon=":material/tune:"):
        specification = training_settings()
    with buttons:
        st.button(
            "**Train**",
            icon=":material/play_arrow:",
            width=160,
            key="train",
            disabled=going,
            on_click=lambda: start_run(chosen_settings()),
        )
        if snapshot is None:
            st.button(
                "Just a taste: a run of a few seconds",
                icon=":material/bolt:",
                key="quick",
                on_click=start_run,
                args=(QUICK_RUN,),
            )
        st.caption(describe(specification))
        if snapshot is not None and snapshot.layers:
            st.caption("A new run replaces the network that you have now.")
    if snapshot is None:
        st.info("No network has been trained yet, so nothing here can read. Train one: it takes less than a minute.")
    else:
        if snapshot.specification != specification:
            st.caption(f"This run: {describe(snapshot.specification)}")
        show_run(mnist)

st.header("Draw a digit")
read_digit(snapshot, mnist)

with st.expander("Show the code", icon=":material/code:"):
    st.markdown("The same training as a Python script, with the settings above.")
    st.code(source_code(specification), language="python", wrap_lines=True)
with st.expander("What the curves show", icon=":material/lightbulb:"):
    st.markdown(
        "**Loss** measures how wrong the answers are, and training is nothing but making it smaller. "
        "**Accuracy** is the share of right answers. *Training* is measured on the digits as they are learned, "
        "*validation* on 1,000 of the 10,000 test digits, every tenth one, which are never learned from. "
        "Where training goes on getting better and validation does not, the network learns by heart."
    )
next_page("pages/foundations/home.py", "Back to the start", icon=":material/home:")
