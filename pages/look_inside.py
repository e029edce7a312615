import streamlit as st

from components.ui.common.frame import next_page, page_header
from components.ui.common.mnist import mnist_or_stop
from components.ui.common.own_network import await_network
from components.ui.common.runs import current_run, keep_looking, keep_runs_in_url
from components.ui.common.words import linked
from components.ui.look_inside.stage import show_stage

page_header("Draw a digit that the network reads wrong. Here you see why, and cure it.")
with st.container():
    mnist = mnist_or_stop()
    keep_runs_in_url()
    keep_looking()
    run = current_run()
with st.container(key="stage"):
    show_stage(run, mnist)
with st.expander("What happens here", icon=":material/lightbulb:"):
    st.markdown(
        linked(
            "Each unit adds up its inputs times its weights; the ten outputs' sums are called [logits][logit], and "
            "[softmax][softmax] turns them into probabilities. A [temperature][temperature] would make them more or "
            "less sure. For its likely cause, a digit is read again, changed in twenty ways. The change that turns "
            "the answer right, most clearly of all, points to the cause. How rare that is among the digits that it "
            "learned from, the [training set][training set], is measured and said. The cure begins from the same "
            "[initial weights][initial weights] and learns from digits that are changed in this way each time they "
            "are used, which is called [augmentation][augmentation]. To see which [pixels][pixel] matter, a patch of "
            "the picture is wiped off, everywhere in turn ([occlusion][occlusion]). Maps lay digits out by their "
            "[principal components][principal component], or by [t-SNE][t-SNE]."
        )
    )
await_network()
next_page()
