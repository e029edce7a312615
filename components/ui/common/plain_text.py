"""Words of the visitor's own in places where Streamlit reads Markdown."""

import re
import string

_PUNCTUATION = re.compile(f"([{re.escape(string.punctuation)}])")


def plain_text(words: str) -> str:
    """The words as Markdown that shows them as they were typed: `![](http://...)` would fetch a picture."""
    return _PUNCTUATION.sub(r"\\\1", words)
