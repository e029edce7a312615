"""The words that a page uses, and links from its texts to their entries in the glossary."""

import re
from urllib.parse import urlencode

import streamlit as st

from components.ui.common.glossary import glossary
from components.ui.common.site import page_at

PAGE = page_at("glossary").script


def words_of(page: str) -> None:
    """The terms that a page uses, folded up: each in a sentence or two, with the way to its entry."""
    names = glossary().words.get(page, ())
    if not names:
        return
    # Not a popover: what is in one comes last in the order of the Tab key, behind all of the page.
    words = st.expander(
        "Words on this page", icon=":material/menu_book:", type="compact", key=f"words_{page}", on_change="rerun"
    )
    if words.open:
        with words, st.grid(2, min_column_width=330):
            for name in names:
                with st.container(gap="xxsmall"):
                    st.page_link(
                        PAGE,
                        label=f"**{name}**",
                        icon=":material/arrow_forward:",
                        icon_position="right",
                        help="",
                        query_params={"term": name},
                    )
                    st.markdown(glossary()[name].says)


def linked(text: str) -> str:
    """The text, whose links like `[weights][weight]` lead to a term's entry; a mouse on one is told what it means.

    These are Markdown's reference links. Added here is what they refer to: the address, and the definition's first
    sentence as a title. Streamlit opens a link in a new tab, so whatever stands on this page stays. Raises KeyError
    for a term that isn't in the glossary.
    """
    names = dict.fromkeys(re.findall(r"\]\[([^\]]+)\]", text))
    return "\n".join([text, "", *(_reference(name) for name in names)])


def _reference(name: str) -> str:
    # The address is relative, so it also holds where the app is served below a path.
    address = f"glossary?{urlencode({'term': glossary()[name].name})}"
    return f'[{name}]: {address} "{glossary()[name].in_short}"'
