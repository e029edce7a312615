"""The settings that make a training specification."""

import streamlit as st

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
from components.ui.common.settings import Choice, OneOf, Range, WholeNumber, show_all

COURSE = TrainingSpecification()
DENSE, CONVOLUTIONAL = "dense", "convolutional"
TOGETHER = "train_and_draw"

# An option's label is what stands in the address, so none is dressed up: ?digits=12000 is what people type.
NETWORK = Choice(
    "network",
    "Network",
    DENSE,
    (DENSE, CONVOLUTIONAL),
    help="convolutional puts two layers in front that look for small patterns anywhere in the picture: "
    "better at digits, slower to learn.",
    experiment=TOGETHER,
)
LAYERS = Range(
    "layers",
    "Hidden layers",
    len(COURSE.network.hidden),
    0,
    MAX_HIDDEN_LAYERS,
    1,
    help="More: the network can build patterns out of patterns, but learns more slowly. "
    "0: pixels go straight to the ten digits.",
    experiment=TOGETHER,
)
# Of each hidden layer.
UNITS = tuple(
    OneOf(
        f"units{layer}",
        f"Units in hidden layer {layer}",
        HiddenLayer().units,
        (8, 16, 32, 64, 128, 256, 512),
        help="More: more patterns to look for, more weights to learn, slower.",
        experiment=TOGETHER,
    )
    for layer in range(1, MAX_HIDDEN_LAYERS + 1)
)
ACTIVATIONS = tuple(
    Choice(
        f"activation{layer}",
        f"Activation of hidden layer {layer}",
        HiddenLayer().activation,
        ACTIVATION_NAMES,
        help="relu lets positive sums through; sigmoid and tanh squeeze them, and learn slower in deep "
        "networks; linear changes nothing, so that two layers can do no more than one.",
        experiment=TOGETHER,
    )
    for layer in range(1, MAX_HIDDEN_LAYERS + 1)
)
OPTIMIZER = Choice(
    "optimizer",
    "Optimizer",
    COURSE.optimizer,
    OPTIMIZER_NAMES,
    help="How a step follows from the gradient. sgd takes it as it is; momentum adds up the steps before; "
    "adam and rmsprop fit it to each weight.",
    experiment=TOGETHER,
)
LEARNING_RATE = OneOf(
    "learning_rate",
    "Learning rate",
    COURSE.learning_rate,
    (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0),
    help="Higher: larger steps, faster, until they overshoot and nothing is learned. Lower: slow and steady.",
    experiment=TOGETHER,
)
BATCH_SIZE = OneOf(
    "batch_size",
    "Batch size",
    COURSE.batch_size,
    BATCH_SIZES,
    help="Digits per step. Higher: fewer, calmer steps an epoch. Lower: more, noisier steps; slower.",
    experiment=TOGETHER,
)
EPOCHS = Range(
    "epochs",
    "Epochs",
    COURSE.epochs,
    1,
    20,
    1,
    help="How often the network sees all training digits. More: better at these, but in the end not at new ones.",
    experiment=TOGETHER,
)
DROPOUT = OneOf(
    "dropout",
    "Dropout",
    COURSE.network.dropout,
    (0.0, 0.1, 0.2, 0.3, 0.5),
    help="The share of each hidden layer's outputs that is left out in a step, at random. Higher: no unit can "
    "rely on another, so the network learns less by heart, but more slowly.",
    experiment=TOGETHER,
)
L2 = OneOf(
    "l2",
    "L2",
    COURSE.network.l2,
    (0.0, 0.00001, 0.0001, 0.001, 0.01),
    help="The price of large weights: this number times the sum of their squares is added to the loss. Higher: "
    "smaller weights, smoother answers.",
    experiment=TOGETHER,
)
DIGITS = OneOf(
    "digits",
    "Training digits",
    COURSE.training_digits,
    (500, 1_000, 2_000, 6_000, 12_000, 30_000, 60_000),
    help="Fewer: faster, and worse at digits it has not seen.",
    experiment=TOGETHER,
)
SHIFT = Range(
    "shift",
    "Shift the digits, pixels",
    COURSE.augmentation.shift,
    0,
    4,
    1,
    help="Every time a digit is learned from, it is moved by up to this many pixels. Higher: harder to learn, and "
    "better at digits that are not in the middle.",
    experiment=TOGETHER,
)
ROTATION = Range(
    "rotation",
    "Rotate the digits, degrees",
    COURSE.augmentation.rotation,
    0,
    30,
    5,
    help="Every time a digit is learned from, it is turned by up to this angle, either way.",
    experiment=TOGETHER,
)
NOISE = Range(
    "noise",
    "Noise on the digits",
    COURSE.augmentation.noise,
    0.0,
    0.5,
    0.1,
    help="Every time a digit is learned from, its pixels are made a little darker or lighter at random.",
    experiment=TOGETHER,
)
INITIALISATION = Choice(
    "initialisation",
    "Initial weights",
    COURSE.network.initialisation,
    INITIALISATION_NAMES,
    help="What the weights are drawn from before the first step. With zeros all units of a layer are the same, "
    "and stay the same.",
    experiment=TOGETHER,
)
SEED = WholeNumber(
    "seed",
    "Seed",
    COURSE.seed,
    0,
    MAX_SEED,
    help="Which random weights to begin with, and in which order the digits come. The same seed gives the same start.",
    experiment=TOGETHER,
)


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
    epochs = "1 epoch" if specification.epochs == 1 else f"{specification.epochs} epochs"
    parts.append(f"{epochs} on {specification.training_digits:,} digits")
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
