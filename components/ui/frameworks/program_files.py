"""The course's network three times, as the programs in the folder `programs`, and their six steps."""

import re
from dataclasses import dataclass
from functools import cache

from components.ui.common.program import program

FILES = {"Keras": "with_keras.py", "TensorFlow alone": "with_tensorflow.py", "PyTorch": "with_pytorch.py"}


@dataclass(frozen=True)
class ProgramText:
    """A program's text. Each step begins at a line such as "# 1. Load the digits"; before the first are the imports."""

    file: str
    text: str

    @property
    def parts(self) -> dict[str, str]:
        """Each step's lines, without its mark, and with single empty lines."""
        _, *marked = re.split(r"^# (\d\. .+)\n", re.sub(r"\n{3,}", "\n\n", self.text), flags=re.MULTILINE)
        return {step: lines.strip("\n") for step, lines in zip(marked[::2], marked[1::2], strict=True)}


@cache
def programs() -> dict[str, ProgramText]:
    """All three, by what they are written with."""
    return {name: ProgramText(file, program(file.removesuffix(".py")) + "\n") for name, file in FILES.items()}
