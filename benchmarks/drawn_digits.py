"""How well the app reads digits that people drew with a pen: paint them on the canvas, read them, count.

    python benchmarks/drawn_digits.py strokes.jsonl.gz

The file has one JSON object a line with ``label`` (0 to 9) and ``strokes``, a list of lists of ``[x, y]``, y
downward, whose bounding box starts at 0, 0 and is 1,000 on its longer side. The last line printed is
``accuracy 0.9xxx``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a script, too

from benchmarks.engine_runs import finished_run, warm_engine
from components.ml.drawing import BRUSH_WIDTH, CANVAS_SIDE, UnreadableDrawing, to_mnist_images
from components.ml.forward import predict
from components.training.specification import TrainingSpecification
from components.ui.train_and_draw.drawing_link import paint

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


def train_course_network(seed: int) -> Callable[[NDArray[np.uint8]], NDArray[np.int64]]:
    """Train the app's default network with the app's engine; return what reads (n, 28, 28) as (n,) labels."""
    with warm_engine() as engine:
        snapshot = finished_run(engine, TrainingSpecification(seed=seed))
    print(f"network with seed {seed}, MNIST test accuracy {snapshot.test_accuracy:.4f}")
    layers = snapshot.layers
    return lambda pictures: predict(layers, pictures).argmax(axis=1)


def main() -> None:
    """Print a table of the accuracy per digit and the accuracy over all."""
    parser = argparse.ArgumentParser(description="Accuracy on digits that people drew with a pen.")
    parser.add_argument("path", type=Path, help="the .jsonl.gz file with the strokes")
    parser.add_argument("--seed", type=int, default=0, help="for the sizes and places (default 0)")
    parser.add_argument("--network-seed", type=int, default=42, help="for the training (default 42, the app's)")
    arguments = parser.parse_args()

    rng = np.random.default_rng(arguments.seed)
    read = train_course_network(arguments.network_seed)
    labels, pictures, readable, split = [], [], [], 0
    for label, strokes in read_strokes(arguments.path):
        labels.append(label)
        try:
            found = to_mnist_images(paint(at_random(strokes, rng)))
        except UnreadableDrawing:
            found = []
        split += len(found) > 1
        readable.append(len(found) == 1)
        pictures.append(found[0] if found else np.zeros((28, 28), np.uint8))
    right = (read(np.array(pictures)) == labels) & readable

    print("digit     n  accuracy")
    for digit in range(10):
        drawn = np.array(labels) == digit
        if drawn.any():
            print(f"{digit:5d} {drawn.sum():5d}    {right[drawn].mean():.4f}")
    print(f"unreadable {readable.count(False) - split}, taken for several digits {split}")
    print(f"accuracy {right.mean():.4f}")


if __name__ == "__main__":
    main()
