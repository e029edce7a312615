"""The course's network three times, as the programs in the folder `programs`, and their six steps."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "programs"
FILES = {"Keras": "with_keras.py", "TensorFlow alone": "with_tensorflow.py", "PyTorch": "with_pytorch.py"}
_MARK = re.compile(r"# (\d\. .+)")


@dataclass(frozen=True)
class ProgramText:
    """A program's text. Each step begins at a line such as "# 1. Load the digits"; before the first are the imports."""

    file: str
    text: str

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Each line, after the step that it belongs to."""
        step, lines = "", []
        for line in self.text.splitlines():
            mark = _MARK.fullmatch(line)
            step = mark[1] if mark else step
            lines.append((step, line))
        return tuple(lines)

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps in their order."""
        return tuple(dict.fromkeys(step for step, _ in self.lines if step))

    def part(self, step: str) -> str:
        """The lines of one step, without its mark, and with single empty lines."""
        text = "\n".join(line for belongs_to, line in self.lines if belongs_to == step and not _MARK.fullmatch(line))
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


@cache
def programs() -> dict[str, ProgramText]:
    """All three, by what they are written with."""
    return {name: ProgramText(file, (FOLDER / file).read_text(encoding="utf-8")) for name, file in FILES.items()}
