"""The glossary: all its entries to search in, and one of them with the words that it uses."""

from collections.abc import Sequence
from urllib.parse import urlsplit

import streamlit as st

from components.charts.numbers import counted
from components.ui.common.glossary import Term, glossary
from components.ui.common.plain_text import plain_text
from components.ui.common.settings import Text

TERM = Text("term", "Find a word", "", st.text_input)


def show_glossary() -> None:
    """The search, and what it finds; all terms from A to Z where nothing was typed, or nothing is found."""
    typed = TERM.show(type="search", live=True, max_chars=60, placeholder="for example: learning rate").strip()
    if not typed:
        _show_all()
        return
    st.button("All words from A to Z", icon=":material/sort_by_alpha:", type="tertiary", on_click=TERM.set, args=("",))
    try:
        exact = glossary()[typed]
    except KeyError:
        exact = None
    others = [term for term in glossary().find(typed) if term != exact]
    if exact is None and not others:
        st.info(f"No entry mentions “{plain_text(typed)}”. Here are all the entries.", icon=":material/search_off:")
        _show_words("Did you mean:", glossary().nearest(typed))
        _show_all()
    elif exact is None:
        st.header(f"{counted(len(others), 'entry mentions', 'entries mention')} “{plain_text(typed)}”", anchor=False)
        _show_cards(others)
    else:
        _show_opened(exact)
        if others:
            st.header("Entries that mention it", anchor=False)
            _show_cards(others)


def _show_all() -> None:
    terms = glossary().terms
    letters = sorted({term.name[0].upper() for term in terms})
    # Wide gaps, for fingers.
    st.markdown(f"{len(terms)} words: " + " · ".join(f"[{letter}](#{letter.lower()})" for letter in letters))
    for letter in letters:
        st.header(letter, anchor=letter.lower())
        # Closed: open, the 100 entries are 27,000 pixels high, and 44,000 on a phone.
        with st.grid(2, min_column_width=330):
            for term in terms:
                if term.name[0].upper() == letter:
                    with st.expander(term.name):
                        _show_entry(term)


def _show_cards(terms: list[Term]) -> None:
    with st.grid(2, min_column_width=330):
        for term in terms:
            with st.container(border=True, height="stretch"):
                st.subheader(term.name, anchor=False)
                _show_entry(term)


def _show_opened(term: Term) -> None:
    """One entry by itself, with the words that it uses, to press."""
    with st.container(border=True):
        st.header(term.name, anchor=False)
        _show_entry(term)
        _show_words("Words used here:", [other.name for other in glossary().mentioned(term)])


def _show_entry(term: Term) -> None:
    parts = [term.says]
    if term.also:
        parts.insert(0, f"*Also: {', '.join(plain_text(name) for name in term.also)}*")
    if term.formula:
        parts.append(f"$$\n{term.formula}\n$$")
    if term.usual:
        parts.append(f"**Good to know:** {term.usual}")
    if term.apart:
        parts.append(f"**Don't mix up:** {term.apart}")
    if term.source:
        parts.append(f":small[Read more at [{urlsplit(term.source).hostname}]({term.source})]")
    st.markdown("\n\n".join(parts))
    st.space("stretch")
    place = term.see
    parameters = [*place.parameters, *([("section", place.section)] if place.section else [])]
    st.page_link(place.script, label=term.there, icon=":material/arrow_forward:", help="", query_params=parameters)


def _show_words(label: str, names: Sequence[str]) -> None:
    """Words to press. Not links: one to the page that is shown leaves its address, and with it a reload, as it was."""
    if names:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(label)
            for number, name in enumerate(names):
                # By its place, so that the keyboard's focus stays there when the next entry has other words.
                st.button(name, key=f"open_{number}", on_click=TERM.set, args=(name,))
