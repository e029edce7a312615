"""What is taught. Pure functions from settings to results; nothing here knows about charts or Streamlit."""
