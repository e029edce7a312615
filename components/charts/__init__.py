"""Pictures: data in, figure out. Nothing here computes a result or calls Streamlit."""
