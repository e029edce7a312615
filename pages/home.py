import streamlit as st

from components.ui.common.frame import page_header
from components.ui.common.progress import mark, visited
from components.ui.common.site import PATH
from components.ui.common.words import linked
from components.ui.home.first_neuron import first_neuron

page_header(
    "Meet a [neural network][neural network] by moving it: from one [neuron][neuron] that you tune by hand, "
    "to a real network that learns in front of you and reads the digits you draw."
)
first_neuron()
st.markdown(
    linked(
        "These pages go with the course *Introduction to Neural Networks*: where they speak of the course's network, "
        "it is the one that is built there. They run [scikit-learn][scikit-learn] and [Keras][Keras], tools that "
        "engineers use, too. The digits are real, and the network is trained when you press the button. Two figures "
        "only were measured beforehand, and say so: what the course's network reaches at telling 1s, and the accuracy "
        "of the three programs."
    )
)
st.header("Your path")
seen = len(visited() & {page.url_path for page in PATH})
st.markdown(f"In this order, or as you like. You have seen **{seen} of {len(PATH)}** pages.")
with st.grid(2, min_column_width=280):
    for number, page in enumerate(PATH, start=1):
        with st.container(border=True, height="stretch", key=f"card_{page.name}"):
            st.subheader(f"{number}. {page.title}", icon=f":material/{page.icon}:")
            st.markdown(page.card)
            st.space("stretch")
            st.caption(mark(page.url_path))
            st.page_link(page.script, label=page.action, icon=":material/arrow_forward:")
st.caption(
    "What you have seen and done is kept until you close the browser or the server stops; a random number in a cookie "
    "tells your browser from the others. Nobody is tracked. A reload forgets answers to questions, and other pages' "
    "settings. Everything runs on the computer that serves these pages; no internet is needed. "
    "A page's address holds its settings, so a link shows others what you see."
)
