"""The steering wheel and the engine: what Keras runs on, and what it can do there."""

import streamlit as st

from components.charts.backend import backend
from components.ml.frameworks import Engine, frameworks, source_code
from components.ui.settings import choice


@st.fragment
def steering_wheel() -> None:
    """A choice of the engine, the picture, and how Keras is told."""
    engines = {engine.name: engine for engine in frameworks().engines}
    name = choice("Engine under Keras", list(engines), "TensorFlow", key="fw_engine")
    engine = engines[name]
    st.html(backend(engine))
    st.markdown(
        f"{_abilities(engine)} The course {engine.course}. [{engine.now.year}]({engine.now.source}): {engine.now.text}"
    )
    if engine.setting:
        with st.expander("Show the code", icon=":material/code:"):
            st.markdown(f"It needs both packages: `pip install keras {engine.package}`.")
            st.code(source_code(engine), language="python", wrap_lines=True)


def _abilities(engine: Engine) -> str:
    if not engine.setting:
        return f"**Keras no longer runs on {engine.name}.**"
    able = "train a network, and use it" if engine.trains else "only use a network that is already trained"
    return f"**On {engine.name}, Keras can {able}.**"
