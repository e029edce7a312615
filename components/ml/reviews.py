"""Is a sentence praise? A rule that looks for words, as one would write it by hand."""

import re
from collections.abc import Collection


def is_praise(sentence: str, words: Collection[str], unless: Collection[str] = ()) -> bool:
    """Whether one of the `words` is in the sentence, and none of `unless`; capitals don't count.

    >>> is_praise("Not good!", ["good"]), is_praise("Not good!", ["good"], ["not"])
    (True, False)
    """
    found = set(re.findall(r"\w+", sentence.lower()))
    return bool(found & set(words)) and not found & set(unless)
