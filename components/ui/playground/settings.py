"""The playground's controls: every hyperparameter of the course's Perceptron, and the data it learns from."""

import streamlit as st

from components.ml.sklearn_perceptron import DataSettings, PerceptronSettings
from components.ui.common.settings import choice, setting
from components.ui.common.whole_number import whole_number

COURSE_DATA = DataSettings()
COURSE = PerceptronSettings()
ETA0 = (0.001, 0.01, 0.1, 0.5, 1.0, 10.0)
MAX_ITER = (1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000)
NEVER = "never"
TOL = ("0.1", "0.01", "0.001", "0.0001", NEVER)
ALPHA = (0.0001, 0.001, 0.01, 0.1)
NO_PENALTY = "none"
PENALTIES = (NO_PENALTY, "l2", "l1", "elasticnet")


def data_settings() -> DataSettings:
    """Controls for the examples."""
    samples = st.slider(
        "Samples",
        100,
        3000,
        COURSE_DATA.n_samples,
        100,
        **setting("samples"),
        help="Examples in all; a quarter is kept for the test. Higher: the test tells more. Lower: luck decides more.",
    )
    features = st.slider(
        "Features",
        2,
        20,
        COURSE_DATA.n_features,
        **setting("features"),
        help="Numbers that describe an example. Higher: more weights to learn. With 2, the page draws the boundary.",
    )
    class_sep = st.slider(
        "Class separation",
        0.2,
        3.0,
        COURSE_DATA.class_sep,
        0.1,
        "%.1f",
        **setting("class_sep"),
        help="Higher: the classes lie further apart. Lower: they overlap, and no line can separate them.",
    )
    flip_y = st.slider(
        "Label noise",
        0.0,
        0.5,
        COURSE_DATA.flip_y,
        0.01,
        "%.2f",
        **setting("flip_y"),
        help="The share of labels that are made random. Higher: fewer answers can be right. 0: no noise.",
    )
    return DataSettings(samples, features, class_sep, flip_y)


def perceptron_settings() -> PerceptronSettings:
    """Controls for the learning."""
    left, right = st.columns(2, gap="medium")
    with left:
        max_iter = st.select_slider(
            "max_iter",
            MAX_ITER,
            COURSE.max_iter,
            **setting("max_iter"),
            help="The largest number of epochs, passes over the training data. Higher: more time to learn. "
            "Lower: it is cut short.",
        )
        eta0 = st.select_slider(
            "eta0",
            ETA0,
            COURSE.eta0,
            **setting("eta0"),
            help="The learning rate. Higher: larger steps. Here, where all weights begin at 0, it only scales them "
            "unless a penalty is on, so the answers hardly change: try it.",
        )
        tol = st.select_slider(
            "tol",
            TOL,
            "0.001",
            **setting("tol"),
            help="It stops after 5 epochs that improve the loss by less than this. Higher: it is content sooner. "
            "Lower: it tries for longer; with never it uses all of max_iter.",
        )
        random_state = whole_number(
            "random_state",
            0,
            9999,
            COURSE.random_state,
            **setting("random_state"),
            help="The seed of the shuffling. Another number, higher or lower: the same data in a different order.",
        )
    with right:
        penalty = choice(
            "penalty",
            PENALTIES,
            NO_PENALTY,
            key="penalty",
            help="Keeps the weights small: l2 shrinks all, l1 makes some exactly 0, elasticnet does a bit of both.",
        )
        alpha = st.select_slider(
            "alpha",
            ALPHA,
            COURSE.alpha,
            **setting("alpha"),
            disabled=penalty == NO_PENALTY,
            help="How strong the penalty is. Higher: smaller weights. Too high: nothing is learned. "
            "It does nothing while penalty is none.",
        )
        shuffle = st.toggle(
            "shuffle",
            COURSE.shuffle,
            **setting("shuffle"),
            help="On: the examples come in a new order each epoch. Off: always in the same order.",
        )
        early_stopping = st.toggle(
            "early_stopping",
            COURSE.early_stopping,
            **setting("early_stopping"),
            help="On: it keeps a tenth of the training data aside and stops when it no longer gets better at them. "
            "Off: it looks at its own loss only.",
        )
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
