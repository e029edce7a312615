from functools import partial

import streamlit as st

from components.ui.common.frame import next_page, page_header
from components.ui.common.mnist import mnist_or_stop
from components.ui.common.own_network import await_network
from components.ui.common.read_digit import read_digit
from components.ui.common.runs import current_run, keep_looking, keep_runs_in_url
from components.ui.look_inside.below import show_below

page_header("Draw a digit that the network reads wrong. Here you see why, and cure it.")
with st.container():
    mnist = mnist_or_stop()
    keep_runs_in_url()
    keep_looking()
    run = current_run()
read_digit(run, None, mnist, partial(show_below, run=run, mnist=mnist))
await_network()
next_page()
