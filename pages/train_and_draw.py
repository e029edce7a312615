import streamlit as st

from components.ml.drawing import CANVAS_SIDE
from components.training.script import source_code
from components.ui.common.frame import next_page, page_header
from components.ui.common.mnist import mnist_or_stop
from components.ui.common.own_network import RUN
from components.ui.common.plain_text import plain_text
from components.ui.common.program import program
from components.ui.common.read_digit import ANSWER_WIDTH, read_digit
from components.ui.common.rewind import chosen_moment
from components.ui.common.runs import current_run, keep_looking, keep_runs_in_url
from components.ui.common.settings import set_up_by_address
from components.ui.common.show import show_code
from components.ui.common.site import page_at
from components.ui.train_and_draw.comparison import curves_by, race_button, rivals, show_runs
from components.ui.train_and_draw.live_run import live, show_progress, show_strip
from components.ui.train_and_draw.look_inside import show_inside
from components.ui.train_and_draw.run_controls import going_buttons, no_run_yet, start_buttons, steering
from components.ui.train_and_draw.settings import TOGETHER, describe_specification, show_summary, training_settings
from components.ui.train_and_draw.take_home import downloads, load_back
from components.ui.train_and_draw.what_curves_show import explain_curves

page_header(
    "Draw a digit, and a network reads it. Press **Train** to watch a [Keras][Keras] network of your own learn."
)
# All that comes and goes stands in containers: so the canvas keeps its place on the page, and with it its drawing.
with st.container():
    mnist = mnist_or_stop()
    keep_runs_in_url()
    keep_looking()
    snapshot = current_run()
    going = snapshot is not None and snapshot.active
    buttons = st.container(horizontal=True)
# The stage: on a wide screen canvas, answer and curves side by side, on a phone one below the other.
with st.container(horizontal=True, gap="small"):
    drawing = st.container(width=CANVAS_SIDE + ANSWER_WIDTH + 20, key="stage")
    learning = st.container(width="stretch", key="learning")
below = st.container()
below.page_link(page_at("look_inside").script, label="Was it wrong? Find out why", icon=":material/search:")
with st.container():
    chosen = st.container()
    set_up = set_up_by_address(TOGETHER, unless=RUN)
    with st.expander("Change the network and how it learns", icon=":material/tune:", expanded=set_up):
        note = st.container()
        wish = training_settings(going, mnist)
        show_summary(wish.network)
if not going:
    chosen.caption(f"**Train** begins: {describe_specification(wish)}")

moment = None
if snapshot is None:
    with learning:
        no_run_yet()
else:
    with learning:
        run, rewinding = st.container(), st.container(key="rewinding")
        with rewinding:
            moment = chosen_moment(snapshot)
        with run:
            others = rivals(snapshot)
            by = curves_by(bool(others))
            live(show_progress, snapshot, moment, others, by)
    with below:
        live(show_strip, snapshot, moment, mnist)
        if going or snapshot.specification != wish:
            st.caption(f"{plain_text(snapshot.name)}: {describe_specification(snapshot.specification)}")
        if going:
            same = snapshot.specification == wish
            these = "with these settings" if same else "with other settings; these are for the next one"
            note.caption(f"A run is going on {these}. Wait until it ends, or stop it.")
            with st.expander("Steer this run", icon=":material/speed:", key="steer", on_change="rerun"):
                steering(snapshot)
with buttons:
    if snapshot is not None and going:
        going_buttons(snapshot)
    else:
        start_buttons(snapshot)
        if snapshot is not None:
            race_button(snapshot)
        if set_up:
            st.markdown(f":material/link: The link has set this up: {describe_specification(wish)}. Press **Train**.")
with drawing:
    read_digit(snapshot, moment, mnist)

with st.container():
    if snapshot is not None:
        inside = st.expander("Look inside the network", icon=":material/search:", key="inside", bind="query-params")
        with inside:
            if inside.open:
                live(show_inside, snapshot, moment, mnist)
        compare = st.expander(
            "Your runs: compare, rename, delete", icon=":material/compare_arrows:", key="compare", on_change="rerun"
        )
        with compare:
            if compare.open:
                show_runs(snapshot)
    home = st.expander(
        "Take it home: the network, its history, its script", icon=":material/download:", key="home", on_change="rerun"
    )
    with home:
        if snapshot is not None and home.open:
            downloads(snapshot)
        load_back()
shown = snapshot.specification if snapshot is not None and going else wish
show_code(program("first_network"), "The course's network in the course's five blocks.")
show_code(
    source_code(shown),
    f"The same blocks with {'the settings of this run' if going else 'the settings above'} and the app's own random "
    "numbers, so that they lead to the same network.",
    "Show the exact script",
)
explain_curves()
next_page()
