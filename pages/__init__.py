"""The pages are in the folders below. The scripts beside this file only open the door to them.

Streamlit, seeing a folder named pages, takes an app for one of its first kind until app.py has called
st.navigation once. So on a fresh server it looks for the very first visitor's page, say /perceptron, as
pages/perceptron.py. Without such a file it covers the right page with a "Page not found" dialog; with the real
page there, it would show it without app.py's frame. Each script here therefore runs app.py, whose own navigation
then finds the page. No page is registered under these names, and after that first visit nothing reads them.
"""
