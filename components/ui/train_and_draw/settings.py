"""The controls that make a training specification; all of them are in the page's URL."""

from typing import Any

import streamlit as st

from components.ml.network import Augmentation, HiddenLayer, NetworkSettings, summary
from components.training.specification import (
    ACTIVATION_NAMES,
    BATCH_SIZES,
    INITIALISATION_NAMES,
    MAX_HIDDEN_LAYERS,
    OPTIMIZER_NAMES,
    TrainingSpecification,
)
from components.ui.common.settings import choice, setting
from components.ui.common.whole_number import whole_number

COURSE = TrainingSpecification()
# An option's label is what stands in the URL, so none is dressed up: ?digits=12000 is what people type.
UNITS = (8, 16, 32, 64, 128, 256, 512)
LEARNING_RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
TRAINING_DIGITS = (500, 1_000, 2_000, 6_000, 12_000, 30_000, 60_000)
DENSE, CONVOLUTIONAL = "dense", "convolutional"
DROPOUTS = (0.0, 0.1, 0.2, 0.3, 0.5)
L2_WEIGHTS = (0.0, 0.00001, 0.0001, 0.001, 0.01)


def training_settings(disabled: bool) -> TrainingSpecification:
    """Show the controls and return what they say. They open with the course's settings."""
    # A link reproduces them, and they are still there after a look at another page.
    shared = {"disabled": disabled}
    network, learning, data = st.columns(3, gap="medium")
    with network:
        _network(shared)
    with learning:
        _learning(shared)
    with data:
        _data(shared)
    return chosen_settings()


def _network(shared: dict[str, Any]) -> None:
    choice(
        "Network",
        [DENSE, CONVOLUTIONAL],
        DENSE,
        key="network",
        **shared,
        help="convolutional puts two layers in front that look for small patterns anywhere in the picture: "
        "better at digits, slower to learn.",
    )
    layers = st.slider(
        "Hidden layers",
        0,
        MAX_HIDDEN_LAYERS,
        len(COURSE.network.hidden),
        **setting("layers"),
        **shared,
        help="More: the network can build patterns out of patterns, but learns more slowly. "
        "0: pixels go straight to the ten digits.",
    )
    for number in range(1, MAX_HIDDEN_LAYERS + 1):
        # Layers that are not used are kept out of sight, not out of the page: their settings would be forgotten.
        if number <= layers:
            st.select_slider(
                f"Units in hidden layer {number}",
                UNITS,
                HiddenLayer().units,
                **setting(f"units{number}"),
                **shared,
                help="More: more patterns to look for, more weights to learn, slower.",
            )
            choice(
                f"Activation of hidden layer {number}",
                ACTIVATION_NAMES,
                HiddenLayer().activation,
                key=f"activation{number}",
                **shared,
                help="relu lets positive sums through; sigmoid and tanh squeeze them, and learn slower in deep "
                "networks; linear changes nothing, so that two layers can do no more than one.",
            )


def _learning(shared: dict[str, Any]) -> None:
    choice(
        "Optimizer",
        OPTIMIZER_NAMES,
        COURSE.optimizer,
        key="optimizer",
        **shared,
        help="How a step follows from the gradient. sgd takes it as it is; momentum adds up the steps before; "
        "adam and rmsprop fit it to each weight.",
    )
    st.select_slider(
        "Learning rate",
        LEARNING_RATES,
        COURSE.learning_rate,
        **setting("learning_rate"),
        **shared,
        help="Higher: larger steps, faster, until they overshoot and nothing is learned. Lower: slow and steady.",
    )
    st.select_slider(
        "Batch size",
        BATCH_SIZES,
        COURSE.batch_size,
        **setting("batch_size"),
        **shared,
        help="Digits per step. Higher: fewer, calmer steps an epoch. Lower: more, noisier steps; slower.",
    )
    st.slider(
        "Epochs",
        1,
        20,
        COURSE.epochs,
        **setting("epochs"),
        **shared,
        help="How often the network sees all training digits. More: better at these, but in the end not at new ones.",
    )
    st.select_slider(
        "Dropout",
        DROPOUTS,
        COURSE.network.dropout,
        **setting("dropout"),
        **shared,
        help="The share of each hidden layer's outputs that is left out in a step, at random. Higher: no unit can "
        "rely on another, so the network learns less by heart, but more slowly.",
    )
    st.select_slider(
        "L2",
        L2_WEIGHTS,
        COURSE.network.l2,
        **setting("l2"),
        **shared,
        help="The price of large weights: this number times the sum of their squares is added to the loss. Higher: "
        "smaller weights, smoother answers.",
    )


def _data(shared: dict[str, Any]) -> None:
    st.select_slider(
        "Training digits",
        TRAINING_DIGITS,
        COURSE.training_digits,
        **setting("digits"),
        **shared,
        help="Fewer: faster, and worse at digits it has not seen.",
    )
    st.slider(
        "Shift the digits, pixels",
        0,
        4,
        COURSE.augmentation.shift,
        **setting("shift"),
        **shared,
        help="Every time a digit is learned from, it is moved by up to this many pixels. Higher: harder to learn, and "
        "better at digits that are not in the middle.",
    )
    st.slider(
        "Rotate the digits, degrees",
        0,
        30,
        COURSE.augmentation.rotation,
        5,
        **setting("rotation"),
        **shared,
        help="Every time a digit is learned from, it is turned by up to this angle, either way.",
    )
    st.slider(
        "Noise on the digits",
        0.0,
        0.5,
        COURSE.augmentation.noise,
        0.1,
        **setting("noise"),
        **shared,
        help="Every time a digit is learned from, its pixels are made a little darker or lighter at random.",
    )
    choice(
        "Initial weights",
        INITIALISATION_NAMES,
        COURSE.network.initialisation,
        key="initialisation",
        **shared,
        help="What the weights are drawn from before the first step. With zeros all units of a layer are the same, "
        "and stay the same.",
    )
    whole_number(
        "Seed",
        0,
        9_999,
        COURSE.seed,
        **setting("seed"),
        **shared,
        help="Which random weights to begin with, and in which order the digits come. "
        "The same seed gives the same start.",
    )


def chosen_settings() -> TrainingSpecification:
    """What the controls say now. Also right in a callback, which runs before the controls do."""
    chosen = st.session_state
    hidden = tuple(
        HiddenLayer(
            chosen.get(f"units{number}") or HiddenLayer().units,
            chosen.get(f"activation{number}") or HiddenLayer().activation,
        )
        for number in range(1, chosen["layers"] + 1)
    )
    return TrainingSpecification(
        NetworkSettings(
            hidden,
            chosen["network"] == CONVOLUTIONAL,
            chosen["dropout"],
            chosen["l2"],
            chosen["initialisation"] or COURSE.network.initialisation,
        ),
        chosen["optimizer"] or COURSE.optimizer,
        chosen["learning_rate"],
        chosen["batch_size"],
        chosen["epochs"],
        chosen["digits"],
        Augmentation(chosen["shift"], chosen["rotation"], chosen["noise"]),
        round(chosen["seed"]),
    )


def describe(specification: TrainingSpecification) -> str:
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
