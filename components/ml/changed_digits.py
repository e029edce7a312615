"""What the digits look like that a network learns from, when they are changed on the way."""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from components.ml.mnist import Mnist
from components.ml.network import Augmentation
from components.ml.pens import changed

# One of each digit among the first training digits, for a strip.
FIRST_OF_EACH = (1, 3, 5, 7, 2, 0, 13, 15, 17, 4)


def examples(mnist: Mnist, augmentation: Augmentation, seed: int) -> NDArray[np.uint8]:
    """One training digit of each kind (10, 28, 28), from 0 to 9, as it may be changed.

    Shift, rotation and noise are drawn as Keras' layers draw them: evenly up to their largest, the noise from a normal
    distribution.
    """
    numbers = list(FIRST_OF_EACH)
    digits = mnist.train.pictures[numbers]
    random = np.random.default_rng(seed)
    if augmentation.pens:
        return changed(digits, mnist.train.labels[numbers], random)
    return np.array([_a_little(digit, augmentation, random) for digit in digits])


def _a_little(digit: NDArray[np.uint8], augmentation: Augmentation, random: np.random.Generator) -> NDArray[np.uint8]:
    turned = ndimage.rotate(digit.astype(float), random.uniform(-1, 1) * augmentation.rotation, reshape=False, order=1)
    shifted = ndimage.shift(turned, random.uniform(-1, 1, 2) * augmentation.shift, order=1)
    noisy = shifted + 255 * augmentation.noise * random.standard_normal(digit.shape)
    result: NDArray[np.uint8] = np.clip(np.round(noisy), 0, 255).astype(np.uint8)
    return result
