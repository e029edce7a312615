"""A network as a `.keras` file that every Keras 3 opens, not only the one that wrote it.

Keras writes down every option of every layer, also those that an older Keras has never heard of, and there
`load_model` refuses the file. But what is new has a default that keeps to the old ways. So an option that is left at
its default need not be written, and what remains is what the network was built with.
"""

import inspect
import io
import json
import tempfile
import zipfile
from functools import reduce
from pathlib import Path
from typing import Any

CONFIG = "config.json"


def keras_file(model: Any) -> bytes:
    """What `model.save` writes, without the options that are left at their defaults."""
    with tempfile.TemporaryDirectory(prefix="neuron-to-network-") as folder:
        path = Path(folder) / "network.keras"
        model.save(path)
        written = path.read_bytes()
    rewritten = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as source, zipfile.ZipFile(rewritten, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry, json.dumps(_plain(json.loads(content))) if entry.filename == CONFIG else content)
    return rewritten.getvalue()


def _plain(written: Any) -> Any:
    """A part of the configuration, without what goes without saying."""
    if isinstance(written, list):
        return [_plain(part) for part in written]
    if not isinstance(written, dict):
        return written
    if written.get("class_name") == "DTypePolicy":
        return written["config"]["name"]  # the name alone is what Keras 3.0 reads
    if "class_name" in written:
        defaults = _defaults(written["module"], written["class_name"])
        told = {name: value for name, value in written["config"].items() if (name, value) not in defaults.items()}
        written = {**written, "config": told}
    return {name: _plain(value) for name, value in written.items()}


def _defaults(module: str, class_name: str) -> dict[str, Any]:
    """The options of something in Keras that have a default, with it; `module` is as in "keras.layers"."""
    import keras

    made = reduce(getattr, [*module.split(".")[1:], class_name], keras)
    options = inspect.signature(made).parameters.values()
    return {option.name: option.default for option in options if option.default is not option.empty}
