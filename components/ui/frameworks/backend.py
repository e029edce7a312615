"""The steering wheel and the engine: what Keras runs on, and what it can do there."""

import streamlit as st

from components.charts.backend import backend
from components.ui.common.program import program
from components.ui.common.settings import Choice
from components.ui.common.show import show_code
from components.ui.frameworks.facts import Backend, frameworks

ENGINE = Choice(
    "fw_engine", "Engine under Keras", "TensorFlow", tuple(backend.name for backend in frameworks().backends)
)


@st.fragment
def steering_wheel() -> None:
    """A choice of the engine, the picture, and how Keras is told."""
    name = ENGINE.show()
    engine = {each.name: each for each in frameworks().backends}[name]
    st.html(backend(name, bool(engine.setting), engine.trains, engine.infers))
    st.markdown(f"{_abilities(engine)} The course {engine.course}. {engine.now.link}: {engine.now.text}")
    if engine.setting:
        show_code(
            program("keras_backend", backend=engine.setting),
            f"It needs both packages: `pip install keras {engine.package}`.",
        )


def _abilities(backend: Backend) -> str:
    if not backend.setting:
        return f"**Keras no longer runs on {backend.name}.**"
    able = "train a network, and use it" if backend.trains else "only use a network that is already trained"
    return f"**On {backend.name}, Keras can {able}.**"
