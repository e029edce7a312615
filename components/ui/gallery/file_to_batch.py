"""All that is done to the digits before the network gets them, one step after the other, run for real."""

import re
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.charts.digit_pictures import enlarged, png_url, sheet
from components.ml.mnist import PATH, Split
from components.ui.common.program import program
from components.ui.common.settings import Choice
from components.ui.common.show import show_code
from components.ui.gallery.digits_together import first_ten_digits

PROGRAM = "file_to_batch"
FILE, TEN, SHUFFLED, BATCH, DIVIDED, ROW, ONE_HOT = STEPS = (
    "The file",
    "Ten of them",
    "Shuffled",
    "A batch",
    "0 to 1",
    "In a row",
    "One-hot",
)
STEP = Choice("batch_step", "Step", FILE, STEPS)
ACROSS = 16  # of the batch's 32 digits


@dataclass(frozen=True)
class Step:
    """A part of the program: what its comment says after the name, its code, and what it printed."""

    about: str
    code: str
    output: str


@st.cache_data(show_spinner=False, max_entries=1)
def steps() -> tuple[dict[str, Step], list[int]]:
    """The program's parts by their names, each run after those before it, and the numbers of the batch's digits."""
    text = program(PROGRAM, path=str(PATH))
    names: dict[str, Any] = {}
    printed: list[str] = []
    # Not redirect_stdout: that would catch what other visitors' pages print, too.
    names["print"] = lambda *values: printed.append(" ".join(map(str, values)))
    before, *parts = re.split(rf"^# (?=(?:{'|'.join(map(re.escape, STEPS))}):)", text, flags=re.MULTILINE)
    exec(before, names)
    found = {}
    for part in parts:
        comment, code = part.split("\n", 1)
        name, about = comment.split(": ", 1)
        printed.clear()
        exec(code, names)
        found[name] = Step(about, code.strip(), "\n".join(printed))
    return found, names["order"][: names["batch_size"]].tolist()


def file_to_batch(split: Split) -> None:
    """Choose a step: its code, what it prints, and where there is one, the picture."""
    name = STEP.show(label_visibility="collapsed")
    found, batch = steps()
    step = found[name]
    st.markdown(f"**{name}:** {step.about}")
    st.code(step.code, language="python", wrap_lines=True)
    st.code(step.output, language=None, wrap_lines=True)
    if name == TEN:
        first_ten_digits(split)
    elif name == BATCH:
        picture = png_url(enlarged(sheet(split.pictures[batch], ACROSS), 2))
        st.image(picture, width="stretch", alt="The 32 digits of the batch.")
    show_code(program(PROGRAM), "All steps as one script. Run it in the app's folder.")
