import streamlit as st

st.title("Neuron to Network")
