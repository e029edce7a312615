"""The playground's settings: every hyperparameter of the course's Perceptron, and the data it learns from."""

from typing import Any

import streamlit as st

from components.ml.classification_data import COURSES, KINDS, OWN, DataSettings
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
from components.ui.playground.own_data import own_table, show_upload

COURSE_DATA = DataSettings()
COURSE = PerceptronSettings()
NEVER, NO_PENALTY = "never", "none"
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
SCALED = Switch("scale", "Scale the features", COURSE_DATA.scaled, experiment=TOGETHER)
# In the order in which they stand below the data set, and by what scikit-learn's data have.
OF_DATA: dict[str, Setting[Any]] = {
    "class_sep": CLASS_SEP,
    "noise": STRAY,
    "n_features": FEATURES,
    "flip_y": FLIP_Y,
    "n_samples": SAMPLES,
}
MOST_IN_VIEW = 2  # of these; the others are folded up
EPOCHS = (1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000)
MAX_ITER = OneOf("max_iter", "max_iter", COURSE.max_iter, EPOCHS, experiment=TOGETHER)
ETA0 = OneOf("eta0", "eta0", COURSE.eta0, (0.001, 0.01, 0.1, 0.5, 1.0, 10.0), experiment=TOGETHER)
TOL = OneOf("tol", "tol", "0.001", ("0.1", "0.01", "0.001", "0.0001", NEVER), experiment=TOGETHER)
RANDOM_STATE = WholeNumber("random_state", "random_state", COURSE.random_state, 0, 9999, experiment=TOGETHER)
PENALTY = Choice("penalty", "penalty", NO_PENALTY, (NO_PENALTY, "l2", "l1", "elasticnet"), experiment=TOGETHER)
ALPHA = OneOf("alpha", "alpha", COURSE.alpha, (0.0001, 0.001, 0.01, 0.1), experiment=TOGETHER)
SHUFFLE = Switch("shuffle", "shuffle", COURSE.shuffle, experiment=TOGETHER)
EARLY_STOPPING = Switch("early_stopping", "early_stopping", COURSE.early_stopping, experiment=TOGETHER)
EXAMPLE = WholeNumber("example", "Test example", 0, 0, 749)
EPOCH = OneOf("epoch", "After epoch", 0)


def begin() -> None:
    """On a first visit choose the data: an address from before there was a choice names settings of the course's."""
    asked = st.query_params.get(KIND.key)
    if KIND.key not in st.session_state and asked not in KIND.options:
        old = asked is None and set_up_by_address(TOGETHER, unless="")
        set_also_in_address(KIND, COURSES if old else FIRST_SEEN, always=True)


def show_settings() -> tuple[DataSettings, PerceptronSettings]:
    """Show the controls, for the examples those that the chosen data set has, and return what all of them say."""
    kind = KIND.show(default=None)  # so it is in the address, whichever it is
    if kind == OWN:
        show_upload()
    of_data = list(_settings_of(kind).values())
    with st.grid(2, min_column_width=130, gap="small"):
        show_all(*of_data[:MOST_IN_VIEW], MAX_ITER, ETA0, TOL, RANDOM_STATE)
    with st.expander("More settings", icon=":material/tune:"):
        show_all(*of_data[MOST_IN_VIEW:], SCALED, SHUFFLE, EARLY_STOPPING)
        penalty = PENALTY.show()
        ALPHA.show(disabled=penalty == NO_PENALTY)
    return chosen_data(), chosen_settings()


def _settings_of(kind: str) -> dict[str, Setting[Any]]:
    """Those that a data set has."""
    return {name: setting for name, setting in OF_DATA.items() if kind != OWN and name in KINDS[kind].settings}


def chosen_data() -> DataSettings:
    """What the controls for the examples say; what was set for another data set counts for nothing."""
    kind = KIND.now()
    told = {name: setting.now() for name, setting in _settings_of(kind).items()}
    return DataSettings(kind=kind, scaled=SCALED.now(), own=own_table() if kind == OWN else None, **told)


def chosen_settings() -> PerceptronSettings:
    """What the controls for the learning say."""
    tol, penalty = TOL.now(), PENALTY.now()
    return PerceptronSettings(
        max_iter=MAX_ITER.now(),
        eta0=ETA0.now(),
        tol=None if tol == NEVER else float(tol),
        shuffle=SHUFFLE.now(),
        random_state=RANDOM_STATE.now(),
        penalty=None if penalty == NO_PENALTY else penalty,
        alpha=ALPHA.now(),
        early_stopping=EARLY_STOPPING.now(),
    )


def course_button() -> None:
    """All settings back to the course's."""
    button("The course's experiment", "school", "course", _as_the_course)


def _as_the_course() -> None:
    of_learning = (MAX_ITER, ETA0, TOL, RANDOM_STATE, PENALTY, ALPHA, SHUFFLE, EARLY_STOPPING)
    every: tuple[Setting[Any], ...] = (KIND, SCALED, *OF_DATA.values(), *of_learning)
    for setting in every:
        setting.set(setting.default)
