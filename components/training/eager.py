"""Eager execution and a graph, side by side: two scripts for TensorFlow, and what they print where it is installed."""

import contextlib
import io

OPERATIONS = ("a + b", "a * b", "a @ b")

AT_ONCE = """import tensorflow as tf

a = tf.constant([[1, 2], [3, 4]])
b = tf.constant([[10, 20], [30, 40]])

c = {operation}
print(c)
"""
IN_GRAPH = """import tensorflow as tf

a = tf.constant([[1, 2], [3, 4]])
b = tf.constant([[10, 20], [30, 40]])

@tf.function
def graph(a, b):
    c = {operation}
    print(c)
    return c

graph.get_concrete_function(a, b)
"""


def scripts(operation: str) -> tuple[str, str]:
    """The same operation twice: computed at once, and only written down in a graph."""
    return AT_ONCE.format(operation=operation), IN_GRAPH.format(operation=operation)


def printed() -> dict[str, tuple[str, str]]:
    """What both scripts print, by operation. It imports TensorFlow, so it is for the worker."""
    return {operation: (_run(scripts(operation)[0]), _run(scripts(operation)[1])) for operation in OPERATIONS}


def _run(script: str) -> str:
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(script, {})
    return output.getvalue().strip()
