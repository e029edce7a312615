"""How well the app reads digits that people drew with a pen: paint them on the canvas, read them, count.

    python benchmarks/drawn_digits.py strokes.jsonl.gz

The file has one JSON object a line with ``label`` (0 to 9) and ``strokes``, a list of lists of ``[x, y]``, y
downward, whose bounding box starts at 0, 0 and is 1,000 on its longer side. The last line printed is
``accuracy 0.9xxx``.

What was tried, on 1,000 digits by 51 people in three placements each; seconds of learning on one of two slow cores, all
on one day. "pens": learning also from digits changed like pens, the learning rate falling from epoch to epoch. Where a
range stands, it is over the seeds that were tried: up to three.

    network                               digits  epochs  drawn           MNIST test      seconds
    course: 128                           as is        5  0.960 to 0.963  0.972 to 0.976        6
    128                                   pens        20  0.968 to 0.970  0.986                --
    filters 8 of 3x3, 32, 48, then 128    pens         3  0.971           0.991                78
    filters 8 of 5x5, 32, 32, then 128    pens         3  0.970           0.990                84
    filters 8 of 5x5, 24, 48, then 128    pens         3  0.972 to 0.978  0.990 to 0.991       83
    filters 8 of 5x5, 24, 64, then 128    pens         3  0.976           0.992                84
    filters 8 of 5x5, 32, 48, then 128    pens         3  0.976           0.991                86
    filters 8 of 5x5, 32, 64, then 128    pens         3  0.976 to 0.981  0.990 to 0.991       89

The last one is "Best for your drawings". Batches of 128 were no quicker; XLA made convolutions four times slower.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a script, too

from benchmarks.engine_runs import finished_run, warm_engine
from components.ml.doubt import looks_like_no_digit
from components.ml.drawing import BRUSH_WIDTH, CANVAS_SIDE, UnreadableDrawing, to_mnist_images, unprepared
from components.ml.forward import Layer, predict
from components.training.specification import BEST_FOR_DRAWINGS, LIKE_PENS, TrainingSpecification
from components.ui.common.drawing_link import paint

NETWORKS = {"course": TrainingSpecification(), "pens": LIKE_PENS, "best": BEST_FOR_DRAWINGS}
SMALLEST, LARGEST = 0.35, 0.85
"""Range of the pen path's longer side as a share of the canvas'."""

Stroke = NDArray[np.float64]


def read_strokes(path: Path) -> list[tuple[int, list[Stroke]]]:
    """Return (label, strokes) for each line; a stroke is (points, 2), x and y, the longer side of all is 1."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        digits = [json.loads(line) for line in lines]
    return [(d["label"], [np.array(stroke, float) / 1000 for stroke in d["strokes"]]) for d in digits]


def at_random(strokes: list[Stroke], rng: np.random.Generator) -> list[Stroke]:
    """Return the strokes at a random size and place such that all ink lies on the canvas."""
    size = rng.uniform(SMALLEST, LARGEST) * CANVAS_SIDE
    extent = size * np.max([stroke.max(axis=0) for stroke in strokes], axis=0)
    corner = rng.uniform(BRUSH_WIDTH / 2, CANVAS_SIDE - BRUSH_WIDTH / 2 - extent)
    return [size * stroke + corner for stroke in strokes]


def train(specification: TrainingSpecification) -> tuple[Layer, ...]:
    """Train a network with the app's engine."""
    with warm_engine() as engine:
        began = time.perf_counter()
        snapshot = finished_run(engine, specification)
        seconds = time.perf_counter() - began
    print(f"seed {specification.seed}, {seconds:.0f} s, MNIST test accuracy {snapshot.test_accuracy:.4f}", flush=True)
    return snapshot.layers


@dataclass(frozen=True)
class Drawings:
    """What people drew, as the app prepares it: labels, pictures (n, 28, 28), the same only shrunk, and which were
    taken for one digit.
    """

    labels: NDArray[np.str_]
    pictures: NDArray[np.uint8]
    only_shrunk: NDArray[np.uint8]
    single: NDArray[np.bool_]
    several: int


def read_drawings(path: Path, seed: int, placements: int) -> Drawings:
    """Each drawing at some random sizes and places on the canvas; one that can't be read has an empty picture."""
    rng = np.random.default_rng(seed)
    labels, pictures, only_shrunk, counts = [], [], [], []
    for label, strokes in read_strokes(path) * placements:
        ink = paint(at_random(strokes, rng))
        only_shrunk.append(unprepared(ink))
        try:
            found = to_mnist_images(ink)
        except UnreadableDrawing:
            found = []
        labels.append(str(label))
        counts.append(len(found))
        pictures.append(found[0] if found else np.zeros((28, 28), np.uint8))
    count = np.array(counts)
    return Drawings(np.array(labels), np.array(pictures), np.array(only_shrunk), count == 1, int((count > 1).sum()))


def main() -> None:
    """Print a table of the accuracy per digit and the accuracy over all."""
    parser = argparse.ArgumentParser(description="Accuracy on digits that people drew with a pen.")
    parser.add_argument("path", type=Path, help="the .jsonl.gz file with the strokes")
    parser.add_argument("--network", choices=NETWORKS, default="course", help="which of the app's presets (course)")
    parser.add_argument("--symbols", type=Path, help="a .jsonl.gz file of letters and signs, to be doubted")
    parser.add_argument("--seed", type=int, default=0, help="for the sizes and places (default 0)")
    parser.add_argument("--placements", type=int, default=3, help="of each drawing (default 3)")
    parser.add_argument("--network-seed", type=int, default=42, help="for the training (default 42, the app's)")
    arguments = parser.parse_args()

    layers = train(replace(NETWORKS[arguments.network], seed=arguments.network_seed))
    drawings = read_drawings(arguments.path, arguments.seed, arguments.placements)
    read = predict(layers, drawings.pictures).argmax(axis=1).astype(str)
    right = (read == drawings.labels) & drawings.single

    print("digit     n  accuracy")
    for digit in sorted(set(drawings.labels)):
        drawn = drawings.labels == digit
        print(f"{digit:>5s} {drawn.sum():5d}    {right[drawn].mean():.4f}")
    print(f"unreadable {(~drawings.single).sum() - drawings.several}, taken for several digits {drawings.several}")
    as_drawn = predict(layers, drawings.only_shrunk).argmax(axis=1).astype(str) == drawings.labels
    print(f"not prepared, only shrunk: accuracy {as_drawn.mean():.4f}")
    told = f"doubted {looks_like_no_digit(drawings.pictures).mean():.4f}"
    if arguments.symbols:
        symbols = read_drawings(arguments.symbols, arguments.seed, arguments.placements)
        told += f" symbols {looks_like_no_digit(symbols.pictures).mean():.4f}"
    print(told)
    print(f"accuracy {right.mean():.4f}")


if __name__ == "__main__":
    main()
