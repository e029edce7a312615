"""One word, one spelling: what the app says, in its pages, its data files and its README."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# What is written here, and what is not; the glossary names some of these as other names, and so can be asked for them.
HOUSE = {
    "backpropagation": r"back[- ]propagat\w*",
    "hyperparameter": r"hyper[- ]parameters?",
    "data set": r"datasets?|data-sets?",
    "relu": r"ReLu|RELU|Relu",
    "learning rate": r"learning-rates?|learnrates?",
    "one-hot": r"one hot|onehot",
    "overfitting": r"over[- ]fit\w*",
    "cross-entropy": r"cross entropy|crossentropy",
    "batch": r"mini-?batch(es)?",
    "optimizer": r"optimiser\w*",
    "initialisation": r"initialization\w*",
    "normalisation": r"normalization\w*|normalized?|normalizes",
    "generalisation": r"generalization\w*|generalized?|generalizes",
    "regularisation": r"regularization\w*|regularized?",
    "recognise": r"recogniz\w*",
    "neural network": r"neural nets?",
    "TensorFlow": r"Tensorflow|Tensor Flow",
    "PyTorch": r"Pytorch|Py Torch",
    "NumPy": r"Numpy|NUMPY",
    "scikit-learn": r"[Ss]cikit learn|Scikit-learn|SciKit-\w+",
    "per cent": r"percent",
}
# Code in the texts, in `ticks` or as an address, is spelled as its makers spell it.
CODE = re.compile(r"`[^`]*`|https?://\S+")
PROGRAM = re.compile(r"^(import|from) \w+", re.MULTILINE)


def sentences() -> Iterator[tuple[str, str]]:
    """Every text that a visitor may read, and the file that it is in."""
    for path in [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "components").rglob("*.py")]:
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        docstrings = [node.value for node in nodes if isinstance(node, ast.Expr)]
        for node in nodes:
            # A text has a space in it; what has none is a key, a name in code or a single word of a label.
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
            if is_text and not PROGRAM.search(node.value) and node not in docstrings:
                yield path.name, node.value
    for path in (ROOT / "content").glob("*.toml"):
        for text in texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield path.name, text
    yield "README.md", (ROOT / "README.md").read_text(encoding="utf-8")


def texts(content: object) -> Iterator[str]:
    """All texts in a data file but addresses and the glossary's other names, which are there to be found."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for part in content:
            yield from texts(part)
    elif isinstance(content, dict):
        for name, part in content.items():
            if name not in ("also", "see", "source"):
                yield from texts(part)


@pytest.mark.parametrize("word", HOUSE)
def test_a_word_is_spelled_one_way(word: str) -> None:
    other = re.compile(rf"\b(?:{HOUSE[word]})\b")
    found = [f"{name}: {hit[0]} in {text!r}" for name, text in sentences() if (hit := other.search(CODE.sub("", text)))]
    assert not found, f"Write {word}.\n" + "\n".join(found)


def test_another_spelling_would_be_found() -> None:
    assert {name for name, _ in sentences()} >= {"glossary.toml", "questions.toml", "home.py", "words.py", "README.md"}
    for word, other in HOUSE.items():
        assert not re.search(rf"\b(?:{other})\b", f"The {word}s and a {word}.")
    assert re.search(HOUSE["backpropagation"], "It is called back-propagation.")
