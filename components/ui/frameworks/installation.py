"""Installing TensorFlow, and what this server's own installation says of itself, asked of the training worker."""

import streamlit as st

from components.training.eager import OPERATIONS, scripts
from components.training.engine import EngineUnavailable
from components.training.events import Installation
from components.ui.common.engine import engine
from components.ui.common.settings import Choice
from components.ui.common.show import poll
from components.ui.common.words import linked

OPERATION = Choice("fw_operation", "Compute c =", OPERATIONS[0], OPERATIONS)
INSTALL = "pip install tensorflow"
CHECK = """python -c "import tensorflow as tf; print(tf.__version__, tf.config.list_physical_devices())\""""
# Between two looks at a worker that is still starting.
LOOK_SECONDS = 1.0


def installing() -> None:
    """The commands, and what runs here."""
    st.code(INSTALL, language="bash")
    st.markdown(
        'With an NVIDIA card: `"tensorflow[and-cuda]"`, on Windows only '
        "[in WSL2](https://www.tensorflow.org/install/pip). This prints version and devices:"
    )
    st.code(CHECK, language="bash", wrap_lines=True)
    st.subheader("What runs here", anchor="runs-here")
    known = _asked() is not None
    poll(_panel, not known, LOOK_SECONDS, known)


def _asked() -> Installation | str | None:
    """What the worker told; a sentence, if none starts; None, as long as it is starting."""
    try:
        return engine().installation()
    except EngineUnavailable as problem:
        return str(problem)


def _panel(known: bool) -> None:
    told = _asked()
    if told is not None and not known:
        st.rerun()  # once, so that nobody looks any more
    with st.container():  # one place for what comes and goes
        if told is None:
            st.info("TensorFlow is starting. Its versions and devices will appear here.", icon=":material/hourglass:")
        elif isinstance(told, str):
            st.warning(told)
        else:
            _versions(told)
    _at_once(told.printed if isinstance(told, Installation) else {})


def _versions(told: Installation) -> None:
    with st.grid(4, min_column_width=130):
        for name, version in (
            ("Python", told.python),
            ("TensorFlow", told.tensorflow),
            ("Keras", told.keras),
            ("NumPy", told.numpy),
        ):
            st.metric(name, version, border=True)
    devices = ", ".join(f"`{device}`" for device in told.devices)
    st.markdown(f"Keras' backend: `{told.backend}`. Devices: {devices}.")


def _at_once(printed: dict[str, list[str]]) -> None:
    """The two scripts, and what the worker printed, once it has."""
    st.subheader("Line by line, or as a graph", anchor="line-by-line")
    st.markdown(
        linked(
            "TensorFlow 2 computes line by line: **[eager execution][eager execution]**. A mistake shows where it is "
            "made. With `tf.function` it first writes down a **[computation graph][computational graph]**: its results "
            "have a shape, but no numbers yet."
        )
    )
    operation = OPERATION.show()
    titles = "**Eager**", "**Graph**"
    for number, (place, title) in enumerate(zip(st.columns(2, gap="medium"), titles, strict=True)):
        with place:
            st.markdown(title)
            st.code(scripts(operation)[number], language="python", wrap_lines=True)
            if operation in printed:
                st.markdown("It printed:")
                st.code(printed[operation][number], language=None, wrap_lines=True)
