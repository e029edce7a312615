"""The only place besides app.py and pages/ that calls Streamlit."""
