"""What runs have in common and in what they differ, and a run's history as a table."""

import csv
import io
from collections.abc import Sequence

from components.training.snapshot import Snapshot
from components.training.specification import TrainingSpecification


def settings(specification: TrainingSpecification) -> dict[str, str]:
    """Every setting by its name on the page, as text."""
    network, augmentation = specification.network, specification.augmentation
    return {
        "Convolutions": ", ".join(map(str, network.convolutions)) or "none",
        "Hidden layers": ", ".join(f"{layer.units} {layer.activation}" for layer in network.hidden) or "none",
        "Dropout": f"{network.dropout:g}",
        "L2": f"{network.l2:g}",
        "Initial weights": network.initialisation,
        "Optimizer": specification.optimizer,
        "Learning rate": f"{specification.learning_rate:g}",
        "Learning rate after each epoch": f"× {specification.decay:g}",
        "Batch size": str(specification.batch_size),
        "Epochs": str(specification.epochs),
        "Training digits": f"{specification.training_digits:,}",
        "Shift, pixels": str(augmentation.shift),
        "Rotation, degrees": str(augmentation.rotation),
        "Noise": f"{augmentation.noise:g}",
        "Like pens": "yes" if augmentation.pens else "no",
        "Seed": str(specification.seed),
    }


def differences(specifications: Sequence[TrainingSpecification]) -> dict[str, list[str]]:
    """The settings in which they are not all alike, each with its value in every one of them."""
    all_settings = [settings(specification) for specification in specifications]
    values = {name: [one[name] for one in all_settings] for name in settings(TrainingSpecification())}
    return {name: value for name, value in values.items() if len(set(value)) > 1}


def history_csv(snapshot: Snapshot, decimal_commas: bool = False) -> str:
    """The curves as CSV, a line a point; `digits` and `mean` say what was measured and over what.

    `mean` is "batches" for training digits since the line before, "epoch" for a whole epoch's, and "now" for the
    validation digits at that moment. With decimal commas, semicolons separate the columns and a byte order mark comes
    first, as a spreadsheet in German or French expects: it takes 0.975 for a text, and 1.234 for a thousand.
    """
    curves = (
        ("training", "batches", snapshot.training),
        ("training", "epoch", snapshot.training_epochs),
        ("validation", "now", snapshot.validation),
    )
    rows = [
        (point.epoch, digits, mean, round(point.epoch * snapshot.specification.batches), point)
        for digits, mean, points in curves
        for point in points
    ]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if decimal_commas else ",", lineterminator="\n")
    writer.writerow(["epoch", "batches", "seconds", "digits", "mean", "loss", "accuracy"])
    for epoch, digits, mean, batches, point in sorted(rows, key=lambda row: row[0]):
        figures = (f"{value:.6g}" for value in (point.loss, point.accuracy))
        writer.writerow([f"{epoch:.4f}", batches, f"{point.seconds:.3f}", digits, mean, *figures])
    # No other cell holds a point.
    return "\ufeff" + text.getvalue().replace(".", ",") if decimal_commas else text.getvalue()
