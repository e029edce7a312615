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
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a script, too

from benchmarks.engine_runs import finished_run, warm_engine
from components.ml.drawing import (
    BRUSH_WIDTH,
    CANVAS_SIDE,
    UnreadableDrawing,
    to_mnist_image,
)
from components.ml.forward import predict
from components.training.specification import TrainingSpecification

SMALLEST, LARGEST = 0.35, 0.85
"""Range of the pen path's longer side as a share of the canvas'."""

FINENESS = 4
"""The ink is painted this much larger, then averaged down: 16 grey steps a pixel, like a browser's antialiasing."""

Stroke = NDArray[np.float64]


def read_strokes(path: Path) -> list[tuple[int, list[Stroke]]]:
    """Return (label, strokes) for each line; a stroke is (points, 2), x and y, the longer side of all is 1."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        digits = [json.loads(line) for line in lines]
    return [(d["label"], [np.array(stroke, float) / 1000 for stroke in d["strokes"]]) for d in digits]


def paint(strokes: list[Stroke]) -> NDArray[np.uint8]:
    """Return the canvas, shape (CANVAS_SIDE, CANVAS_SIDE), after drawing the strokes, in canvas pixels."""
    fine = Image.new("L", (FINENESS * CANVAS_SIDE, FINENESS * CANVAS_SIDE))
    pen = ImageDraw.Draw(fine)
    width = FINENESS * BRUSH_WIDTH
    for stroke in strokes:
        points = [(float(x), float(y)) for x, y in FINENESS * stroke]
        pen.line(points, fill=255, width=width)
        for point in points:
            pen.circle(point, width / 2, fill=255)
    return np.asarray(fine.reduce(FINENESS))


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
    labels, pictures, readable = [], [], []
    for label, strokes in read_strokes(arguments.path):
        labels.append(label)
        try:
            pictures.append(to_mnist_image(paint(at_random(strokes, rng))))
            readable.append(True)
        except UnreadableDrawing:
            pictures.append(np.zeros((28, 28), np.uint8))
            readable.append(False)
    right = (read(np.array(pictures)) == labels) & readable

    print("digit     n  accuracy")
    for digit in range(10):
        drawn = np.array(labels) == digit
        if drawn.any():
            print(f"{digit:5d} {drawn.sum():5d}    {right[drawn].mean():.4f}")
    print(f"unreadable {readable.count(False)}")
    print(f"accuracy {right.mean():.4f}")


if __name__ == "__main__":
    main()
