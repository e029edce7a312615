"""What a visitor has written, in places where Streamlit reads Markdown."""

import pytest

from components.ui.common.plain_text import WORD_JOINER, plain_text


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("https://example.com", ("https", "example")),
        ("WWW.example.com", ("WWW", "example")),
        ("me@example.com", ("me", "example")),
    ],
)
def test_an_address_is_no_link(words: str, parts: tuple[str, str]) -> None:
    """A class in a file was called so: GitHub's Markdown finds addresses after all signs have been read, so that to
    escape them does not help.
    """
    before, after = plain_text(words).replace("\\", "").split(WORD_JOINER)
    assert before.startswith(parts[0])
    assert parts[1] in after
    assert (before + after) == words


def test_other_words_are_only_escaped() -> None:
    assert plain_text("a*b: c/d") == r"a\*b\: c\/d"
