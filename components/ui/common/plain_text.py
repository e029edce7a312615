"""Words of the visitor's own in places where Streamlit reads Markdown."""

import re
import string

_PUNCTUATION = re.compile(f"([{re.escape(string.punctuation)}])")
# Addresses become links even where all of their signs are escaped; not with this invisible one within.
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE)
WORD_JOINER = "\u2060"


def plain_text(words: str) -> str:
    """The words as Markdown that shows them as they were typed: `![](http://...)` would fetch a picture."""
    return _PUNCTUATION.sub(r"\\\1", _ADDRESS.sub(WORD_JOINER, words))
