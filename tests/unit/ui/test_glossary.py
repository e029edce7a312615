"""The glossary's data file: what must be in it, how it is read, and how a term is found."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from urllib.parse import parse_qsl, urlsplit

import pytest
import streamlit as st

from components.ml.flat_units import Why, flat_units
from components.ml.plane_network import Learning, learn, start
from components.ml.plane_settings import steps_an_epoch
from components.ui.common.content import CONTENT
from components.ui.common.glossary import Glossary, Term, fold, glossary, read_glossary
from components.ui.common.settings import declared
from components.ui.common.words import linked
from components.ui.plane.settings import chosen_settings

# The terms of the course, section by section.
COURSE = {
    "artificial intelligence, machine learning, deep learning": (2,),
    "neuron, neural network, layer, weight, bias, activation function, input layer, hidden layer, output layer": (3, 5),
    "training, loss, example": (7,),
    "perceptron, sum z, logic gate, AND, OR, XOR, step function": (9, 10),
    "hyperparameter, learning rate, eta, batch size, epoch, backpropagation, gradient, chain rule, inference": (11,),
    "non-linearity, ReLU, sigmoid, tanh": (12,),
    "scikit-learn, eta0, max_iter, tol, shuffle, random_state, feature, training set, test set, fit, accuracy": (14,),
    "TensorFlow, Keras, PyTorch, computational graph, static graph, dynamic graph": (15, 16),
    "backend, Theano, CNTK, PlaidML, tf.keras": (17,),
    "deployment, TensorFlow Serving, TFX, TensorFlow Lite, TensorFlow.js, TorchServe, ONNX, AutoGraph": (18,),
    "eager execution": (19,),
    "MNIST, label, pixel, channel, data set": (20,),
    "normalisation, one-hot, to_categorical, Sequential, Flatten, Dense, softmax, compile, optimizer, Adam": (21,),
    "categorical_crossentropy, metric, evaluate, batch, step, parameter, logit, probability, validation set": (21,),
}

ENTRY = """
says = "How far one step goes."
see = "learning?w_rate=0.9&f_name=leaky_relu#learning-rate"
there = "Try it"
"""


@pytest.mark.parametrize("names", COURSE)
def test_every_term_of_the_course_has_an_entry(names: str) -> None:
    for name in names.split(", "):
        assert name in (glossary()[name].name, *glossary()[name].also)


def test_an_entry_is_one_to_three_short_sentences() -> None:
    for term in glossary().terms:
        sentences = re.split(r"(?<=[.?])\s+(?=[A-Z0-9η])", term.says)
        assert 1 <= len(sentences) <= 3, term.name
        for part in (term.says, term.usual, term.apart):
            assert not part or part[-1] in ".?", f"{term.name}: {part!r}"
            assert "!" not in part, term.name
            assert max(len(sentence.split()) for sentence in re.split(r"[.?:;]\s", part)) <= 34, term.name
        assert term.there[-1] != "."
        assert len(term.there) <= 46, f"{term.name}: what the link says is cut off in its card"


def test_a_word_in_a_text_links_to_its_entry_and_says_what_it_means() -> None:
    """Also by another of its names; one reference serves all its places in the text."""
    assert linked("Two [weights][weight], one [η][eta], one [weight][weight].").splitlines() == [
        "Two [weights][weight], one [η][eta], one [weight][weight].",
        "",
        '[weight]: glossary?term=weight "How much an input counts for a neuron."',
        '[eta]: glossary?term=learning+rate "How far one step moves the weights."',
    ]
    with pytest.raises(KeyError, match="wait"):
        linked("Two [weights][wait].")
    for term in glossary().terms:  # what ends a title would end the tooltip
        assert '"' not in term.in_short
        assert len(term.in_short) >= 15, term.name


def test_what_could_be_disputed_has_a_source() -> None:
    for term in glossary().terms:
        if re.search(r"default|Keras|TensorFlow|scikit", term.text):
            assert term.source.startswith("https://"), term.name


def test_an_entry_is_read_with_the_place_it_leads_to() -> None:
    term = read_glossary(tomllib.loads(f'[words]\n[term."learning rate"]{ENTRY}also = ["eta"]'))["ETA"]
    assert term.name == "learning rate"
    assert term.see.script == "pages/learning.py"
    assert term.see.parameters == (("w_rate", "0.9"), ("f_name", "leaky_relu"))
    assert term.see.section == "learning-rate"
    assert (term.formula, term.usual, term.apart, term.source) == ("", "", "", "")


def mistakes(toml: str) -> Iterator[str]:
    """What an editor of the file has to mend, in sentences that name the entry."""
    content = tomllib.loads(toml)
    if missing := {"term", "words"} - content.keys():
        yield f"There is no [{missing.pop()}]."
        return
    known = {field.name for field in fields(Term)} - {"name"}
    owners: dict[str, str] = {}
    for name, parts in content["term"].items():
        yield from (f"{name}: {part!r} is missing." for part in ("says", "see", "there") if not parts.get(part))
        for part, value in parts.items():
            if part not in known:
                yield f"{name}: {part!r} is unknown; there are {', '.join(sorted(known))}."
            elif not isinstance(value, list if part == "also" else str):
                yield f"{name}: {part!r} is to be a {'list' if part == 'also' else 'text'}."
        for other in (name, *parts.get("also", ())):
            if owners.setdefault(fold(other), name) != name:
                yield f"{name}: {other!r} is a name of {owners[fold(other)]!r} already."
        query = urlsplit(parts.get("see", "")).query
        try:
            parse_qsl(query, strict_parsing=bool(query))
        except ValueError as problem:
            yield f"{name}: 'see' is no address: {problem}."
    for page, names in content["words"].items():
        yield from (f"The words of {page}: there is no term {it!r}." for it in names if it not in content["term"])


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        ("[words]", "There is no [term]."),
        (f"[term.a]{ENTRY}", "There is no [words]."),
        ('[words]\n[term.a]\nsee = "x"\nthere = "y"', "a: 'says' is missing."),
        ('[words]\n[term.a]\nsays = "x"\nthere = "y"', "a: 'see' is missing."),
        (f'[words]\n[term.a]{ENTRY}formulla = "z"', "a: 'formulla' is unknown; there are also, apart, formula, "),
        (f'[words]\n[term.a]{ENTRY}also = "b"', "a: 'also' is to be a list."),
        (f"[words]\n[term.a]{ENTRY}usual = 3", "a: 'usual' is to be a text."),
        (f'[words]\n[term.a]{ENTRY}[term.b]{ENTRY}also = ["A"]', "b: 'A' is a name of 'a' already."),
        (f'[words]\nhome = ["b"]\n[term.a]{ENTRY}', "The words of home: there is no term 'b'."),
        (f"[words]\n[term.a]{ENTRY.replace('?w_rate=0.9&', '?w_rate&')}", "a: 'see' is no address: "),
    ],
)
def test_a_mistake_in_the_file_is_told_in_a_sentence(toml: str, problem: str) -> None:
    assert next(mistakes(toml)).startswith(problem)


def test_the_file_has_no_mistake() -> None:
    assert list(mistakes((CONTENT / "glossary.toml").read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("One-Hot", "one hot"),
        ("  Élan\tvital ", "elan vital"),
        ("random_state", "random state"),
        ("STRASSE", "strasse"),
    ],
)
def test_capitals_accents_and_hyphens_do_not_matter(typed: str, plain: str) -> None:
    assert fold(typed) == plain


@pytest.fixture(scope="module")
def small() -> Glossary:
    says = 'says = "{}"\nsee = "x"\nthere = "y"\n'
    entries = (
        "[words]\n"
        f"[term.weight]\n{says.format('It multiplies an input.')}"
        f"[term.Bias]\n{says.format('It is added, like the weights and batches.')}"
        f'[term.batch]\nalso = ["one-hot thing"]\n{says.format("A few examples.")}'
    )
    return read_glossary(tomllib.loads(entries))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("weight", ["weight", "Bias"]),  # in the name before in a sentence
        ("bat", ["batch", "Bias"]),
        ("ONE HOT", ["batch"]),
        ("few batch", ["batch"]),  # every word, anywhere in the entry
        ("it", ["Bias", "weight"]),  # two letters stand alone; they are also in "multiplies"
        ("li", []),
        ("nothing", []),
        ("", ["batch", "Bias", "weight"]),
    ],
)
def test_the_search(typed: str, names: list[str], small: Glossary) -> None:
    assert [term.name for term in small.find(typed)] == names


def test_near_names_and_mentions(small: Glossary) -> None:
    assert small.nearest("wieght") == ("weight",)
    assert small.nearest("onehot thing") == ("batch",)
    assert small.nearest("zzz") == ()
    assert small.nearest("what are weights and a bias?") == ("weight", "Bias")
    assert [term.name for term in small.mentioned(small["bias"])] == ["batch", "weight"]
    assert glossary()["step"] not in glossary().mentioned(glossary()["perceptron"])  # it says "step function"
    for typed in ("Weights", "weight.", "What is a weight?", "what are the weights"):  # what newcomers type
        assert small[typed] == small["weight"]
    with pytest.raises(KeyError):
        small["biased"]


@pytest.fixture
def on_the_plane(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], Learning]:
    """The network at an entry's place on the plane's page, after so many epochs."""

    def on_the_plane(name: str, epochs: int) -> Learning:
        see = glossary()[name].see
        assert see.script == "pages/plane.py"
        state = {key: type(declared[key].default)(text) for key, text in see.parameters}
        monkeypatch.setattr(st, "session_state", state)
        settings = chosen_settings()
        return learn(start(settings), epochs * steps_an_epoch(settings))

    return on_the_plane


@pytest.mark.parametrize(
    ("name", "why"), [("dead ReLU", "dead"), ("saturation", "saturated"), ("symmetry", "no weights")]
)
def test_after_an_epoch_a_place_on_the_plane_has_the_units_that_it_promises(
    name: str, why: Why, on_the_plane: Callable[[str, int], Learning]
) -> None:
    learning = on_the_plane(name, 1)
    assert why in flat_units(learning.network, learning.settings).values()


def test_what_else_is_promised_of_the_plane_happens(on_the_plane: Callable[[str, int], Learning]) -> None:
    assert on_the_plane("divergence", 1).diverged
    assert on_the_plane("feature engineering", 20).now.test.accuracy == 1
    overfitted = on_the_plane("overfitting", 50).now
    assert overfitted.train.accuracy == 1
    assert (overfitted.test.accuracy or 0) < 0.8
    weights = on_the_plane("L1", 50).network.weights[0]
    assert (abs(weights) > 0.1).sum() == 1
    priced = on_the_plane("L2", 100)
    unpriced = replace(priced.settings, penalty="none")
    free = learn(start(unpriced), 100 * steps_an_epoch(unpriced))
    assert (priced.now.test.loss or 0) < 0.6 * (free.now.test.loss or 0)
