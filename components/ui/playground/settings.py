"""The playground's settings: every hyperparameter of the course's Perceptron, and the data it learns from."""

import streamlit as st

from components.ml.sklearn_perceptron import DataSettings, PerceptronSettings
from components.ui.common.settings import Choice, OneOf, Range, Switch, WholeNumber

COURSE_DATA = DataSettings()
COURSE = PerceptronSettings()
NEVER, NO_PENALTY = "never", "none"
TOGETHER = "sklearn_perceptron"

# What each one does, its tooltip, is in content/settings.toml.
SAMPLES = Range("samples", "Samples", COURSE_DATA.n_samples, 100, 3000, 100, experiment=TOGETHER)
FEATURES = Range("features", "Features", COURSE_DATA.n_features, 2, 20, 1, experiment=TOGETHER)
CLASS_SEP = Range("class_sep", "Class separation", COURSE_DATA.class_sep, 0.2, 3.0, 0.1, experiment=TOGETHER)
FLIP_Y = Range("flip_y", "Label noise", COURSE_DATA.flip_y, 0.0, 0.5, 0.01, experiment=TOGETHER)
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


def data_settings() -> DataSettings:
    """Show the controls for the examples."""
    return DataSettings(SAMPLES.show(), FEATURES.show(), CLASS_SEP.show(), FLIP_Y.show())


def perceptron_settings() -> PerceptronSettings:
    """Show the controls for the learning."""
    left, right = st.columns(2, gap="medium")
    with left:
        max_iter, eta0, tol, random_state = MAX_ITER.show(), ETA0.show(), TOL.show(), RANDOM_STATE.show()
    with right:
        penalty = PENALTY.show()
        alpha = ALPHA.show(disabled=penalty == NO_PENALTY)
        shuffle, early_stopping = SHUFFLE.show(), EARLY_STOPPING.show()
    return PerceptronSettings(
        max_iter=max_iter,
        eta0=eta0,
        tol=None if tol == NEVER else float(tol),
        shuffle=shuffle,
        random_state=random_state,
        penalty=None if penalty == NO_PENALTY else penalty,
        alpha=alpha,
        early_stopping=early_stopping,
    )
