"""Neuron to Network: the menu of pages, and the frame around each of them."""

from itertools import groupby
from operator import attrgetter

import streamlit as st

from components.ui.common.content import CONTENT
from components.ui.common.frame import arrive, tell_what_was_ignored, told_if_away
from components.ui.common.site import HOME, NAME, PAGES

# A file of our own: Streamlit fetches emoji and icon names from the web, and the room may have none.
LOGO = str(CONTENT / "logo.svg")
st.set_page_config(page_title=NAME, page_icon=LOGO, layout="wide")
page = st.navigation(
    {
        part: [
            st.Page(it.script, title=it.title, icon=f":material/{it.icon}:", help=it.about, default=it is HOME)
            for it in pages
        ]
        for part, pages in groupby(PAGES, attrgetter("part"))
    },
    expanded=True,
)
if page.url_path:
    st.set_page_config(page_title=f"{page.title} · {NAME}")
st.logo(LOGO, size="large")
arrive(page.url_path)
with told_if_away():
    page.run()
tell_what_was_ignored()
