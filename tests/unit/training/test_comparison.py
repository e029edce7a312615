"""What runs have in common and in what they differ, and the history as a table."""

import codecs
import csv
import io
from dataclasses import fields, replace

import pytest

from components.ml.network import TWO_CONVOLUTIONS, Augmentation, HiddenLayer, NetworkSettings
from components.training.comparison import differences, history_csv, settings
from components.training.snapshot import CurvePoint, Snapshot
from components.training.specification import Orders, TrainingSpecification

COURSE = TrainingSpecification()


def test_the_courses_settings_by_their_names_on_the_page() -> None:
    assert settings(COURSE) == {
        "Convolutions": "none",
        "Hidden layers": "128 relu",
        "Dropout": "0",
        "L2": "0",
        "Initial weights": "glorot_uniform",
        "Optimizer": "adam",
        "Learning rate": "0.001",
        "Learning rate after each epoch": "× 1",
        "Batch size": "32",
        "Epochs": "5",
        "Training digits": "60,000",
        "Shift, pixels": "0",
        "Rotation, degrees": "0",
        "Noise": "0",
        "Like pens": "no",
        "Seed": "42",
    }


def with_network(**changes: object) -> TrainingSpecification:
    return TrainingSpecification(NetworkSettings(**changes))  # type: ignore[arg-type]


# A change of every single field, and what the comparison says of it.
CHANGES = {
    "network.hidden": (
        with_network(hidden=(HiddenLayer(64, "tanh"), HiddenLayer(8))),
        "Hidden layers",
        "64 tanh, 8 relu",
    ),
    "network.convolutions": (with_network(convolutions=TWO_CONVOLUTIONS), "Convolutions", "8 of 3 × 3, 16 of 3 × 3"),
    "network.dropout": (with_network(dropout=0.2), "Dropout", "0.2"),
    "network.l2": (with_network(l2=0.00001), "L2", "1e-05"),
    "network.initialisation": (with_network(initialisation="zeros"), "Initial weights", "zeros"),
    "optimizer": (TrainingSpecification(optimizer="sgd"), "Optimizer", "sgd"),
    "learning_rate": (TrainingSpecification(learning_rate=0.03), "Learning rate", "0.03"),
    "batch_size": (TrainingSpecification(batch_size=128), "Batch size", "128"),
    "epochs": (TrainingSpecification(epochs=6), "Epochs", "6"),
    "training_digits": (TrainingSpecification(training_digits=500), "Training digits", "500"),
    "augmentation.shift": (TrainingSpecification(augmentation=Augmentation(shift=2)), "Shift, pixels", "2"),
    "augmentation.rotation": (TrainingSpecification(augmentation=Augmentation(rotation=15)), "Rotation, degrees", "15"),
    "augmentation.noise": (TrainingSpecification(augmentation=Augmentation(noise=0.1)), "Noise", "0.1"),
    "augmentation.pens": (TrainingSpecification(augmentation=Augmentation(pens=True)), "Like pens", "yes"),
    "decay": (TrainingSpecification(decay=0.5), "Learning rate after each epoch", "× 0.5"),
    "seed": (TrainingSpecification(seed=0), "Seed", "0"),
}


@pytest.mark.parametrize(("changed", "name", "value"), CHANGES.values(), ids=CHANGES)
def test_every_change_is_told_and_nothing_else(changed: TrainingSpecification, name: str, value: str) -> None:
    assert differences([COURSE, changed]) == {name: [settings(COURSE)[name], value]}
    assert differences([changed, changed]) == {}


def test_no_setting_is_left_out_of_the_list_above() -> None:
    """A new setting that the comparison does not know would make two different runs look alike."""
    parts = {"network": NetworkSettings, "augmentation": Augmentation}
    names = {
        name
        for field in fields(TrainingSpecification)
        for name in (
            [f"{field.name}.{part.name}" for part in fields(parts[field.name])] if field.name in parts else [field.name]
        )
    }
    assert set(CHANGES) == names


def test_without_hidden_layers_there_are_none() -> None:
    assert differences([COURSE, with_network(hidden=())]) == {"Hidden layers": ["128 relu", "none"]}


def test_of_several_runs_each_keeps_its_place() -> None:
    runs = [replace(COURSE, seed=1), COURSE, replace(COURSE, seed=1, optimizer="sgd")]
    assert differences(runs) == {"Optimizer": ["adam", "adam", "sgd"], "Seed": ["1", "42", "1"]}
    assert differences([COURSE]) == {}


@pytest.fixture
def short_run() -> Snapshot:
    specification = TrainingSpecification(training_digits=3_200)  # 100 batches of 32
    return Snapshot(
        "r",
        specification,
        Orders.of(specification),
        training=(CurvePoint(0.5, 1.0, 0.9, 0.7), CurvePoint(1.0, 2.0, 0.123456789, 0.96875)),
        training_epochs=(CurvePoint(1.0, 2.0, 0.6, 0.8),),
        validation=(CurvePoint(0.0, 0.0, 2.3, 0.1), CurvePoint(0.5, 1.0, 0.8, 0.75), CurvePoint(1.0, 2.0, 0.7, 0.9)),
    )


def test_the_history_has_a_line_for_each_point_in_the_order_of_the_epochs(short_run: Snapshot) -> None:
    rows = list(csv.reader(io.StringIO(history_csv(short_run))))
    assert rows == [
        ["epoch", "batches", "seconds", "digits", "mean", "loss", "accuracy"],
        ["0.0000", "0", "0.000", "validation", "now", "2.3", "0.1"],
        ["0.5000", "50", "1.000", "training", "batches", "0.9", "0.7"],
        ["0.5000", "50", "1.000", "validation", "now", "0.8", "0.75"],
        ["1.0000", "100", "2.000", "training", "batches", "0.123457", "0.96875"],
        ["1.0000", "100", "2.000", "training", "epoch", "0.6", "0.8"],
        ["1.0000", "100", "2.000", "validation", "now", "0.7", "0.9"],
    ]


def test_the_history_with_decimal_commas_holds_the_same_numbers(short_run: Snapshot) -> None:
    """A spreadsheet in German opened history.csv in one column, and read its loss of 0.123457 as a text."""
    text = history_csv(short_run, decimal_commas=True)
    assert text.encode().startswith(codecs.BOM_UTF8)
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
    assert rows[3] == ["1,0000", "100", "2,000", "training", "batches", "0,123457", "0,96875"]
    commas = [[cell.replace(",", ".") for cell in row] for row in rows]
    assert [head, *commas] == list(csv.reader(io.StringIO(history_csv(short_run))))


def test_a_run_that_has_not_begun_has_a_history_of_headings() -> None:
    text = history_csv(Snapshot("r", COURSE, Orders.of(COURSE)))
    assert text == "epoch,batches,seconds,digits,mean,loss,accuracy\n"


def test_one_batch_of_the_courses_run_is_one_batch_in_the_history() -> None:
    """An epoch is a fraction there, and 1 / 1,875 is none that a float holds exactly."""
    points = tuple(CurvePoint(batch / 1_875, batch, 1.0, 0.5) for batch in range(1, 1_876))
    rows = list(csv.DictReader(io.StringIO(history_csv(Snapshot("r", COURSE, Orders.of(COURSE), validation=points)))))
    assert [row["batches"] for row in rows] == [str(batch) for batch in range(1, 1_876)]
