"""Occlusion, patch by patch, by brute force."""

import numpy as np

from components.ml.forward import predict
from components.ml.mnist import Mnist
from components.ml.occlusion import PATCH, occlusion
from components.training.snapshot import Snapshot


def test_each_pixel_has_the_mean_of_its_patches(course_run: Snapshot, mnist: Mnist) -> None:
    picture = mnist.test.pictures[2]
    (plain,) = predict(course_run.layers, picture[None])
    for digit in (1, 7):
        sums, counts = np.zeros((28, 28)), np.zeros((28, 28))
        for row in range(28 - PATCH + 1):
            for column in range(28 - PATCH + 1):
                wiped = picture.copy()
                wiped[row : row + PATCH, column : column + PATCH] = 0
                fall = plain[digit] - predict(course_run.layers, wiped[None])[0, digit]
                sums[row : row + PATCH, column : column + PATCH] += fall
                counts[row : row + PATCH, column : column + PATCH] += 1
        np.testing.assert_allclose(occlusion(course_run.layers, picture, digit), sums / counts, atol=1e-5)
