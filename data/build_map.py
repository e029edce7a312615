"""Rebuild data/map.npz: where the first 5,000 training digits lie on the plane of their two principal components.

python data/build_map.py
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA

TARGET = Path(__file__).with_name("map.npz")
DIGITS = 5_000


def places(pictures: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Of pictures (n, 28, 28): their places (n, 2), and the share of all variance that each of the two directions has,
    (2,).
    """
    pca = PCA(2, svd_solver="covariance_eigh")
    found = pca.fit_transform(pictures.reshape(len(pictures), -1).astype(np.float64) / 255)
    return found.astype(np.float32), pca.explained_variance_ratio_.astype(np.float32)


def main() -> None:
    """Write the file."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from components.ml.mnist import load_mnist

    found, shares = places(load_mnist().train.pictures[:DIGITS])
    np.savez_compressed(TARGET, places=found, shares=shares)
    print(f"Wrote {TARGET} ({TARGET.stat().st_size / 1e3:.0f} kB).")


if __name__ == "__main__":
    main()
