"""How often the clinic names a cause for a drawn digit that is read wrong, and how often its cure mends it.

    python benchmarks/clinic.py strokes.jsonl.gz

The file is that of drawn_digits.py. Each cure is one more run from the same start; the same drawing is read again.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a script, too

from benchmarks.drawn_digits import at_random, read_strokes, train
from components.ml.clinic import Kind, answers, cause, changes
from components.ml.drawing import UnreadableDrawing, digits_in, prepared
from components.ml.forward import predict
from components.training.cures import cure_of
from components.training.specification import TrainingSpecification
from components.ui.common.drawing_link import paint


def main() -> None:
    """Print a row for each kind of cause, and the shares."""
    parser = argparse.ArgumentParser(description="The clinic on digits that people drew and the network reads wrong.")
    parser.add_argument("path", type=Path, help="the .jsonl.gz file with the strokes")
    parser.add_argument("--seed", type=int, default=0, help="for the sizes and places (default 0)")
    arguments = parser.parse_args()

    course = TrainingSpecification()
    layers = train(course)
    rng = np.random.default_rng(arguments.seed)
    wrong, causes = 0, []
    for label, strokes in read_strokes(arguments.path):
        try:
            digits = digits_in(paint(at_random(strokes, rng)))
        except UnreadableDrawing:
            continue
        if len(digits) != 1 or predict(layers, prepared(digits[0])[None]).argmax() == label:
            continue
        wrong += 1
        found = changes(digits[0])
        change = cause(found, answers(layers, found), label)
        if change is not None:
            causes.append((change.kind, label, prepared(digits[0])))
    cured: Counter[Kind] = Counter()
    networks = {cure_of(kind, course).specification: None for kind, _, _ in causes}
    trained = {specification: train(specification) for specification in networks}
    for kind, label, picture in causes:
        cured[kind] += predict(trained[cure_of(kind, course).specification], picture[None]).argmax() == label
    print("cause    named  cured")
    for kind, named in Counter(kind for kind, _, _ in causes).most_common():
        print(f"{kind:8s} {named:5d}  {cured[kind]:5d}")
    named, mended = len(causes), sum(cured.values())
    print(f"read wrong {wrong}, cause named {named / wrong:.2f}, of these cured {mended / named:.2f}")


if __name__ == "__main__":
    main()
