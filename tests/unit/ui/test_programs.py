"""The course's network three times: the same steps, and each program run as a student runs it, on fewer digits."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from components.ui.common.program import FOLDER
from components.ui.frameworks.program_files import FILES, programs
from components.ui.frameworks.programs import STEPS

ROOT = FOLDER.parent
SETTINGS = "DIGITS, EPOCHS = 60_000, 5"
SHORT = "DIGITS, EPOCHS = 6_000, 1"


def run(name: str, folder: Path, more: str = "") -> list[str]:
    """What the program prints, with the one line of its settings changed, and `more` at its end."""
    text = programs()[name].text
    assert text.splitlines().count(SETTINGS) == 1
    script = folder / FILES[name]
    script.write_text(text.replace(SETTINGS, SHORT) + more, encoding="utf-8")
    result = subprocess.run(
        [sys.executable, script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip().splitlines()


def reads_most_digits(line: str) -> bool:
    """One epoch of 6,000 digits brings all three to 0.89 to 0.91; guessing would be 0.1."""
    found = re.fullmatch(r"Test accuracy: (0\.\d{4})", line)
    assert found, line
    return 0.87 < float(found[1]) < 0.94


def test_the_keras_program_trains_the_courses_network(tmp_path: Path) -> None:
    *_, accuracy, parameters = run("Keras", tmp_path, "print(model.count_params())\n")
    assert reads_most_digits(accuracy)
    assert int(parameters) == 784 * 128 + 128 + 128 * 10 + 10


def test_the_tensorflow_program_trains_it_without_keras(tmp_path: Path) -> None:
    """TensorFlow itself imports Keras, so only the text can tell that the program doesn't use it."""
    assert "keras" not in programs()["TensorFlow alone"].text.lower()
    more = "print(sum(it.shape.num_elements() for it in w))\n"
    *_, accuracy, parameters = run("TensorFlow alone", tmp_path, more)
    assert reads_most_digits(accuracy)
    assert int(parameters) == 101_770


def test_the_pytorch_program_trains_it_where_pytorch_is_installed(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    *_, accuracy, parameters = run("PyTorch", tmp_path, "print(sum(it.numel() for it in model.parameters()))\n")
    assert reads_most_digits(accuracy)
    assert int(parameters) == 101_770


def test_all_three_have_the_same_six_steps_and_something_to_look_for_in_each() -> None:
    for program in programs().values():
        assert tuple(program.parts) == STEPS


def test_no_line_is_lost_between_the_steps_and_each_fits_a_third_of_the_page() -> None:
    """The program's parts, put together again, are the program after its imports. Wrapped lines lost their indentation,
    and with it their meaning: programs.css makes room for 39 signs.
    """
    for program in programs().values():
        again = "\n".join(f"# {step}\n{lines}" for step, lines in program.parts.items())
        begins = program.text.index("# 1.")
        assert again.split() == program.text[begins:].split()
        assert max(len(line) for lines in program.parts.values() for line in lines.splitlines()) <= 39
