"""What can be set on the plane's page, and what it comes to."""

from contextlib import suppress
from typing import Any

import streamlit as st

from components.ml.learning_rule import Example
from components.ml.optimizers import OPTIMIZERS
from components.ml.penalties import PENALTIES
from components.ml.plane_data import EDGE, FEATURES, KINDS, OWN, PointSettings
from components.ml.plane_settings import ACTIVATIONS, PlaneSettings
from components.ml.small_network import INITIALISATIONS
from components.ui.common.points import NoPoints, parse_points
from components.ui.common.settings import Choice, OneOf, Range, Switch, Text, WholeNumber

DEFAULT = PlaneSettings()
MOST_LAYERS, MOST_UNITS, MOST_OWN = 4, 8, 200
BOUNDS = (-EDGE, EDGE)
FIRST_POINTS = (
    "-2.1 1.2 0; -1.6 2.1 0; -1.1 0.9 0; -2.3 0.3 0; 1.9 -1.4 0; 1.2 -2.2 0; 2.4 -0.6 0; 0.9 -1.1 0; "
    "-1.8 -1.5 1; -1 -2.1 1; -0.6 -0.7 1; -2.2 -0.9 1; 1.4 1.1 1; 2.1 1.9 1; 0.7 0.8 1; 1.1 2.3 1"
)
_SET: Any = {"experiment": "plane"}

KIND = Choice("plane_data", "Points", DEFAULT.points.kind, (*KINDS, OWN), **_SET)
OWN_POINTS = Text("plane_points", "x1, x2 and the class of each", FIRST_POINTS, st.text_area, **_SET)
N = Range("plane_n", "Number of points", DEFAULT.points.n, 20, 500, 20, **_SET)
NOISE = Range("plane_noise", "Noise", DEFAULT.points.noise, 0.0, 0.6, 0.05, **_SET)
TEST_SHARE = Range("plane_test", "Share of test points", DEFAULT.points.test_share, 0.0, 0.8, 0.1, **_SET)
POINTS_SEED = WholeNumber("plane_points_seed", "Seed of the points", DEFAULT.points.seed, 0, 9_999, **_SET)
FEATURE_NAMES = Text("plane_features", "Features", ", ".join(DEFAULT.features), st.text_input, **_SET)
HIDDEN = Text("plane_hidden", "Units of each hidden layer", "4 2", st.text_input, **_SET)
ACTIVATION = Choice("plane_activation", "Activation", DEFAULT.activation, ACTIVATIONS, **_SET)
RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
RATE = OneOf("plane_rate", "Learning rate", DEFAULT.learning_rate, RATES, **_SET)
BATCH = OneOf("plane_batch", "Batch size", DEFAULT.batch_size, (1, 5, 10, 20, 50, 500), **_SET)
OPTIMIZER = Choice("plane_optimizer", "Optimizer", DEFAULT.optimizer, tuple(OPTIMIZERS), **_SET)
PENALTY = Choice("plane_penalty", "Penalty for large weights", DEFAULT.penalty, tuple(PENALTIES), **_SET)
SHARE = OneOf("plane_share", "Weight of the penalty", DEFAULT.share, (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03), **_SET)
FIRST_WEIGHTS = Choice("plane_initial", "First weights", DEFAULT.initialisation, tuple(INITIALISATIONS), **_SET)
SEED = WholeNumber("plane_seed", "Seed", DEFAULT.seed, 0, 9_999, **_SET)
CUT = Switch("plane_cut", "Cut into 0 and 1", False)
ADDING = Choice("plane_class", "What a press adds", "class 1", ("class 0", "class 1"))


class WrongSetting(ValueError):
    """What was typed can't be. The message is a sentence for the visitor."""


def chosen_settings() -> PlaneSettings:
    """What the controls say now; for what is typed wrongly, the default."""
    own: tuple[Example, ...] = ()
    if KIND.now() == OWN:
        with suppress(NoPoints):
            own = parse_points(OWN_POINTS.now(), BOUNDS, MOST_OWN)
    made = (N.now(), NOISE.now()) if KIND.now() != OWN else (DEFAULT.points.n, DEFAULT.points.noise)
    points = PointSettings(KIND.now(), *made, TEST_SHARE.now(), POINTS_SEED.now(), own)
    try:
        features, hidden = read_features(FEATURE_NAMES.now()), read_hidden(HIDDEN.now())
    except WrongSetting:
        features, hidden = DEFAULT.features, DEFAULT.hidden
    learning = ACTIVATION.now(), RATE.now(), BATCH.now(), OPTIMIZER.now(), PENALTY.now(), SHARE.now()
    return PlaneSettings(points, features, hidden, *learning, FIRST_WEIGHTS.now(), SEED.now())


def read_features(text: str) -> tuple[str, ...]:
    """The features in a text, in their order. Raises WrongSetting."""
    asked = [name.strip().replace("^2", "²").replace("*", "·") for name in text.split(",") if name.strip()]
    unknown = [name for name in asked if name not in FEATURES]
    if unknown or not asked:
        what = f"“{unknown[0][:30]}” is no feature" if unknown else "No feature is named"
        raise WrongSetting(f"{what}. There are {', '.join(FEATURES)}.")
    return tuple(name for name in FEATURES if name in asked)


def read_hidden(text: str) -> tuple[int, ...]:
    """The units of each hidden layer; none where the text is empty or 0. Raises WrongSetting."""
    words = text.replace(",", " ").split()
    hidden = tuple(int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 4)
    if hidden == (0,):
        return ()
    if len(hidden) < len(words) or len(hidden) > MOST_LAYERS or not all(1 <= units <= MOST_UNITS for units in hidden):
        raise WrongSetting(f"Write up to {MOST_LAYERS} numbers from 1 to {MOST_UNITS}, like 4 2. Without any, 0.")
    return hidden


def written_hidden(hidden: tuple[int, ...]) -> str:
    """As `read_hidden` reads it."""
    return " ".join(map(str, hidden)) or "0"
