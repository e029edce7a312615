"""The settings that make a training specification."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import streamlit as st

from components.charts.digit_pictures import enlarged, png_url
from components.charts.numbers import counted
from components.ml.changed_digits import examples
from components.ml.mnist import Mnist
from components.ml.network import Augmentation, Convolution, HiddenLayer, NetworkSettings, summary
from components.training.specification import (
    ACTIVATION_NAMES,
    BATCH_SIZES,
    BEST_FOR_DRAWINGS,
    INITIALISATION_NAMES,
    KERNEL_SIZES,
    LIKE_PENS,
    MAX_FILTERS,
    MAX_HIDDEN_LAYERS,
    MAX_SEED,
    OPTIMIZER_NAMES,
    TrainingSpecification,
)
from components.ui.common.content import texts
from components.ui.common.settings import (
    SET_UP,
    Choice,
    OneOf,
    Range,
    Setting,
    Value,
    WholeNumber,
    set_also_in_address,
    show_all,
)
from components.ui.common.show import button, show_table

COURSE = TrainingSpecification()
PRESETS = {"The course's": COURSE, "Like pens": LIKE_PENS, "Best for your drawings": BEST_FOR_DRAWINGS}
DENSE, CONVOLUTIONAL = "dense", "convolutional"
TOGETHER = "train_and_draw"

# What each one does, its tooltip, is in content/settings.toml. An option's label is what stands in the address, so none
# is dressed up: ?digits=12000 is what people type.
NETWORK = Choice("network", "Network", DENSE, (DENSE, CONVOLUTIONAL), experiment=TOGETHER)
CONVOLUTIONS = Range("convolutions", "Convolutions", 2, 1, len(MAX_FILTERS), 1, experiment=TOGETHER)
LAYERS = Range("layers", "Hidden layers", len(COURSE.network.hidden), 0, MAX_HIDDEN_LAYERS, 1, experiment=TOGETHER)


def _of_each_layer(
    kind: Callable[..., Setting[Value]], key: str, label: str, defaults: Sequence[Value], options: Sequence[Value]
) -> list[Setting[Value]]:
    about = {"help": texts("settings")[key], "experiment": TOGETHER}
    return [
        kind(f"{key}{layer}", f"{label} {layer}", default, options, **about)
        for layer, default in enumerate(defaults, start=1)
    ]


FILTERS = [
    OneOf(
        f"filters{layer}",
        f"Filters of convolution {layer}",
        default,
        help=texts("settings")["filters"],
        experiment=TOGETHER,
        options=[filters for filters in (4, 8, 16, 32, 64) if filters <= most],
    )
    for layer, (default, most) in enumerate(zip((8, 16, 32), MAX_FILTERS, strict=True), start=1)
]
KERNELS = _of_each_layer(Choice, "kernel", "Kernel size of convolution", [3] * len(MAX_FILTERS), KERNEL_SIZES)
DENSE_LAYERS = (HiddenLayer(),) * MAX_HIDDEN_LAYERS
UNITS = _of_each_layer(
    OneOf, "units", "Units in hidden layer", [layer.units for layer in DENSE_LAYERS], (8, 16, 32, 64, 128, 256, 512)
)
ACTIVATIONS = _of_each_layer(
    Choice, "activation", "Activation of hidden layer", [layer.activation for layer in DENSE_LAYERS], ACTIVATION_NAMES
)
OPTIMIZER = Choice("optimizer", "Optimizer", COURSE.optimizer, OPTIMIZER_NAMES, experiment=TOGETHER)
RATES = (0.0001, 0.0003, 0.001, 0.002, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
LEARNING_RATE = OneOf("learning_rate", "Learning rate", COURSE.learning_rate, RATES, experiment=TOGETHER)
DECAY = OneOf("decay", "Learning rate after each epoch, times", COURSE.decay, (0.5, 0.8, 1.0), experiment=TOGETHER)
BATCH_SIZE = OneOf("batch_size", "Batch size", COURSE.batch_size, BATCH_SIZES, experiment=TOGETHER)
EPOCHS = Range("epochs", "Epochs", COURSE.epochs, 1, 20, 1, experiment=TOGETHER)
DROPOUT = OneOf("dropout", "Dropout", COURSE.network.dropout, (0.0, 0.1, 0.2, 0.3, 0.5), experiment=TOGETHER)
L2 = OneOf("l2", "L2", COURSE.network.l2, (0.0, 0.00001, 0.0001, 0.001, 0.01), experiment=TOGETHER)
SIZES = (500, 1_000, 2_000, 6_000, 12_000, 30_000, 60_000)
DIGITS = OneOf("digits", "Training digits", COURSE.training_digits, SIZES, experiment=TOGETHER)
AS_THEY_ARE, A_LITTLE, PENS = "as they are", "a little", "like pens"
CHANGE = Choice(
    "change", "Change the digits while it learns", AS_THEY_ARE, (AS_THEY_ARE, A_LITTLE, PENS), experiment=TOGETHER
)
SHIFT = Range("shift", "Shift the digits, pixels", COURSE.augmentation.shift, 0, 4, 1, experiment=TOGETHER)
ROTATION = Range("rotation", "Rotate the digits, degrees", COURSE.augmentation.rotation, 0, 30, 5, experiment=TOGETHER)
NOISE = Range("noise", "Noise on the digits", COURSE.augmentation.noise, 0.0, 0.5, 0.1, experiment=TOGETHER)
START = COURSE.network.initialisation
INITIALISATION = Choice("initialisation", "Initial weights", START, INITIALISATION_NAMES, experiment=TOGETHER)
SEED = WholeNumber("seed", "Seed", COURSE.seed, 0, MAX_SEED, experiment=TOGETHER)


def training_settings(disabled: bool, mnist: Mnist) -> TrainingSpecification:
    """Show the controls and return what they say. They open with the course's settings."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("Begin with", width="content")
        for name, preset in PRESETS.items():
            button(name, "restart_alt", f"preset_{name}", choose, preset, disabled=disabled)
    network, learning, data = st.columns(3, gap="medium")
    with network:
        # Layers that are not used are out of sight; their settings are kept.
        if NETWORK.show(disabled=disabled) == CONVOLUTIONAL:
            for layer in range(CONVOLUTIONS.show(disabled=disabled)):
                show_all(FILTERS[layer], KERNELS[layer], disabled=disabled)
        for layer in range(LAYERS.show(disabled=disabled)):
            show_all(UNITS[layer], ACTIVATIONS[layer], disabled=disabled)
    with learning:
        show_all(OPTIMIZER, LEARNING_RATE, DECAY, BATCH_SIZE, EPOCHS, DROPOUT, L2, disabled=disabled)
    with data:
        show_all(DIGITS, disabled=disabled)
        # An address from before there was a choice names the changes only.
        named = {SHIFT.key, ROTATION.key, NOISE.key} & set(st.session_state.get(SET_UP, {}))
        first = A_LITTLE if named else AS_THEY_ARE
        if CHANGE.show(disabled=disabled, default=first, on_change=_change_a_little) == A_LITTLE:
            show_all(SHIFT, ROTATION, NOISE, disabled=disabled)
        learned = examples(mnist, _chosen_changes(), SEED.now())
        st.image(png_url(enlarged(np.hstack(list(learned)), 2)), alt="Some of the digits that it learns from.")
        show_all(INITIALISATION, SEED, disabled=disabled)
    return chosen_settings()


def _change_a_little() -> None:
    """Chosen with nothing set, it sets something: else nothing would change."""
    if CHANGE.now() == A_LITTLE and not (SHIFT.now() or ROTATION.now() or NOISE.now()):
        set_also_in_address(SHIFT, 1)
        set_also_in_address(ROTATION, 10)


def choose(specification: TrainingSpecification) -> None:
    """Set the controls so that they say this, for a button's callback."""
    network, changes = specification.network, specification.augmentation
    change = PENS if changes.pens else A_LITTLE if changes.by_layers else AS_THEY_ARE
    values: list[tuple[Setting[Any], Any]] = [
        (NETWORK, CONVOLUTIONAL if network.convolutions else DENSE),
        (CONVOLUTIONS, len(network.convolutions) or CONVOLUTIONS.default),
        *zip(FILTERS, [layer.filters for layer in network.convolutions], strict=False),
        *zip(KERNELS, [layer.kernel_size for layer in network.convolutions], strict=False),
        (LAYERS, len(network.hidden)),
        *zip(UNITS, [layer.units for layer in network.hidden], strict=False),
        *zip(ACTIVATIONS, [layer.activation for layer in network.hidden], strict=False),
        (DROPOUT, network.dropout),
        (L2, network.l2),
        (INITIALISATION, network.initialisation),
        (OPTIMIZER, specification.optimizer),
        (LEARNING_RATE, specification.learning_rate),
        (DECAY, specification.decay),
        (BATCH_SIZE, specification.batch_size),
        (EPOCHS, specification.epochs),
        (DIGITS, specification.training_digits),
        (CHANGE, change),
        (SHIFT, changes.shift),
        (ROTATION, changes.rotation),
        (NOISE, changes.noise),
        (SEED, specification.seed),
    ]
    for setting, value in values:
        set_also_in_address(setting, value)


def _chosen_changes() -> Augmentation:
    if CHANGE.now() == PENS:
        return Augmentation(pens=True)
    return Augmentation(SHIFT.now(), ROTATION.now(), NOISE.now()) if CHANGE.now() == A_LITTLE else Augmentation()


def chosen_settings() -> TrainingSpecification:
    """What the controls say now."""
    convolutions = CONVOLUTIONS.now() if NETWORK.now() == CONVOLUTIONAL else 0
    return TrainingSpecification(
        NetworkSettings(
            hidden=tuple(HiddenLayer(UNITS[layer].now(), ACTIVATIONS[layer].now()) for layer in range(LAYERS.now())),
            convolutions=tuple(
                Convolution(FILTERS[layer].now(), KERNELS[layer].now()) for layer in range(convolutions)
            ),
            dropout=DROPOUT.now(),
            l2=L2.now(),
            initialisation=INITIALISATION.now(),
        ),
        optimizer=OPTIMIZER.now(),
        learning_rate=LEARNING_RATE.now(),
        decay=DECAY.now(),
        batch_size=BATCH_SIZE.now(),
        epochs=EPOCHS.now(),
        training_digits=DIGITS.now(),
        augmentation=_chosen_changes(),
        seed=SEED.now(),
    )


def describe_specification(specification: TrainingSpecification) -> str:
    """The settings in a line: "784 pixels → 128 → 10 digits, relu, adam 0.001, batches of 32, 5 epochs on ..."."""
    network = specification.network
    convolutions = [counted(len(network.convolutions), "convolution")] if network.convolutions else []
    sizes = " → ".join(["784 pixels", *convolutions, *[str(layer.units) for layer in network.hidden], "10 digits"])
    activations = " ".join(dict.fromkeys(layer.activation for layer in network.hidden))
    parts = [sizes, activations, f"{specification.optimizer} {specification.learning_rate:g}"]
    if specification.decay != 1:
        parts[-1] += f" × {specification.decay:g} an epoch"
    parts.append(f"batches of {specification.batch_size}")
    parts.append(f"{counted(specification.epochs, 'epoch')} on {specification.training_digits:,} digits")
    if network.dropout:
        parts.append(f"dropout {network.dropout:g}")
    if network.l2:
        parts.append(f"L2 {network.l2:g}")
    if network.initialisation != COURSE.network.initialisation:
        parts.append(f"initial weights {network.initialisation}")
    if specification.augmentation.pens:
        parts.append("changed like pens")
    elif specification.augmentation.by_layers:
        parts.append("changed digits")
    return ", ".join(part for part in parts if part)


def show_summary(network: NetworkSettings) -> None:
    """The layers with their shapes, and where each number of parameters comes from."""
    layers = summary(network)
    show_table(
        {
            "layer": [layer.name for layer in layers],
            "output shape": [" × ".join(map(str, layer.shape)) for layer in layers],
            "parameters": [f"{layer.parameters:,}" if layer.parameters else "" for layer in layers],
            "counted": [layer.counted for layer in layers],
        }
    )
    st.caption(
        f"{network.parameters:,} numbers to learn: inputs × units, one weight for each pair, + one bias for each unit."
    )
