"""MNIST: 70,000 pictures of handwritten digits, read from data/mnist.npz."""

import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from components.ml.forward import as_inputs

PATH = Path(__file__).resolve().parents[2] / "data" / "mnist.npz"
REPAIR_COMMAND = "git checkout -- data/mnist.npz"

SHAPES = {"x_train": (60000, 28, 28), "y_train": (60000,), "x_test": (10000, 28, 28), "y_test": (10000,)}

# Which test digits are looked at again and again while a network learns. Every tenth of them is measured: 1,000
# digits, spread over the whole set because its second half is harder than its first (LeCun's page on MNIST).
VALIDATION_DIGITS = slice(0, None, 10)
# And twelve are watched one by one: six plain ones, then six that young networks like to get wrong.
WATCHED_DIGITS = (0, 1, 2, 3, 4, 7, 8, 115, 149, 247, 320, 340)

# Test digits whose label most of five people did not agree with, and what these said, in C. G. Northcutt, A. Athalye
# and J. Mueller, "Pervasive Label Errors in Test Sets Destabilize Machine Learning Benchmarks" (NeurIPS 2021).
DOUBTED_LABELS = {
    947: "five a 9",
    1621: "three a 6, two the label",
    1901: "three a 4, two the label",
    2130: "two a 9, two the label, one neither",
    2462: "four a 0, one neither",
    2597: "four a 3, one neither",
    2654: "two a 1, three neither",
    3520: "two the label, three neither that nor a 4",
    3558: "four a 0, one the label",
    5937: "three a 3, one the label, one neither",
    6651: "five a 6",
    6783: "three a 6, two the label",
    8527: "two a 9, two the label, one neither",
    9679: "two the label, three neither that nor a 3",
    9729: "three a 6, two the label",
}

ByteArray = NDArray[np.uint8]


class MnistUnusable(RuntimeError):
    """The data file is missing or damaged. The message is a sentence for the visitor."""


@dataclass(frozen=True)
class Split:
    """One part of MNIST: pictures (n, 28, 28) and labels (n,), both uint8 and read-only."""

    pictures: ByteArray
    labels: ByteArray


@dataclass(frozen=True)
class Mnist:
    """Both parts: 60,000 digits to learn from, 10,000 to test with."""

    train: Split
    test: Split

    @cached_property
    def validation(self) -> Split:
        """The 1,000 test digits that networks are judged by while they learn."""
        return Split(self.test.pictures[VALIDATION_DIGITS], self.test.labels[VALIDATION_DIGITS])

    @cached_property
    def validation_inputs(self) -> NDArray[np.float32]:
        """Their pictures as the network takes them, shape (1000, 784); made once, for all runs."""
        inputs = as_inputs(self.validation.pictures)
        inputs.flags.writeable = False
        return inputs


def load_mnist(path: Path = PATH) -> Mnist:
    """Read the file (about half a second); raise MnistUnusable if it is not MNIST from end to end."""
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in SHAPES}
    except FileNotFoundError as missing:
        raise MnistUnusable(f"The file {path.name} is missing from the folder {path.parent.name}.") from missing
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as damage:
        raise MnistUnusable(f"The file {path.name} in the folder {path.parent.name} is damaged.") from damage
    for name, shape in SHAPES.items():
        if arrays[name].shape != shape or arrays[name].dtype != np.uint8:
            raise MnistUnusable(f"The file {path.name} in the folder {path.parent.name} is not MNIST.")
        # One copy serves every visitor, so nobody may write to it.
        arrays[name].flags.writeable = False
    return Mnist(Split(arrays["x_train"], arrays["y_train"]), Split(arrays["x_test"], arrays["y_test"]))


def one_hot(label: int) -> NDArray[np.float32]:
    """Ten numbers, all 0 but a 1 at the label's place: shape (10,). IndexError outside 0 to 9."""
    if not 0 <= label <= 9:
        raise IndexError(f"A digit is 0 to 9, not {label}.")
    vector: NDArray[np.float32] = np.eye(10, dtype=np.float32)[label]
    return vector
