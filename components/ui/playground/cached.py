"""The experiment, carried out once for all who ask for the same."""

import streamlit as st

from components.ml.sklearn_perceptron import run

cached_run = st.cache_data(max_entries=60, show_spinner="scikit-learn is learning …")(run)
