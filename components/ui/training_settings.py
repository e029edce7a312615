"""The controls that make a training specification; all of them are in the page's URL."""

import streamlit as st

from components.ml.keras_network import NetworkSettings
from components.training.specification import (
    ACTIVATION_NAMES,
    BATCH_SIZES,
    MAX_HIDDEN_LAYERS,
    OPTIMIZER_NAMES,
    TrainingSpecification,
)
from components.ui.choice import choice

COURSE = TrainingSpecification()
# An option's label is what stands in the URL, so none is dressed up: ?digits=12000 is what people type.
UNITS = (8, 16, 32, 64, 128, 256, 512)
LEARNING_RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
TRAINING_DIGITS = (500, 1_000, 2_000, 6_000, 12_000, 30_000, 60_000)


def training_settings() -> TrainingSpecification:
    """Show the controls and return what they say. They open with the course's settings."""
    network, learning, data = st.columns(3, gap="medium")
    with network:
        layers = st.slider(
            "Hidden layers",
            0,
            MAX_HIDDEN_LAYERS,
            COURSE.network.hidden_layers,
            key="layers",
            bind="query-params",
            help="More: the network can build patterns out of patterns, but learns more slowly. "
            "0: pixels go straight to the ten digits.",
        )
        st.select_slider(
            "Units in each hidden layer",
            UNITS,
            COURSE.network.units,
            key="units",
            bind="query-params",
            disabled=layers == 0,
            help="More: more patterns to look for, more weights to learn, slower. None without a hidden layer.",
        )
        choice(
            "Activation of the hidden layers",
            ACTIVATION_NAMES,
            COURSE.network.activation,
            key="activation",
            disabled=layers == 0,
            help="relu lets positive sums through; sigmoid and tanh squeeze them, and learn slower in deep networks.",
        )
    with learning:
        choice(
            "Optimizer",
            OPTIMIZER_NAMES,
            COURSE.optimizer,
            key="optimizer",
            help="How a step follows from the gradient. sgd takes it as it is; adam and rmsprop fit it to each weight.",
        )
        st.select_slider(
            "Learning rate",
            LEARNING_RATES,
            COURSE.learning_rate,
            key="learning_rate",
            bind="query-params",
            help="Higher: larger steps, faster, until they overshoot and nothing is learned. Lower: slow and steady.",
        )
        st.select_slider(
            "Batch size",
            BATCH_SIZES,
            COURSE.batch_size,
            key="batch_size",
            bind="query-params",
            help="Digits per step. Higher: fewer, calmer steps an epoch. Lower: more, noisier steps; slower.",
        )
    with data:
        st.slider(
            "Epochs",
            1,
            20,
            COURSE.epochs,
            key="epochs",
            bind="query-params",
            help="How often the network sees all training digits. More: better on them, in the end not on new ones.",
        )
        st.select_slider(
            "Training digits",
            TRAINING_DIGITS,
            COURSE.training_digits,
            key="digits",
            bind="query-params",
            help="Fewer: faster, and worse at digits it has not seen.",
        )
        st.number_input(
            "Seed",
            0,
            9_999,
            COURSE.seed,
            key="seed",
            bind="query-params",
            help="Which random weights to begin with. The same seed gives the same run.",
        )
    return chosen_settings()


def chosen_settings() -> TrainingSpecification:
    """What the controls say now. Also right in a callback, which runs before the controls do."""
    chosen = st.session_state
    return TrainingSpecification(
        NetworkSettings(chosen["layers"], chosen["units"], chosen["activation"] or COURSE.network.activation),
        chosen["optimizer"] or COURSE.optimizer,
        chosen["learning_rate"],
        chosen["batch_size"],
        chosen["epochs"],
        chosen["digits"],
        chosen["seed"],
    )


def describe(specification: TrainingSpecification) -> str:
    """The settings in a line: "784 pixels → 128 → 10 digits, relu, adam 0.001, batches of 32, 5 epochs on ..."."""
    network = specification.network
    pixels, *hidden, digits = network.layer_sizes
    sizes = " → ".join([f"{pixels} pixels", *map(str, hidden), f"{digits} digits"])
    activation = f", {network.activation}" if network.hidden_layers else ""
    epochs = "1 epoch" if specification.epochs == 1 else f"{specification.epochs} epochs"
    return (
        f"{sizes}{activation}, {specification.optimizer} {specification.learning_rate:g}, "
        f"batches of {specification.batch_size}, {epochs} on {specification.training_digits:,} digits"
    )
