"""Places on a plane: PCA by the singular value decomposition, t-SNE by who stays a neighbour."""

import numpy as np
from sklearn.manifold import trustworthiness

from components.ml.digit_places import PCA_METHOD, TSNE_METHOD, places
from components.ml.forward import as_inputs
from components.ml.mnist import Mnist


def test_pca_is_the_singular_value_decomposition(mnist: Mnist) -> None:
    vectors = as_inputs(mnist.test.pictures[:300])
    found = places(vectors, PCA_METHOD)
    u, s, _ = np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)
    np.testing.assert_allclose(np.abs(found), np.abs(u[:, :2] * s[:2]), atol=1e-3)


def test_tsne_keeps_neighbours_and_is_the_same_every_time(mnist: Mnist) -> None:
    vectors = as_inputs(mnist.test.pictures[:300])
    found = places(vectors, TSNE_METHOD)
    assert trustworthiness(vectors, found) > 0.9
    np.testing.assert_array_equal(found, places(vectors, TSNE_METHOD))


def test_a_layer_of_a_single_unit_has_its_places_too() -> None:
    vectors = np.linspace(0, 1, 50, dtype=np.float32)[:, None]
    assert places(vectors, PCA_METHOD).shape == places(vectors, TSNE_METHOD).shape == (50, 2)
    assert not places(vectors, PCA_METHOD)[:, 1].any()
