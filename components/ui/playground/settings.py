"""The playground's settings: every hyperparameter of the course's Perceptron, and the data it learns from."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from components.ml.classification_data import COURSES, KINDS, OWN, DataSettings, OwnData
from components.ml.sklearn_perceptron import PerceptronSettings
from components.ui.common.settings import (
    Choice,
    OneOf,
    Range,
    Setting,
    Switch,
    WholeNumber,
    set_also_in_address,
    set_up_by_address,
    show_all,
)
from components.ui.common.show import button
from components.ui.playground.own_data import own_data, show_own_data

COURSE_DATA = DataSettings()
COURSE = PerceptronSettings()
NEVER, NO_PENALTY, EQUAL = "never", "none", "none"
NOTHING = {"tol": NEVER, "penalty": NO_PENALTY, "class_weight": EQUAL}  # None for scikit-learn
TOGETHER = "sklearn_perceptron"
# What a visitor sees first: a line in a plane. The settings' own defaults are the course's.
FIRST_SEEN = "blobs"

# What each one does, its tooltip, is in content/settings.toml.
KIND = Choice("data_set", "Data", COURSE_DATA.kind, (*KINDS, OWN), experiment=TOGETHER)
SAMPLES = Range("samples", "Samples", COURSE_DATA.n_samples, 100, 3000, 100, experiment=TOGETHER)
FEATURES = Range("features", "Features", COURSE_DATA.n_features, 2, 20, 1, experiment=TOGETHER)
CLASS_SEP = Range("class_sep", "Class separation", COURSE_DATA.class_sep, 0.2, 3.0, 0.1, experiment=TOGETHER)
FLIP_Y = Range("flip_y", "Label noise", COURSE_DATA.flip_y, 0.0, 0.5, 0.01, experiment=TOGETHER)
STRAY = Range("stray", "Noise", COURSE_DATA.noise, 0.0, 0.5, 0.05, experiment=TOGETHER)
SHARE = Range("share", "Share of class 1", COURSE_DATA.share, 0.05, 0.95, 0.05, experiment=TOGETHER)
# In the order in which they stand below the data set, and by what scikit-learn's data have.
OF_DATA: dict[str, Setting[Any]] = {
    "class_sep": CLASS_SEP,
    "noise": STRAY,
    "n_features": FEATURES,
    "flip_y": FLIP_Y,
    "n_samples": SAMPLES,
    "share": SHARE,
}
MOST_IN_VIEW = 2  # of these; the others are folded up
TEST_SHARE = Range("test_share", "Share of the test part", COURSE_DATA.test_share, 0.05, 0.9, 0.05, experiment=TOGETHER)
DATA_SEED = WholeNumber("data_seed", "Seed of the data", COURSE_DATA.random_state, 0, 9999, experiment=TOGETHER)
STRETCHED = Switch("stretched", "First feature × 1,000,000,000", COURSE_DATA.stretched, experiment=TOGETHER)
SCALED = Switch("scale", "Scale the features", COURSE_DATA.scaled, experiment=TOGETHER)
OF_ANY_DATA: dict[str, Setting[Any]] = {
    "test_share": TEST_SHARE,
    "random_state": DATA_SEED,
    "stretched": STRETCHED,
    "scaled": SCALED,
}
EPOCHS = (1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000)
MAX_ITER = OneOf("max_iter", "max_iter", COURSE.max_iter, EPOCHS, experiment=TOGETHER)
ETA0 = OneOf("eta0", "eta0", COURSE.eta0, (0.001, 0.01, 0.1, 0.5, 1.0, 10.0), experiment=TOGETHER)
TOL = OneOf("tol", "tol", "0.001", ("0.1", "0.01", "0.001", "0.0001", NEVER), experiment=TOGETHER)
RANDOM_STATE = WholeNumber("random_state", "random_state", COURSE.random_state, 0, 9999, experiment=TOGETHER)
PENALTY = Choice("penalty", "penalty", NO_PENALTY, (NO_PENALTY, "l2", "l1", "elasticnet"), experiment=TOGETHER)
ALPHA = OneOf("alpha", "alpha", COURSE.alpha, (0.0001, 0.001, 0.01, 0.1), experiment=TOGETHER)
SHUFFLE = Switch("shuffle", "shuffle", COURSE.shuffle, experiment=TOGETHER)
EARLY_STOPPING = Switch("early_stopping", "early_stopping", COURSE.early_stopping, experiment=TOGETHER)
CLASS_WEIGHT = Choice("class_weight", "class_weight", EQUAL, (EQUAL, "balanced"), experiment=TOGETHER)
OF_LEARNING: dict[str, Setting[Any]] = {
    "max_iter": MAX_ITER,
    "eta0": ETA0,
    "tol": TOL,
    "shuffle": SHUFFLE,
    "random_state": RANDOM_STATE,
    "penalty": PENALTY,
    "alpha": ALPHA,
    "early_stopping": EARLY_STOPPING,
    "class_weight": CLASS_WEIGHT,
}
EVERY = (KIND, *OF_DATA.values(), *OF_ANY_DATA.values(), *OF_LEARNING.values())
EXAMPLE = WholeNumber("example", "Test example", 0, 0, 9999)
EPOCH = OneOf("epoch", "After epoch", 0)

Values = Mapping[str, Any]  # of the settings above, by their keys


def begin() -> None:
    """On a first visit choose the data: an address from before there was a choice names settings of the course's."""
    asked = st.query_params.get(KIND.key)
    if KIND.key not in st.session_state and asked not in KIND.options:
        old = asked is None and set_up_by_address(TOGETHER, unless="")
        set_also_in_address(KIND, COURSES if old else FIRST_SEEN, always=True)


def show_settings() -> tuple[DataSettings, PerceptronSettings]:
    """Show the controls, for the examples those that the chosen data set has, and return what all of them say."""
    kind = KIND.show(default=None)  # so it is in the address, whichever it is
    of_data = list(_settings_of(kind).values())
    with st.grid(2, min_column_width=130, gap="small"):
        show_all(*of_data[:MOST_IN_VIEW], MAX_ITER, ETA0, TOL, RANDOM_STATE)
    if kind == OWN:
        show_own_data()
    with st.expander("More settings", icon=":material/tune:"):
        show_all(SCALED, SHUFFLE, EARLY_STOPPING, CLASS_WEIGHT)
        penalty = PENALTY.show()
        ALPHA.show(disabled=penalty == NO_PENALTY)
        show_all(*of_data[MOST_IN_VIEW:], TEST_SHARE, DATA_SEED, STRETCHED)
    return experiment_of(values_now(), own_data())


def _settings_of(kind: str) -> dict[str, Setting[Any]]:
    """Those that a data set has."""
    return {name: setting for name, setting in OF_DATA.items() if kind != OWN and name in KINDS[kind].settings}


def has(kind: str, setting: Setting[Any]) -> bool:
    """Whether a data set has this setting of the examples."""
    return setting in _settings_of(kind).values()


def values_now() -> dict[str, Any]:
    """What all controls say; what was set for another data set counts for nothing."""
    told = {setting.key: setting.now() for setting in EVERY}
    out_of_sight = {setting.key for setting in OF_DATA.values()}
    out_of_sight -= {setting.key for setting in _settings_of(told[KIND.key]).values()}
    return {key: value for key, value in told.items() if key not in out_of_sight}


def experiment_of(values: Values, own: OwnData | None) -> tuple[DataSettings, PerceptronSettings]:
    """What these values ask for, where it is the visitor's `own` examples, of them; for one that is missing, the
    course's.
    """

    def told(settings: Mapping[str, Setting[Any]]) -> dict[str, Any]:
        return {name: values[setting.key] for name, setting in settings.items() if setting.key in values}

    kind = values.get(KIND.key, KIND.default)
    data = DataSettings(kind=kind, own=own if kind == OWN else None, **told(OF_DATA), **told(OF_ANY_DATA))
    return data, PerceptronSettings(**{name: meant(name, value) for name, value in told(OF_LEARNING).items()})


def learning_with(settings: PerceptronSettings, name: str, value: Any) -> PerceptronSettings:
    """These settings with another value of one of the controls, by scikit-learn's name for it."""
    return replace(settings, **{name: meant(name, value)})


def meant(name: str, value: Any) -> Any:
    """What a control's value is for scikit-learn."""
    if value == NOTHING.get(name):
        return None
    return float(value) if name == "tol" else value


def course_button() -> None:
    """All settings back to the course's."""
    about = "All settings as in the course: its 1,000 examples with ten features."
    button("The course's", "school", "course", _as_the_course, help=about)


def _as_the_course() -> None:
    for setting in EVERY:
        setting.set(setting.default)
