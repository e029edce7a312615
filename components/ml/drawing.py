"""From the visitor's pen ink on the canvas to the 28x28 picture the network reads, made as MNIST was made.

MNIST's own recipe (LeCun, Cortes, Burges, http://yann.lecun.com/exdb/mnist/): scale the digit, keeping its
proportions, to fit a 20x20 box with antialiasing, then put its centre of mass in the centre of 28x28.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from components.ml.separate_digits import INK_LEVEL, separate

# Width and height of the canvas, in CSS pixels.
CANVAS_SIDE = 300
# Width of the round brush, in CSS pixels. It keeps strokes about as thick as MNIST's for digits of ordinary size: a
# digit whose pen path is 105 px long on its longer side (35 % of the canvas) gets strokes of 20 * 16 / (105 + 16) = 2.6
# px, one of 255 px (85 %) 1.2 px. Over the training digits the median is 2.5 px, the 1st percentile 1.3 px (four times
# the mean distance of an ink pixel to the edge). Wider brushes close the loops of small drawings.
BRUSH_WIDTH = 16
# Side of the network's picture, and the longer side of the digit in it, in pixels: the digit's is exactly 20 in 59,987
# of the 60,000 training digits, else 19.
PICTURE_SIDE, DIGIT_SIDE = 28, 20
# Row and column of the centre of mass: the means over the 60,000 training digits are 14.00 and 14.01, and all but 2 %
# lie within half a pixel, which is what a shift by whole pixels leaves.
MASS_CENTRE = 14
# Above this share of the canvas the ink can't be a digit: the fullest of the 60,000 training digits inks 0.40 of its
# picture.
MAX_INK_SHARE = 0.5


class UnreadableDrawing(ValueError):
    """The ink on the canvas can't be a digit; the message is one sentence for the visitor with the way out."""


def to_mnist_images(ink: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
    """The picture (28, 28) of each drawn digit from left to right, uint8, 0 = paper, 255 = ink, as MNIST would show it.

    `ink` is the canvas (height, width), in CSS pixels, of the same kind. What counts as a digit is told in
    separate_digits.py. A digit that is scaled and centred like MNIST's already comes back nearly unchanged from any
    enlargement of 2 times or more.

    The longer side becomes 20 px. The centre of mass comes within half a pixel of index (14, 14), except for a digit so
    lopsided that it would leave the picture: that one stops at the border.

    UnreadableDrawing for no ink, nothing but dots, or ink on more than half the canvas; TypeError for an array that is
    not uint8, ValueError for one that is empty or has not two dimensions.
    """
    return [prepared(digit) for digit in digits_in(ink)]


def to_mnist_image(ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The same, of all that was drawn as one digit."""
    return prepared(np.maximum.reduce(digits_in(ink)))


def unprepared(ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The whole canvas (height, width), shrunk to (28, 28) as it is: neither scaled to 20 pixels nor centred."""
    return np.asarray(Image.fromarray(ink).resize((PICTURE_SIDE, PICTURE_SIDE), Image.Resampling.BOX))


def prepared(ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """All of this ink (height, width), whatever it is, cut out, scaled and centred: (28, 28)."""
    return _centred(_scaled(_cut(ink)))


def digits_in(ink: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
    """The ink of each drawn digit from left to right, all else blanked. Raises what `to_mnist_images` raises."""
    if ink.dtype != np.uint8:
        raise TypeError(f"ink must be uint8, not {ink.dtype}")
    if ink.ndim != 2 or ink.size == 0:
        raise ValueError(f"ink must have the shape (height, width), not {ink.shape}")
    is_ink = ink >= INK_LEVEL
    if not is_ink.any():
        raise UnreadableDrawing("The canvas is empty: draw a digit from 0 to 9 on it.")
    if is_ink.mean() > MAX_INK_SHARE:
        raise UnreadableDrawing("The canvas is almost full of ink: clear it and draw a single digit.")
    digits = separate(ink, BRUSH_WIDTH)
    if not digits:
        raise UnreadableDrawing("That's too small to read: draw the digit about half as high as the canvas.")
    return digits


def _cut(digit: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The smallest box with all of its ink."""
    (rows, columns), *_ = ndimage.find_objects((digit > 0).astype(np.int32))
    box: NDArray[np.uint8] = digit[rows, columns]
    return box


def _scaled(digit: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The digit with its longer side at 20 px, its proportions kept, antialiased."""
    height, width = digit.shape
    scale = DIGIT_SIDE / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    # BOX makes a pixel the mean of the canvas area it covers, so an enlarged MNIST digit shrinks back to itself.
    return np.asarray(Image.fromarray(digit).resize(size, Image.Resampling.BOX))


def _centred(digit: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The 28x28 picture with the digit, at most 20x20, shifted by whole pixels as in MNIST."""
    corner = []
    for side, mass_centre in zip(digit.shape, ndimage.center_of_mass(digit.astype(float)), strict=True):
        corner.append(min(max(round(MASS_CENTRE - mass_centre), 0), PICTURE_SIDE - side))
    picture = np.zeros((PICTURE_SIDE, PICTURE_SIDE), np.uint8)
    picture[corner[0] : corner[0] + digit.shape[0], corner[1] : corner[1] + digit.shape[1]] = digit
    return picture
