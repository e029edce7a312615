"""Makes content/doubt.npz: the small network that tells digits from what is no digit.

    python benchmarks/learn_to_doubt.py

It learns eleven classes: the ten digits, half of them changed as pens change them, and "none of these". That class is
made here, too, of three kinds: letters and signs that look like no digit, as Matplotlib's own fonts print them, thinned
to a pen's stroke; figures of two to five random strokes; and digits torn apart, turned and laid over each other. All of
them are bent as the digits are. Nothing that people drew on a screen is learned from, or used for the threshold.

The threshold on the eleventh probability is the one that 3 % of the 10,000 test digits exceed, taken twice: as they
are, and changed like pens. What that is worth with people's drawings, benchmarks/drawn_digits.py measures.

Of 1,000 digits and 600 letters and signs that people drew, at random sizes and places, this network doubts 2 % of the
digits and 78 to 79 % of the signs. Of other ways, where 3 % of the digits are doubted, the largest of the ten
probabilities notices a quarter of the signs, and distances to the nearest training digits in 40 principal components
a third to two fifths.
"""

import sys
from dataclasses import replace
from pathlib import Path

import keras
import matplotlib as mpl
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from scipy import ndimage

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs as a script, too

from components.ml.doubt import FILE, save
from components.ml.drawing import prepared
from components.ml.forward import predict
from components.ml.keras_network import build, layer_calls, learned_layers
from components.ml.mnist import load_mnist
from components.ml.network import Augmentation, Convolution, HiddenLayer, NetworkSettings
from components.ml.pens import changed, like_pens
from components.training.program import CHANGED_AT_ONCE

Pictures = NDArray[np.uint8]  # (n, 28, 28)

SEED, EPOCHS, BATCH_SIZE, LEARNING_RATE = 42, 3, 64, 0.002  # halved after each epoch
NETWORK = NetworkSettings((HiddenLayer(64),), (Convolution(8, 5), Convolution(16)))
NONE = 10
NONES_AN_EPOCH = {"signs": 24_000, "strokes": 8_000, "torn": 8_000}
DOUBTED_TEST_DIGITS = 0.03

FONTS = ("DejaVuSans*", "DejaVuSerif*", "STIXGeneral*", "cmr10*", "cmss10*", "cmti10*", "cmtt10*")
# Left out are those that can be taken for a digit: b 6, D O 0, G 6, I l 1, q g y 9, S s 5, Z z 2, B 8 and the like.
SIGNS = "ACEFHKLMNPQRTUVWXacdefhkmnprtuvwx+*#?&@%=<>$~^→♥♣♠★ΔΩΣπλψξ€£¥"


def signs(random: np.random.Generator) -> Pictures:
    """Each sign in each font as it is printed, and thinned to strokes of two widths."""
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    pictures = []
    for path in sorted({path for pattern in FONTS for path in folder.glob(f"{pattern}.ttf")}):
        font = ImageFont.truetype(path, 80)
        missing = _printed(font, "\uffff")
        for sign in SIGNS:
            ink = _printed(font, sign)
            if ink.any() and not np.array_equal(ink, missing):
                pictures += [prepared(form) for form in (ink, _thinned(ink, random), _thinned(ink, random))]
    return np.array(pictures)


def _printed(font: ImageFont.FreeTypeFont, sign: str) -> NDArray[np.uint8]:
    canvas = Image.new("L", (140, 140))
    ImageDraw.Draw(canvas).text((30, 20), sign, 255, font=font)
    return np.asarray(canvas)


def _thinned(ink: NDArray[np.uint8], random: np.random.Generator) -> NDArray[np.uint8]:
    """The sign as a pen would write it: its strokes' middle lines, drawn again."""
    inside = ndimage.distance_transform_edt(ink > 128)
    wanted = random.uniform(1.5, 5)
    if inside.max() <= wanted:
        return ink
    thick = inside > 0.6 * np.percentile(inside[inside > 0], 80)
    ridge = ndimage.binary_closing(thick & (inside >= ndimage.maximum_filter(inside, 3) - 0.01), iterations=2)
    return np.where((ndimage.distance_transform_edt(~ridge) <= wanted) & (ink > 0), 255, 0).astype(np.uint8)


def strokes(count: int, random: np.random.Generator) -> Pictures:
    """Two to five strokes, straight or curved, between nine places; half of them begin where the last one ended."""
    return np.array([prepared(_figure(random)) for _ in range(count)])


def _figure(random: np.random.Generator) -> NDArray[np.uint8]:
    canvas = Image.new("L", (120, 120))
    pen, width = ImageDraw.Draw(canvas), int(random.integers(6, 16))
    along = np.linspace(0, 1, 24)[:, None]
    place = random.choice([25.0, 60.0, 95.0], 2)
    for _ in range(random.choice([2, 3, 4, 5], p=[0.3, 0.4, 0.2, 0.1])):
        start = place if random.random() < 0.5 else random.choice([25.0, 60.0, 95.0], 2)
        place = random.choice([25.0, 60.0, 95.0], 2)
        bend = random.normal(0, 30, 2) if random.random() < 0.5 else np.zeros(2)
        begin, end = start + random.normal(0, 5, 2), place + random.normal(0, 5, 2)
        middle = (start + place) / 2 + bend
        line = (1 - along) ** 2 * begin + 2 * along * (1 - along) * middle + along**2 * end
        pen.line([(x, y) for x, y in line], 255, width, joint="curve")
        for x, y in line[::4]:
            pen.ellipse([x - width / 2, y - width / 2, x + width / 2, y + width / 2], fill=255)
    return np.asarray(canvas)


def torn(count: int, digits: Pictures, random: np.random.Generator) -> Pictures:
    """Halves of two digits put together, digits turned by a right angle, laid over each other, side by side."""
    pictures: list[Pictures] = []
    while len(pictures) < count:
        one, other = digits[random.integers(len(digits), size=2)]
        forms = (
            np.vstack([one[:14], other[14:, ::-1]]),
            np.hstack([one[:, :14], other[:, 14:]]),
            np.maximum(one, np.rot90(other)),
            np.maximum(one, other.T),
            np.maximum(np.roll(one, -5, axis=1), np.roll(other, 5, axis=1)),
        )
        form = forms[random.integers(len(forms))]
        if (form > 100).mean() > 0.02:
            pictures.append(prepared(form))
    return np.array(pictures)


def nones(kinds: dict[str, Pictures], random: np.random.Generator) -> Pictures:
    """An epoch's "none of these", changed anew."""
    chosen = np.concatenate(
        [kinds[kind][random.integers(len(kinds[kind]), size=n)] for kind, n in NONES_AN_EPOCH.items()]
    )
    return _changed(chosen, np.full(len(chosen), NONE, np.uint8), random)


def _changed(pictures: Pictures, labels: NDArray[np.uint8], random: np.random.Generator) -> Pictures:
    """In blocks that fit into the processor's cache."""
    blocks = [slice(at, at + CHANGED_AT_ONCE) for at in range(0, len(pictures), CHANGED_AT_ONCE)]
    return np.concatenate([changed(pictures[block], labels[block], random) for block in blocks])


def main() -> None:
    """Learn, find the threshold, and write the file."""
    random = np.random.default_rng(SEED)
    mnist = load_mnist()
    kinds = {
        "signs": signs(random),
        "strokes": strokes(12_000, random),
        "torn": torn(12_000, mnist.train.pictures, random),
    }
    print({kind: len(pictures) for kind, pictures in kinds.items()}, flush=True)
    calls = layer_calls(NETWORK, Augmentation(), SEED)
    calls[-1] = replace(calls[-1], positional=(NONE + 1,))
    model = build(calls)
    model.compile(optimizer=keras.optimizers.Adam(LEARNING_RATE), loss="sparse_categorical_crossentropy")
    for epoch in range(EPOCHS):
        model.optimizer.learning_rate = LEARNING_RATE / 2**epoch
        digits = like_pens(mnist.train.pictures, mnist.train.labels, (SEED, epoch))
        none = nones(kinds, random)
        pictures, labels = np.concatenate([digits, none]), np.append(mnist.train.labels, np.full(len(none), NONE))
        order = random.permutation(len(pictures))
        model.fit(pictures[order] / np.float32(255), labels[order], BATCH_SIZE, epochs=1, verbose=2)
    layers = learned_layers(model)
    test = mnist.test
    kept = np.concatenate([test.pictures, _changed(test.pictures, test.labels, random)])
    threshold = np.quantile(predict(layers, kept)[:, NONE], 1 - DOUBTED_TEST_DIGITS)
    save(layers, float(threshold))
    print(f"threshold {threshold:.3f}, {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
