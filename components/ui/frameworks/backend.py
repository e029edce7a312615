"""The steering wheel and the engine: what Keras runs on, and what it can do there."""

import streamlit as st

from components.charts.backend import backend
from components.ui.common.content import texts
from components.ui.common.fragment import fragment
from components.ui.common.program import program
from components.ui.common.settings import Choice
from components.ui.common.show import show_code

ENGINES = {engine["name"]: engine for engine in texts("frameworks")["engines"]}
ENGINE = Choice("fw_engine", "Engine under Keras", "TensorFlow", tuple(ENGINES))


@fragment
def steering_wheel() -> None:
    """A choice of the engine, the picture, and how Keras is told."""
    engine = ENGINES[ENGINE.show()]
    setting = engine.get("setting", "")
    st.html(backend(engine["name"], bool(setting), engine["trains"], engine["infers"]))
    st.markdown(engine["says"])
    if setting:
        about = f"It needs both packages: `pip install keras {engine['package']}`."
        show_code(program("keras_backend", backend=setting), about)
