"""The weights file: what the app saves comes back, and nothing that a stranger makes does harm."""

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.ml.forward import ConvolutionLayer, DenseLayer, Layer, forward
from components.training import weights_file
from components.training.weights_file import UnreadableWeights, from_npz, to_npz

SENTENCES = {
    weights_file.NOT_OURS,
    weights_file.KERAS_FILE,
    weights_file.TOO_LARGE,
    weights_file.DAMAGED,
    weights_file.MISFIT,
    weights_file.TOO_MANY,
    weights_file.UNKNOWN_ACTIVATION,
    weights_file.NOT_FINITE,
    weights_file.TOO_HUGE,
}


def random(*shape: int) -> np.ndarray:
    return np.random.default_rng(7).normal(size=shape).astype(np.float32)


def convolution(channels: int, filters: int, activation: str = "relu") -> ConvolutionLayer:
    return ConvolutionLayer(random(3, 3, channels, filters), random(filters), activation)


def dense(inputs: int, units: int, activation: str = "relu") -> DenseLayer:
    return DenseLayer(random(inputs, units), random(units), activation)


SMALLEST = (dense(784, 10, "softmax"),)
COURSE = (dense(784, 128), dense(128, 10, "softmax"))
CONVOLUTIONAL = (convolution(1, 8), convolution(8, 16), dense(400, 128), dense(128, 10, "softmax"))
LARGEST = (
    dense(784, 512),
    dense(512, 512, "sigmoid"),
    dense(512, 512, "tanh"),
    dense(512, 512, "linear"),
    dense(512, 10, "softmax"),
)
NETWORKS = pytest.mark.parametrize(
    "layers",
    [
        pytest.param(SMALLEST, id="smallest"),
        pytest.param(COURSE, id="course"),
        pytest.param(CONVOLUTIONAL, id="convolutional"),
        pytest.param((convolution(1, 8, "tanh"), dense(13 * 13 * 8, 10, "softmax")), id="one convolution"),
        pytest.param(LARGEST, id="largest"),
    ],
)


def arrays_of(layers: tuple[Layer, ...]) -> list[np.ndarray]:
    return [array for layer in layers for array in (layer.kernel, layer.bias)]


def assert_same(layers: tuple[Layer, ...], expected: tuple[Layer, ...]) -> None:
    assert [type(layer) for layer in layers] == [type(layer) for layer in expected]
    assert [layer.activation for layer in layers] == [layer.activation for layer in expected]
    for array, original in zip(arrays_of(layers), arrays_of(expected), strict=True):
        assert array.dtype == np.float32
        np.testing.assert_array_equal(array, original)


def members_of(layers: tuple[Layer, ...]) -> dict[str, Any]:
    """The arrays of a file by name, to be spoiled one at a time."""
    with np.load(io.BytesIO(to_npz(layers)), allow_pickle=False) as file:
        return dict(file)


def npz(arrays: dict[str, Any]) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def zip_of(members: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def npy(header: str, content: bytes, version: bytes = b"\x01\x00") -> bytes:
    """An npy file with whatever header."""
    return b"\x93NUMPY" + version + struct.pack("<H", len(header)) + header.encode("latin1") + content


def raw_members() -> dict[str, bytes]:
    """The bytes of the smallest network's members."""
    with zipfile.ZipFile(io.BytesIO(to_npz(SMALLEST))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableWeights) as refused:
        from_npz(data)
    return str(refused.value)


def peak_memory(action: Callable[[], object]) -> int:
    """The bytes that Python and NumPy held at most at once, more than before."""
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


# What the app saves


@NETWORKS
def test_float32_comes_back_exactly(layers: tuple[Layer, ...]) -> None:
    assert_same(from_npz(to_npz(layers)), layers)


@NETWORKS
def test_float16_comes_back_to_its_precision_as_float32(layers: tuple[Layer, ...]) -> None:
    data = to_npz(layers, np.float16)
    assert len(data) < 0.6 * len(to_npz(layers))
    loaded = from_npz(data)
    assert [layer.activation for layer in loaded] == [layer.activation for layer in layers]
    for array, original in zip(arrays_of(loaded), arrays_of(layers), strict=True):
        assert array.dtype == np.float32
        # Half of the last of float16's 11 bits; below 6.1e-5 numbers are 6e-8 apart.
        np.testing.assert_allclose(array, original, rtol=2**-11, atol=3e-8)


def test_what_is_beyond_float16_becomes_its_largest_number() -> None:
    """As an infinity, a weight of 70,000 would make the whole snapshot unreadable."""
    bias = np.array([1e6, -1e6, 65_505, *[0] * 7], np.float32)
    (layer,) = from_npz(to_npz([DenseLayer(random(784, 10), bias, "softmax")], np.float16))
    assert layer.bias.tolist() == [65_504, -65_504, 65_504, *[0] * 7]


def test_numpy_alone_can_open_the_file() -> None:
    with np.load(io.BytesIO(to_npz(CONVOLUTIONAL)), allow_pickle=False) as file:
        assert {name: file[name].shape for name in file} == {
            "activations": (4,),
            "layer_1_kernel": (3, 3, 1, 8),
            "layer_1_bias": (8,),
            "layer_2_kernel": (3, 3, 8, 16),
            "layer_2_bias": (16,),
            "layer_3_kernel": (400, 128),
            "layer_3_bias": (128,),
            "layer_4_kernel": (128, 10),
            "layer_4_bias": (10,),
        }
        assert file["activations"].tolist() == ["relu", "relu", "relu", "softmax"]


@NETWORKS
def test_arrays_in_another_order_of_bytes_or_axes_are_read(layers: tuple[Layer, ...]) -> None:
    """Somebody opened the file in NumPy, transposed, and saved it again; the order in memory changes no number."""
    members = members_of(layers)
    for name in members.keys() - {"activations"}:
        members[name] = np.asfortranarray(members[name]).astype(">f4")
    loaded = from_npz(npz(members))
    assert_same(loaded, layers)
    assert all(array.flags.c_contiguous for array in arrays_of(loaded))


# What is not a weights file


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"3, 1, 4, 1, 5", id="text"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(1000), id="picture"),
        pytest.param(b"MZ" + to_npz(SMALLEST), id="program with a weights file at its end"),
        pytest.param(npz({"x": np.zeros(3)}), id="other arrays"),
        pytest.param(npz({}), id="no arrays"),
        pytest.param(npz({"activations": np.array(["softmax"])}), id="no layers"),
        pytest.param(npz({**members_of(SMALLEST), "more": np.zeros(3)}), id="one array more"),
        pytest.param(npz({**members_of(SMALLEST), "layer_3_bias": np.zeros(3)}), id="half a layer more"),
        pytest.param(npz({**members_of(SMALLEST), "activations": np.array("softmax")}), id="activations are no list"),
        pytest.param(npz({**members_of(SMALLEST), "activations": np.array(["softmax"] * 2)}), id="two activations"),
        pytest.param(npz({**members_of(SMALLEST), "activations": np.zeros(1, np.float32)}), id="number as activation"),
        pytest.param(npz({**members_of(SMALLEST), "layer_1_bias": np.zeros(10)}), id="float64"),
        pytest.param(npz({**members_of(SMALLEST), "layer_1_bias": np.zeros(10, np.int32)}), id="whole numbers"),
        pytest.param(npz({**members_of(SMALLEST), "layer_1_bias": np.zeros(10, "f4,f4")}), id="records"),
        pytest.param(
            zip_of({name.replace("1", "0"): content for name, content in raw_members().items()}), id="renamed"
        ),
        pytest.param(zip_of(raw_members(), zipfile.ZIP_DEFLATED), id="compressed"),
        pytest.param(zip_of(raw_members(), zipfile.ZIP_LZMA), id="compressed as nothing else is"),
        pytest.param(
            zip_of({**raw_members(), "layer_1_bias.npy": npy("{}", bytes(40), version=b"\x03\x00")}), id="npy version 3"
        ),
    ],
)
def test_another_file_is_refused(data: bytes) -> None:
    assert refusal(data) == (
        "This is not a weights file from this app. Choose a .npz file that was saved under “Take it home”."
    )


def test_a_member_that_comes_twice_is_refused() -> None:
    """Which of the two counts is a matter of taste, and tastes differ between readers."""
    file = io.BytesIO(to_npz(SMALLEST))
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("layer_1_bias.npy", raw_members()["layer_1_bias.npy"])
    assert refusal(file.getvalue()) == weights_file.NOT_OURS


def test_a_keras_file_is_not_opened_and_says_why(tmp_path: Path) -> None:
    """A .keras file may hold a Lambda layer, which is code."""
    model = keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten(), keras.layers.Dense(10)])
    model.save(tmp_path / "network.keras")
    assert refusal((tmp_path / "network.keras").read_bytes()) == (
        "A .keras file can hold code, so it is not opened here. "
        "Choose the .npz weights file that is saved under “Take it home” instead."
    )


# What would do harm


@pytest.mark.parametrize("member", ["activations", "layer_1_kernel", "layer_1_bias"])
def test_a_pickle_in_the_file_is_not_run(member: str, tmp_path: Path) -> None:
    """An object array is a pickle, and opening a pickle runs what its maker wants."""
    trace = tmp_path / "it ran"

    class Harm:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.touch, (trace,)

    data = npz({**members_of(SMALLEST), member: np.array([Harm()], dtype=object)})
    with np.load(io.BytesIO(data), allow_pickle=True) as file:
        file[member]
    assert trace.exists()  # so the pickle is a working one
    trace.unlink()

    assert refusal(data) == weights_file.NOT_OURS
    assert not trace.exists()


@pytest.mark.parametrize("shape", ["(1000000000000,)", "(1000000, 1000000)", "(-1,)", "(-2, -5)", "(3, 3)", "()"])
def test_a_claimed_shape_is_not_believed(shape: str) -> None:
    """np.load would first ask for as much memory as the header claims: 4 TB for 10**12 numbers."""
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}"
    data = zip_of({**raw_members(), "layer_1_bias.npy": npy(header, bytes(40))})
    assert (
        refusal(data) == "This weights file is damaged. Save it once more under “Take it home” and choose the new file."
    )
    assert peak_memory(lambda: refusal(data)) < 1_000_000


@pytest.mark.parametrize("header", ["", "{", "[]", "(" * 200, "9" * 200, "{}" + " " * 1_000, "{'descr': 'O'}", "\xff"])
def test_a_header_that_is_none_is_damage(header: str) -> None:
    assert refusal(zip_of({**raw_members(), "layer_1_bias.npy": npy(header, bytes(40))})) == weights_file.DAMAGED


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """1 GB of zeros in a file of 5 MB, under the names of a weights file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in raw_members().items():
            with archive.open(name, "w") as member:
                member.write(content)
                if name == "layer_1_kernel.npy":
                    for _ in range(1_000):
                        member.write(bytes(1_000_000))
    return file.getvalue()


def test_a_zip_bomb_is_refused_unopened(bomb: bytes) -> None:
    assert refusal(bomb) == (
        "This file holds more than any network of this app. Choose a .npz file that was saved under “Take it home”."
    )
    assert peak_memory(lambda: refusal(bomb)) < 1_000_000


def test_a_zip_bomb_that_gives_a_small_size_is_refused_unopened(bomb: bytes) -> None:
    """The size that a zip file states for a member is only a number in it."""
    size = struct.pack("<I", 1_000_000_000 + len(raw_members()["layer_1_kernel.npy"]))
    assert bomb.count(size) == 2  # before the member, and in the table of contents
    lying = bomb.replace(size, struct.pack("<I", 1_000))
    assert refusal(lying) == weights_file.NOT_OURS
    assert peak_memory(lambda: refusal(lying)) < 1_000_000


def test_a_member_that_gives_a_small_size_is_read_no_further() -> None:
    """A member has two sizes, packed and unpacked; without compression they ought to be the same."""
    data = zip_of({**raw_members(), "layer_1_bias.npy": bytes(7_654_321)})
    sizes = struct.pack("<II", 7_654_321, 7_654_321)
    assert data.count(sizes) == 2  # before the member, and in the table of contents
    lying = data.replace(sizes, struct.pack("<II", 7_654_321, 168))
    assert refusal(lying) == weights_file.DAMAGED
    assert peak_memory(lambda: refusal(lying)) < 1_000_000


def test_a_long_table_of_contents_is_not_read() -> None:
    """zipfile makes an object of half a kilobyte for each line of it."""
    data = zip_of({str(number): b"" for number in range(10_000)})
    assert refusal(data) == weights_file.NOT_OURS
    assert peak_memory(lambda: refusal(data)) < 1_000_000


def test_a_file_larger_than_any_network_is_refused() -> None:
    members = members_of(SMALLEST)
    members["layer_1_kernel"] = np.zeros((784, 6_000), np.float32)
    assert refusal(npz(members)) == weights_file.TOO_LARGE


# Networks, but not ours


@pytest.mark.parametrize(
    "layers",
    [
        pytest.param((dense(783, 10, "softmax"),), id="783 pixels"),
        pytest.param((dense(784, 11, "softmax"),), id="11 digits"),
        pytest.param((dense(784, 32), dense(31, 10, "softmax")), id="layers that do not chain"),
        pytest.param((dense(784, 0), dense(0, 10, "softmax")), id="a layer without units"),
        pytest.param((DenseLayer(random(784, 10), random(9), "softmax"),), id="too few biases"),
        pytest.param((DenseLayer(random(784, 10), random(1, 10), "softmax"),), id="biases in a table"),
        pytest.param((DenseLayer(random(28, 28, 10), random(10), "softmax"),), id="weights with three axes"),
        pytest.param((convolution(3, 8), dense(1352, 10, "softmax")), id="pictures with colours"),
        pytest.param((convolution(1, 8), convolution(1, 8), dense(200, 10, "softmax")), id="channels do not chain"),
        pytest.param((convolution(1, 8), dense(784, 10, "softmax")), id="flattened as if nothing were pooled"),
        pytest.param((dense(784, 784), convolution(1, 8), dense(1352, 10, "softmax")), id="convolution after dense"),
        pytest.param((convolution(1, 10, "softmax"),), id="ends in a convolution"),
        pytest.param(
            (ConvolutionLayer(random(7, 7, 1, 8), random(8), "relu"), dense(968, 10, "softmax")), id="7x7 kernels"
        ),
        pytest.param(
            (ConvolutionLayer(random(3, 5, 1, 8), random(8), "relu"), dense(1248, 10, "softmax")), id="oblong"
        ),
    ],
)
def test_layers_that_do_not_fit_are_refused(layers: tuple[Layer, ...]) -> None:
    assert refusal(to_npz(layers)) == (
        "The layers in this file do not lead from 784 pixels to 10 digits. "
        "Choose a .npz file that was saved under “Take it home”."
    )


TOO_MANY = {
    "513 units": (dense(784, 513), dense(513, 10, "softmax")),
    "five hidden layers": (dense(784, 8), *[dense(8, 8)] * 4, dense(8, 10, "softmax")),
    "33 filters": (convolution(1, 33), dense(5577, 10, "softmax")),
    "four convolutions": (*[convolution(1, 1)] * 4, dense(1, 10, "softmax")),
}


@pytest.mark.parametrize("layers", TOO_MANY.values(), ids=TOO_MANY)
def test_networks_beyond_the_apps_bounds_are_refused(layers: tuple[Layer, ...]) -> None:
    """Their weights would fit, but running them would cost the server too much."""
    assert refusal(to_npz(layers)) == (
        "The network in this file has more than 3 convolutions of 32, 32, 64 filters and 4 hidden layers of 512 units. "
        "Choose a smaller one."
    )


@pytest.mark.parametrize(
    "activations",
    [("relu", "relu"), ("softmax", "softmax"), ("step", "softmax"), ("__import__", "softmax"), ("", "softmax")],
)
def test_unknown_activations_are_refused(activations: tuple[str, str]) -> None:
    hidden, last = activations
    assert refusal(to_npz((dense(784, 16, hidden), dense(16, 10, last)))) == (
        "The network in this file has an activation function that this app does not use there. "
        "Choose a .npz file that was saved under “Take it home”."
    )


def test_an_activation_of_bytes_that_are_no_text_is_unknown() -> None:
    """NumPy would make a Python string of them, which Python itself can't."""
    header = "{'descr': '<U7', 'fortran_order': False, 'shape': (1,), }"
    data = zip_of({**raw_members(), "activations.npy": npy(header, b"\xff" * 28)})
    assert refusal(data) == weights_file.UNKNOWN_ACTIVATION


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("member", ["layer_1_kernel", "layer_1_bias"])
def test_weights_that_are_no_numbers_are_refused(member: str, number: float) -> None:
    members = members_of(SMALLEST)
    members[member][..., 3] = number
    assert refusal(npz(members)) == (
        "Some weights in this file are not numbers: its network diverged. Choose one that learned with smaller steps."
    )


# Whatever comes


def read_or_refused(data: bytes) -> tuple[Layer, ...] | None:
    """The layers, which then are a network that runs, or None after one of the sentences."""
    try:
        layers = from_npz(data)
    except UnreadableWeights as refused:
        sentence = str(refused)
    else:
        assert forward(layers, np.zeros((1, 784), np.float32))[-1].shape == (1, 10)
        return layers
    assert sentence in SENTENCES
    return None


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04"]))
def test_random_bytes_are_refused(data: bytes, start: bytes) -> None:
    assert read_or_refused(start + data) is None


@given(st.data())
def test_a_file_cut_short_is_refused(data: st.DataObject) -> None:
    whole = to_npz(SMALLEST)
    length = data.draw(st.integers(0, len(whole) - 1))
    assert refusal(whole[:length]) == (weights_file.DAMAGED if length >= 4 else weights_file.NOT_OURS)


ANY_BYTE = st.integers(0, 255)


@given(st.data())
def test_a_file_with_other_bytes_is_refused_or_unharmed(data: st.DataObject) -> None:
    """Where the weights are, the checksums tell; here most of the bytes are those around them."""
    whole = bytearray(to_npz(SMALLEST))
    kernel = range(bytes(whole).index(b"layer_1_kernel") + 200, bytes(whole).index(b"layer_1_bias"))
    places = st.one_of(st.integers(0, kernel.start), st.integers(kernel.stop, len(whole) - 1), st.sampled_from(kernel))
    for place, byte in data.draw(st.lists(st.tuples(places, ANY_BYTE), min_size=1, max_size=4)):
        whole[place] = byte
    layers = read_or_refused(bytes(whole))
    if layers is not None:
        assert_same(layers, SMALLEST)


@given(st.sampled_from(sorted(raw_members())), st.lists(st.tuples(st.integers(0, 127), ANY_BYTE), max_size=4))
def test_a_header_with_other_bytes_is_refused_or_read_safely(name: str, changes: list[tuple[int, int]]) -> None:
    """With right checksums, as its maker would take care of."""
    members = raw_members()
    content = bytearray(members[name])
    for place, byte in changes:
        content[place] = byte
    layers = read_or_refused(zip_of({**members, name: bytes(content)}))
    assert layers is None or [array.shape for array in arrays_of(layers)] == [(784, 10), (10,)]


@given(
    st.sampled_from(["<f4", ">f2", "<f8", "O", "<U7", "V4", "M8[s]", "(2,)f4", "<c8", "?", "U0", "nothing", 7, None]),
    st.booleans(),
    st.lists(st.integers(-(2**70), 2**70) | st.integers(-2, 12), max_size=4).map(tuple),
    st.integers(0, 60),
)
def test_a_header_that_claims_anything_is_refused_or_true(
    descr: object, fortran: bool, shape: tuple[int, ...], length: int
) -> None:
    header = repr({"descr": descr, "fortran_order": fortran, "shape": shape})
    layers = read_or_refused(zip_of({**raw_members(), "layer_1_bias.npy": npy(header, bytes(length))}))
    assert layers is None or (shape == (10,) and length in (20, 40))
