"""The data file is MNIST, byte for byte, and a file that isn't gets a sentence."""

import hashlib
import struct
from pathlib import Path

import keras
import numpy as np
import pytest

from components.ml.mnist import Mnist, MnistUnusable, load_mnist, one_hot
from data.build_map import DIGITS, TARGET, places
from data.build_mnist import SOURCES, build, read_idx


def idx(array: np.ndarray) -> bytes:
    """The IDX file of an array of bytes, as LeCun's page describes the format."""
    return struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape) + array.tobytes()


def arrays_of(mnist: Mnist) -> dict[str, np.ndarray]:
    return {
        "x_train": mnist.train.pictures,
        "y_train": mnist.train.labels,
        "x_test": mnist.test.pictures,
        "y_test": mnist.test.labels,
    }


def test_written_back_as_idx_files_the_arrays_have_the_published_md5s(mnist: Mnist) -> None:
    for name, array in arrays_of(mnist).items():
        assert hashlib.md5(idx(array)).hexdigest() == SOURCES[name][1], name


def test_the_file_is_what_keras_loads(mnist: Mnist, monkeypatch: pytest.MonkeyPatch) -> None:
    """keras.datasets.mnist.load_data() opens our file, where it would otherwise download its own."""
    path = str(Path(load_mnist.__code__.co_filename).parents[2] / "data" / "mnist.npz")
    monkeypatch.setattr("keras.src.datasets.mnist.get_file", lambda *args, **kwargs: path)
    (x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
    for loaded, ours in zip((x_train, y_train, x_test, y_test), arrays_of(mnist).values(), strict=True):
        assert loaded.dtype == ours.dtype == np.uint8
        np.testing.assert_array_equal(loaded, ours)


def test_the_first_ten_labels_are_the_courses(mnist: Mnist) -> None:
    assert mnist.train.labels[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]


def test_nobody_can_write_to_the_shared_copy(mnist: Mnist) -> None:
    with pytest.raises(ValueError, match="read-only"):
        mnist.train.pictures[0, 0, 0] = 1


def test_a_missing_file_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(MnistUnusable, match=r"The file mnist\.npz is missing"):
        load_mnist(tmp_path / "mnist.npz")


@pytest.mark.parametrize("share", [0.0, 0.3, 0.999])
def test_a_file_cut_short_gets_a_sentence(tmp_path: Path, share: float) -> None:
    whole = (Path(__file__).parents[3] / "data" / "mnist.npz").read_bytes()
    damaged = tmp_path / "mnist.npz"
    damaged.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(MnistUnusable, match="is damaged"):
        load_mnist(damaged)


def test_a_file_with_a_flipped_byte_gets_a_sentence(tmp_path: Path) -> None:
    content = bytearray((Path(__file__).parents[3] / "data" / "mnist.npz").read_bytes())
    content[len(content) // 2] ^= 0xFF
    damaged = tmp_path / "mnist.npz"
    damaged.write_bytes(content)
    with pytest.raises(MnistUnusable, match="is damaged"):
        load_mnist(damaged)


def test_another_data_set_gets_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "mnist.npz"
    np.savez(path, **{name: np.zeros((3, 28, 28), np.uint8) for name in SOURCES})
    with pytest.raises(MnistUnusable, match="is not MNIST"):
        load_mnist(path)


def test_a_pickle_is_not_opened(tmp_path: Path) -> None:
    """An npz file with pickled objects in it could run code; it counts as damaged."""
    path = tmp_path / "mnist.npz"
    np.savez(path, **{name: np.array([{"not": "a picture"}], dtype=object) for name in SOURCES})
    with pytest.raises(MnistUnusable, match="is damaged"):
        load_mnist(path)


@pytest.mark.parametrize("label", range(10))
def test_one_hot_is_keras_to_categorical(label: int) -> None:
    np.testing.assert_array_equal(one_hot(label), keras.utils.to_categorical(label, 10))


@pytest.mark.parametrize("label", [-1, 10])
def test_one_hot_knows_only_digits(label: int) -> None:
    with pytest.raises(IndexError, match="A digit is 0 to 9"):
        one_hot(label)


def test_the_npz_can_be_rebuilt_from_the_original_files(mnist: Mnist, tmp_path: Path) -> None:
    for name, array in arrays_of(mnist).items():
        (tmp_path / SOURCES[name][0]).write_bytes(idx(array))
    build(tmp_path, tmp_path / "mnist.npz")
    for array, rebuilt in zip(
        arrays_of(mnist).values(), arrays_of(load_mnist(tmp_path / "mnist.npz")).values(), strict=True
    ):
        np.testing.assert_array_equal(array, rebuilt)


def test_a_file_that_is_not_the_original_is_refused_and_nothing_is_written(mnist: Mnist, tmp_path: Path) -> None:
    for name, array in arrays_of(mnist).items():
        (tmp_path / SOURCES[name][0]).write_bytes(idx(array) + b"\0")
    with pytest.raises(ValueError, match="train-images-idx3-ubyte is not MNIST's original"):
        build(tmp_path, tmp_path / "mnist.npz")
    assert not (tmp_path / "mnist.npz").exists()


def test_an_idx_file_of_another_type_is_refused() -> None:
    with pytest.raises(ValueError, match="not an IDX file of unsigned bytes"):
        read_idx(struct.pack(">HBBI", 0, 13, 1, 1) + b"\0\0\0\0")


def test_the_map_is_what_its_script_makes_of_the_first_digits(mnist: Mnist) -> None:
    """Against the singular vectors, which may have either sign; the variances are their squares."""
    with np.load(TARGET) as file:
        kept, shares = file["places"], file["shares"]
    assert kept.shape == (DIGITS, 2)
    found, found_shares = places(mnist.train.pictures[:DIGITS])
    np.testing.assert_allclose(kept, found, atol=1e-3)
    np.testing.assert_allclose(shares, found_shares, rtol=1e-4)
    pixels = mnist.train.pictures[:DIGITS].reshape(DIGITS, -1) / 255
    pixels = pixels - pixels.mean(axis=0)
    variances, directions = np.linalg.eigh(pixels.T @ pixels)
    np.testing.assert_allclose(np.abs(kept), np.abs(pixels @ directions[:, :-3:-1]), atol=1e-3)
    np.testing.assert_allclose(shares, variances[:-3:-1] / variances.sum(), rtol=1e-4)
