"""One short script a page, in folders: a script directly in pages/ would also run without app.py's frame."""
