"""Why not simple code? A task whose rule fits in a line, and two for which nobody can write it down."""

import streamlit as st

from components.charts.html import div, picture_of
from components.charts.palette import POSITIVE
from components.ml.reviews import is_praise
from components.ui.common.content import texts
from components.ui.common.fragment import fragment
from components.ui.common.program import program
from components.ui.common.settings import Choice, Range
from components.ui.common.show import show_table
from components.ui.first_steps.cards import cards

SCALE = 10  # pixels
AREA, LANGUAGE, X_RAYS = "area", "language", "X-rays"
TASK = Choice("task", "Task", AREA, (AREA, LANGUAGE, X_RAYS))
LENGTH = Range("a_length", "Length", 5, 1, 20, 1)
WIDTH = Range("a_width", "Width", 3, 1, 20, 1)
RULES = texts("no_formula")["rules"]
RULE = Choice("words", "It is praise if there is", next(iter(RULES)), tuple(RULES))


@fragment
def no_formula() -> None:
    """The chosen task."""
    task = TASK.show()
    if task == AREA:
        _area()
    elif task == LANGUAGE:
        _language()
    else:
        cards(texts("no_formula")["x_rays"], 300)
        st.markdown("Nobody can say in numbers what a doctor looks for. But there are many X-rays to learn from.")


def _area() -> None:
    controls, picture = st.columns(2, gap="large", vertical_alignment="center")
    with controls:
        length = LENGTH.show()
        width = WIDTH.show()
    with picture:
        st.markdown(f"**{length} × {width} = {length * width}**")
        # The frame keeps its height, so that nothing below it jumps.
        style = f"width:{length * SCALE}px;height:{width * SCALE}px;border:2px solid {POSITIVE};background:{POSITIVE}33"
        rectangle = picture_of(f"A rectangle, {length} long and {width} wide.", "", f"box-sizing:border-box;{style}")
        st.html(div(f"height:{20 * SCALE}px", rectangle))
    st.code(program("area", length=length, width=width), language="python")


def _language() -> None:
    """A rule that tells praise from complaint, on a few sentences."""
    st.markdown("Does a guest praise the restaurant, or complain? Try a rule that looks for words.")
    rule = RULES[RULE.show()]
    reviews = texts("no_formula")["reviews"]
    says = [is_praise(review["text"], **rule) for review in reviews]
    right = [said == review["praise"] for said, review in zip(says, reviews, strict=True)]
    show_table(
        {
            "sentence": [review["text"] for review in reviews],
            "the rule says": [
                f"{':green[✓' if fits else ':red[✗'} {'praise' if said else 'complaint'}]"
                for said, fits in zip(says, right, strict=True)
            ],
        },
        alt=f"What the rule says of {len(reviews)} sentences.",
    )
    st.markdown(
        f"**{sum(right)} of {len(reviews)} right.** Each change of the rule mends one sentence and breaks another: "
        "what a word means depends on the words around it."
    )
    st.code(program("reviews", **rule), language="python")
