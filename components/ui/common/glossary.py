"""The words of the course: read from glossary.toml, and found by whatever a visitor types."""

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from components.ui.common.content import texts


@dataclass(frozen=True)
class Place:
    """A state of a page: its script, the parameters of its address, and the section to scroll to."""

    script: str
    parameters: tuple[tuple[str, str], ...] = ()
    section: str = ""


@dataclass(frozen=True)
class Term:
    """An entry; glossary.toml says what each part is for. `see` is where the term can be seen moving."""

    name: str
    says: str
    see: Place
    there: str
    also: tuple[str, ...] = ()
    formula: str = ""
    usual: str = ""
    apart: str = ""
    source: str = ""

    @property
    def in_short(self) -> str:
        """The first sentence of what it says, which is enough for a tooltip."""
        return re.split(r"(?<=[.?]) ", self.says, maxsplit=1)[0]

    @property
    def text(self) -> str:
        """All its sentences."""
        return " ".join((self.says, self.usual, self.apart))


@dataclass(frozen=True)
class Glossary:
    """All terms from A to Z, and the names of those that each page uses, by the page's name."""

    terms: tuple[Term, ...]
    words: Mapping[str, Sequence[str]]

    def __getitem__(self, name: str) -> Term:
        """The term that is called so: also by one of its other names, in the plural, or in "What is a bias?".

        KeyError if there is none.
        """
        for one in singulars(subject(name)):
            if one in self._named:
                return self._named[one]
        raise KeyError(name)

    @cached_property
    def _named(self) -> dict[str, Term]:
        """The terms by all their names, folded; no name is two terms'."""
        return {fold(name): term for term in self.terms for name in (term.name, *term.also)}

    def find(self, typed: str) -> tuple[Term, ...]:
        """The terms in which every word that was typed occurs: first those whose names have them, from A to Z.

        Words of one or two letters have to stand alone: "ai" is also in "training" and in "chain".
        """
        patterns = [
            "|".join(re.escape(one) if one == word and len(word) > 2 else whole(one) for one in singulars(word))
            for word in subject(typed).split()
        ]

        def has(text: str) -> bool:
            return all(re.search(pattern, fold(text)) for pattern in patterns)

        in_name = [term for term in self.terms if has(" ".join((term.name, *term.also)))]
        in_text = [term for term in self.terms if has(" ".join((term.name, *term.also, term.text)))]
        return (*in_name, *[term for term in in_text if term not in in_name])

    def nearest(self, typed: str) -> tuple[str, ...]:
        """Up to three terms that are named in what was typed, or whose names are spelled nearly like that."""
        names = {fold(name): term.name for term in self.terms for name in (*term.also, term.name)}
        words = subject(typed)
        little = ("and", "or", "not") if " " in words else ()  # gates, but also words of any question
        named = [name for name in names if len(name) > 1 and name not in little and re.search(whole(name), words)]
        close = difflib.get_close_matches(words, names, n=3, cutoff=0.7)
        return tuple(dict.fromkeys(names[name] for name in (*sorted(named, key=len, reverse=True), *close)))[:3]

    def mentioned(self, term: Term) -> tuple[Term, ...]:
        """The other terms that the sentences of this one use, by their own names. "Step function" is no "step"."""
        text, found = fold(term.text), set()
        for name in sorted((fold(other.name) for other in self.terms), key=len, reverse=True):
            text, times = re.subn(whole(name), " ", text)
            if times:
                found.add(name)
        return tuple(other for other in self.terms if other != term and fold(other.name) in found)


def fold(text: str) -> str:
    """Words without accents, capitals, hyphens, and punctuation round them: "One-hot" is "one hot"."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    words = re.sub(r"[-_‐-―]", " ", plain).casefold().split()
    return " ".join(stripped for word in words if (stripped := word.strip("?!.,;:\"'“”‘’")))


def subject(typed: str) -> str:
    """What a visitor asks for: "What is a bias?" asks for "bias"."""
    return re.sub(r"^(what('?s| is| are| does| do) )?(an? |the )?(?=.)", "", fold(typed))


def singulars(word: str) -> tuple[str, ...]:
    """The word, and what it may be the plural of: "classes" also "class" and "classe"."""
    endings = (("ies", "y"), ("es", ""), ("s", ""))
    return (word, *[word.removesuffix(ending) + new for ending, new in endings if word.endswith(ending)])


def whole(word: str) -> str:
    """A pattern that finds the word, in the plural, too, but not as a part of another."""
    return rf"\b{re.escape(word)}(e?s)?\b"


@cache
def glossary() -> Glossary:
    """The app's glossary. Its file is checked by tests/unit/ui/test_glossary.py."""
    return read_glossary(texts("glossary"))


def read_glossary(content: dict[str, Any]) -> Glossary:
    """The glossary that a file like glossary.toml holds."""
    terms = [_term(name, parts) for name, parts in content["term"].items()]
    return Glossary(tuple(sorted(terms, key=lambda term: fold(term.name))), content["words"])


def _term(name: str, parts: dict[str, Any]) -> Term:
    url = urlsplit(parts["see"])
    place = Place(f"pages/{url.path}.py", tuple(parse_qsl(url.query)), url.fragment)
    return Term(name, **{**parts, "see": place, "also": tuple(parts.get("also", ()))})
