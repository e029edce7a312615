from components.ui.common.frame import next_page, page_header
from components.ui.glossary.entries import show_glossary

page_header("Each word in a sentence or two, what it is often mixed up with, and a link to where you can see it move.")
show_glossary()
next_page()
