"""The Python script that does what a run does: what the page shows as its code, and gives to take home."""

import math
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Template

from components.ml import pens
from components.ml.keras_network import layer_calls, optimizer_call
from components.training.eager import PROGRAMS
from components.training.program import CHANGED_AT_ONCE
from components.training.specification import TrainingSpecification, compiled

TEMPLATE = Template(
    (PROGRAMS / "train.py.jinja").read_text(encoding="utf-8"), trim_blocks=True, keep_trailing_newline=True
)

# The module itself, from below its imports on.
PENS = Path(pens.__file__).read_text(encoding="utf-8").partition("import NDArray\n")[2].strip()


def source_code(
    specification: TrainingSpecification, batches: int | None = None, rates: Sequence[tuple[int, float]] = ()
) -> str:
    """A script of Keras' own calls that repeats the run, digit for digit, and prints the test accuracy.

    `batches` is how many the run learned, if that's not what its specification says; `rates` are the learning rates
    it was given on the way, and after which batch.
    """
    if batches is None:
        batches = specification.epochs * specification.batches
    all_rates = _all_rates(specification, batches, rates)
    steered = ["on_train_batch_begin=steer"] if all_rates else []
    stopped = ["on_train_batch_end=stop"] if batches % specification.batches else []
    script: str = TEMPLATE.render(
        run=specification,
        layers=layer_calls(specification.network, specification.augmentation, specification.seed),
        optimizer=optimizer_call(specification.optimizer, specification.learning_rate),
        compiled=compiled(specification),
        batches=batches,
        epochs=math.ceil(batches / specification.batches),
        rates=all_rates,
        pens=PENS if specification.augmentation.pens else None,
        changed_at_once=CHANGED_AT_ONCE,
        callbacks=[*steered, *stopped],
    )
    return script


def _all_rates(
    specification: TrainingSpecification, batches: int, steered: Sequence[tuple[int, float]]
) -> dict[int, float]:
    """Each learning rate but the first, by the number of batches after which it holds."""
    changes = dict(steered)
    rate, rates = specification.learning_rate, {}
    ends = range(specification.batches, batches, specification.batches) if specification.decay < 1 else []
    for batch in sorted({*changes, *ends}):
        rate = changes.get(batch, rate)
        rates[batch] = specification.rate_at(batch, rate)
    return rates
