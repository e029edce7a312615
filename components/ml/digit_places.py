"""Where many vectors lie on a plane, so that alike ones are together: PCA and t-SNE, scikit-learn's own."""

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE

PCA_METHOD, TSNE_METHOD = "PCA", "t-SNE"
METHODS = (PCA_METHOD, TSNE_METHOD)
SEED = 0
# t-SNE of the 50 first principal components, as its authors do it: faster, and nothing that can be seen is lost.
COMPONENTS = 50


def places(vectors: NDArray[np.float32], method: str) -> NDArray[np.float32]:
    """Of vectors (n, features) the places (n, 2), by one of METHODS. t-SNE takes some seconds for 2,000."""
    if method == PCA_METHOD:
        found = PCA(min(2, vectors.shape[1]), random_state=SEED).fit_transform(vectors)
        return np.pad(found, ((0, 0), (0, 2 - found.shape[1]))).astype(np.float32)
    few = PCA(min(COMPONENTS, *vectors.shape), random_state=SEED).fit_transform(vectors)
    told: NDArray[np.float32] = (
        TSNE(2, init="pca" if few.shape[1] > 1 else "random", random_state=SEED).fit_transform(few).astype(np.float32)
    )
    return told
