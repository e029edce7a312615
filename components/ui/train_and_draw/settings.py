"""The settings that make a training specification."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.charts.numbers import counted
from components.ml.network import Augmentation, HiddenLayer, NetworkSettings, summary
from components.training.specification import (
    ACTIVATION_NAMES,
    BATCH_SIZES,
    INITIALISATION_NAMES,
    MAX_HIDDEN_LAYERS,
    MAX_SEED,
    OPTIMIZER_NAMES,
    TrainingSpecification,
)
from components.ui.common.content import texts
from components.ui.common.settings import Choice, OneOf, Range, Setting, Value, WholeNumber, show_all

COURSE = TrainingSpecification()
DENSE, CONVOLUTIONAL = "dense", "convolutional"
TOGETHER = "train_and_draw"

# What each one does, its tooltip, is in content/settings.toml. An option's label is what stands in the address, so none
# is dressed up: ?digits=12000 is what people type.
NETWORK = Choice("network", "Network", DENSE, (DENSE, CONVOLUTIONAL), experiment=TOGETHER)
LAYERS = Range("layers", "Hidden layers", len(COURSE.network.hidden), 0, MAX_HIDDEN_LAYERS, 1, experiment=TOGETHER)


def _of_each_layer(
    kind: Callable[..., Setting[Value]], key: str, label: str, default: Value, options: Sequence[Value]
) -> list[Setting[Value]]:
    about = {"help": texts("settings")[key], "experiment": TOGETHER}
    return [
        kind(f"{key}{layer}", f"{label} hidden layer {layer}", default, options, **about)
        for layer in range(1, MAX_HIDDEN_LAYERS + 1)
    ]


UNITS = _of_each_layer(OneOf, "units", "Units in", HiddenLayer().units, (8, 16, 32, 64, 128, 256, 512))
ACTIVATIONS = _of_each_layer(Choice, "activation", "Activation of", HiddenLayer().activation, ACTIVATION_NAMES)
OPTIMIZER = Choice("optimizer", "Optimizer", COURSE.optimizer, OPTIMIZER_NAMES, experiment=TOGETHER)
RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
LEARNING_RATE = OneOf("learning_rate", "Learning rate", COURSE.learning_rate, RATES, experiment=TOGETHER)
BATCH_SIZE = OneOf("batch_size", "Batch size", COURSE.batch_size, BATCH_SIZES, experiment=TOGETHER)
EPOCHS = Range("epochs", "Epochs", COURSE.epochs, 1, 20, 1, experiment=TOGETHER)
DROPOUT = OneOf("dropout", "Dropout", COURSE.network.dropout, (0.0, 0.1, 0.2, 0.3, 0.5), experiment=TOGETHER)
L2 = OneOf("l2", "L2", COURSE.network.l2, (0.0, 0.00001, 0.0001, 0.001, 0.01), experiment=TOGETHER)
SIZES = (500, 1_000, 2_000, 6_000, 12_000, 30_000, 60_000)
DIGITS = OneOf("digits", "Training digits", COURSE.training_digits, SIZES, experiment=TOGETHER)
SHIFT = Range("shift", "Shift the digits, pixels", COURSE.augmentation.shift, 0, 4, 1, experiment=TOGETHER)
ROTATION = Range("rotation", "Rotate the digits, degrees", COURSE.augmentation.rotation, 0, 30, 5, experiment=TOGETHER)
NOISE = Range("noise", "Noise on the digits", COURSE.augmentation.noise, 0.0, 0.5, 0.1, experiment=TOGETHER)
START = COURSE.network.initialisation
INITIALISATION = Choice("initialisation", "Initial weights", START, INITIALISATION_NAMES, experiment=TOGETHER)
SEED = WholeNumber("seed", "Seed", COURSE.seed, 0, MAX_SEED, experiment=TOGETHER)


def training_settings(disabled: bool) -> TrainingSpecification:
    """Show the controls and return what they say. They open with the course's settings."""
    network, learning, data = st.columns(3, gap="medium")
    with network:
        NETWORK.show(disabled=disabled)
        # Layers that are not used are out of sight; their settings are kept.
        for layer in range(LAYERS.show(disabled=disabled)):
            show_all(UNITS[layer], ACTIVATIONS[layer], disabled=disabled)
    with learning:
        show_all(OPTIMIZER, LEARNING_RATE, BATCH_SIZE, EPOCHS, DROPOUT, L2, disabled=disabled)
    with data:
        show_all(DIGITS, SHIFT, ROTATION, NOISE, INITIALISATION, SEED, disabled=disabled)
    return chosen_settings()


def chosen_settings() -> TrainingSpecification:
    """What the controls say now."""
    return TrainingSpecification(
        NetworkSettings(
            hidden=tuple(HiddenLayer(UNITS[layer].now(), ACTIVATIONS[layer].now()) for layer in range(LAYERS.now())),
            convolutions=NETWORK.now() == CONVOLUTIONAL,
            dropout=DROPOUT.now(),
            l2=L2.now(),
            initialisation=INITIALISATION.now(),
        ),
        optimizer=OPTIMIZER.now(),
        learning_rate=LEARNING_RATE.now(),
        batch_size=BATCH_SIZE.now(),
        epochs=EPOCHS.now(),
        training_digits=DIGITS.now(),
        augmentation=Augmentation(SHIFT.now(), ROTATION.now(), NOISE.now()),
        seed=SEED.now(),
    )


def describe_specification(specification: TrainingSpecification) -> str:
    """The settings in a line: "784 pixels → 128 → 10 digits, relu, adam 0.001, batches of 32, 5 epochs on ..."."""
    network = specification.network
    convolutions = ["2 convolutions"] if network.convolutions else []
    sizes = " → ".join(["784 pixels", *convolutions, *[str(layer.units) for layer in network.hidden], "10 digits"])
    activations = " ".join(dict.fromkeys(layer.activation for layer in network.hidden))
    parts = [sizes, activations, f"{specification.optimizer} {specification.learning_rate:g}"]
    parts.append(f"batches of {specification.batch_size}")
    parts.append(f"{counted(specification.epochs, 'epoch')} on {specification.training_digits:,} digits")
    if network.dropout:
        parts.append(f"dropout {network.dropout:g}")
    if network.l2:
        parts.append(f"L2 {network.l2:g}")
    if network.initialisation != COURSE.network.initialisation:
        parts.append(f"initial weights {network.initialisation}")
    if specification.augmentation != Augmentation():
        parts.append("changed digits")
    return ", ".join(part for part in parts if part)


def show_summary(network: NetworkSettings) -> None:
    """The layers with their shapes, and where each number of parameters comes from."""
    layers = summary(network)
    st.table(
        {
            "layer": [layer.name for layer in layers],
            "output shape": [" × ".join(map(str, layer.shape)) for layer in layers],
            "parameters": [f"{layer.parameters:,}" if layer.parameters else "" for layer in layers],
            "counted": [layer.counted for layer in layers],
        },
        hide_index=True,
    )
    st.caption(
        f"{network.parameters:,} numbers to learn: inputs × units, one weight for each pair, + one bias for each unit."
    )
