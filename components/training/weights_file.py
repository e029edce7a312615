"""A trained network as an npz file: to keep it, to send it, and to read it again even if a stranger made the file.

The members are `activations` (the Keras names, layer by layer) and for each layer, counted from 1, `layer_1_kernel`
and `layer_1_bias`, shaped as in `DenseLayer` and `ConvolutionLayer`. NumPy's own `np.load` opens it.
"""

import io
import math
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from components.ml.forward import ConvolutionLayer, DenseLayer, Layer, stays_finite
from components.ml.network import side_after
from components.training.specification import ACTIVATION_NAMES, KERNEL_SIZES, MAX_FILTERS, MAX_HIDDEN_LAYERS, MAX_UNITS

# Four dense layers of 512 units on one convolution of 32 filters are 3.6 million weights, 14 MB of float32.
MAX_BYTES = 16_000_000
# An npy header as NumPy writes ours is 118 characters long.
MAX_HEADER = 256

# A zip file's table of contents has one record for each member, which begins with these bytes. They may stand among
# the weights by chance, hence a bound that is far above the 17 members of the largest network.
MEMBER_RECORD = b"PK\x01\x02"
MAX_RECORDS = 100

CHOOSE = "Choose a .npz file that was saved under “Take it home”."
NOT_OURS = f"This is not a weights file from this app. {CHOOSE}"
KERAS_FILE = (
    "A .keras file can hold code, so it is not opened here. "
    "Choose the .npz weights file that is saved under “Take it home” instead."
)
TOO_LARGE = f"This file holds more than any network of this app. {CHOOSE}"
DAMAGED = "This weights file is damaged. Save it once more under “Take it home” and choose the new file."
MISFIT = f"The layers in this file do not lead from 784 pixels to 10 digits. {CHOOSE}"
TOO_MANY = (
    f"The network in this file has more than {len(MAX_FILTERS)} convolutions of {', '.join(map(str, MAX_FILTERS))} "
    f"filters and {MAX_HIDDEN_LAYERS} hidden layers of {MAX_UNITS} units. Choose a smaller one."
)
UNKNOWN_ACTIVATION = f"The network in this file has an activation function that this app does not use there. {CHOOSE}"
DIVERGED = "its network diverged. Choose one that learned with smaller steps."
NOT_FINITE = f"Some weights in this file are not numbers: {DIVERGED}"
TOO_HUGE = f"The weights in this file are so large that their sums go beyond all numbers: {DIVERGED}"


class UnreadableWeights(ValueError):
    """The bytes are not one of this app's networks. The message is a sentence for the visitor."""


def to_npz(layers: Sequence[Layer], dtype: type[np.float32] | type[np.float16] = np.float32) -> bytes:
    """The layers as an npz file of plain arrays. As float16 it is half as large and good to three digits; what is
    beyond float16's largest number, 65,504, becomes that number.
    """
    arrays: dict[str, NDArray[np.generic]] = {"activations": np.array([layer.activation for layer in layers])}
    for number, layer in enumerate(layers, 1):
        arrays[f"layer_{number}_kernel"] = _as_type(layer.kernel, dtype)
        arrays[f"layer_{number}_bias"] = _as_type(layer.bias, dtype)
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def as_float16(layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """The layers as they are read again, float32, from what `to_npz` writes of them as float16."""

    def rounded(array: NDArray[np.float32]) -> NDArray[np.float32]:
        return _as_type(array, np.float16).astype(np.float32)

    return tuple(replace(layer, kernel=rounded(layer.kernel), bias=rounded(layer.bias)) for layer in layers)


def from_npz(data: bytes) -> tuple[Layer, ...]:
    """The layers, float32, from what `to_npz` wrote; UnreadableWeights for any other bytes, whoever made them.

    Nothing in the file is run, and no size that it claims is believed: an array is a view of bytes that are there.
    """
    try:
        return _as_network(_arrays(data))
    except UnreadableWeights:
        raise
    except Exception as damage:  # zipfile and NumPy answer damaged bytes with a dozen kinds
        raise UnreadableWeights(DAMAGED) from damage


def _as_type(array: NDArray[np.float32], dtype: type[np.float32] | type[np.float16]) -> NDArray[np.floating]:
    if dtype is np.float32:
        return array
    largest = np.finfo(dtype).max
    return np.clip(array, -largest, largest).astype(dtype)


def _arrays(data: bytes) -> list[NDArray[np.generic]]:
    """The activations, then each layer's kernel and bias, from a zip file of exactly these members."""
    if not data.startswith(b"PK\x03\x04") or data.count(MEMBER_RECORD) > MAX_RECORDS:
        raise UnreadableWeights(NOT_OURS)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {member.filename: member for member in file.infolist()}
        if "config.json" in members:
            raise UnreadableWeights(KERAS_FILE)
        layers = range(1, len(members) // 2 + 1)
        names = ["activations.npy", *(f"layer_{n}_{part}.npy" for n in layers for part in ("kernel", "bias"))]
        if len(file.infolist()) != len(names) or set(members) != set(names):
            raise UnreadableWeights(NOT_OURS)
        if sum(member.file_size for member in members.values()) > MAX_BYTES:
            raise UnreadableWeights(TOO_LARGE)
        # to_npz compresses nothing, so there is nothing to unpack here and no bomb to go off.
        if any(member.compress_type != zipfile.ZIP_STORED for member in members.values()):
            raise UnreadableWeights(NOT_OURS)
        contents = []
        for name in names:
            with file.open(members[name]) as member:
                contents.append(member.read(members[name].file_size))
    return [_array(contents[0], "U"), *(_array(content, "f") for content in contents[1:])]


def _array(content: bytes, kind: str) -> NDArray[np.generic]:
    """The array of an npy file: text for kind U, float16 or float32 for kind f."""
    file = io.BytesIO(content)
    if np.lib.format.read_magic(file) != (1, 0):
        raise UnreadableWeights(NOT_OURS)
    shape, fortran_order, dtype = np.lib.format.read_array_header_1_0(file, max_header_size=MAX_HEADER)
    if dtype.kind != kind or (kind == "f" and dtype.itemsize > 4):
        raise UnreadableWeights(NOT_OURS)
    # A view: it can't be larger than what has been read, whatever the header says.
    array: NDArray[np.generic] = np.frombuffer(content, dtype, offset=file.tell())
    if array.size != math.prod(shape):
        raise UnreadableWeights(DAMAGED)
    return array.reshape(shape, order="F" if fortran_order else "C")


def _as_network(arrays: list[NDArray[np.generic]]) -> tuple[Layer, ...]:
    """The layers of these arrays, if together they are a network such as this app trains."""
    kernels, biases = arrays[1::2], arrays[2::2]
    if arrays[0].shape != (len(kernels),):
        raise UnreadableWeights(NOT_OURS)
    # Compared in NumPy: of bytes that are no Unicode it would make Python strings that are none.
    if not np.isin(arrays[0][:-1], ACTIVATION_NAMES).all() or not np.array_equal(arrays[0][-1:], ["softmax"]):
        raise UnreadableWeights(UNKNOWN_ACTIVATION)
    activations: list[str] = arrays[0].tolist()
    if not all(np.isfinite(array).all() for array in arrays[1:]):
        raise UnreadableWeights(NOT_FINITE)
    layers: list[Layer] = []
    shape: tuple[int, ...] = (28, 28, 1)  # what the layer before passes on
    for kernel, bias, activation in zip(kernels, biases, activations, strict=True):
        match kernel.shape, shape:
            case (size, breadth, channels, filters), (side, _, depth) if (
                size == breadth and size in KERNEL_SIZES and size <= side and channels == depth
            ):
                kind: type[Layer] = ConvolutionLayer
                side, _ = side_after(side, size)
                shape = (side, side, filters)
            case (inputs, units), _ if inputs == math.prod(shape):
                kind = DenseLayer
                shape = (units,)
            case _:
                raise UnreadableWeights(MISFIT)
        if bias.shape != shape[-1:] or not bias.size:
            raise UnreadableWeights(MISFIT)
        layers.append(kind(kernel.astype(np.float32, order="C"), bias.astype(np.float32), activation))
    if shape != (10,):
        raise UnreadableWeights(MISFIT)
    convolutions = [len(layer.bias) for layer in layers if isinstance(layer, ConvolutionLayer)]
    hidden = [len(layer.bias) for layer in layers[len(convolutions) : -1]]
    for sizes, most in ((convolutions, MAX_FILTERS), (hidden, (MAX_UNITS,) * MAX_HIDDEN_LAYERS)):
        if len(sizes) > len(most) or any(size > largest for size, largest in zip(sizes, most, strict=False)):
            raise UnreadableWeights(TOO_MANY)
    if not stays_finite(layers):
        raise UnreadableWeights(TOO_HUGE)
    return tuple(layers)
