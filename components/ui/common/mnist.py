"""MNIST on a page: loaded once per server, and a plain sentence where it can't be."""

import streamlit as st

from components.ml.mnist import REPAIR_COMMAND, Mnist, MnistUnusable, load_mnist


@st.cache_resource(max_entries=1, show_spinner="Reading MNIST …")
def _mnist() -> Mnist:
    return load_mnist()


def mnist_or_stop() -> Mnist:
    """MNIST, shared by all visitors and read-only. Without a good file, say how to repair it and end the page."""
    try:
        return _mnist()
    except MnistUnusable as problem:
        st.error(f"**{problem}** This page needs it. In the app's folder, run this, then reload the page:")
        st.code(REPAIR_COMMAND, language="bash")
        st.markdown("The other pages work without it. `data/README.md` explains how to build the file again.")
        st.stop()
